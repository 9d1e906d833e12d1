//! Which currency an amount is in.

use super::column::Source;
use super::decide::Script;
use super::unit_word::MoneyMark;
use crate::fees::Store;
use crate::money::Currency;

/// What a row and its table say about currencies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context<'a> {
    /// The row's own currency cell.
    pub row_currency: Option<&'a str>,
    /// The currency of the statement the row belongs to.
    pub statement: Option<Currency>,
    /// The row's store.
    pub marketplace: Option<&'a str>,
    /// What the seller answered.
    pub given: Option<Currency>,
    /// What it is taken to be where nothing says.
    pub otherwise: Option<Currency>,
    /// Script of the headings.
    pub script: Script,
    /// Whether it is a Chinese seller's own sheet, whose costs are yuan.
    pub is_chinese_sheet: bool,
}

/// The currency of an amount, the most particular word first: a code in the cell, the seller's answer for the
/// column, the heading, the row, the statement, a sign elsewhere in the column, the kind of sheet, the seller's
/// answer for the table, the store, what it is taken to be otherwise.
///
/// A sign that several countries write takes the first of these that it can stand for; none if nothing says.
pub(super) fn settle(source: &Source, in_cell: Option<MoneyMark>, context: &Context<'_>) -> Option<Currency> {
    let money = &source.money;
    if let Some(MoneyMark::Currency(currency)) = in_cell {
        return Some(currency);
    }
    let admitted = |currency: &Currency| in_cell.is_none_or(|mark| mark.admits(*currency));
    if let Some(answer) = money.answer.filter(admitted) {
        return Some(answer);
    }
    if in_cell.is_none()
        && let Some(MoneyMark::Currency(currency)) = money.heading
    {
        return Some(currency);
    }
    let row = || context.row_currency.and_then(|code| Currency::parse(code).ok());
    let store = || context.marketplace.and_then(Store::named).map(|store| store.currency);
    let mark = in_cell.or(money.heading).or(money.column.filter(|_| context.row_currency.is_none()));
    if let Some(mark) = mark {
        if let MoneyMark::Currency(currency) = mark {
            return Some(currency);
        }
        let of_sheet = match mark {
            MoneyMark::Yen if context.is_chinese_sheet => Some(Currency::CNY),
            MoneyMark::Yen if context.script.is_japanese => Some(Currency::JPY),
            _ => None,
        };
        return row()
            .into_iter()
            .chain(context.statement)
            .chain(of_sheet)
            .chain(context.given)
            .chain(store())
            .chain(context.otherwise)
            .find(|currency| mark.admits(*currency));
    }
    row()
        .or(context.statement)
        .or(if money.is_cost && context.is_chinese_sheet { Some(Currency::CNY) } else { None })
        .or(context.given)
        .or_else(store)
        .or(context.otherwise)
}

/// What the seller can choose from for a sign.
pub(super) fn choices(mark: Option<MoneyMark>) -> &'static [Currency] {
    match mark {
        Some(MoneyMark::Dollar) => &[Currency::USD, Currency::CAD, Currency::AUD, Currency::MXN],
        Some(MoneyMark::Yen) => &[Currency::CNY, Currency::JPY],
        _ => &[Currency::USD, Currency::EUR, Currency::GBP, Currency::CNY, Currency::JPY, Currency::CAD],
    }
}

#[cfg(test)]
mod tests {
    use super::super::column::MoneySource;
    use super::super::packed::PackedKind;
    use super::*;

    fn source(heading: Option<MoneyMark>, column: Option<MoneyMark>, is_cost: bool) -> Source {
        Source {
            column: 0,
            part: None,
            field: 0,
            kind: PackedKind::Money,
            sign: None,
            form: None,
            order: None,
            zero_is_no_value: false,
            is_blank: false,
            is_same: false,
            money: MoneySource { answer: None, heading, column, is_cost },
        }
    }

    #[test]
    fn takes_the_most_particular_word() {
        let context = Context { row_currency: Some("EUR"), given: Some(Currency::USD), ..Context::default() };
        let yuan = Some(MoneyMark::Currency(Currency::CNY));
        assert_eq!(settle(&source(yuan, None, true), None, &context), Some(Currency::CNY));
        assert_eq!(settle(&source(None, None, false), None, &context), Some(Currency::EUR));
        let pounds = Some(MoneyMark::Currency(Currency::GBP));
        assert_eq!(settle(&source(None, None, false), pounds, &context), Some(Currency::GBP));
    }

    #[test]
    fn reads_a_dollar_sign_by_the_store_and_never_by_itself() {
        let dollar = Some(MoneyMark::Dollar);
        assert_eq!(settle(&source(None, None, false), dollar, &Context::default()), None);
        let canada = Context { marketplace: Some("Amazon.ca"), ..Context::default() };
        assert_eq!(settle(&source(None, None, false), dollar, &canada), Some(Currency::CAD));
        let yuan_given = Context { given: Some(Currency::CNY), marketplace: Some("美国"), ..Context::default() };
        assert_eq!(settle(&source(None, None, false), dollar, &yuan_given), Some(Currency::USD));
    }

    #[test]
    fn takes_costs_of_a_chinese_sheet_as_yuan_but_not_its_prices() {
        let sheet = Context { is_chinese_sheet: true, given: Some(Currency::USD), ..Context::default() };
        assert_eq!(settle(&source(None, None, true), None, &sheet), Some(Currency::CNY));
        assert_eq!(settle(&source(None, None, false), None, &sheet), Some(Currency::USD));
        let yen = Some(MoneyMark::Yen);
        assert_eq!(settle(&source(None, None, false), yen, &sheet), Some(Currency::CNY));
    }
}
