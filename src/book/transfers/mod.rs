//! What to move between warehouses and marketplaces, from what was typed to what is answered.
//!
//! A site sells at its pace for the days looked at; a unit moved must arrive in time to be sold. What a unit nets there
//! is less half the storage of that time (sold ones lie half of it on average), what is left over is less all of it
//! (math.md §9). Lanes carry all products: a fixed charge is paid once for them, and a capacity holds them all.
//! Where no net of a product is known, what sites lack is filled at least cost, and no gain is said.

mod answer;
mod asked;
mod sheet;
#[cfg(test)]
mod tests;

pub use answer::{ChangeView, MoveView, Param, Said, SiteView, TransferAnswer, WayLoad, WayView, WhatIf};
pub use sheet::{LaneText, SiteText, TransferSheet, paste_lanes, paste_sites};

use super::Book;
use super::facts::to_f64;
use super::shipment::read::{Reader, param};
use crate::date::Day;
use crate::error::Result;
use crate::money::{Currency, Money};
use crate::number::Decimal;
use crate::state::field::{Entry, FieldKind};
use crate::transfer::{Lane, Plan, Site, TransferProblem, plan, sum};
use asked::{LaneAsked, SiteAsked};

/// Days looked at until the seller says.
const DAYS: f64 = 60.0;
/// Days of a month of storage.
const MONTH: f64 = 30.0;
/// Most rows and lanes looked at.
const MOST: usize = 400;
/// Most products offered from the list.
const MOST_OFFERED: usize = 30;

/// Everything read of a sheet.
struct Asked {
    today: Day,
    days: f64,
    sites: Vec<SiteAsked>,
    lanes: Vec<LaneAsked>,
    is_vat_back: bool,
    currency: Currency,
}

/// A problem with what its lanes stand for.
struct Posed {
    problem: TransferProblem,
    /// Number of the way asked for, of each lane.
    ways: Vec<usize>,
    /// Duty and VAT of a unit on each lane.
    taxes: Vec<(f64, f64)>,
    /// Per site: its product is valued in money.
    valued: Vec<bool>,
}

impl Book {
    /// What to move. Wrong texts are part of the answer.
    ///
    /// ```
    /// use clearfloor::{book::{Book, transfers::{LaneText, SiteText, TransferSheet}}, date::Day};
    /// let text = |text: &str| text.to_owned();
    /// let row = |site: &str, units: &str, target: &str| SiteText {
    ///     sku: text("A"), site: text(site), units: text(units), target: text(target), ..SiteText::default()
    /// };
    /// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
    /// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
    /// let sheet = TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() };
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let found = book.transfers(&sheet).unwrap();
    /// assert_eq!((found.moves[0].units, found.moves[0].cost.to_string().as_str()), (250.0, "125.00"));
    /// ```
    ///
    /// # Errors
    /// `out_of_range`; as [`Book::advance`].
    pub fn transfers(&mut self, sheet: &TransferSheet) -> Result<TransferAnswer> {
        let context = self.take_context()?;
        let answer = self.transfers_by(&context, sheet);
        self.context = Some(context);
        answer
    }

    fn transfers_by(&self, context: &super::calculation::Context, sheet: &TransferSheet) -> Result<TransferAnswer> {
        let mut reader = Reader::default();
        let days = reader.read("days", FieldKind::Days, &sheet.days).and_then(|entry| entry.as_whole());
        let days = days.filter(|days| *days > 0);
        let home = match sheet.home.trim() {
            "" => self.market.code().to_owned(),
            named => named.to_owned(),
        };
        let asked = Asked {
            today: self.today,
            days: days.map_or(DAYS, to_f64),
            sites: self.sites_asked(&mut reader, context, sheet, &home, days.map_or(DAYS, to_f64))?,
            lanes: asked::lanes(&mut reader, sheet),
            is_vat_back: sheet.is_vat_back,
            currency: self.currency,
        };
        let mut answer = asked.answer(&mut reader, days.is_none(), home)?;
        for (code, what_if) in [
            ("delay", self::delay(&mut reader, sheet).map(|days| (days, 1.0))),
            ("promotion", self::factor(&mut reader, sheet).map(|factor| (0.0, factor))),
        ] {
            if let Some((delay, factor)) = what_if {
                answer.what_ifs.extend(asked.what_if(code, delay, factor, &sheet.factor_site)?);
            }
        }
        answer.said = reader.said;
        Ok(answer)
    }
}

