//! The module in two parts: the first answers until one of the later calls is made; the second brings the
//! rest of the code and works on the memory of the first.

use crate::Failure;
use crate::doors::{self, Door};
use crate::links::Needed;
use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;
use walrus::ir::{Instr, InstrLocId, Unreachable, Value};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionId, FunctionKind, GlobalKind, Module,
    ModuleConfig, TableId, passes,
};

/// What only the second part answers, by the names the page uses: all that the first list of what was pasted does
/// without. The page fetches the second part as soon as that list is painted.
pub const LATER: [&str; 81] = [
    "abroad",
    "actFile",
    "addProduct",
    "advance",
    "asRead",
    "asReadCsv",
    "betterSplits",
    "bundle",
    "calendar",
    "cataloguePlan",
    "channels",
    "compare",
    "compareFees",
    "compareOffers",
    "conflicts",
    "curve",
    "dates",
    "detectOtherwise",
    "detectStart",
    "difference",
    "dropTable",
    "edit",
    "editMany",
    "emptyBuyers",
    "endTable",
    "etsAnswers",
    "etsQuestions",
    "etsQuestionsOf",
    "exportCases",
    "exportCataloguePlan",
    "exportForecasts",
    "exportTable",
    "feeChange",
    "feeChangeOf",
    "feeLibrary",
    "feeSources",
    "find",
    "findWays",
    "forecastSome",
    "forecasts",
    "health",
    "healthOf",
    "keys",
    "ledger",
    "liveLedger",
    "offerPlans",
    "offerSites",
    "openTable",
    "orderDraft",
    "pasteReview",
    "pasteShipment",
    "pasteTransfers",
    "pictures",
    "plan",
    "planDoubts",
    "planExits",
    "product",
    "promotions",
    "pushBytes",
    "pushText",
    "readTable",
    "readTotals",
    "reconcile",
    "removeProduct",
    "restock",
    "review",
    "sensitivity",
    "setOwnFees",
    "settings",
    "shareOfWays",
    "shipment",
    "supplyFees",
    "takeOver",
    "takeTable",
    "takeWays",
    "totalsOf",
    "transferDraft",
    "transfers",
    "tryPrice",
    "waysRevision",
    "whatIf",
];

/// Names under which the first part lends what both work with, besides those the bindings give.
const FUNCTIONS: &str = "functions";
const STACK: &str = "stack";

/// Name under which the second part asks for it.
const LENDER: &str = "first";

/// Namespace and name of what the first part calls to have the second, before what it has not.
const MORE: (&str, &str) = ("more", "fetch");

/// Whether an export is one of the later calls. Before the bindings are made it ends in a number of its own.
pub fn is_later(export: &str) -> bool {
    let is_number = |end: &str| end.len() == 16 && end.bytes().all(|byte| byte.is_ascii_hexdigit());
    let plain = export.rsplit_once('_').filter(|(_, end)| is_number(end)).map_or(export, |(name, _)| name);
    LATER.contains(&plain.strip_prefix("book_").unwrap_or(plain))
}

/// A module without what is crossed out: a call of it ends the module instead.
pub fn crossed_out(bound: &[u8], unused: &Needed) -> Result<Vec<u8>, Failure> {
    let mut module = parse(bound, false)?;
    take_out(&mut module, unused);
    passes::gc::run(&mut module);
    Ok(module.emit_wasm())
}

/// Leaves one instruction of functions that are not needed, and nulls of data.
fn take_out(module: &mut Module, needless: &Needed) {
    for function in module.funcs.iter_mut() {
        if !function.name.as_ref().is_some_and(|name| needless.functions.contains(name)) {
            continue;
        }
        if let FunctionKind::Local(local) = &mut function.kind {
            let entry = local.entry_block();
            let stop = (Instr::Unreachable(Unreachable {}), InstrLocId::default());
            local.block_mut(entry).instrs = vec![stop];
        }
    }
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in segments {
        let data = module.data.get_mut(id);
        let Some(start) = address(&data.kind) else { continue };
        for range in &needless.data {
            if let Some(place) = within(range, start, data.value.len())
                && let Some(bytes) = data.value.get_mut(place)
            {
                bytes.fill(0);
            }
        }
    }
}

