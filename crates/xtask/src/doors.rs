//! Code that did not run until the first list was there, and what stands in its place in the first part: a door,
//! which has the second part fetched and goes on with the same code there.
//!
//! The code is the whole of a function, or all from some place of a sequence to its end: code that is not reached at
//! a place is not reached after it either. What it reads of the function's locals is handed over, what it wrote of
//! them that is still to be read comes back, and if it is left in several ways, a number that says by which.

use crate::Failure;
use crate::live::{Live, Locals};
use crate::ran::{self, Point};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use walrus::ir::{
    BinaryOp, Binop, Block, Br, BrIf, BrTable, Call, CallIndirect, Const, IfElse, Instr, InstrLocId, InstrSeqId,
    InstrSeqType, LocalGet, LocalSet, Loop, Return, Unreachable, Value,
};
use walrus::{FunctionBuilder, FunctionId, LocalFunction, LocalId, Module, TableId, ValType};

/// Bytes that a door takes beside what it hands over, about.
const DOOR: usize = 22;

/// A place in a module where the first part has a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The function, by a name that it alone bears.
    pub function: String,
    /// Which of its points.
    pub point: usize,
}

/// How code is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    End,
    To(InstrSeqId),
    Return,
}

/// Code that a door stands for.
#[derive(Debug)]
pub struct Shape {
    point: Point,
    is_whole: bool,
    takes: Vec<LocalId>,
    gives: Vec<LocalId>,
    ways: Vec<Way>,
    /// Results of the function, if the code returns from it.
    returned: Vec<ValType>,
}

/// Functions by the names that they alone bear.
pub fn named(module: &Module) -> HashMap<String, FunctionId> {
    let mut found = HashMap::new();
    let mut twice = HashSet::new();
    for (id, _) in module.funcs.iter_local() {
        let Some(name) = module.funcs.get(id).name.clone() else { continue };
        if found.insert(name.clone(), id).is_some() {
            twice.insert(name);
        }
    }
    found.retain(|name, _| !twice.contains(name));
    found
}

/// Where doors are worth their place, by the points of the module that were reached.
pub fn places(module: &Module, reached: &HashSet<usize>) -> Vec<Door> {
    let by_name = named(module);
    let mut doors = Vec::new();
    let mut number = 0;
    for id in ran::functions(module) {
        let function = module.funcs.get(id);
        let local = function.kind.unwrap_local();
        let points = ran::points(local);
        let first = number;
        number += points.len();
        let Some(name) = function.name.as_ref().filter(|name| by_name.contains_key(*name)) else { continue };
        if is_by_chance(name) {
            continue;
        }
        let cold: HashSet<Point> =
            (first..).zip(&points).filter(|(n, _)| !reached.contains(n)).map(|(_, p)| *p).collect();
        let mut tops = Vec::new();
        outermost(local, local.entry_block(), &cold, &mut tops);
        let live = Live::of(local, &tops);
        for (place, point) in points.iter().enumerate() {
            if tops.contains(point) && Shape::of(module, local, *point, &live).is_some_and(|shape| shape.pays(local)) {
                doors.push(Door { function: name.clone(), point: place });
            }
        }
    }
    doors
}

/// Whether what runs of a function depends on where keys came to lie, which differs from page to page: searches in
/// tables by hash. By the mangled name: each part of a path behind its length.
fn is_by_chance(name: &str) -> bool {
    name.contains("9hashbrown") || name.contains("16static_str_to_js")
}

/// What was not reached, but for what lies within other such code.
fn outermost(function: &LocalFunction, seq: InstrSeqId, cold: &HashSet<Point>, found: &mut Vec<Point>) {
    for (at, (instr, _)) in function.block(seq).instrs.iter().enumerate() {
        let point = Point { seq, at };
        if cold.contains(&point) {
            found.push(point);
            return;
        }
        for inner in within(instr) {
            outermost(function, inner, cold, found);
        }
    }
}