fn whole_days(days: f64) -> i64 {
    super::health::whole_of(days).unwrap_or(0)
}

/// What goes each way.
fn loads(moves: &[MoveView]) -> Vec<WayLoad> {
    let mut loads: Vec<WayLoad> = Vec::new();
    for one in moves {
        match loads.iter_mut().find(|load| (&load.from, &load.to) == (&one.from, &one.to)) {
            Some(load) => {
                load.products += 1;
                load.units += one.units;
                load.ship_by = load.ship_by.min(one.ship_by);
            }
            None => loads.push(WayLoad {
                from: one.from.clone(),
                to: one.to.clone(),
                products: 1,
                units: one.units,
                ship_by: one.ship_by,
            }),
        }
    }
    loads
}

fn delay(reader: &mut Reader, sheet: &TransferSheet) -> Option<f64> {
    let days = reader.read("delay", FieldKind::Days, &sheet.delay).and_then(|entry| entry.as_whole());
    days.filter(|days| *days > 0).map(to_f64)
}

fn factor(reader: &mut Reader, sheet: &TransferSheet) -> Option<f64> {
    let factor = reader.read("factor", FieldKind::Quantity, &sheet.factor);
    factor.as_ref().and_then(Entry::as_number).map(Decimal::to_f64)
}

impl Asked {
    fn money(&self, major: f64) -> Result<Money> {
        Money::from_expectation(major * to_f64(self.currency.minor_per_major()), self.currency)
    }

    /// Whether all that sell a product have a net.
    fn is_valued(&self, sku: &str) -> bool {
        let mut selling = self.sites.iter().filter(|site| site.sku == sku && site.wanted.is_some());
        selling.any(|site| site.net.is_some())
    }

    /// The problem with every lane so many days longer, and demand so many times as high at a site, or at all.
    fn posed(&self, delay: f64, factor: f64, at: &str) -> Posed {
        let at = at.trim();
        let valued: Vec<bool> = self.sites.iter().map(|site| self.is_valued(&site.sku)).collect();
        let months = self.days / MONTH;
        let storage = |site: &SiteAsked| site.storage.unwrap_or(0.0) * months;
        // More than anything costs: what is lacking is filled first, at least cost.
        let greatest = |sum: f64, lane: &LaneAsked| sum + lane.cost.unwrap_or(0.0) + lane.fixed;
        let values = self.sites.iter().map(|site| 10.0 * site.value.unwrap_or(0.0) + storage(site));
        let need = 1.0 + 2.0 * self.lanes.iter().fold(values.sum::<f64>(), greatest);
        let sites: Vec<Site> = self
            .sites
            .iter()
            .zip(&valued)
            .map(|(site, &is_valued)| {
                let factor = if at.is_empty() || site.site == at { factor } else { 1.0 };
                let open = site.wanted.map_or(0.0, |wanted| (wanted * factor - site.inbound).max(0.0).floor());
                let net = if is_valued { site.net } else { Some(need) };
                Site {
                    name: site.site.clone(),
                    stock: site.units,
                    own_target: site.keep,
                    room: None,
                    sellable: Some(if net.is_some() { open } else { 0.0 }),
                    net_if_sold: net.unwrap_or(0.0) - storage(site) / 2.0,
                    keep_value: if is_valued { site.worth.unwrap_or(0.0) } else { 0.0 } - storage(site),
                }
            })
            .collect();
        let (mut lanes, mut ways, mut taxes) = (Vec::new(), Vec::new(), Vec::new());
        for (way, asked) in self.lanes.iter().enumerate() {
            for (from, donor) in self.sites.iter().enumerate().filter(|(_, site)| site.site == asked.from) {
                let to = self.sites.iter().position(|site| site.site == asked.to && site.sku == donor.sku);
                let Some(to) = to.filter(|to| *to != from) else { continue };
                let tax = self.taxes(asked, donor);
                lanes.push(Lane {
                    from,
                    to,
                    cost_per_unit: asked.cost.zip(tax).map(|(cost, (duty, vat))| cost + duty + vat),
                    fixed: asked.fixed,
                    days: asked.days + delay,
                    capacity: asked.capacity,
                    booking: Some(way),
                });
                ways.push(way);
                taxes.push(tax.unwrap_or_default());
            }
        }
        Posed { problem: TransferProblem { sites, lanes, days: self.days, is_whole: true }, ways, taxes, valued }
    }

