//! Fees of sold units: referral, fulfilment, and what is kept at a refund.

use super::{Attempt, Cause, Charged, Goods, Line, OtherSize, Slack, Verdict, Worked};
use super::{NEAR_DAYS, input, lacks, no_figure, of_day, other_days, settle, too_large};
use crate::date::Day;
use crate::error::{Error, ErrorKind, Result};
use crate::fees::{Carriage, Carrier, Category, FeeTables, HoleReason, Known, Programme, SizedUnit};
use crate::money::Money;
use crate::quote::decimal_text;
use crate::rounding::{Ratio, Rounding};
use crate::units::{Package, WeightUnit};
use core::iter;

/// What one unit was sold for.
fn unit_price(price: Money, units: i64) -> Result<Money> {
    if units < 1 {
        return Err(Error::new(ErrorKind::Range, "not_above_zero").with("what", "units"));
    }
    let each = Ratio::new(i128::from(price.minor()), i128::from(units))?;
    Money::from_ratio_minor(each, price.currency(), Rounding::HalfAwayFromZero)
}

/// An order is charged by the unit or on the whole, so several units may differ by as many cents.
const fn slack(units: i64) -> Slack {
    Slack { rounding: units, proof: units - 1 }
}

/// Prices at which the fee may have been taken instead, each with a code.
fn other_prices(goods: &Goods, units: i64, before: Option<Money>, price: Money) -> Vec<(&'static str, Money)> {
    let before = before.and_then(|before| unit_price(before, units).ok()).map(|before| ("price_before", before));
    let all = before.into_iter().chain(goods.other_prices.iter().copied());
    all.filter(|(_, other)| *other != price && other.currency() == price.currency()).collect()
}

fn category_of<'f>(fees: &'f FeeTables, goods: &Goods) -> Option<&'f Category> {
    fees.category(goods.category.as_deref()?)
}

fn sized_on(fees: &FeeTables, package: Option<&Package>, on: Day) -> Option<SizedUnit> {
    fees.size(package?, on).ok().map(|known| known.value)
}

fn referral_at(
    fees: &FeeTables,
    category: Option<&Category>,
    sized: Option<&SizedUnit>,
    price: Money,
    on: Day,
) -> Worked {
    let Some(category) = category else { return Err(lacks("category")) };
    let Known { value: rule, row } =
        fees.referral_of(category, Carrier::Marketplace, sized, on).map_err(|hole| no_figure(&hole))?;
    let amount = rule.charge(price).map_err(|error| too_large(&error))?;
    let rate = rule.rate_at(price).map_err(|error| too_large(&error))?;
    let inputs = vec![
        input("price", price),
        input("rate", rate),
        input("minimum", rule.minimum()),
        input("category", category.id()),
    ];
    Ok(vec![Line { code: "referral", formula: "share_or_minimum", inputs, amount, row: Some(row) }])
}