/// Sequences of an instruction.
fn within(instr: &Instr) -> Vec<InstrSeqId> {
    match instr {
        Instr::Block(block) => vec![block.seq],
        Instr::Loop(again) => vec![again.seq],
        Instr::IfElse(branches) => vec![branches.consequent, branches.alternative],
        _ => Vec::new(),
    }
}

/// For each function with doors: what stands for each of them.
pub fn shapes(module: &Module, doors: &[Door]) -> Result<Vec<(FunctionId, Shape)>, Failure> {
    let by_name = named(module);
    let mut of_function: HashMap<FunctionId, (Vec<Point>, Live)> = HashMap::new();
    let mut shapes = Vec::new();
    for door in doors {
        let id = *by_name.get(&door.function).ok_or_else(|| format!("no function `{}`", door.function))?;
        let local = module.funcs.get(id).kind.unwrap_local();
        let (points, live) = of_function.entry(id).or_insert_with(|| {
            let points = ran::points(local);
            let wanted: Vec<Point> = doors
                .iter()
                .filter(|other| other.function == door.function)
                .filter_map(|other| points.get(other.point).copied())
                .collect();
            let live = Live::of(local, &wanted);
            (points, live)
        });
        let point = *points.get(door.point).ok_or("a function has fewer points than it had")?;
        shapes.push((id, Shape::of(module, local, point, live).ok_or("what could have a door no longer can")?));
    }
    Ok(shapes)
}

/// Bytes of a linked module, by their place in the file, that doors stand for.
pub fn ranges(linked: &Module, doors: &[Door]) -> Result<Vec<Range<usize>>, Failure> {
    let by_name = named(linked);
    let mut ranges = Vec::new();
    for door in doors {
        // What only the bindings made has no place there.
        let Some(id) = by_name.get(&door.function) else { continue };
        let local = linked.funcs.get(*id).kind.unwrap_local();
        let point = *ran::points(local).get(door.point).ok_or("a function was changed by the bindings")?;
        let mut all = Vec::new();
        locations(local, Point { seq: local.entry_block(), at: 0 }, &mut all);
        let mut of_door = Vec::new();
        locations(local, point, &mut of_door);
        let (Some(first), Some(last)) = (of_door.iter().min(), of_door.iter().max()) else { continue };
        let next = all.iter().filter(|at| *at > last).min().copied().or_else(|| end_of(local)).unwrap_or(*last);
        ranges.push(*first..next);
    }
    Ok(ranges)
}

/// Where a function ends in the file.
fn end_of(function: &LocalFunction) -> Option<usize> {
    let (in_section, in_file) = function.instruction_mapping.first()?;
    Some(function.original_range.as_ref()?.end + usize::try_from(in_file.data()).ok()?.checked_sub(*in_section)?)
}

fn locations(function: &LocalFunction, from: Point, found: &mut Vec<usize>) {
    for (instr, location) in function.block(from.seq).instrs.iter().skip(from.at) {
        if !location.is_default() {
            found.extend(usize::try_from(location.data()));
        }
        for seq in within(instr) {
            locations(function, Point { seq, at: 0 }, found);
        }
    }
}

/// What code does, gone through once.
#[derive(Default)]
struct Seen {
    instrs: usize,
    own: HashSet<InstrSeqId>,
    targets: Vec<InstrSeqId>,
    reads: Locals,
    writes: Locals,
    returns: bool,
    is_odd: bool,
}

impl Seen {
    fn go(&mut self, function: &LocalFunction, from: Point) {
        for (instr, _) in function.block(from.seq).instrs.iter().skip(from.at) {
            self.instrs += 1;
            match instr {
                Instr::LocalGet(get) => {
                    self.reads.insert(get.local);
                }
                Instr::LocalSet(set) => {
                    self.writes.insert(set.local);
                }
                Instr::LocalTee(tee) => {
                    self.writes.insert(tee.local);
                }
                Instr::Br(branch) => self.targets.push(branch.block),
                Instr::BrIf(branch) => self.targets.push(branch.block),
                Instr::BrTable(branch) => {
                    self.targets.extend(branch.blocks.iter().copied());
                    self.targets.push(branch.default);
                }
                Instr::Return(_) => self.returns = true,
                Instr::Try(_) | Instr::TryTable(_) | Instr::ReturnCall(_) | Instr::ReturnCallIndirect(_) => {
                    self.is_odd = true;
                }
                _ => {}
            }
            for seq in within(instr) {
                self.own.insert(seq);
                self.go(function, Point { seq, at: 0 });
            }
        }
    }
}