    /// Duty and VAT of a unit; none if they hang on a customs value that is not known.
    fn taxes(&self, lane: &LaneAsked, donor: &SiteAsked) -> Option<(f64, f64)> {
        if lane.duty == 0.0 && (lane.vat == 0.0 || self.is_vat_back) {
            return Some((0.0, 0.0));
        }
        let value = donor.value?;
        let duty = value * lane.duty;
        let vat = if self.is_vat_back { 0.0 } else { (value + lane.cost? + duty) * lane.vat };
        Some((duty, vat))
    }

    fn answer(&self, reader: &mut Reader, are_days_assumed: bool, home: String) -> Result<TransferAnswer> {
        let posed = self.posed(0.0, 1.0, "");
        let found = plan(&posed.problem)?;
        for (lane, &way) in posed.problem.lanes.iter().zip(&posed.ways) {
            let (asked, donor) = (self.lanes.get(way), self.sites.get(lane.from));
            if let (None, Some(asked), Some(donor)) = (lane.cost_per_unit, asked, donor)
                && asked.cost.is_some()
            {
                let params = vec![param("sku", donor.sku.as_str()), param("site", donor.site.as_str())];
                reader.say(format!("rows.{}.value", donor.row), "error", "customs_value_unknown", params);
            }
        }
        reader.said.dedup();
        let all_valued = posed.valued.iter().all(|valued| *valued);
        let moves = found.moves.iter().map(|one| self.move_view(&posed, one)).collect::<Result<Vec<_>>>()?;
        let plain: Vec<_> = crate::transfer::plain_moves(&posed.problem);
        let planned: Vec<_> = found.moves.iter().map(|one| (one.from, one.to, one.units)).collect();
        let mut ways = Vec::new();
        for (code, moves) in [("nothing", &Vec::new()), ("greedy", &plain), ("plan", &planned)] {
            let value = posed.problem.value_of(moves)?;
            let gain = value - found.value_without;
            ways.push(WayView {
                code,
                moved: sum(moves.iter().map(|one| one.2)),
                cost: self.money(posed.cost_of(moves))?,
                value: if all_valued { Some(self.money(value)?) } else { None },
                gain: if all_valued { Some(self.money(gain)?) } else { None },
                short: sum(self.shortfalls(moves, (1.0, ""))),
            });
        }
        let gap = found.bound - found.value;
        Ok(TransferAnswer {
            currency: self.currency.code().to_owned(),
            days: self.days,
            are_days_assumed,
            home,
            sites: self.site_views(&posed, &found)?,
            loads: loads(&moves),
            moves,
            ways,
            is_proven: found.is_proven,
            gap: if all_valued && !found.is_proven { Some(self.money(gap)?) } else { None },
            what_ifs: Vec::new(),
            said: Vec::new(),
        })
    }

    fn move_view(&self, posed: &Posed, one: &crate::transfer::Move) -> Result<MoveView> {
        let number = posed.problem.lanes.iter().position(|lane| (lane.from, lane.to) == (one.from, one.to));
        let lane = number.and_then(|number| posed.problem.lanes.get(number));
        let (duty, vat) = number.and_then(|number| posed.taxes.get(number)).copied().unwrap_or_default();
        let name = |place: usize| self.sites.get(place).map(|site| site.site.clone()).unwrap_or_default();
        let is_valued = posed.valued.get(one.from).copied().unwrap_or(false);
        let in_money = |major: f64| if is_valued { self.money(major).map(Some) } else { Ok(None) };
        let keep_value = posed.problem.sites.get(one.from).map_or(0.0, |site| site.keep_value);
        let why = match (is_valued, one.kept_here > keep_value + 1e-6) {
            (false, _) => "needed",
            (true, true) => "dearer_there",
            (true, false) => "idle_here",
        };
        let days = lane.map_or(0.0, |lane| lane.days);
        let ship_by = self.ship_by(one.to, days)?;
        Ok(MoveView {
            sku: self.sites.get(one.from).map(|site| site.sku.clone()).unwrap_or_default(),
            from: name(one.from),
            to: name(one.to),
            units: one.units,
            days,
            box_units: self.box_units(one.from),
            ship_by,
            there_by: ship_by.later(whole_days(days.ceil()))?,
            cost_per_unit: self.money(one.cost_per_unit)?,
            duty: self.money(duty)?,
            vat: self.money(vat)?,
            charge: self.money(one.fixed)?,
            cost: self.money(one.units * one.cost_per_unit + one.fixed)?,
            net_there: in_money(one.net_there)?,
            kept_here: in_money(one.kept_here)?,
            displaced_there: in_money(one.displaced_there)?,
            gain: in_money(one.gain)?,
            why,
        })
    }

