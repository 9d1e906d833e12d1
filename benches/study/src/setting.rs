//! One case of the study file.

use crate::Fault;
use clearfloor::markdown::ladder::{Ladder, LadderDemand, Reaction};
use toml::{Table, Value};

/// What is given and what is expected.
pub struct Setting {
    pub id: String,
    pub kind: String,
    pub note: String,
    pub tolerance: (f64, f64),
    pub units: u32,
    pub weeks: usize,
    pub prices: Vec<f64>,
    /// Place of the list price in `prices`.
    pub list: usize,
    /// Places of the rungs in `prices`.
    pub rungs: Vec<usize>,
    pub salvage: f64,
    list_price: f64,
    nets: Vec<f64>,
    holds: Vec<f64>,
    season: Vec<f64>,
    inputs: Table,
    expected: Table,
}

/// A decimal string, or a number.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.parse().ok(),
        Value::Float(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn table<'t>(of: &'t Value, key: &str) -> Result<&'t Table, Fault> {
    of.get(key).and_then(Value::as_table).ok_or_else(|| format!("no {key}"))
}

fn figure(of: &Table, key: &str) -> Result<f64, Fault> {
    of.get(key).and_then(number).ok_or_else(|| format!("{key} is no number"))
}

fn whole<T: TryFrom<i64>>(of: &Table, key: &str) -> Result<T, Fault> {
    let found = of.get(key).and_then(Value::as_integer).and_then(|number| T::try_from(number).ok());
    found.ok_or_else(|| format!("{key} is no whole number"))
}

fn figures(of: &Table, key: &str) -> Result<Vec<f64>, Fault> {
    let list = of.get(key).and_then(Value::as_array).ok_or_else(|| format!("{key} is no list"))?;
    list.iter().map(|item| number(item).ok_or_else(|| format!("{key} holds no number"))).collect()
}

fn place(prices: &[f64], price: f64) -> Result<usize, Fault> {
    prices.iter().position(|known| *known == price).ok_or_else(|| format!("{price} is none of the prices"))
}

/// Cost of a sale: the last band that begins at or below the price.
fn cost(bands: &[(f64, f64)], price: f64) -> f64 {
    bands.iter().rev().find(|(from, _)| *from <= price).map_or(0.0, |(_, cost)| *cost)
}

impl Setting {
    pub fn read(case: &Value) -> Result<Self, Fault> {
        let text = |key: &str| case.get(key).and_then(Value::as_str).map(str::to_owned).unwrap_or_default();
        let (id, kind, note) = (text("id"), text("kind"), text("note"));
        let inner = || -> Result<Self, Fault> {
            let inputs = table(case, "inputs")?.clone();
            let tol = table(case, "tol")?;
            let prices = figures(&inputs, "prices")?;
            let list_price = figure(&inputs, "list_price")?;
            let kept_share = figure(&inputs, "kept_share")?;
            let bands = inputs.get("per_sale_cost").and_then(Value::as_array).ok_or("no per_sale_cost")?;
            let bands: Vec<(f64, f64)> = bands
                .iter()
                .map(|band| {
                    let band = band.as_table().ok_or("a band is no table")?;
                    Ok((figure(band, "from_price")?, figure(band, "cost")?))
                })
                .collect::<Result<_, Fault>>()?;
            let rungs = figures(&inputs, "ladder_prices")?;
            Ok(Self {
                id: id.clone(),
                kind: kind.clone(),
                note: note.clone(),
                tolerance: (figure(tol, "abs")?, figure(tol, "rel")?),
                units: whole(&inputs, "units")?,
                weeks: whole(&inputs, "weeks")?,
                list: place(&prices, list_price)?,
                rungs: rungs.into_iter().map(|rung| place(&prices, rung)).collect::<Result<_, _>>()?,
                salvage: figure(&inputs, "salvage")?,
                list_price,
                nets: prices.iter().map(|price| kept_share * price - cost(&bands, *price)).collect(),
                holds: figures(&inputs, "storage_per_unit_week")?,
                season: figures(&inputs, "season")?,
                prices,
                inputs,
                expected: case.get("expected").and_then(Value::as_table).cloned().unwrap_or_default(),
            })
        };
        inner().map_err(|fault| format!("{id}: {fault}"))
    }

    /// The ladder for one base rate and elasticity.
    pub fn ladder(&self, base: f64, elasticity: f64) -> Result<Ladder, Fault> {
        if self.season.len() != self.weeks || self.holds.len() != self.weeks {
            return Err("season and storage have another number of weeks".to_owned());
        }
        let reaction = Reaction::Isoelastic { elasticity };
        let demand = LadderDemand { base, reference_price: self.list_price, reaction, season: &self.season };
        let ladder = Ladder::new(&self.prices, &self.nets, &demand, &self.holds).map_err(|e| e.to_string())?;
        Ok(ladder.ending(self.salvage, 1.0))
    }

    pub fn number(&self, key: &str) -> Result<f64, Fault> {
        figure(&self.inputs, key)
    }

    pub fn numbers(&self, key: &str) -> Result<Vec<f64>, Fault> {
        figures(&self.inputs, key)
    }

    pub fn whole<T: TryFrom<i64>>(&self, key: &str) -> Result<T, Fault> {
        whole(&self.inputs, key)
    }

    pub fn place_of(&self, price: f64) -> Result<usize, Fault> {
        place(&self.prices, price)
    }

    /// An expected figure, if the file has one: `["drawn", "clairvoyant", "pct"]`.
    pub fn expected(&self, path: &[&str]) -> Option<f64> {
        let (first, rest) = path.split_first()?;
        let mut at = self.expected.get(*first)?;
        for key in rest {
            at = at.get(key)?;
        }
        number(at)
    }

    /// Fixed dates: as many weeks for each rung, the last one to the end.
    pub fn calendar(&self) -> Vec<usize> {
        let each = (self.weeks / self.rungs.len().max(1)).max(1);
        let last = self.rungs.len().saturating_sub(1);
        (0..self.weeks).map(|week| self.rungs[self.rung_of(week, each).min(last)]).collect()
    }

    fn rung_of(&self, week: usize, each: usize) -> usize {
        if self.weeks < self.rungs.len() { self.rungs.len() } else { week / each }
    }

    /// The rung of the next week: one down if more is left than the straight line to zero has.
    pub fn behind_plan(&self, week: usize, on_hand: u32, rung: usize) -> usize {
        let weeks = self.weeks as u64;
        let is_behind = u64::from(on_hand) * weeks > u64::from(self.units) * (weeks - week as u64);
        if week > 0 && is_behind { (rung + 1).min(self.rungs.len() - 1) } else { rung }
    }
}
