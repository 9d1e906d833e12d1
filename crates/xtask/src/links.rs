//! What of a linked module hangs on which exports or functions, by the relocations that the linker leaves when asked to.
//!
//! A module alone does not say this: a function whose address stands in a table of addresses could be
//! called by anyone, so nothing that is ever called by its address can be taken out. The relocations name
//! every place in code and data that speaks of a function or of data, so they say who asks for what.

use crate::Failure;
use std::collections::HashSet;
use std::ops::Range;
use wasmparser::{
    BinaryReader, KnownCustom, Linking, Name, NameSectionReader, Parser, Payload, RelocationEntry, SymbolInfo,
};

/// What only some exports or functions need.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needed {
    /// Names of functions. One that several functions bear is not among them.
    pub functions: HashSet<String>,
    /// Addresses in memory, in order and apart from each other.
    pub data: Vec<Range<u32>>,
}

/// A symbol of the linker, as far as code and data have one.
#[derive(Debug)]
enum Symbol {
    Function(u32),
    /// Place within the data section, address, length.
    Data {
        place: usize,
        address: u32,
        length: u32,
    },
    Other,
}

/// A module taken apart.
#[derive(Debug, Default)]
struct Linked<'a> {
    imported: u32,
    /// Bodies, as places in the file.
    bodies: Vec<Range<usize>>,
    /// For each segment: where its bytes begin in the file, and its address.
    segments: Vec<(usize, u32)>,
    exports: Vec<(&'a str, u32)>,
    names: Vec<(u32, &'a str)>,
    symbols: Vec<Symbol>,
    /// Relocations by their place in the file, in order.
    relocations: Vec<(usize, RelocationEntry)>,
}

/// What of a module is needed by the exports that `is_later` names and by what is `behind` doors, and by no other.
///
/// # Errors
/// If the module cannot be read or the linker left no relocations in it.
pub fn needed_only_by(
    module: &[u8],
    is_later: impl Fn(&str) -> bool,
    behind: &[Range<usize>],
) -> Result<Needed, Failure> {
    let mut linked = Linked::read(module)?;
    linked.relocations.retain(|(at, _)| !behind.iter().any(|range| range.contains(at)));
    let is_of_bindings = |name: &str| name.starts_with("__wbindgen_describe");
    Ok(linked.needed_beside(&linked.reach(|name| !is_later(name) && !is_of_bindings(name), &HashSet::new())))
}

/// What of a module is needed by the functions that `is_crossed_out` names, those with it, and by nothing else.
///
/// # Errors
/// As [`needed_only_by`]; if no function bears such a name.
pub fn needed_only_through(module: &[u8], is_crossed_out: impl Fn(&str) -> bool) -> Result<Needed, Failure> {
    let linked = Linked::read(module)?;
    let crossed_out: HashSet<u32> =
        linked.names.iter().filter(|(_, name)| is_crossed_out(name)).map(|&(index, _)| index).collect();
    if crossed_out.is_empty() {
        return Err("no function bears a name that is crossed out".into());
    }
    Ok(linked.needed_beside(&linked.reach(|_| true, &crossed_out)))
}

/// The module without what the linker left for [`needed_only_by`].
pub fn without_links(module: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut plain = module.get(..8).ok_or("no module")?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let mut reader = BinaryReader::new(module.get(at..).ok_or("no section")?, 0);
        let id = reader.read_u8()?;
        let size = usize::try_from(reader.read_var_u32()?)?;
        let start = at + reader.original_position();
        let end = start + size;
        let is_of_links = id == 0 && {
            let name = BinaryReader::new(module.get(start..end).ok_or("a section ends early")?, 0).read_string()?;
            name == "linking" || name.starts_with("reloc.")
        };
        if !is_of_links {
            plain.extend_from_slice(module.get(at..end).ok_or("a section ends early")?);
        }
        at = end;
    }
    Ok(plain)
}

#[derive(Default)]
struct Reached {
    functions: HashSet<u32>,
    /// Symbols of data.
    symbols: HashSet<u32>,
}

