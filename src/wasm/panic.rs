//! Remembers why the instance stopped.

use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Records text and place of a panic before the trap, and logs them.
pub(super) fn install() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&wasm_bindgen::JsValue::from_str(&text));
        LAST.with(|last| {
            // Held only if the panic struck while it was being read; the first text then stays.
            if let Ok(mut last) = last.try_borrow_mut() {
                *last = Some(text);
            }
        });
    }));
}

/// What was recorded.
pub(super) fn last() -> Option<String> {
    LAST.with(|last| last.try_borrow().ok().and_then(|text| text.clone()))
}
