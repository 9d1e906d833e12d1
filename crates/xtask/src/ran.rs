//! What of the code runs until the first list is there, by having a module keep account of it.

use crate::{Failure, parts};
use std::collections::HashSet;
use std::path::Path;
use std::process::Command;
use walrus::ir::{Const, Instr, InstrLocId, InstrSeqId, MemArg, Store, StoreKind, Value};
use walrus::{ConstExpr, FunctionId, LocalFunction, Module, ValType};

/// What tells where in memory the account is kept.
const ACCOUNT: &str = "account";
const PAGE: u64 = 65_536;

/// Where code begins that may run or not: a place in a sequence of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Point {
    /// The sequence.
    pub seq: InstrSeqId,
    /// The place in it.
    pub at: usize,
}

/// Places of a function at which the code after them may not be reached though that before them was: beginnings of
/// sequences, and what follows a branch that may be taken or a sequence within.
pub fn points(function: &LocalFunction) -> Vec<Point> {
    let mut found = Vec::new();
    gather(function, function.entry_block(), &mut found);
    found
}

fn gather(function: &LocalFunction, seq: InstrSeqId, found: &mut Vec<Point>) {
    found.push(Point { seq, at: 0 });
    let instrs = &function.block(seq).instrs;
    for (at, (instr, _)) in instrs.iter().enumerate() {
        match instr {
            Instr::Block(inner) => gather(function, inner.seq, found),
            Instr::Loop(inner) => gather(function, inner.seq, found),
            Instr::IfElse(inner) => {
                gather(function, inner.consequent, found);
                gather(function, inner.alternative, found);
            }
            Instr::BrIf(_) => {}
            _ => continue,
        }
        if at + 1 < instrs.len() {
            found.push(Point { seq, at: at + 1 });
        }
    }
}

/// Functions of a module in their order.
pub fn functions(module: &Module) -> Vec<FunctionId> {
    module.funcs.iter_local().map(|(id, _)| id).collect()
}

/// Numbers of the points of a module, over all its functions, that were reached while `scripts/first-calls.mjs` did
/// what the page does; none where there is no Node to run it.
///
/// # Errors
/// If the script fails.
pub fn reached(root: &Path, bound: &[u8], folder: &Path) -> Result<Option<HashSet<usize>>, Failure> {
    let module = folder.join("clearfloor_ran.wasm");
    std::fs::write(&module, accounting(bound)?)?;
    let script = root.join("scripts/first-calls.mjs");
    let output = Command::new("node").arg(script).arg(folder.join("clearfloor.js")).arg(&module).output();
    std::fs::remove_file(&module)?;
    let Ok(output) = output else { return Ok(None) };
    if !output.status.success() {
        return Err(format!("the first calls failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let numbers: Result<_, _> = String::from_utf8(output.stdout)?.lines().map(str::parse).collect();
    Ok(Some(numbers?))
}

/// The module, with a byte for each point that is no longer zero once it was reached. They lie where memory would
/// have ended; what is asked for later lies above.
fn accounting(bound: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut module: Module = parts::parse(bound, false)?;
    let memory = module.memories.iter().next().ok_or("the module has no memory")?.id();
    let base = module.memories.get(memory).initial * PAGE;
    let mut place = i32::try_from(base)?;
    for id in functions(&module) {
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let found = points(function);
        let first = place;
        place += i32::try_from(found.len())?;
        // From the last to the first: places before what is put in stay as they are.
        for (place, point) in (first..place).zip(found).rev() {
            let note = [
                Instr::Const(Const { value: Value::I32(place) }),
                Instr::Const(Const { value: Value::I32(1) }),
                Instr::Store(Store {
                    memory,
                    kind: StoreKind::I32_8 { atomic: false },
                    arg: MemArg { align: 1, offset: 0 },
                }),
            ];
            let note = note.map(|instr| (instr, InstrLocId::default()));
            function.block_mut(point.seq).instrs.splice(point.at..point.at, note);
        }
    }
    let end = u64::try_from(place)?;
    let pages = (end - base).div_ceil(PAGE);
    let memory = module.memories.get_mut(memory);
    memory.initial += pages;
    memory.maximum = memory.maximum.map(|most| most.max(memory.initial));
    for (name, value) in [(ACCOUNT, i32::try_from(base)?), ("accountEnd", place)] {
        let global = module.globals.add_local(ValType::I32, false, false, ConstExpr::Value(Value::I32(value)));
        module.exports.add(name, global);
    }
    Ok(module.emit_wasm())
}
