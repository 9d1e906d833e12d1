//! Runs the library's catalogue pass over plain columns: the same work as the JavaScript references.

pub mod columns;
pub mod growing;
pub mod pass;
pub mod plan;

/// What the bench page calls: bytes in, answers read from memory.
#[cfg(target_arch = "wasm32")]
mod exports {
    use crate::columns::Columns;
    use crate::pass::{Answers, Pass};
    use std::cell::RefCell;

    #[derive(Default)]
    struct State {
        bytes: Vec<u8>,
        pass: Option<Pass>,
        answers: Answers,
    }

    thread_local! {
        static STATE: RefCell<State> = RefCell::default();
    }

    /// Room for so many bytes; gives its address.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_reserve(bytes: usize) -> *mut u8 {
        STATE.with_borrow_mut(|state| {
            state.bytes = vec![0; bytes];
            state.bytes.as_mut_ptr()
        })
    }

    /// Reads the columns that were put there; gives how many products, 0 if they could not be read.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_prepare() -> usize {
        STATE.with_borrow_mut(|state| {
            let bytes = std::mem::take(&mut state.bytes);
            state.pass = Columns::read(&bytes).and_then(|columns| Pass::new(columns, "2026-11-21"));
            state.pass.as_ref().map_or(0, Pass::count)
        })
    }

    /// One run; gives how many products were answered.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_run() -> usize {
        STATE.with_borrow_mut(|state| {
            let State { pass, answers, .. } = state;
            pass.as_mut().and_then(|pass| pass.run(answers)).map_or(0, |()| answers.best.len())
        })
    }

    /// The plan of the bench, so many times; gives what it is worth.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_plan(runs: u32) -> f64 {
        let Some(ladder) = crate::plan::ladder() else { return f64::NAN };
        (0..runs).map(|_| crate::plan::value(&ladder).unwrap_or(f64::NAN)).fold(0.0, |_, value| value)
    }

    /// Address of the present values.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_values() -> *const f64 {
        STATE.with_borrow(|state| state.answers.values.as_ptr())
    }

    /// Address of the places of the best.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_best() -> *const u8 {
        STATE.with_borrow(|state| state.answers.best.as_ptr())
    }

    /// Address of the gains.
    #[unsafe(no_mangle)]
    pub extern "C" fn bench_gain() -> *const f64 {
        STATE.with_borrow(|state| state.answers.gain.as_ptr())
    }
}
