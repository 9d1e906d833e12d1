//! Files in, results and everything to be told out.

use crate::arguments::Request;
use crate::report::{missing_line, problem_line};
use crate::workbook;
use clearfloor::book::forecasts::TakeOver;
use clearfloor::book::view::Severity;
use clearfloor::book::{Book, Encoding, Format, detect, read_options, rival};
use clearfloor_sheets::Refusal;
use clearfloor_sheets::read::{Kind, SheetInfo, Workbook, kind};
use std::io::Read as _;
use std::path::Path;

/// What a calculation gave.
#[derive(Debug)]
pub struct Outcome {
    /// The table asked for: text, or the bytes of a workbook.
    pub results: Vec<u8>,
    /// A line for each problem, note and missing fact.
    pub told: String,
    /// Every row was used and no fact is missing.
    pub is_complete: bool,
}

/// Reads the files and calculates.
///
/// # Errors
/// A file that cannot be read, a fee file that contradicts itself, an exchange rate that is none, or a book that cannot calculate.
pub fn compute(request: &Request) -> Result<Outcome, String> {
    let Read { mut book, mut told, mut is_complete } = read(request)?;
    book.finish().map_err(|why| why.to_string())?;
    book.better_splits(usize::MAX, &[]).map_err(|why| why.to_string())?;
    let notes = book.notes().map_err(|why| why.to_string())?;
    is_complete &= notes.iter().all(|note| note.severity != Severity::Error);
    told.extend(notes.iter().map(problem_line));
    let missing = book.missing();
    is_complete &= missing.is_empty();
    told.extend(missing.iter().map(missing_line));
    let results = match request.format {
        Format::Cells => {
            let live = book.live_sheet().map_err(|why| why.to_string())?;
            let sources = book.fee_sources(usize::MAX).map_err(|why| why.to_string())?.sheet();
            workbook::all_bytes(&[("Clearfloor", &live), ("Fee sources", &sources)], request.on)?
        }
        format => book.export(format).map_err(|why| why.to_string())?.into_bytes(),
    };
    let told = told.into_iter().map(|line| line + "\n").collect();
    Ok(Outcome { results, told, is_complete })
}

/// A book with the tables of a request.
#[derive(Debug)]
pub struct Read {
    /// The book.
    pub book: Book,
    /// A line for each problem of a table.
    pub told: Vec<String>,
    /// Every row was used.
    pub is_complete: bool,
}

/// A line for each product whose forecast could not be taken over.
pub fn not_taken(taken: &[TakeOver]) -> impl Iterator<Item = String> + '_ {
    taken.iter().filter_map(|one| Some(format!("{}: forecast: {}", one.sku, one.problem.as_ref()?)))
}

/// Reads the files.
///
/// # Errors
/// As [`compute`].
pub fn read(request: &Request) -> Result<Read, String> {
    let mut book = Book::of(request.market, request.on).map_err(|why| why.to_string())?;
    let mut told = Vec::new();
    let mut is_complete = true;
    if let Some(rate) = &request.fx_rate {
        let field = book.edit(None, "fx_rate", rate).map_err(|why| why.to_string())?;
        if let Some(problem) = field.problem {
            return Err(format!("--fx: {}", problem_line(&problem)));
        }
    }
    if let Some(path) = &request.fees {
        let text = std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
        let name = path.display().to_string();
        book.use_fee_file(&name, &text).map_err(|why| format!("{name}: {why}"))?;
    }
    for path in &request.files {
        let (text, note) = text_of(path, request.encodings.of(path))?;
        let name = path.display().to_string();
        told.extend(note.map(|note| format!("{name}: {note}")));
        let mut options = read_options(&name, false, None, &[]).map_err(|why| why.to_string())?;
        options.separator = request.separators.of(path);
        book.add_table(&text, &options);
    }
    if request.takes_over {
        let taken = book.take_over_all(&[]).map_err(|why| why.to_string())?;
        told.extend(not_taken(&taken));
    }
    // Only now is it known which rows find no partner in another table.
    for table in book.tables() {
        told.extend(table.problems.iter().map(problem_line));
        let kept = u32::try_from(table.problems.len()).unwrap_or(u32::MAX);
        if let Some(more) = table.problem_count.checked_sub(kept).filter(|&more| more > 0) {
            told.push(format!("{}: {more} more problems", table.name));
        }
        is_complete &= table.rows_set_aside == 0 && table.problems.iter().all(|p| p.severity != Severity::Error);
    }
    Ok(Read { book, told, is_complete })
}

/// The text of a file, and what is to be told of how it was read. Behind a `#` stands the sheet of a workbook that is
/// meant; else it is the first that is not hidden and holds anything.
fn text_of(path: &Path, said: Option<Encoding>) -> Result<(String, Option<String>), String> {
    let named = path.to_str().filter(|_| !path.exists()).and_then(|text| text.rsplit_once('#'));
    let (file, sheet) = named.map_or((path, None), |(file, sheet)| (Path::new(file), Some(sheet)));
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_end(&mut bytes).map_err(|why| format!("standard input: {why}"))?;
    } else {
        bytes = std::fs::read(file).map_err(|why| format!("{}: {why}", file.display()))?;
    }
    if kind(&bytes) != Kind::Other {
        return sheet_text(bytes, sheet).map_err(|why| format!("{}: {why}", path.display()));
    }
    let found = said.unwrap_or_else(|| detect(&bytes));
    let label = found.label();
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| format!("{}: encoding {label} cannot be read", file.display()))?;
    let (text, _, is_lossy) = encoding.decode(&bytes);
    let replaced = is_lossy.then(|| format!("bytes_replaced {label} (warning)"));
    let other = if said.is_some() { None } else { rival(&bytes, found).map(Encoding::label) };
    let guessed =
        other.map(|other| format!("encoding_guessed {label}, {other} as likely: --encoding says which (note)"));
    Ok((text.into_owned(), replaced.into_iter().chain(guessed).reduce(|first, second| format!("{first}; {second}"))))
}

/// The text of a sheet of a workbook, and which others there are.
fn sheet_text(bytes: Vec<u8>, wanted: Option<&str>) -> Result<(String, Option<String>), Refusal> {
    let mut workbook = Workbook::open(bytes)?;
    let mut sheets = workbook.sheets()?;
    sheets.retain(|sheet| sheet.has_data);
    let place = match wanted {
        Some(name) => sheets.iter().position(|sheet| sheet.name == name),
        None => sheets.iter().position(|sheet| !sheet.is_hidden),
    };
    let names = |sheets: &[SheetInfo]| sheets.iter().map(|sheet| sheet.name.clone()).collect::<Vec<_>>().join(", ");
    let missing =
        || Refusal::new("sheet_missing").with("sheet", wanted.unwrap_or_default()).with("there", names(&sheets));
    let chosen = sheets.get(place.ok_or_else(missing)?).map(|sheet| sheet.index).ok_or_else(missing)?;
    let text = workbook.table(chosen)?;
    sheets.retain(|sheet| sheet.index != chosen);
    let note = (wanted.is_none() && !sheets.is_empty()).then(|| format!("sheets_left_out {} (note)", names(&sheets)));
    Ok((text, note))
}