impl Shape {
    fn of(module: &Module, function: &LocalFunction, point: Point, live: &Live) -> Option<Self> {
        let entry = function.entry_block();
        let results = module.types.get(function.ty()).results().to_vec();
        let mut seen = Seen::default();
        seen.go(function, point);
        let ends = match function.block(point.seq).instrs.last() {
            Some((Instr::Br(_) | Instr::BrTable(_) | Instr::Return(_) | Instr::Unreachable(_), _)) => false,
            Some(_) => true,
            None => return None,
        };
        let returns = seen.returns || (ends && point.seq == entry && !results.is_empty());
        let has_values = |seq: InstrSeqId| match function.block(seq).ty {
            InstrSeqType::Simple(value) => value.is_some(),
            InstrSeqType::MultiValue(ty) => {
                let ty = module.types.get(ty);
                !ty.params().is_empty() || !ty.results().is_empty()
            }
        };
        let mut labels: Vec<InstrSeqId> = Vec::new();
        for target in seen.targets {
            if !seen.own.contains(&target) && !labels.contains(&target) {
                labels.push(target);
            }
        }
        let is_whole = point == Point { seq: entry, at: 0 };
        if seen.is_odd || labels.iter().any(|label| has_values(*label)) || (point.seq != entry && has_values(point.seq))
        {
            return None;
        }
        let mut ways = Vec::new();
        let mut read_later = Locals::new();
        if ends && !(point.seq == entry && returns) {
            ways.push(Way::End);
            read_later.extend(live.at_end.get(&point.seq)?);
        }
        for label in labels {
            ways.push(Way::To(label));
            read_later.extend(live.at_label.get(&label)?);
        }
        if returns {
            ways.push(Way::Return);
        }
        let sorted = |locals: Locals| {
            let mut locals: Vec<LocalId> = locals.into_iter().collect();
            locals.sort_by_key(|local| local.index());
            locals
        };
        let gives: Locals = read_later.intersection(&seen.writes).copied().collect();
        let at_point = live.at_point.get(&point)?;
        let takes =
            at_point.iter().filter(|local| seen.reads.contains(local) || gives.contains(local)).copied().collect();
        Some(Self {
            point,
            is_whole,
            takes: sorted(takes),
            gives: sorted(gives),
            returned: if returns { results } else { Vec::new() },
            ways,
        })
    }

    /// Whether the door is smaller than what it stands for.
    fn pays(&self, function: &LocalFunction) -> bool {
        let mut seen = Seen::default();
        seen.go(function, self.point);
        let ways = self.ways.len().saturating_sub(1);
        seen.instrs * 2 > DOOR + 2 * self.takes.len() + 2 * self.gives.len() + 7 * ways
    }

    /// Takes the code out.
    pub fn close(&self, function: &mut LocalFunction) {
        let instrs = &mut function.block_mut(self.point.seq).instrs;
        instrs.truncate(self.point.at);
        instrs.push(plain(Unreachable {}));
    }

    fn types(&self, module: &Module) -> (Vec<ValType>, Vec<ValType>) {
        let types = |locals: &[LocalId]| locals.iter().map(|local| module.locals.get(*local).ty()).collect::<Vec<_>>();
        let mut results = types(&self.gives);
        results.extend(&self.returned);
        if self.ways.len() > 1 {
            results.push(ValType::I32);
        }
        (types(&self.takes), results)
    }

