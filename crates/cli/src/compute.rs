//! Files in, results and everything to be told out.

use crate::arguments::Request;
use crate::report::{missing_line, problem_line};
use clearfloor::book::view::Severity;
use clearfloor::book::{Book, detect, read_options};
use std::path::Path;

/// What a calculation gave.
#[derive(Debug)]
pub struct Outcome {
    /// The table asked for.
    pub results: String,
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
    let notes = book.notes().map_err(|why| why.to_string())?;
    is_complete &= notes.iter().all(|note| note.severity != Severity::Error);
    told.extend(notes.iter().map(problem_line));
    let missing = book.missing();
    is_complete &= missing.is_empty();
    told.extend(missing.iter().map(missing_line));
    let results = book.export(request.format).map_err(|why| why.to_string())?;
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
        let (text, is_lossy) = decode(path)?;
        let name = path.display().to_string();
        if is_lossy {
            told.push(format!("{name}: bytes_replaced (warning)"));
        }
        let options = read_options(&name, false, None, &[]).map_err(|why| why.to_string())?;
        book.add_table(&text, &options);
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

/// The text of a file, and whether bytes had to be replaced.
fn decode(path: &Path) -> Result<(String, bool), String> {
    let bytes = std::fs::read(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let label = detect(&bytes).label();
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| format!("{}: encoding {label} cannot be read", path.display()))?;
    let (text, _, is_lossy) = encoding.decode(&bytes);
    Ok((text.into_owned(), is_lossy))
}