/// Holds a referral fee against the tables.
///
/// # Errors
/// `currency_mismatch`; `not_above_zero`; `out_of_range`.
pub(super) fn referral(
    fees: &FeeTables,
    goods: &Goods,
    charged: &Charged,
    price: Money,
    before: Option<Money>,
) -> Result<Verdict> {
    let (on, units) = (charged.on, charged.units);
    let price = unit_price(price, units)?;
    let category = category_of(fees, goods);
    let sized = sized_on(fees, goods.package.as_ref(), on);
    let sized = sized.as_ref();
    let own = |price: Money| -> Option<Worked> {
        let rate = goods.own_referral?;
        Some(price.share(rate).map_err(|error| too_large(&error)).map(|amount| {
            let inputs = vec![input("price", price), input("rate", rate)];
            vec![Line { code: "referral", formula: "own_rate", inputs, amount, row: None }]
        }))
    };
    let at = |price: Money| own(price).unwrap_or_else(|| referral_at(fees, category, sized, price, on));
    let others = other_prices(goods, units, before, price);
    let promoted =
        |(code, other): &(&'static str, Money)| Cause::plain("promotion").with("price", other).with("which", code);
    let promotions = others.iter().map(|other| Attempt::new(promoted(other), at(other.1)));
    // Another price together with another table, or with a category that a report points to.
    let both = others.iter().flat_map(|other| {
        let days = other_days(fees, on).into_iter().take(NEAR_DAYS).map(move |day| {
            let worked = referral_at(fees, category, sized, other.1, day);
            Attempt::new(promoted(other).and(of_day(fees, &worked, on, day)), worked)
        });
        days.chain(goods.suggested.iter().filter_map(|id| fees.category(id)).map(move |of| {
            let second = Cause::plain("category").with("category", of.id());
            Attempt::new(promoted(other).and(second), referral_at(fees, Some(of), sized, other.1, on))
        }))
    });
    let schedules = other_days(fees, on).into_iter().map(|day| {
        let worked = referral_at(fees, category, sized, price, day);
        Attempt::new(of_day(fees, &worked, on, day), worked)
    });
    let suggested = goods.suggested.iter().filter_map(|id| fees.category(id));
    let categories = suggested.chain(fees.categories()).map(|other| {
        let cause = Cause::plain("category").with("category", other.id());
        Attempt::new(cause, referral_at(fees, Some(other), sized, price, on))
    });
    // The table beside one's own rate: the marketplace did not take the rate into account.
    let tables = iter::once(())
        .filter(|()| goods.own_referral.is_some())
        .map(|()| Attempt::new(Cause::plain("own_figure"), referral_at(fees, category, sized, price, on)));
    settle(
        charged.charged,
        units,
        slack(units),
        at(price),
        tables.chain(promotions).chain(schedules).chain(categories).chain(both),
    )
}

/// What of a sale the fulfilment fee hangs on.
#[derive(Clone, Copy)]
struct Shipping<'g> {
    goods: &'g Goods,
    category: Option<&'g Category>,
    programme: Option<Programme>,
    is_sipp: bool,
    has_battery: bool,
}

impl<'g> Shipping<'g> {
    fn of(fees: &'g FeeTables, goods: &'g Goods) -> Self {
        let category = category_of(fees, goods);
        let programme = if goods.is_dangerous {
            Some(Programme::DangerousGoods)
        } else {
            goods.programme.or(category.map(Category::programme))
        };
        Self { goods, category, programme, is_sipp: goods.is_sipp, has_battery: goods.has_lithium_battery }
    }

    fn at(&self, fees: &FeeTables, package: Option<&Package>, price: Money, on: Day) -> Worked {
        let missing = || {
            let facts = [package.is_none().then_some("package"), self.programme.is_none().then_some("category")];
            facts.into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
        };
        let Some(package) = package else { return Err(missing()) };
        let sized = fees.size(package, on).map_err(|hole| no_figure(&hole))?.value;
        self.sized(fees, &sized, price, on)
    }

    fn sized(&self, fees: &FeeTables, sized: &SizedUnit, price: Money, on: Day) -> Worked {
        let Some(programme) = self.programme else { return Err(lacks("category")) };
        let carriage = Carriage { programme, category: self.category, placement: None };
        let Known { value, row } = fees.fulfilment_of(sized, &carriage, on).map_err(|hole| no_figure(&hole))?;
        let unknown = || vec!["fulfilment: no_figure".to_owned()];
        let amount = value.fee.charge(price).map_err(|_| unknown())?;
        let weight = decimal_text(value.cell_at(price).map_or(sized.billed_weight, |cell| cell.billed_weight), 2);
        let name = if sized.weight_unit == WeightUnit::G { "billed_weight_g" } else { "billed_weight_oz" };
        let inputs = vec![
            input("price", price),
            input("tier", sized.tier.code()),
            input(name, weight.map_err(|error| too_large(&error))?),
            input("billed_by", sized.billed_by.code()),
            input("programme", programme.code()),
            input("season", value.season.code()),
        ];
        let row = value.cell_at(price).map_or(row, |cell| cell.row);
        let mut lines = vec![Line { code: "fulfilment", formula: "fulfilment_row", inputs, amount, row: Some(row) }];
        // Before it began there was no surcharge.
        if let Ok(Known { value: rate, row }) = fees.fuel_surcharge(on) {
            let inputs = vec![input("fee", amount), input("rate", rate)];
            let amount = amount.share(rate).map_err(|error| too_large(&error))?;
            add(
                &mut lines,
                Line { code: "fuel_surcharge", formula: "share_of_fulfilment", inputs, amount, row: Some(row) },
            );
        }
        let flat = |code, fee: Known<Money>| Line {
            code,
            formula: "flat_fee",
            inputs: Vec::new(),
            amount: fee.value,
            row: Some(fee.row),
        };
        if self.is_sipp
            && let Ok(discount) = fees.sipp_discount(sized, programme, on)
        {
            add(&mut lines, flat("sipp_discount", discount.map(Money::negated)));
        }
        match fees.overmax_handling(sized, on) {
            Ok(fee) => add(&mut lines, flat("overmax", fee)),
            Err(hole) if hole.reason != HoleReason::NoTable => return Err(no_figure(&hole)),
            Err(_) => {}
        }
        if self.has_battery || self.goods.is_dangerous {
            let fee = fees.special_goods(self.goods.is_dangerous, self.has_battery, on);
            add(&mut lines, flat("lithium", fee.map_err(|hole| no_figure(&hole))?));
        }
        Ok(lines)
    }
}