    /// Puts a door where the code was: the second part has it in this place of the table.
    pub fn open(&self, module: &mut Module, id: FunctionId, fetch: FunctionId, table: TableId, place: i32) {
        let local = module.funcs.get(id).kind.unwrap_local();
        let (takes, ty) = if self.is_whole {
            (local.args.clone(), local.ty())
        } else {
            let (params, results) = self.types(module);
            (self.takes.clone(), module.types.add(&params, &results))
        };
        let mut door = vec![plain(Call { func: fetch })];
        door.extend(takes.into_iter().map(|local| plain(LocalGet { local })));
        door.push(plain(Const { value: Value::I32(place) }));
        door.push(plain(CallIndirect { ty, table }));
        if !self.is_whole {
            self.go_on(module, id, &mut door);
        }
        let function = module.funcs.get_mut(id).kind.unwrap_local_mut();
        let instrs = &mut function.block_mut(self.point.seq).instrs;
        instrs.truncate(self.point.at);
        instrs.append(&mut door);
    }

    /// Takes back what the code gives and goes on as it did.
    fn go_on(&self, module: &mut Module, id: FunctionId, door: &mut Vec<(Instr, InstrLocId)>) {
        let is_choice = self.ways.len() > 1;
        let way = module.locals.add(ValType::I32);
        let returned: Vec<LocalId> = self.returned.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut taken: Vec<LocalId> = self.gives.clone();
        if is_choice || !self.gives.is_empty() {
            taken.extend(&returned);
        }
        if is_choice {
            taken.push(way);
        }
        door.extend(taken.iter().rev().map(|&local| plain(LocalSet { local })));
        let give_back = |to: &mut Vec<(Instr, InstrLocId)>| {
            if is_choice || !self.gives.is_empty() {
                to.extend(returned.iter().map(|&local| plain(LocalGet { local })));
            }
            to.push(plain(Return {}));
        };
        let last = self.ways.len().saturating_sub(1);
        let has_end = self.ways.first() == Some(&Way::End);
        if self.ways.is_empty() {
            door.push(plain(Unreachable {}));
        }
        for (number, this) in (0..).zip(&self.ways) {
            let is_last = usize::try_from(number) == Ok(last) && !has_end;
            let asked = [
                plain(LocalGet { local: way }),
                plain(Const { value: Value::I32(number) }),
                plain(Binop { op: BinaryOp::I32Eq }),
            ];
            match *this {
                Way::End => {}
                Way::To(block) if is_last => door.push(plain(Br { block })),
                Way::To(block) => {
                    door.extend(asked);
                    door.push(plain(BrIf { block }));
                }
                Way::Return if is_last => give_back(door),
                Way::Return => {
                    door.extend(asked);
                    let builder = module.funcs.get_mut(id).kind.unwrap_local_mut().builder_mut();
                    let mut back = Vec::new();
                    give_back(&mut back);
                    let mut then = builder.dangling_instr_seq(None);
                    *then.instrs_mut() = back;
                    let consequent = then.id();
                    let alternative = builder.dangling_instr_seq(None).id();
                    door.push(plain(IfElse { consequent, alternative }));
                }
            }
        }
    }

