//! The seller's worksheet, read field by field.

use super::super::view::Problem;
use super::ChannelField;
use crate::error::{Error, ErrorKind};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind, FieldSpec, parse};

/// The worksheet as typed, read field by field.
pub(in crate::book) struct Sheet<'s> {
    pub(in crate::book) texts: &'s [(String, String)],
    pub(in crate::book) currency: Currency,
    pub(in crate::book) fields: Vec<ChannelField>,
}

/// What a field is asked with.
pub(in crate::book) struct Asked {
    pub(in crate::book) place: &'static str,
    pub(in crate::book) name: &'static str,
    pub(in crate::book) kind: FieldKind,
    /// What stands in it until the seller says otherwise.
    pub(in crate::book) standing: Option<String>,
    /// Where that comes from.
    pub(in crate::book) standing_source: &'static str,
    pub(in crate::book) choices: Vec<String>,
    pub(in crate::book) is_needed: bool,
}

impl Asked {
    pub(in crate::book) fn new(place: &'static str, name: &'static str, kind: FieldKind) -> Self {
        Self { place, name, kind, standing: None, standing_source: "assumed", choices: Vec::new(), is_needed: false }
    }

    pub(in crate::book) fn needed(self) -> Self {
        Self { is_needed: true, ..self }
    }

    pub(in crate::book) fn standing(self, text: impl ToString) -> Self {
        Self { standing: Some(text.to_string()), ..self }
    }

    /// What stands there is no assumption: `typed`, `report`.
    pub(in crate::book) fn standing_by(self, standing_source: &'static str) -> Self {
        Self { standing_source, ..self }
    }

    pub(in crate::book) fn choices<T: AsRef<str>>(self, choices: &[T]) -> Self {
        Self { choices: choices.iter().map(|choice| choice.as_ref().to_owned()).collect(), ..self }
    }
}

impl Sheet<'_> {
    /// Puts a field into the form and gives what the seller says in it, if that can be read.
    pub(in crate::book) fn ask(&mut self, asked: Asked) -> Option<Entry> {
        let Asked { place, name, kind, standing, standing_source, choices, is_needed } = asked;
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
            (None, Some(_)) => standing_source,
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

    pub(in crate::book) fn money(&mut self, asked: Asked) -> Option<Money> {
        let currency = self.currency;
        let entry = self.ask(asked)?;
        entry.as_amount(currency)?.and_then(|amount| amount.to_money()).ok()
    }

    pub(in crate::book) fn rate(&mut self, place: &'static str, name: &'static str) -> Option<Rate> {
        self.ask(Asked::new(place, name, FieldKind::Percent)).as_ref().and_then(Entry::as_rate)
    }

    pub(in crate::book) fn text(&mut self, asked: Asked) -> Option<String> {
        self.ask(asked).as_ref().and_then(Entry::as_text).map(str::to_owned)
    }

    /// The fields asked since `from`.
    pub(in crate::book) fn take(&mut self) -> Vec<ChannelField> {
        std::mem::take(&mut self.fields)
    }
}