/// A fee of nothing makes no line.
fn add(lines: &mut Vec<Line>, line: Line) {
    if line.amount.minor() != 0 {
        lines.push(line);
    }
}

/// Holds a fulfilment fee against the tables.
///
/// # Errors
/// `currency_mismatch`; `not_above_zero`; `out_of_range`.
pub(super) fn fulfilment(
    fees: &FeeTables,
    goods: &Goods,
    charged: &Charged,
    price: Money,
    before: Option<Money>,
) -> Result<Verdict> {
    let (on, units) = (charged.on, charged.units);
    let price = unit_price(price, units)?;
    let ship = Shipping::of(fees, goods);
    let package = goods.package.as_ref();
    let by_tables = || ship.at(fees, package, price, on);
    let worked = match goods.own_fulfilment {
        Some(amount) => {
            Ok(vec![Line { code: "fulfilment", formula: "as_given", inputs: Vec::new(), amount, row: None }])
        }
        None => by_tables(),
    };
    let tables = iter::once(())
        .filter(|()| goods.own_fulfilment.is_some())
        .map(|()| Attempt::new(Cause::plain("own_figure"), by_tables()));
    let sized_by =
        |other: &OtherSize| size_words(Cause { place: Some(other.place), ..Cause::plain("size") }, &other.package);
    let sizes = goods
        .other_sizes
        .iter()
        .map(|other| Attempt::new(sized_by(other), ship.at(fees, Some(&other.package), price, on)));
    let bare = iter::once(()).map(|()| {
        let without = by_tables().map(|mut lines| {
            lines.retain(|line| line.code != "fuel_surcharge");
            lines
        });
        Attempt::new(Cause::plain("surcharge_not_within"), without)
    });
    let schedules = other_days(fees, on).into_iter().map(|day| {
        let worked = ship.at(fees, package, price, day);
        Attempt::new(of_day(fees, &worked, on, day), worked)
    });
    let others = other_prices(goods, units, before, price);
    let banded =
        |(code, other): &(&'static str, Money)| Cause::plain("price_band").with("price", other).with("which", code);
    let prices = others.iter().map(|other| Attempt::new(banded(other), ship.at(fees, package, other.1, on)));
    let programmes = Programme::ALL.into_iter().filter(|other| Some(*other) != ship.programme).map(|other| {
        let of_other = Shipping { programme: Some(other), ..ship };
        Attempt::new(Cause::plain("programme").with("programme", other.code()), of_other.at(fees, package, price, on))
    });
    let packaging = iter::once(()).map(|()| {
        let cause = Cause::plain("packaging").with("is_sipp", goods.is_sipp);
        Attempt::new(cause, Shipping { is_sipp: !goods.is_sipp, ..ship }.at(fees, package, price, on))
    });
    let battery = iter::once(()).map(|()| {
        let cause = Cause::plain("battery").with("has_battery", goods.has_lithium_battery);
        Attempt::new(cause, Shipping { has_battery: !goods.has_lithium_battery, ..ship }.at(fees, package, price, on))
    });
    let sized = sized_on(fees, package, on).zip(ship.programme);
    let beside = sized.into_iter().flat_map(|(sized, programme)| {
        fees.sizes_beside(&sized, programme, on).into_iter().map(move |other| (sized, other))
    });
    let beside = beside.map(|(sized, other)| {
        let code = if other.tier == sized.tier { "weight" } else { "size_tier" };
        let name = if other.weight_unit == WeightUnit::G { "weight_g" } else { "weight_oz" };
        let weight = decimal_text(other.billed_weight, 2).unwrap_or_default();
        let cause = Cause::plain(code).with("tier", other.tier.code()).with(name, weight);
        Attempt::new(cause, ship.sized(fees, &other, price, on))
    });
    // Another size that a table shows together with another day, price, packaging or battery; another price with a day.
    let near: Vec<Day> = other_days(fees, on).into_iter().take(NEAR_DAYS).collect();
    let both_of_sizes = goods.other_sizes.iter().flat_map(|other| {
        let package = Some(&other.package);
        let days = near.iter().map(move |day| {
            let worked = ship.at(fees, package, price, *day);
            Attempt::new(sized_by(other).and(of_day(fees, &worked, on, *day)), worked)
        });
        let prices = others
            .iter()
            .map(move |of| Attempt::new(sized_by(other).and(banded(of)), ship.at(fees, package, of.1, on)));
        let packed = Shipping { is_sipp: !goods.is_sipp, ..ship };
        let charged = Shipping { has_battery: !goods.has_lithium_battery, ..ship };
        let facts = [
            (Cause::plain("packaging").with("is_sipp", goods.is_sipp), packed),
            (Cause::plain("battery").with("has_battery", goods.has_lithium_battery), charged),
        ];
        let facts = facts
            .into_iter()
            .map(move |(second, ship)| Attempt::new(sized_by(other).and(second), ship.at(fees, package, price, on)));
        days.chain(prices).chain(facts)
    });
    let both_of_prices = others.iter().flat_map(|of| {
        near.iter().map(move |day| {
            let worked = ship.at(fees, package, of.1, *day);
            Attempt::new(banded(of).and(of_day(fees, &worked, on, *day)), worked)
        })
    });
    let attempts = tables
        .chain(sizes)
        .chain(bare)
        .chain(schedules)
        .chain(prices)
        .chain(programmes)
        .chain(packaging)
        .chain(battery)
        .chain(beside)
        .chain(both_of_sizes)
        .chain(both_of_prices);
    settle(charged.charged, units, slack(units), worked, attempts)
}

/// Sides and weight of another size, as its report has them.
pub(super) fn size_words(cause: Cause, package: &Package) -> Cause {
    use crate::units::LengthUnit;
    let [first, ..] = package.sides;
    let unit = match first.unit {
        LengthUnit::In => "in",
        LengthUnit::Cm => "cm",
        LengthUnit::Mm => "mm",
    };
    let weight_unit = match package.weight.unit {
        WeightUnit::Oz => "oz",
        WeightUnit::Lb => "lb",
        WeightUnit::G => "g",
        WeightUnit::Kg => "kg",
    };
    let text =
        |micros: i64| Ratio::new(i128::from(micros), 1_000_000).and_then(|n| decimal_text(n, 3)).unwrap_or_default();
    let sides = package.sides.map(|side| text(side.micros)).join(" × ");
    cause
        .with("sides", format!("{sides} {unit}"))
        .with("weight", format!("{} {weight_unit}", text(package.weight.micros)))
}

/// Holds what is kept at a refund against the tables.
///
/// # Errors
/// `currency_mismatch`; `out_of_range`.
pub(super) fn refund(fees: &FeeTables, charged: &Charged, referral: Money) -> Result<Verdict> {
    let at = |on: Day| -> Worked {
        let Known { value: rule, row } = fees.refund_administration(on).map_err(|hole| no_figure(&hole))?;
        let amount = rule.charge(referral).map_err(|error| too_large(&error))?;
        let inputs = vec![input("referral", referral), input("rate", rule.share), input("cap", rule.cap)];
        Ok(vec![Line { code: "refund_administration", formula: "share_capped", inputs, amount, row: Some(row) }])
    };
    let schedules = other_days(fees, charged.on).into_iter().map(|day| {
        let (worked, on) = (at(day), charged.on);
        Attempt::new(of_day(fees, &worked, on, day), worked)
    });
    settle(charged.charged, 1, slack(charged.units.max(1)), at(charged.on), schedules)
}