    /// The code as a function of its own.
    pub fn behind(&self, module: &mut Module, id: FunctionId) -> FunctionId {
        if self.is_whole {
            return id;
        }
        let (params, results) = self.types(module);
        let returned: Vec<LocalId> = self.returned.iter().map(|ty| module.locals.add(*ty)).collect();
        let mut builder = FunctionBuilder::new(&mut module.types, &params, &results);
        let function = module.funcs.get(id).kind.unwrap_local();
        let mut copy = Copy { seqs: HashMap::new(), returned: &returned, to_return: None };
        let ends: Vec<InstrSeqId> = self.ways.iter().map(|_| builder.dangling_instr_seq(None).id()).collect();
        for (way, end) in self.ways.iter().zip(&ends) {
            match way {
                Way::To(label) => {
                    copy.seqs.insert(*label, *end);
                }
                Way::Return => copy.to_return = Some(*end),
                Way::End => {}
            }
        }
        let mut body = copy.from(&mut builder, function, self.point);
        if self.ways.first() == Some(&Way::End) {
            body.extend(ends.first().map(|&block| plain(Br { block })));
        } else if self.point.seq == function.entry_block() && copy.to_return.is_some() {
            // Left by the end of the function, with its results. After a branch there are none, and any will do.
            let is_left = !matches!(
                function.block(self.point.seq).instrs.last(),
                Some((Instr::Br(_) | Instr::BrTable(_) | Instr::Return(_) | Instr::Unreachable(_), _))
            );
            if is_left {
                copy.give_back(&mut body);
            }
        }
        for (number, end) in (0..).zip(&ends) {
            *builder.instr_seq(*end).instrs_mut() = body;
            body = vec![plain(Block { seq: *end })];
            body.extend(self.gives.iter().chain(&returned).map(|&local| plain(LocalGet { local })));
            if ends.len() > 1 {
                body.push(plain(Const { value: Value::I32(number) }));
            }
            body.push(plain(Return {}));
        }
        *builder.func_body().instrs_mut() = body;
        builder.finish(self.takes.clone(), &mut module.funcs)
    }
}

/// Copies code from one function into another.
struct Copy<'a> {
    /// Where a sequence of the one is in the other.
    seqs: HashMap<InstrSeqId, InstrSeqId>,
    returned: &'a [LocalId],
    to_return: Option<InstrSeqId>,
}

impl Copy<'_> {
    fn from(&mut self, to: &mut FunctionBuilder, function: &LocalFunction, from: Point) -> Vec<(Instr, InstrLocId)> {
        let mut copied = Vec::new();
        for (instr, _) in function.block(from.seq).instrs.iter().skip(from.at) {
            let changed: Instr = match instr {
                Instr::Block(block) => Block { seq: self.inner(to, function, block.seq) }.into(),
                Instr::Loop(again) => Loop { seq: self.inner(to, function, again.seq) }.into(),
                Instr::IfElse(branches) => IfElse {
                    consequent: self.inner(to, function, branches.consequent),
                    alternative: self.inner(to, function, branches.alternative),
                }
                .into(),
                Instr::Br(branch) => Br { block: self.seq(branch.block) }.into(),
                Instr::BrIf(branch) => BrIf { block: self.seq(branch.block) }.into(),
                Instr::BrTable(branch) => BrTable {
                    blocks: branch.blocks.iter().map(|block| self.seq(*block)).collect(),
                    default: self.seq(branch.default),
                }
                .into(),
                Instr::Return(_) => {
                    self.give_back(&mut copied);
                    continue;
                }
                other => other.clone(),
            };
            copied.push(plain(changed));
        }
        copied
    }

    fn inner(&mut self, to: &mut FunctionBuilder, function: &LocalFunction, seq: InstrSeqId) -> InstrSeqId {
        let own = to.dangling_instr_seq(function.block(seq).ty).id();
        self.seqs.insert(seq, own);
        let copied = self.from(to, function, Point { seq, at: 0 });
        *to.instr_seq(own).instrs_mut() = copied;
        own
    }

    fn seq(&self, seq: InstrSeqId) -> InstrSeqId {
        self.seqs.get(&seq).copied().unwrap_or(seq)
    }

    /// Keeps the results that stand on the stack and leaves by the return.
    fn give_back(&self, to: &mut Vec<(Instr, InstrLocId)>) {
        to.extend(self.returned.iter().rev().map(|&local| plain(LocalSet { local })));
        to.extend(self.to_return.map(|block| plain(Br { block })));
    }
}