    /// The last day on which something can go to a site without it standing empty before: its stock, with what is on the
    /// way, at the pace wanted there, less the days of the way.
    fn ship_by(&self, to: usize, days: f64) -> Result<Day> {
        let lasts = self.sites.get(to).and_then(|site| {
            let per_day = site.wanted? / self.days;
            (per_day > 0.0).then(|| (site.units + site.inbound) / per_day)
        });
        self.today.later(whole_days((lasts.unwrap_or(0.0).min(self.days).floor() - days.ceil()).max(0.0)))
    }

    /// Units in a full box, as the row of the donor has it, or another row of its product.
    fn box_units(&self, from: usize) -> Option<u32> {
        let donor = self.sites.get(from)?;
        donor.carton.or_else(|| self.sites.iter().filter(|site| site.sku == donor.sku).find_map(|site| site.carton))
    }

    /// Units wanted at each site that are not there after moves.
    fn shortfalls(&self, moves: &[(usize, usize, f64)], (factor, at): (f64, &str)) -> Vec<f64> {
        let of = |(number, site): (usize, &SiteAsked)| {
            let sum = |is: &dyn Fn(&(usize, usize, f64)) -> bool| -> f64 {
                moves.iter().filter(|one| is(one)).map(|one| one.2).sum()
            };
            let there = site.units + site.inbound + sum(&|one| one.1 == number) - sum(&|one| one.0 == number);
            let factor = if at.is_empty() || site.site == at { factor } else { 1.0 };
            site.wanted.map_or(0.0, |wanted| ((wanted * factor).floor() - there).max(0.0))
        };
        self.sites.iter().enumerate().map(of).collect()
    }

    fn site_views(&self, posed: &Posed, found: &Plan) -> Result<Vec<SiteView>> {
        let moves: Vec<_> = found.moves.iter().map(|one| (one.from, one.to, one.units)).collect();
        let shortfalls = self.shortfalls(&moves, (1.0, ""));
        let mut views = Vec::with_capacity(self.sites.len());
        for (number, site) in self.sites.iter().enumerate() {
            let leave = sum(moves.iter().filter(|one| one.0 == number).map(|one| one.2));
            let come = sum(moves.iter().filter(|one| one.1 == number).map(|one| one.2));
            let short = shortfalls.get(number).copied().unwrap_or(0.0);
            let (posed_site, is_valued) = (posed.problem.sites.get(number), posed.valued.get(number) == Some(&true));
            let shown = |major: Option<f64>| major.filter(|_| is_valued).map(|major| self.money(major)).transpose();
            views.push(SiteView {
                row: site.row,
                sku: site.sku.clone(),
                site: site.site.clone(),
                units: site.units,
                inbound: site.inbound,
                wanted: site.wanted.map(f64::floor),
                keep: site.keep,
                leave,
                come,
                after: site.units - leave + come,
                net: shown(posed_site.filter(|_| site.net.is_some()).map(|site| site.net_if_sold))?,
                keep_value: shown(posed_site.map(|site| site.keep_value))?,
                from_list: site.from_list.iter().map(|(name, _)| *name).collect(),
                from_list_texts: site.from_list.iter().map(|(_, text)| text.clone()).collect(),
                short,
                why_short: if short > 0.0 { Some(self.why_short(posed, &moves, number)) } else { None },
            });
        }
        Ok(views)
    }

