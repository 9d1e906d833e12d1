//! Grade and resell: the marketplace grades units and sells them as used; what grades they get and
//! what those bring only the seller can say.

use super::calculation::Context;
use super::resolve::Resolved;
use crate::error::Result;
use crate::exits::{Exit, ExpectedGrade};
use crate::fees::Handling;
use crate::money::Money;
use crate::quote::SaleModel;

/// The exit; without the grades the seller expects it has no figures and says so.
///
/// A graded unit sells like any other at its price, less the grading fee, and is stored until it
/// is sold. A unit graded unsellable pays no grading fee and is disposed of.
pub(super) fn grade_and_resell(
    context: &Context,
    resolved: &Resolved,
    sale: Option<&SaleModel<'_>>,
    handling: Handling,
) -> Option<Exit> {
    let Some((grades, days)) = resolved.grades.as_ref() else { return Some(Exit::grades_not_given()) };
    let named = |hole: crate::fees::Hole| hole.family.code().to_owned();
    let (grading, unsellable) = match &resolved.sized {
        Some(sized) => (
            context.fees.grade_and_resell(sized, context.today).map(|known| known.value).map_err(named),
            context.fees.removal(sized, handling, context.today).map(|known| known.value).map_err(named),
        ),
        None => (Err("size".to_owned()), Err("size".to_owned())),
    };
    let storage = stored_for(context, resolved, *days);
    let mut expected = Vec::with_capacity(grades.len());
    let mut unknown = Vec::new();
    for &(share, price) in grades {
        let net = sale.and_then(|sale| sale.net_proceeds(price)).zip(storage).map(|(net, storage)| net.minus(storage));
        match net.transpose().ok()? {
            Some(net) => expected.push(ExpectedGrade { share, net }),
            None => unknown.extend(missing(sale, price).ok()?),
        }
    }
    if !unknown.is_empty() {
        unknown.dedup();
        return Some(Exit { unknown, ..Exit::grades_not_given() }.without_blocks());
    }
    Exit::grade_and_resell(grading, unsellable, &expected, *days).ok()
}

/// Storage of one unit until it is sold; `None` = not known.
fn stored_for(context: &Context, resolved: &Resolved, days: i32) -> Option<Money> {
    let group = context.group(resolved);
    let volume = resolved.volume.filter(|_| group.unknown.is_empty() && resolved.is_oversize.is_some())?;
    let per_volume: f64 = (0..days).map(|day| group.calendar.storage_per_volume(day)).sum();
    Money::from_expectation(per_volume * volume, context.currency).ok()
}

/// Lines of the sale that are not known, or the size if the sale is.
fn missing(sale: Option<&SaleModel<'_>>, price: Money) -> Result<Vec<String>> {
    let Some(sale) = sale else { return Ok(vec!["size".to_owned()]) };
    let ledger = sale.ledger(price)?;
    let names: Vec<String> =
        ledger.missing().filter(|line| !line.is_sunk).map(|line| line.id.code().to_owned()).collect();
    Ok(if names.is_empty() { vec!["size".to_owned()] } else { names })
}