/// A module with what the second part borrows of the first told by name: the table of functions that are
/// called by address, and the place of the stack. What is behind the doors stands at the end of the table.
pub fn opened(bound: &[u8], doors: &[Door]) -> Result<Vec<u8>, Failure> {
    let mut module = parse(bound, true)?;
    let table = open(&mut module)?;
    let shapes = doors::shapes(&module, doors)?;
    let functions: Vec<FunctionId> = shapes.iter().map(|(id, shape)| shape.behind(&mut module, *id)).collect();
    let start = widen(&mut module, table, functions.len())?;
    let offset = ConstExpr::Value(Value::I32(start));
    let added = module.elements.add(ElementKind::Active { table, offset }, ElementItems::Functions(functions));
    module.tables.get_mut(table).elem_segments.insert(added);
    Ok(module.emit_wasm())
}

fn open(module: &mut Module) -> Result<TableId, Failure> {
    let table = module.tables.main_function_table().map_err(text)?.ok_or("the module has no table of functions")?;
    let mut moving = module.globals.iter().filter(|global| global.mutable);
    let (Some(stack), None) = (moving.next().map(walrus::Global::id), moving.next()) else {
        return Err("the place of the stack is not the only figure that changes outside of memory".into());
    };
    module.exports.add(FUNCTIONS, table);
    module.exports.add(STACK, stack);
    Ok(table)
}

/// Makes a table longer by so many places and says where they begin.
fn widen(module: &mut Module, table: TableId, by: usize) -> Result<i32, Failure> {
    let table = module.tables.get_mut(table);
    let start = table.initial;
    table.initial += u64::try_from(by)?;
    table.maximum = table.maximum.map(|most| most.max(table.initial));
    Ok(i32::try_from(start)?)
}

/// The first part of a module whose functions still have their names: without [`LATER`] and what only they need,
/// and with doors to the second part. Those of them that are left come with it, in order.
///
/// Functions keep their places in the table and data their addresses, so that the second part finds them where
/// the whole would. What is left of either is one instruction, and nulls that pack to nothing.
///
/// # Errors
/// If a call is not in the module: the list above is then out of date.
pub fn first_part(bound: &[u8], later: &Needed, doors: &[Door]) -> Result<(Vec<u8>, Vec<Door>), Failure> {
    let mut module = parse(bound, false)?;
    let table = open(&mut module)?;
    for name in LATER {
        let of_book = format!("book_{name}");
        let export = module.exports.iter().find(|export| export.name == name || export.name == of_book);
        let id = export.ok_or_else(|| format!("the module has no `{name}`"))?.id();
        module.exports.delete(id);
    }
    let shapes = doors::shapes(&module, doors)?;
    take_out(&mut module, later);
    let shapes: Vec<_> =
        shapes.into_iter().zip(doors).filter(|(_, door)| !later.functions.contains(&door.function)).collect();
    for ((id, shape), _) in &shapes {
        shape.close(module.funcs.get_mut(*id).kind.unwrap_local_mut());
    }
    passes::gc::run(&mut module);
    let left: HashSet<FunctionId> = module.funcs.iter().map(walrus::Function::id).collect();
    let kept: Vec<_> = shapes.into_iter().filter(|((id, _), _)| left.contains(id)).collect();
    if kept.is_empty() {
        return Ok((module.emit_wasm(), Vec::new()));
    }
    let nothing = module.types.add(&[], &[]);
    let (fetch, _) = module.add_import_func(MORE.0, MORE.1, nothing);
    let start = widen(&mut module, table, kept.len())?;
    for (place, ((id, shape), _)) in (start..).zip(&kept) {
        shape.open(&mut module, *id, fetch, table, place);
    }
    Ok((module.emit_wasm(), kept.into_iter().map(|(_, door)| door.clone()).collect()))
}