impl<'a> Linked<'a> {
    fn read(module: &'a [u8]) -> Result<Self, Failure> {
        let mut linked = Self::default();
        // By number, as relocations speak of sections; where the bytes of each begin.
        let mut sections = Vec::new();
        let mut found = Vec::new();
        let mut links = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(range.start);
            }
            match payload {
                Payload::ImportSection(imports) => {
                    let functions = imports.into_imports().filter(|import| {
                        import.as_ref().is_ok_and(|import| matches!(import.ty, wasmparser::TypeRef::Func(_)))
                    });
                    linked.imported = u32::try_from(functions.count())?;
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        if export.kind == wasmparser::ExternalKind::Func {
                            linked.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => linked.bodies.push(body.range()),
                Payload::DataSection(data) => {
                    for segment in data {
                        let segment = segment?;
                        let start = segment.range.end - segment.data.len();
                        linked.segments.push((start, address_of(&segment)?));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(names) => linked.names = functions_of(names)?,
                    KnownCustom::Reloc(relocations) => found.push(relocations),
                    KnownCustom::Linking(linking) => links.push(linking),
                    _ => {}
                },
                _ => {}
            }
        }
        for linking in links {
            for part in linking.subsections() {
                if let Linking::SymbolTable(symbols) = part? {
                    for symbol in symbols {
                        linked.symbols.push(linked.symbol(symbol?)?);
                    }
                }
            }
        }
        for relocations in found {
            let section = sections.get(usize::try_from(relocations.section_index())?);
            let start = *section.ok_or("a relocation of a section that is not there")?;
            for entry in relocations.entries() {
                let entry = entry?;
                linked.relocations.push((start + usize::try_from(entry.offset)?, entry));
            }
        }
        linked.relocations.sort_by_key(|(place, _)| *place);
        if linked.relocations.is_empty() || linked.symbols.is_empty() {
            return Err("the linker left no relocations".into());
        }
        Ok(linked)
    }

    fn symbol(&self, info: SymbolInfo<'_>) -> Result<Symbol, Failure> {
        Ok(match info {
            SymbolInfo::Func { index, .. } => Symbol::Function(index),
            SymbolInfo::Data { symbol: Some(data), .. } => {
                let segment = self.segments.get(usize::try_from(data.index)?);
                let (start, address) = *segment.ok_or("a symbol of a segment that is not there")?;
                Symbol::Data {
                    place: start + usize::try_from(data.offset)?,
                    address: address + data.offset,
                    length: data.size,
                }
            }
            _ => Symbol::Other,
        })
    }

    /// What is not reached.
    fn needed_beside(&self, kept: &Reached) -> Needed {
        let mut needed = Needed::default();
        let mut of_kept = HashSet::new();
        for &(index, name) in &self.names {
            if index >= self.imported && !kept.functions.contains(&index) {
                needed.functions.insert(name.to_owned());
            } else {
                of_kept.insert(name);
            }
        }
        needed.functions.retain(|name| !of_kept.contains(name.as_str()));
        needed.data = self.data_without(&kept.symbols);
        needed
    }

    /// Everything that the exports chosen lead to, but by the functions left out.
    fn reach(&self, is_root: impl Fn(&str) -> bool, left_out: &HashSet<u32>) -> Reached {
        let mut reached = Reached::default();
        let roots = self.exports.iter().filter(|(name, _)| is_root(name)).map(|&(_, index)| index);
        let mut places: Vec<Range<usize>> = Vec::new();
        for index in roots.filter(|index| !left_out.contains(index)) {
            self.take_function(index, &mut reached, &mut places);
        }
        while let Some(place) = places.pop() {
            for symbol in self.named_in(&place) {
                match usize::try_from(symbol).ok().and_then(|at| self.symbols.get(at)) {
                    Some(&Symbol::Function(index)) if !left_out.contains(&index) => {
                        self.take_function(index, &mut reached, &mut places)
                    }
                    Some(&Symbol::Data { place, length, .. }) if reached.symbols.insert(symbol) => {
                        places.push(place..place + usize::try_from(length).unwrap_or(0));
                    }
                    _ => {}
                }
            }
        }
        reached
    }

    fn take_function(&self, index: u32, reached: &mut Reached, places: &mut Vec<Range<usize>>) {
        let body = index.checked_sub(self.imported).and_then(|own| self.bodies.get(usize::try_from(own).ok()?));
        if let Some(body) = body.filter(|_| reached.functions.insert(index)) {
            places.push(body.clone());
        }
    }

    /// Symbols that a stretch of code or data speaks of.
    fn named_in(&self, place: &Range<usize>) -> impl Iterator<Item = u32> {
        use wasmparser::RelocationType::{GlobalIndexI32, GlobalIndexLeb, TypeIndexLeb};
        let first = self.relocations.partition_point(|(at, _)| *at < place.start);
        let end = place.end;
        let rest = self.relocations.get(first..).unwrap_or_default().iter();
        rest.take_while(move |(at, _)| *at < end)
            .filter(|(_, entry)| !matches!(entry.ty, TypeIndexLeb | GlobalIndexLeb | GlobalIndexI32))
            .map(|(_, entry)| entry.index)
    }

    /// Addresses of data that have a symbol but none of these. Symbols may share their bytes.
    fn data_without(&self, kept: &HashSet<u32>) -> Vec<Range<u32>> {
        let (mut held, mut others) = (Vec::new(), Vec::new());
        for (number, symbol) in (0..).zip(&self.symbols) {
            if let &Symbol::Data { address, length, .. } = symbol {
                let list = if kept.contains(&number) { &mut held } else { &mut others };
                list.push(address..address + length);
            }
        }
        let held = joined(held);
        let mut free = Vec::new();
        for other in joined(others) {
            let mut start = other.start;
            let first = held.partition_point(|kept| kept.end <= other.start);
            for kept in held.iter().skip(first).take_while(|kept| kept.start < other.end) {
                free.push(start..kept.start.max(start));
                start = kept.end;
            }
            free.push(start..other.end.max(start));
        }
        free.retain(|range| !range.is_empty());
        free
    }
}

/// Ranges in order, those that touch as one.
fn joined(mut ranges: Vec<Range<u32>>) -> Vec<Range<u32>> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Range<u32>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

fn functions_of<'a>(sections: NameSectionReader<'a>) -> Result<Vec<(u32, &'a str)>, Failure> {
    let mut names = Vec::new();
    for section in sections {
        if let Name::Function(functions) = section? {
            for naming in functions {
                let naming = naming?;
                names.push((naming.index, naming.name));
            }
        }
    }
    Ok(names)
}