    /// Why a site does not get what it lacks: the first of these that holds.
    fn why_short(&self, posed: &Posed, moves: &[(usize, usize, f64)], number: usize) -> &'static str {
        let lanes: Vec<(usize, &Lane)> =
            posed.problem.lanes.iter().enumerate().filter(|(_, lane)| lane.to == number).collect();
        if self.sites.get(number).is_some_and(|site| site.net.is_none()) && posed.valued.get(number) == Some(&true) {
            return "net_unknown";
        }
        if lanes.is_empty() {
            return "no_lane";
        }
        let known: Vec<_> = lanes.into_iter().filter(|(_, lane)| lane.cost_per_unit.is_some()).collect();
        if known.is_empty() {
            return "cost_unknown";
        }
        let in_time: Vec<_> = known.into_iter().filter(|(_, lane)| lane.days < self.days).collect();
        if in_time.is_empty() {
            return "too_late";
        }
        let spare = |from: usize, taken: bool| {
            let taken: f64 = moves.iter().filter(|one| taken && one.0 == from).map(|one| one.2).sum();
            self.sites.get(from).map_or(0.0, |site| site.units - site.keep - taken)
        };
        let with_spare: Vec<_> = in_time.into_iter().filter(|(_, lane)| spare(lane.from, false) >= 1.0).collect();
        if with_spare.is_empty() {
            return "no_spare";
        }
        let left: Vec<_> = with_spare.into_iter().filter(|(_, lane)| spare(lane.from, true) >= 1.0).collect();
        if left.is_empty() {
            return "used_elsewhere";
        }
        let carried = |way: Option<&usize>| -> f64 {
            let of_way = |one: &&(usize, usize, f64)| {
                let lane = posed.problem.lanes.iter().position(|lane| (lane.from, lane.to) == (one.0, one.1));
                lane.and_then(|lane| posed.ways.get(lane)) == way
            };
            moves.iter().filter(of_way).map(|one| one.2).sum()
        };
        let is_full =
            |(lane, of): &(usize, &Lane)| of.capacity.is_some_and(|most| carried(posed.ways.get(*lane)) >= most - 0.5);
        if left.iter().all(is_full) {
            return "lane_full";
        }
        let brings = |(_, lane): &(usize, &Lane)| {
            let (donor, receiver) = (posed.problem.sites.get(lane.from), posed.problem.sites.get(lane.to));
            let worth = receiver.zip(donor).map_or(0.0, |(receiver, donor)| receiver.net_if_sold - donor.keep_value);
            worth > lane.cost_per_unit.unwrap_or(f64::INFINITY)
        };
        if !left.iter().any(brings) {
            return "costs_more";
        }
        let arrivals = sum(moves.iter().filter(|one| one.1 == number).map(|one| one.2));
        if arrivals > 0.0 { "rest_too_late" } else { "charge_too_high" }
    }

    fn what_if(&self, code: &'static str, delay: f64, factor: f64, at: &str) -> Result<Option<WhatIf>> {
        let (now, then) = (self.posed(0.0, 1.0, ""), self.posed(delay, factor, at));
        let planned = plan(&now.problem)?;
        let moves: Vec<_> = planned.moves.iter().map(|one| (one.from, one.to, one.units)).collect();
        let best = plan(&then.problem)?;
        let without = then.problem.value_without();
        let is_valued = now.valued.iter().all(|valued| *valued);
        let in_money = |major: f64| if is_valued { self.money(major).map(Some) } else { Ok(None) };
        let mut changes = Vec::new();
        for lane in &now.problem.lanes {
            let of = |found: &Plan| {
                sum(found.moves.iter().filter(|one| (one.from, one.to) == (lane.from, lane.to)).map(|one| one.units))
            };
            let (before, after) = (of(&planned), of(&best));
            if (before - after).abs() >= 0.5 {
                let name = |place: usize| self.sites.get(place).map(|site| site.site.clone()).unwrap_or_default();
                let sku = self.sites.get(lane.from).map(|site| site.sku.clone()).unwrap_or_default();
                changes.push(ChangeView {
                    sku,
                    from: name(lane.from),
                    to: name(lane.to),
                    planned: before,
                    best: after,
                });
            }
        }
        Ok(Some(WhatIf {
            code,
            as_planned: in_money(planned.gain())?,
            same_moves: in_money(then.problem.value_of(&moves)? - without)?,
            best_then: in_money(best.gain())?,
            changes,
            short: sum(self.shortfalls(&moves, (factor, at.trim()))),
        }))
    }
}

impl Posed {
    /// What moves cost: carriage, taxes, and each charge once.
    fn cost_of(&self, moves: &[(usize, usize, f64)]) -> f64 {
        let mut paid = Vec::new();
        let mut cost = 0.0;
        for &(from, to, units) in moves {
            let lane = self.problem.lanes.iter().find(|lane| (lane.from, lane.to) == (from, to));
            let Some(lane) = lane else { continue };
            cost += units * lane.cost_per_unit.unwrap_or(0.0);
            if !paid.contains(&lane.booking) {
                cost += lane.fixed;
                paid.push(lane.booking);
            }
        }
        cost
    }
}
