//! Checks the fee data and turns them into the compact packs the library embeds.
//!
//! `src/fees/data/*.toml` become `categories.pack` and one `fees-us.pack`, `fees-uk.pack`, … a
//! marketplace in `OUT_DIR`. Data that contradict themselves stop the build with the table and row named.

#[path = "src/fees/data_reader/mod.rs"]
#[allow(dead_code, reason = "the library reads more of a file than the build")]
mod data_reader;
#[path = "src/fees/data_shape/mod.rs"]
mod data_shape;
#[path = "build/import_tables.rs"]
mod import_tables;

use std::path::Path;

/// Marketplaces, the file of each, and what the crosswalk of categories calls the file.
const MARKETS: [(&str, &str); 10] = [
    ("US", "us"),
    ("UK", "uk"),
    ("DE", "eu"),
    ("FR", "eu"),
    ("IT", "eu"),
    ("ES", "eu"),
    ("JP", "jp"),
    ("CA", "ca"),
    ("MX", "mx"),
    ("AU", "au"),
];

fn main() -> Result<(), String> {
    for part in ["build.rs", "src/fees/data", "src/fees/data_reader", "src/fees/data_shape"] {
        println!("cargo::rerun-if-changed={part}");
    }
    let out = std::env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let read = |name: &str| {
        let path = Path::new("src/fees/data").join(name);
        std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
    };
    let write =
        |name: &str, bytes: Vec<u8>| std::fs::write(Path::new(&out).join(name), bytes).map_err(|e| e.to_string());

    let files = MARKETS.map(|(_, file)| file);
    let crosswalk = data_reader::read_crosswalk(&read("categories.toml")?, &files);
    let (crosswalk, by_market) = crosswalk.map_err(|e| format!("categories.toml: {e}"))?;
    write("categories.pack", postcard::to_allocvec(&crosswalk).map_err(|e| e.to_string())?)?;
    for ((market, file), categories) in MARKETS.iter().zip(by_market) {
        let file = format!("{file}.toml");
        let pack = data_reader::read_market(&read(&file)?, market, categories).map_err(|e| format!("{file}: {e}"))?;
        let name = format!("fees-{}.pack", market.to_lowercase());
        write(&name, postcard::to_allocvec(&pack).map_err(|e| e.to_string())?)?;
    }
    let file = "landed-cost.toml";
    let pack = data_reader::read_landed(&read(file)?).map_err(|e| format!("{file}: {e}"))?;
    write("landed_cost.pack", postcard::to_allocvec(&pack).map_err(|e| e.to_string())?)?;
    let promotions = data_reader::read_promotions(&read("promotions.toml")?);
    let promotions = promotions.map_err(|e| format!("promotions.toml: {e}"))?;
    write("promotions.pack", postcard::to_allocvec(&promotions).map_err(|e| e.to_string())?)?;
    let ours: Vec<&str> = crosswalk.categories.iter().map(|c| c.id.as_str()).collect();
    let channels = data_reader::read_channels(&read("channels.toml")?, &ours);
    let channels = channels.map_err(|e| format!("channels.toml: {e}"))?;
    write("channels.pack", postcard::to_allocvec(&channels).map_err(|e| e.to_string())?)?;
    import_tables::write()
}