fn plain(what: impl Into<Instr>) -> (Instr, InstrLocId) {
    (what.into(), InstrLocId::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::ConstExpr;

    /// A function of a number that leaves a block early, or else does at length what `tail` adds to, and then
    /// gives the sum of two numbers; with a table and a function to fetch by.
    fn module(tail: impl Fn(&mut walrus::InstrSeqBuilder<'_>, InstrSeqId, LocalId)) -> Module {
        let mut module = Module::default();
        let (given, own) = (module.locals.add(ValType::I32), module.locals.add(ValType::I32));
        let mut builder = FunctionBuilder::new(&mut module.types, &[ValType::I32], &[ValType::I32]);
        builder.name("work".to_owned()).func_body().i32_const(7).local_set(own).block(None, |outer| {
            let label = outer.id();
            outer.local_get(given).br_if(label);
            for _ in 0..20 {
                outer.local_get(given).local_get(own).binop(BinaryOp::I32Add).local_set(own);
            }
            tail(outer, label, given);
        });
        builder.func_body().local_get(given).local_get(own).binop(BinaryOp::I32Add);
        let work = builder.finish(vec![given], &mut module.funcs);
        module.exports.add("work", work);
        let ty = module.types.add(&[], &[]);
        module.add_import_func("more", "fetch", ty);
        module.tables.add_local(false, 8, None, walrus::RefType::FUNCREF);
        module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(0)));
        module
    }

    /// All was reached but the second point of the block: the beginning of the function and of the block are the
    /// first two.
    fn only_door(module: &Module) -> Door {
        let all = ran::points(module.funcs.get(ran::functions(module)[0]).kind.unwrap_local()).len();
        let reached = (0..all).filter(|point| *point != 2).collect();
        let [door] = places(module, &reached).try_into().unwrap();
        door
    }

    /// The types of what is behind the only door; both modules are what a browser takes.
    fn types_behind(mut module: Module) -> (Vec<ValType>, Vec<ValType>) {
        let door = only_door(&module);
        let [(id, shape)] = shapes(&module, &[door]).unwrap().try_into().unwrap();
        let behind = shape.behind(&mut module, id);
        module.exports.add("behind", behind);
        let ty = module.types.get(module.funcs.get(behind).ty());
        let types = (ty.params().to_vec(), ty.results().to_vec());
        let fetch = module.imports.iter().find_map(|import| match import.kind {
            walrus::ImportKind::Function(id) => Some(id),
            _ => None,
        });
        let table = module.tables.main_function_table().unwrap().unwrap();
        Module::from_buffer(&module.emit_wasm()).unwrap();
        shape.open(&mut module, id, fetch.unwrap(), table, 3);
        let opened = Module::from_buffer(&module.emit_wasm()).unwrap();
        assert!(opened.funcs.iter().count() >= 3);
        types
    }

    #[test]
    fn what_code_reads_is_handed_over_and_what_it_wrote_comes_back() {
        let types = types_behind(module(|_, _, _| {}));
        assert_eq!(types, (vec![ValType::I32; 2], vec![ValType::I32]));
    }

    #[test]
    fn code_that_is_left_in_several_ways_says_by_which() {
        let types = types_behind(module(|code, label, given| {
            code.local_get(given).br_if(label).local_get(given).if_else(
                None,
                |then| {
                    then.i32_const(5).return_();
                },
                |_| {},
            );
        }));
        // What it wrote, what it returns, and the way.
        assert_eq!(types, (vec![ValType::I32; 2], vec![ValType::I32; 3]));
    }

    #[test]
    fn code_that_never_ends_gives_nothing_back() {
        let types = types_behind(module(|code, _, _| {
            code.unreachable();
        }));
        assert_eq!(types, (vec![ValType::I32; 2], vec![]));
    }

    #[test]
    fn code_that_is_no_larger_than_a_door_stays() {
        let module = module(|_, _, _| {});
        let id = ran::functions(&module)[0];
        let points = ran::points(module.funcs.get(id).kind.unwrap_local());
        // The last begins behind the block, and all that follows is one sum.
        let reached = (0..points.len() - 1).collect();
        assert_eq!(places(&module, &reached), []);
    }

    #[test]
    fn code_that_was_reached_has_no_door() {
        let module = module(|_, _, _| {});
        assert_eq!(places(&module, &(0..100).collect()), []);
    }
}
