//! Which locals of a function are still to be read, wherever that is asked.

use crate::ran::Point;
use std::collections::{HashMap, HashSet};
use walrus::ir::{Instr, InstrSeqId};
use walrus::{LocalFunction, LocalId};

/// A set of locals.
pub type Locals = HashSet<LocalId>;

/// Locals that may be read before they are written again.
#[derive(Debug, Default)]
pub struct Live {
    /// After a branch to a sequence.
    pub at_label: HashMap<InstrSeqId, Locals>,
    /// At the end of a sequence, where it is left by its end.
    pub at_end: HashMap<InstrSeqId, Locals>,
    /// Before what stands at a point.
    pub at_point: HashMap<Point, Locals>,
}

impl Live {
    /// What is read later, at these points of a function and wherever one gets to from there.
    pub fn of(function: &LocalFunction, points: &[Point]) -> Self {
        let mut live = Self::default();
        for point in points {
            live.at_point.insert(*point, Locals::new());
        }
        let entry = function.entry_block();
        live.at_label.insert(entry, Locals::new());
        live.before(function, entry, Locals::new());
        live
    }

    fn before(&mut self, function: &LocalFunction, seq: InstrSeqId, end: Locals) -> Locals {
        let mut live = end.clone();
        self.at_end.insert(seq, end);
        for (at, (instr, _)) in function.block(seq).instrs.iter().enumerate().rev() {
            match instr {
                Instr::LocalGet(get) => {
                    live.insert(get.local);
                }
                Instr::LocalSet(set) => {
                    live.remove(&set.local);
                }
                Instr::LocalTee(tee) => {
                    live.remove(&tee.local);
                }
                Instr::Br(branch) => live = self.label(branch.block),
                Instr::BrIf(branch) => live.extend(self.label(branch.block)),
                Instr::BrTable(branch) => {
                    live = self.label(branch.default);
                    for block in &branch.blocks {
                        live.extend(self.label(*block));
                    }
                }
                Instr::Return(_) | Instr::Unreachable(_) => live.clear(),
                Instr::Block(block) => {
                    self.at_label.insert(block.seq, live.clone());
                    live = self.before(function, block.seq, live);
                }
                Instr::IfElse(branches) => {
                    self.at_label.insert(branches.consequent, live.clone());
                    self.at_label.insert(branches.alternative, live.clone());
                    let other = self.before(function, branches.alternative, live.clone());
                    live = self.before(function, branches.consequent, live);
                    live.extend(other);
                }
                // From its end it is left; a branch to it begins it anew.
                Instr::Loop(again) => loop {
                    let known = self.label(again.seq);
                    let mut begun = self.before(function, again.seq, live.clone());
                    begun.extend(known.iter().copied());
                    let is_all = begun.len() == known.len();
                    self.at_label.insert(again.seq, begun.clone());
                    if is_all {
                        live = begun;
                        break;
                    }
                },
                _ => {}
            }
            if let Some(place) = self.at_point.get_mut(&Point { seq, at }) {
                place.clone_from(&live);
            }
        }
        live
    }

    fn label(&self, seq: InstrSeqId) -> Locals {
        self.at_label.get(&seq).cloned().unwrap_or_default()
    }
}