/// Where a segment lies in memory.
fn address_of(segment: &wasmparser::Data<'_>) -> Result<u32, Failure> {
    use wasmparser::{DataKind, Operator};
    let DataKind::Active { offset_expr, .. } = &segment.kind else {
        return Err("a segment has no place of its own".into());
    };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => Err(format!("a segment lies at {other:?}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_free_where_no_symbol_that_is_kept_shares_it() {
        let data = |address, length| Symbol::Data { place: 0, address, length };
        let symbols = vec![data(10, 10), data(14, 2), data(18, 4), data(30, 5), Symbol::Function(1), data(35, 1)];
        let linked = Linked { symbols, ..Linked::default() };
        assert_eq!(linked.data_without(&HashSet::from([1, 2])), [10..14, 16..18, 30..36]);
    }

    #[test]
    fn a_module_without_relocations_is_refused() {
        let why = needed_only_by(b"\0asm\x01\0\0\0", |_| false, &[]).unwrap_err();
        assert_eq!(why.to_string(), "the linker left no relocations");
    }

    #[test]
    fn what_the_linker_left_is_taken_out_and_nothing_else() {
        let head = b"\0asm\x01\0\0\0";
        let module = [&head[..], b"\0\x05\x04name", b"\0\x08\x07linking", b"\0\x0c\x0areloc.CODE\0"].concat();
        assert_eq!(without_links(&module).unwrap(), [&head[..], b"\0\x05\x04name"].concat());
    }
}
