//! The catalogue pass of the library, product by product.

use crate::columns::{COHORTS, Columns};
use clearfloor::date::Day;
use clearfloor::fees::{FeeTables, Goods, Handling};
use clearfloor::money::{Currency, Money};
use clearfloor::portfolio::{Portfolio, Product, Terms};
use clearfloor::rate::Rate;
use clearfloor::stock::Cohort;
use clearfloor::units::{Length, LengthUnit, Package, Weight, WeightUnit};

/// Present values (twelve a product), the place of the best, what it brings more than doing nothing.
#[derive(Debug, Default)]
pub struct Answers {
    pub values: Vec<f64>,
    pub best: Vec<u8>,
    pub gain: Vec<f64>,
}

/// A catalogue and everything prepared for a run.
#[derive(Debug)]
pub struct Pass {
    columns: Columns,
    /// Place in the library's list, for each category of the columns.
    categories: Vec<usize>,
    portfolio: Portfolio,
}

impl Pass {
    pub fn new(columns: Columns, today: &str) -> Option<Self> {
        let fees = FeeTables::us().ok()?;
        let place = |id: &String| fees.categories().iter().position(|category| category.id() == id);
        let categories = columns.category_ids.iter().map(place).collect::<Option<Vec<_>>>()?;
        let terms = Terms {
            today: Day::parse(today).ok()?,
            annual_rate: 0.1,
            cuts: (1..=8).map(|step| Rate::from_ppm(step * 100_000)).collect(),
            recovery: None,
        };
        Some(Self { columns, categories, portfolio: Portfolio::new(fees, terms).ok()? })
    }

    pub fn count(&self) -> usize {
        self.columns.count()
    }

    pub fn run(&mut self, answers: &mut Answers) -> Option<()> {
        answers.values.clear();
        answers.best.clear();
        answers.gain.clear();
        let c = &self.columns;
        let mut cohorts: Vec<Cohort> = Vec::new();
        let stock = c.cohort_units.chunks_exact(COHORTS).zip(c.cohort_age.chunks_exact(COHORTS));
        for (i, (sides, (units, ages))) in c.sides.chunks_exact(3).zip(stock).enumerate() {
            let side = |hundredths: i32| Length { micros: i64::from(hundredths) * 10_000, unit: LengthUnit::In };
            let &[a, b, d] = sides else { return None };
            let package = Package {
                sides: [side(a), side(b), side(d)],
                weight: Weight { micros: i64::from(c.weight[i]) * 10_000, unit: WeightUnit::Oz },
            };
            cohorts.clear();
            for (&units, &age_days) in units.iter().zip(ages).filter(|(units, _)| **units > 0) {
                cohorts.push(Cohort { units: f64::from(units), age_days, is_assumed: false });
            }
            let best = self.portfolio.value(&Product {
                package: &package,
                category: self.categories[c.category[i] as usize],
                goods: Goods::Ordinary,
                handling: Handling::Ordinary,
                price: Money::new(i64::from(c.price[i]), Currency::USD).ok()?,
                cohorts: &cohorts,
                units_per_day: c.velocity[i],
                elasticity: c.elasticity[i],
            })?;
            answers.values.extend_from_slice(self.portfolio.present_values());
            answers.best.push(best.place as u8);
            answers.gain.push(best.gain);
        }
        Some(())
    }
}