/// The second part: all of the code, over the memory, the tables and the stack of the first, with the data that
/// the first lacks. It takes the place of the first in the bindings.
///
/// All of the code and not only what the first lacks: calls from one part into the other cost time, and each
/// function called so would have to be named in the first.
pub fn second_part(whole: &[u8], later: &Needed) -> Result<Vec<u8>, Failure> {
    let mut module = parse(whole, false)?;
    let shared: Vec<_> = module.exports.iter().map(|export| (export.id(), export.name.clone(), export.item)).collect();
    for (export, name, item) in shared {
        match item {
            ExportItem::Memory(id) => {
                let import = module.imports.add(LENDER, &name, id);
                module.memories.get_mut(id).import = Some(import);
            }
            ExportItem::Table(id) => {
                let import = module.imports.add(LENDER, &name, id);
                module.tables.get_mut(id).import = Some(import);
            }
            ExportItem::Global(id) if name == STACK => {
                let import = module.imports.add(LENDER, &name, id);
                module.globals.get_mut(id).kind = GlobalKind::Import(import);
            }
            _ => {}
        }
        // Those two nobody else asks for; and what is done at the start is done.
        if [FUNCTIONS, STACK, "__wbindgen_start"].contains(&name.as_str()) {
            module.exports.delete(export);
        }
    }
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in segments {
        let data = module.data.get(id);
        let DataKind::Active { memory, .. } = data.kind else { continue };
        let start = address(&data.kind).ok_or("a segment has no place of its own")?;
        let value = data.value.clone();
        module.data.delete(id);
        for range in &later.data {
            let Some(bytes) = within(range, start, value.len()).and_then(|place| value.get(place)) else { continue };
            let offset = ConstExpr::Value(Value::I32(range.start.max(start).cast_signed()));
            module.data.add(DataKind::Active { memory, offset }, bytes.to_vec());
        }
    }
    Ok(module.emit_wasm())
}

/// Lets the bindings take the second part in, and fetch it where the first needs it: added to what was generated.
pub fn extend_bindings(folder: &Path) -> Result<(), Failure> {
    let (more, fetch) = MORE;
    let code = format!(
        r#"
let isExtended = false;
let fetchNow = null;

function __wbg_get_imports() {{
    const {fetch} = () => {{
        if (isExtended) return;
        if (fetchNow === null) throw new Error("there is no second part of the module");
        extendSync(fetchNow());
    }};
    return {{ ...__wbg_get_own_imports(), {more}: {{ {fetch} }} }};
}}

/** Goes on with the second part of the module on the memory of the first. */
export function extendSync(module) {{
    if (isExtended) return;
    const imports = __wbg_get_imports();
    imports.{LENDER} = wasm;
    wasm = new WebAssembly.Instance(module, imports).exports;
    isExtended = true;
}}

/** How the second part is had at once, where the first needs it in the middle of a call. */
export function fetchMoreBy(fetch) {{
    fetchNow = fetch;
}}
"#
    );
    let types = r"
/** Goes on with the second part of the module on the memory of the first. */
export function extendSync(module: WebAssembly.Module): void;

/** How the second part is had at once, where the first needs it in the middle of a call. */
export function fetchMoreBy(fetch: () => WebAssembly.Module): void;
";
    let path = folder.join("clearfloor.js");
    let bindings = std::fs::read_to_string(&path)?;
    let (own, renamed) = ("function __wbg_get_imports() {", "function __wbg_get_own_imports() {");
    if !bindings.contains(own) {
        return Err("the bindings have no imports of their own".into());
    }
    std::fs::write(path, bindings.replace(own, renamed) + &code)?;
    let path = folder.join("clearfloor.d.ts");
    let declared = std::fs::read_to_string(&path)?;
    Ok(std::fs::write(path, declared + types)?)
}

/// Says on the page's side which calls those are.
pub fn write_names(to: &Path) -> Result<(), Failure> {
    let names: Vec<String> = LATER.iter().map(|name| format!("  \"{name}\",\n")).collect();
    let head = "/** What the engine's first part cannot answer. Made by the build. */";
    Ok(std::fs::write(to, format!("{head}\nexport const later = [\n{}] as const;\n", names.concat()))?)
}

/// Reads a module.
pub fn parse(module: &[u8], keeps_names: bool) -> Result<Module, Failure> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(keeps_names).generate_producers_section(false);
    config.parse(module).map_err(text)
}

