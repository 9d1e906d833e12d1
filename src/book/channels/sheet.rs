//! The seller's worksheet, read field by field.

use super::super::view::Problem;
use super::ChannelField;
use crate::error::{Error, ErrorKind};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind, FieldSpec, parse};

/// The worksheet as typed, read field by field.
pub(super) struct Sheet<'s> {
    pub(super) texts: &'s [(String, String)],
    pub(super) currency: Currency,
    pub(super) fields: Vec<ChannelField>,
}

/// What a field is asked with.
pub(super) struct Asked {
    pub(super) place: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: FieldKind,
    /// What stands in it until the seller says otherwise.
    pub(super) standing: Option<String>,
    pub(super) choices: Vec<String>,
    pub(super) is_needed: bool,
}

impl Asked {
    pub(super) fn new(place: &'static str, name: &'static str, kind: FieldKind) -> Self {
        Self { place, name, kind, standing: None, choices: Vec::new(), is_needed: false }
    }

    pub(super) fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    pub(super) fn standing(self, text: impl ToString) -> Self {
        Self { standing: Some(text.to_string()), ..self }
    }

    pub(super) fn choices<T: AsRef<str>>(self, choices: &[T]) -> Self {
        Self { choices: choices.iter().map(|choice| choice.as_ref().to_owned()).collect(), ..self }
    }
}

impl Sheet<'_> {
    /// Puts a field into the form and gives what the seller says in it, if that can be read.
    pub(super) fn ask(&mut self, asked: Asked) -> Option<Entry> {
        let Asked { place, name, kind, standing, choices, is_needed } = asked;
        let key = if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
        let typed = self.texts.iter().rev().find(|(field, _)| *field == key).map(|(_, text)| text.as_str());
        let typed = typed.filter(|text| !text.trim().is_empty());
        let spec = FieldSpec { name, group: "channels", kind, unit: None, choices: &[] };
        let read = typed.map(|text| {
            let entry = parse(&spec, text)?;
            match &entry {
                Entry::Text(choice) if kind == FieldKind::Choice && !choices.contains(choice) => {
                    Err(Error::new(ErrorKind::Syntax, "choice_unknown").with("text", choice.as_str()))
                }
                Entry::Money(decimal)
                    if decimal
                        .to_ratio()
                        .and_then(|r| {
                            Money::from_ratio_minor(
                                r.times(Ratio::whole(i128::from(self.currency.minor_per_major())))?,
                                self.currency,
                                crate::rounding::Rounding::HalfAwayFromZero,
                            )
                        })
                        .is_err() =>
                {
                    Err(Error::out_of_range("money").with("text", text))
                }
                _ => Ok(entry),
            }
        });
        let (entry, problem) = match read {
            None => (None, None),
            Some(Ok(entry)) => (Some(entry), None),
            Some(Err(error)) => (None, Some(Problem::of_error(&error, name, None))),
        };
        let source = match (typed, &standing) {
            (Some(_), _) => "typed",
            (None, Some(_)) => "assumed",
            (None, None) => "unknown",
        };
        let unit = match kind {
            FieldKind::Money => Some(self.currency.code().to_owned()),
            FieldKind::Percent => Some("%".to_owned()),
            FieldKind::Days => Some("days".to_owned()),
            _ => None,
        };
        let text = typed.map_or_else(|| standing.unwrap_or_default(), str::to_owned);
        self.fields.push(ChannelField {
            place,
            name,
            kind: kind.code(),
            text,
            unit,
            source,
            choices,
            is_needed,
            problem,
        });
        entry
    }

    pub(super) fn money(&mut self, asked: Asked) -> Option<Money> {
        let currency = self.currency;
        let entry = self.ask(asked)?;
        entry.as_amount(currency)?.and_then(|amount| amount.to_money()).ok()
    }

    pub(super) fn rate(&mut self, place: &'static str, name: &'static str) -> Option<Rate> {
        self.ask(Asked::new(place, name, FieldKind::Percent)).as_ref().and_then(Entry::as_rate)
    }

    pub(super) fn text(&mut self, asked: Asked) -> Option<String> {
        self.ask(asked).as_ref().and_then(Entry::as_text).map(str::to_owned)
    }

    /// The fields asked since `from`.
    pub(super) fn take(&mut self) -> Vec<ChannelField> {
        std::mem::take(&mut self.fields)
    }
}
