//! The module in two sizes: the first part, which answers until one of the later calls is made, and the whole.

use crate::Failure;
use std::path::Path;
use walrus::{Module, ModuleConfig, passes};

/// What only the whole module answers, by the names the page uses: views that are opened later, fee files.
pub const LATER: [&str; 13] = [
    "abroad",
    "bundle",
    "channels",
    "compareFees",
    "compareOffers",
    "feeChange",
    "feeChangeOf",
    "feeLibrary",
    "pasteShipment",
    "plan",
    "promotions",
    "setOwnFees",
    "shipment",
];

/// Packed tables that only those calls read, as the build script names them.
pub const LATER_PACKS: [&str; 3] = ["channels.pack", "landed_cost.pack", "promotions.pack"];

/// The first part of a module: without [`LATER`], without what nothing else calls, without `tables`.
///
/// # Errors
/// If a call or a table is not in the module: the lists above are then out of date.
pub fn first_part(whole: &[u8], tables: &[Vec<u8>]) -> Result<Vec<u8>, Failure> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let mut module = config.parse(whole).map_err(text)?;
    for name in LATER {
        let of_book = format!("book_{name}");
        let export = module.exports.iter().find(|export| export.name == name || export.name == of_book);
        let id = export.ok_or_else(|| format!("the module has no `{name}`"))?.id();
        module.exports.delete(id);
    }
    passes::gc::run(&mut module);
    for table in tables {
        blank(&mut module, table)?;
    }
    Ok(module.emit_wasm())
}

/// Writes nulls over a table, which then packs to nothing.
fn blank(module: &mut Module, table: &[u8]) -> Result<(), Failure> {
    let ids: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for id in ids {
        let data = module.data.get_mut(id);
        let at = data.value.windows(table.len()).position(|window| window == table);
        if let Some(place) = at.and_then(|at| data.value.get_mut(at..at + table.len())) {
            place.fill(0);
            return Ok(());
        }
    }
    Err("a table of a later part is not in the module".into())
}

/// Says on the page's side which calls those are.
pub fn write_names(to: &Path) -> Result<(), Failure> {
    let names: Vec<String> = LATER.iter().map(|name| format!("  \"{name}\",\n")).collect();
    let head = "/** What only the whole engine answers; its first part is without. Made by the build. */";
    Ok(std::fs::write(to, format!("{head}\nexport const later = [\n{}] as const;\n", names.concat()))?)
}

fn text(why: impl std::fmt::Display) -> Failure {
    why.to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with one export for each later call, one more, and what they call.
    fn module() -> Vec<u8> {
        let mut module = Module::default();
        let body = |module: &mut Module| {
            let mut builder = walrus::FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.func_body().i32_const(1).drop();
            builder.finish(Vec::new(), &mut module.funcs)
        };
        for name in LATER {
            let function = body(&mut module);
            let export = if name == "pasteShipment" { name.to_owned() } else { format!("book_{name}") };
            module.exports.add(&export, function);
        }
        let kept = body(&mut module);
        module.exports.add("book_edit", kept);
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let offset = walrus::ConstExpr::Value(walrus::ir::Value::I32(8));
        module.data.add(walrus::DataKind::Active { memory, offset }, b"first,table,last".to_vec());
        module.emit_wasm()
    }

    #[test]
    fn the_first_part_keeps_what_is_called_from_the_start() {
        let first = first_part(&module(), &[b"table".to_vec()]).unwrap();
        let parsed = Module::from_buffer(&first).unwrap();
        let names: Vec<&str> = parsed.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(names, ["book_edit", "memory"]);
        assert_eq!(parsed.funcs.iter().count(), 1);
        let data: Vec<&[u8]> = parsed.data.iter().map(|data| data.value.as_slice()).collect();
        assert_eq!(data, [b"first,\0\0\0\0\0,last"]);
    }

    #[test]
    fn a_call_or_table_that_is_not_there_is_told() {
        let why = first_part(&module(), &[b"no such".to_vec()]).unwrap_err();
        assert_eq!(why.to_string(), "a table of a later part is not in the module");
        let first = first_part(&module(), &[]).unwrap();
        assert_eq!(first_part(&first, &[]).unwrap_err().to_string(), format!("the module has no `{}`", LATER[0]));
    }
}