/// Where a segment lies in memory.
fn address(kind: &DataKind) -> Option<u32> {
    match kind {
        DataKind::Active { offset: ConstExpr::Value(Value::I32(start)), .. } => Some(start.cast_unsigned()),
        _ => None,
    }
}

/// The part of a segment that lies in a range of addresses.
fn within(range: &Range<u32>, start: u32, length: usize) -> Option<Range<usize>> {
    let end = start.saturating_add(u32::try_from(length).ok()?);
    let (from, to) = (range.start.max(start), range.end.min(end));
    let place = |at: u32| usize::try_from(at.checked_sub(start)?).ok();
    Some(place(from)?..place(to)?).filter(|range| !range.is_empty())
}

fn text(why: impl std::fmt::Display) -> Failure {
    why.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use walrus::{FunctionBuilder, RefType, ValType};

    /// A module with one export for each later call, one more, what they call, and data of both.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let body = |module: &mut Module, name: &str, figure: i32| {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name(name.to_owned()).func_body().i32_const(figure).drop();
            builder.finish(Vec::new(), &mut module.funcs)
        };
        for (name, figure) in LATER.into_iter().zip(1..) {
            let function = body(&mut module, name, figure);
            let export = if name == "pasteShipment" { name.to_owned() } else { format!("book_{name}") };
            module.exports.add(&export, function);
        }
        let kept = body(&mut module, "kept", 0);
        module.exports.add("book_rows", kept);
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        module.tables.add_local(false, 1, Some(1), RefType::FUNCREF);
        module.globals.add_local(ValType::I32, true, false, ConstExpr::Value(Value::I32(99)));
        let offset = ConstExpr::Value(Value::I32(8));
        module.data.add(DataKind::Active { memory, offset }, b"first,table,last".to_vec());
        module.emit_wasm()
    }

    /// What the later calls need: their functions, and the table within the data.
    fn later() -> Needed {
        let functions: HashSet<String> = LATER.iter().map(|&name| name.to_owned()).collect();
        Needed { functions, data: vec![Range { start: 14, end: 19 }] }
    }

    fn exports(module: &Module) -> Vec<&str> {
        module.exports.iter().map(|export| export.name.as_str()).collect()
    }

    fn data(module: &Module) -> Vec<(Option<u32>, &[u8])> {
        module.data.iter().map(|data| (address(&data.kind), data.value.as_slice())).collect()
    }

    #[test]
    fn the_first_part_keeps_what_is_called_from_the_start() {
        let (first, doors) = first_part(&module(), &later(), &[]).unwrap();
        assert_eq!(doors, []);
        let first = Module::from_buffer(&first).unwrap();
        assert_eq!(exports(&first), ["book_rows", "memory", FUNCTIONS, STACK]);
        assert_eq!(first.funcs.iter().count(), 1);
        assert_eq!(data(&first), [(Some(8), &b"first,\0\0\0\0\0,last"[..])]);
    }

    #[test]
    fn the_second_part_has_all_code_and_the_data_that_the_first_lacks() {
        let second = second_part(&opened(&module(), &[]).unwrap(), &later()).unwrap();
        let second = Module::from_buffer(&second).unwrap();
        assert_eq!(second.funcs.iter().count(), LATER.len() + 1);
        assert_eq!(exports(&second).len(), LATER.len() + 2);
        let borrowed: Vec<&str> = second.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(borrowed, ["memory", FUNCTIONS, STACK]);
        assert_eq!(data(&second), [(Some(14), &b"table"[..])]);
    }

    #[test]
    fn later_calls_are_known_before_and_after_the_bindings_are_made() {
        assert!(is_later("book_shipment") && is_later("book_shipment_020a1de3562bac3f"));
        assert!(is_later("pasteShipment_020a1de3562bac3f"));
        assert!(!is_later("book_rows_020a1de3562bac3f") && !is_later("__wbg_book_free"));
    }

    #[test]
    fn a_call_that_is_not_there_is_told() {
        let (first, _) = first_part(&module(), &Needed::default(), &[]).unwrap();
        let why = first_part(&first, &Needed::default(), &[]).unwrap_err();
        assert_eq!(why.to_string(), format!("the module has no `{}`", LATER[0]));
    }
}
