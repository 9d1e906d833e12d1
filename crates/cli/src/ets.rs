//! Forecasts by the library: what the book asks of it, and what it says.

use clearfloor::book::forecasts::{EtsAnswers, EtsQuestions};
use clearfloor::book::{Book, Result};
use clearfloor_planning::ets_many;

/// Forecasts of the list tried at a time.
const LINES: usize = 64;

fn answers(asked: &EtsQuestions) -> EtsAnswers {
    let found = ets_many(&asked.values, &asked.lengths, &asked.ahead);
    EtsAnswers { id: asked.id, points: found.points, deviations: found.deviations, answered: found.answered }
}

/// Tries the library on every forecast of the list.
pub fn try_list(book: &mut Book) -> Result<()> {
    loop {
        let asked = book.ets_questions(LINES);
        if asked.lines == 0 {
            return Ok(());
        }
        book.ets_answers(&answers(&asked))?;
    }
}

/// Tries it on the history of one product, before it is looked at.
pub fn try_product(book: &mut Book, sku: &str, said: &[(String, String)]) -> Result<()> {
    let asked = book.ets_questions_of(sku, said)?;
    if asked.histories > 0 {
        book.ets_answers(&answers(&asked))?;
    }
    Ok(())
}
