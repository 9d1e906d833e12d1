//! Promotions of one product side by side: what an order brings, what it needs, what it requires, and
//! what it does to the stock.

mod condition;
mod order;
mod view;

use super::Book;
use super::calculation::{Context, Prepared};
use super::offer_sheet::{OfferLine, Reader, Sheet, exact, minor, money, shown};
use crate::demand::{rate_at, usual_days};
use crate::error::Result;
use crate::exits::best_exit;
use crate::fees::{CampaignFee, FeeName, Known, MechanicRow, PromotionRules};
use crate::money::{Currency, Money};
use crate::offer::basket::BasketRule;
use crate::offer::stacking::{self, Combine, Stacked};
use crate::quote::Status;
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::scenario::promotion::{Contributions, elasticity_needed};
use crate::scenario::{Branch, Course, Outcome, ScenarioKind, ScenarioName, Situation, bend, units_sold_before};
use crate::state::field::FieldSpec;
use crate::state::promotion_field::{PROMOTED_FIELDS, PROMOTION_FIELDS};
use crate::stock::Phase;

pub use super::offer_sheet::OfferLine as Line;
pub use condition::ConditionView;
use order::Blend;
pub use view::{MeetingView, PromotionColumn, PromotionSheet, PromotionText, Promotions, StackView};

/// Days that units are counted over where a promotion has no end.
const COUNTED_DAYS: i32 = 30;

/// Share of extra units that would have sold later at full price, where the seller says nothing:
/// a third, as measured for goods that are bought again (math.md §7).
const PULLED_FORWARD_PERCENT: &str = "33";

impl Book {
    /// Promotions of a product, each with what an order brings, what it needs to pay, what it requires
    /// and what it does to the stock. Kinds that are not known are left out.
    ///
    /// ```
    /// # use clearfloor::book::{Book, Day, promotion::{PromotionSheet, PromotionText}};
    /// # let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let key = book.add_product();
    /// book.edit(Some(&key), "price_list", "29.99").unwrap();
    /// let half = PromotionText { mechanic: "second-half-price".into(), texts: Vec::new() };
    /// let sheet = PromotionSheet { shared: Vec::new(), columns: vec![half] };
    /// let promotions = book.promotions(&key, &sheet).unwrap();
    /// let total = promotions.columns[0].lines.iter().find(|line| line.id == "order_total").unwrap();
    /// assert_eq!(total.amount.unwrap().to_string(), "44.99");
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn promotions(&mut self, key: &str, sheet: &PromotionSheet) -> Result<Promotions> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        let sku = self.products.get(index).map(|facts| facts.sku.clone()).unwrap_or_default();
        let has_sold = self.products.get(index).is_some_and(|facts| facts.sold.iter().flatten().any(|f| f.value > 0));
        let answer = self.resolved(&context, index).and_then(|resolved| {
            let prepared = Prepared::new(&context, &resolved)?;
            Promoter { context: &context, prepared: &prepared, sku: &sku, has_sold }.answer(sheet)
        });
        self.context = Some(context);
        answer
    }
}

/// What all promotions of one product are worked out with.
struct Promoter<'a> {
    context: &'a Context,
    prepared: &'a Prepared<'a>,
    sku: &'a str,
    has_sold: bool,
}

/// Fields that all promotions share, read.
struct Shared {
    pull_forward: Rate,
    sister_share: Rate,
    sister_margin: Option<Money>,
    reference_price: Option<Money>,
    recent_low: Option<Money>,
    rating: Option<crate::number::Decimal>,
    promised_units: Option<i64>,
    is_pull_assumed: bool,
}

/// A promotion with its numbers in place.
struct Run<'a> {
    row: &'a MechanicRow,
    blend: Blend,
    /// Days it runs; none = until nothing is left.
    days: Option<i32>,
    /// Units a day while it runs, by reaction: as expected, weak, strong.
    rates: [Option<f64>; 3],
    is_rate_typed: bool,
}

impl Promoter<'_> {
    const fn currency(&self) -> Currency {
        self.context.currency
    }

    fn answer(&self, asked: &PromotionSheet) -> Result<Promotions> {
        let rules = self.context.fees.promotions()?;
        let mut sheet = Sheet::new(PROMOTED_FIELDS, &asked.shared);
        sheet.assume("pull_forward", PULLED_FORWARD_PERCENT);
        let shared = self.shared(&sheet);
        let ways = self.prepared.ways(self.context);
        let group = self.context.group(self.prepared.resolved);
        let situation = self.prepared.situation(group, &ways).filter(|_| self.prepared.resolved.units.is_some());
        let mut columns = Vec::with_capacity(asked.columns.len());
        let mut stacked = Vec::new();
        for (place, text) in asked.columns.iter().enumerate() {
            let Some(row) = rules.mechanic(&text.mechanic) else { continue };
            let (column, depth) = self.column(rules, row, text, place, &shared, situation.as_ref())?;
            columns.push(column);
            stacked.push(depth.map(|share| Stacked { name: row.stack_as.clone(), share }));
        }
        let comparison = self.prepared.comparison(self.context)?;
        let hold = comparison.as_ref().and_then(|c| c.outcomes.first()).cloned();
        let best = comparison.as_ref().and_then(|c| c.best()).cloned();
        let worth = |outcome: &Outcome| outcome.present_value.map(Money::minor);
        let valued = columns
            .iter()
            .enumerate()
            .filter_map(|(place, column)| Some((place, column.outcome.as_ref().and_then(worth)?)));
        // The first of equal ones.
        let best_column = valued.reduce(|a, b| if b.1 > a.1 { b } else { a });
        let without = best.as_ref().and_then(worth);
        let is_best_without = without.zip(best_column).is_some_and(|(without, (_, with))| without > with);
        Ok(Promotions {
            price: self.prepared.resolved.price,
            mechanics: rules.mechanics().iter().map(|row| row.id.clone()).collect(),
            shared: PROMOTED_FIELDS.iter().map(|spec| sheet.field(spec, self.currency(), self.sku)).collect(),
            columns,
            hold: hold.filter(|_| self.prepared.resolved.price.is_some()),
            best,
            best_column: best_column.map(|(place, _)| place),
            is_best_without,
            stack: self.stack(rules, &stacked)?,
        })
    }

    fn shared(&self, sheet: &Sheet) -> Shared {
        let read = Reader { sheet, specs: PROMOTED_FIELDS, currency: self.currency() };
        Shared {
            pull_forward: read.rate("pull_forward").unwrap_or(Rate::ZERO),
            sister_share: read.rate("sister_share").unwrap_or(Rate::ZERO),
            sister_margin: read.money("sister_margin"),
            reference_price: read.money("reference_price"),
            recent_low: read.money("recent_low"),
            rating: read.number("rating"),
            promised_units: read.whole("promised_units"),
            is_pull_assumed: sheet.is_assumed("pull_forward"),
        }
    }

    /// One promotion, and the share of the price that one buyer of the order it is made for gets off.
    fn column(
        &self,
        rules: &PromotionRules,
        row: &MechanicRow,
        text: &PromotionText,
        place: usize,
        shared: &Shared,
        situation: Option<&Situation<'_>>,
    ) -> Result<(PromotionColumn, Option<Rate>)> {
        let mut sheet = Sheet::new(PROMOTION_FIELDS, &text.texts);
        for (name, taken) in [("buy", "1"), ("free", "1"), ("nth", "2"), ("nth_off", "50 %"), ("repeats", "no")] {
            sheet.assume(name, taken);
        }
        if let Some(who) = &row.who {
            let spec = PROMOTION_FIELDS.iter().find(|spec| spec.name == who);
            if let Some(spec) = spec {
                sheet.assume(spec.name, "100");
            }
        }
        sheet.assume("basket", row.basket);
        if let Some(days) = row.days {
            sheet.assume("promotion_days", days);
        }
        let read = Reader { sheet: &sheet, specs: PROMOTION_FIELDS, currency: self.currency() };
        let fields: Vec<&'static FieldSpec> = PROMOTION_FIELDS
            .iter()
            .filter(|spec| spec.group == "course" || row.fields.iter().chain(&row.who).any(|name| name == spec.name))
            .collect();
        let mut column = PromotionColumn {
            mechanic: row.id.clone(),
            fields: fields.iter().map(|spec| sheet.field(spec, self.currency(), self.sku)).collect(),
            asked: Vec::new(),
            lines: Vec::new(),
            conditions: Vec::new(),
            outcome: None,
        };
        let Some(price) = self.prepared.resolved.price else {
            column.asked.push("price_list");
            return Ok((column, None));
        };
        let Some((rule, gift)) = order::rule_of(row, &read) else {
            let needed = fields.iter().filter(|spec| spec.group == "promotion" && read.is_missing(spec));
            column.asked.extend(needed.map(|spec| spec.name));
            return Ok((column, None));
        };
        let who = row.who.as_deref().and_then(|name| read.rate(name)).unwrap_or(Rate::ONE);
        let baskets = read.pairs("basket").unwrap_or_else(|| vec![(Rate::ONE, i64::from(row.basket))]);
        let blend = match Blend::new(self.prepared, row.changes_item_price, &rule, gift, price, who, &baskets) {
            Ok(blend) => blend,
            // A rule that no order fits, such as an amount in the place of a share.
            Err(problem) => {
                column.lines.push(OfferLine::new("order_total", "not_possible").amount(None).lacks(problem.code()));
                return Ok((column, None));
            }
        };
        let depth = blend.main.discount().ok().and_then(|share| Rate::nearest(share).ok());
        let days = read.whole("promotion_days").and_then(|days| i32::try_from(days).ok()).filter(|&days| days > 0);
        let run = self.run(row, blend, days, read.number("promoted_per_day").map(|rate| rate.to_f64()), price);
        let phases = |which: usize| situation.and_then(|situation| self.phases(situation, &run, shared, which));
        let mid = phases(0);
        let expected = situation.zip(mid.as_ref()).map(|(situation, phases)| {
            let counted = run.days.unwrap_or(situation.calendar.horizon_days());
            units_sold_before(situation, phases, counted)
        });
        let campaign = self.campaign(row, &run, expected, read.money("campaign_fee"), who);
        self.order_lines(&run, &rule, price, who, &mut column.lines, &sheet);
        column.lines.extend(campaign.line.clone());
        self.need_lines(&run, price, shared, &campaign, situation, &mut column.lines);
        column.conditions = self.conditions(rules, row, &run, price, shared, expected);
        if let Some(situation) = situation {
            let paid = campaign.total.map(Money::to_expectation);
            let branch = |which: usize| Some(Branch { phases: phases(which)?, paid_at_once: paid? });
            let mut unknown = situation_unknown(self.prepared, situation, &run);
            if paid.is_none() {
                unknown.push("campaign_fee".to_owned());
            }
            let net_now = run.blend.nets.first().copied().flatten().and_then(|net| money(net, self.currency()));
            let effective = money(run.blend.unit_price, self.currency());
            let course = Course {
                name: ScenarioName::offered(
                    ScenarioKind::Promotion,
                    format!("promotion-{place}-{}", row.id),
                    run.blend.discount(price),
                    effective,
                ),
                net_now,
                units_per_day: run.rates.first().copied().flatten(),
                mid: branch(0),
                low: branch(1),
                high: branch(2),
                unknown,
            };
            column.outcome = crate::scenario::follow(situation, &[course])?.into_iter().next();
        }
        Ok((column, depth))
    }

    fn run<'r>(
        &self,
        row: &'r MechanicRow,
        blend: Blend,
        days: Option<i32>,
        typed: Option<f64>,
        price: Money,
    ) -> Run<'r> {
        let resolved = self.prepared.resolved;
        let elasticity = resolved.elasticity;
        let unit = blend.unit_price.to_f64();
        let react = |e: f64| typed.or_else(|| rate_at(resolved.units_per_day?, unit, price.to_expectation(), e));
        let rates = [react(elasticity.mid), react(elasticity.low), react(elasticity.high)];
        Run { row, blend, days, rates, is_rate_typed: typed.is_some() }
    }

    /// Pace and net by day: the promotion while it runs; after it, for as long again, less what it
    /// pulled forward; then as before.
    fn phases(&self, situation: &Situation<'_>, run: &Run<'_>, shared: &Shared, which: usize) -> Option<Vec<Phase>> {
        let now = situation.units_per_day?;
        let promoted = run.rates.get(which).copied().flatten()?;
        let hold = situation.hold_phases()?;
        let horizon = situation.calendar.horizon_days();
        let end = run.days.unwrap_or(horizon).min(horizon);
        let dip_end = end.saturating_add(end).min(horizon);
        let without =
            if run.is_rate_typed { now * usual_days(situation.season, end) / f64::from(end.max(1)) } else { now };
        let pulled = shared.pull_forward.to_f64() * (promoted - without).max(0.0);
        let mut days: Vec<i32> = self.context.segments.iter().copied().chain([end, dip_end]).collect();
        days.retain(|day| (0..horizon).contains(day));
        days.sort_unstable();
        days.dedup();
        let phase = |from_day: i32| {
            if from_day < end {
                let segment = self.context.segments.iter().rposition(|&start| start <= from_day)?;
                let net = run.blend.nets.get(segment).copied().flatten()?;
                return Some(Phase { from_day, units_per_day: promoted, net_per_unit: net.to_f64() });
            }
            let at = hold.iter().rfind(|phase| phase.from_day <= from_day)?;
            let units_per_day = if from_day < dip_end { (now - pulled).max(0.0) } else { now };
            Some(Phase { from_day, units_per_day, net_per_unit: at.net_per_unit })
        };
        let mut phases = days.into_iter().map(phase).collect::<Option<Vec<Phase>>>()?;
        // A pace that the seller names is that of these very days.
        let named = if run.is_rate_typed { phases.partition_point(|phase| phase.from_day < end) } else { 0 };
        let mut bent = phases.split_off(named);
        bend(&mut bent, situation.season);
        phases.extend(bent);
        Some(phases)
    }

    fn order_lines(
        &self,
        run: &Run<'_>,
        rule: &BasketRule,
        price: Money,
        who: Rate,
        lines: &mut Vec<OfferLine>,
        sheet: &Sheet,
    ) {
        let blend = &run.blend;
        let currency = self.currency();
        let main = blend.main;
        let total = OfferLine::new("order_total", order::formula(run.row)).amount(Some(main.total));
        let total = total.with("price", price).with("units", main.units);
        lines.push(order::with_rule(total, run.row, rule, blend.item_price));
        let is_taken = sheet.is_assumed("basket") || run.row.who.as_deref().is_some_and(|name| sheet.is_assumed(name));
        let effective = money(blend.unit_price, currency);
        lines.push(
            OfferLine::new("effective_price", if who == Rate::ONE { "paid_over_units" } else { "paid_by_some" })
                .amount(effective)
                .with("total", main.total)
                .with("units", main.units)
                .with("share", who)
                .with("price", price)
                .assumed(is_taken),
        );
        lines.push(
            OfferLine::new("effective_discount", "one_less_ratio")
                .share(blend.discount(price))
                .with_some("effective", effective)
                .with("price", price)
                .assumed(is_taken),
        );
        let before = self.prepared.net_now();
        lines.push(OfferLine::new("net_before", "net_at_price").amount(before).with("price", price));
        let net = blend.nets.first().copied().flatten().and_then(|net| money(net, currency));
        let mut line = OfferLine::new("net_per_unit", "net_of_order").amount(net);
        line = line.with_some("effective", effective).with("units", main.units);
        if blend.is_band_open {
            line = line.lacks("price_band").assumed(true);
        }
        if net.is_none() {
            line.holes.extend(self.prepared.unknown_of(price, &[None]));
        }
        lines.push(line.assumed(is_taken));
        if let Some(gift) = blend.gift_per_order {
            lines.push(OfferLine::new("gift", "gift_of_order").amount(Some(gift.negated())));
        }
    }

    /// The fee of the promotion as a whole.
    fn campaign(
        &self,
        row: &MechanicRow,
        run: &Run<'_>,
        expected: Option<f64>,
        typed: Option<Money>,
        who: Rate,
    ) -> Campaign {
        let currency = self.currency();
        let nothing = Money::zero(currency);
        let line = OfferLine::new("campaign_fee", "campaign_fee");
        if let Some(total) = typed {
            let mut line = OfferLine::new("campaign_fee", "as_given").amount(Some(total.negated()));
            line.status = Status::Yours;
            return Campaign { total: Some(total), fixed: Some(total), per_unit: Ratio::ZERO, line: Some(line) };
        }
        let today = self.context.today;
        let known: Known<CampaignFee> = match &row.fee {
            FeeName::Nothing | FeeName::Outlet => {
                return Campaign { total: Some(nothing), fixed: Some(nothing), per_unit: Ratio::ZERO, line: None };
            }
            FeeName::Coupons | FeeName::Deal(_) => {
                let found = match &row.fee {
                    FeeName::Deal(kind) => self.context.fees.deal(kind, today),
                    _ => self.context.fees.coupon(today),
                };
                match found {
                    Ok(known) => known,
                    Err(hole) => {
                        let line = line.amount(None).lacks(hole.family.code());
                        return Campaign { total: None, fixed: None, per_unit: Ratio::ZERO, line: Some(line) };
                    }
                }
            }
        };
        let fee = known.value;
        let days = i64::from(run.days.unwrap_or(0));
        let sold = expected.and_then(exact);
        // What is charged on is what those pay who use it.
        let paid = minor(run.blend.main.total).over(Ratio::whole(i128::from(run.blend.main.units.max(1)))).ok();
        let share = who.to_ratio().ok();
        let sales = (|| money(sold?.times(paid?).ok()?.times(share?).ok()?, currency))();
        let total = sales.and_then(|sales| fee.charge(days, 0, sales).ok());
        let fixed = fee.fixed.plus(fee.per_day.times(days).unwrap_or(nothing)).ok();
        let per_unit = (|| fee.share.to_ratio().ok()?.times(paid?).ok()?.times(share?).ok())().unwrap_or(Ratio::ZERO);
        let mut line = line.amount(total.map(Money::negated));
        line.fee = Some(known.row);
        line = line.with("fixed", fixed.unwrap_or(nothing)).with("rate", fee.share).with_some("sales", sales);
        line = line.with_some("cap", fee.share_cap);
        if total.is_none() {
            line = line.lacks("velocity");
        } else if known.row.is_assumed() {
            line.status = Status::Assumed;
        }
        Campaign { total, fixed, per_unit, line: Some(line) }
    }

    /// Units it must sell to earn the same, what it earns more, and how much advertising it can bear.
    fn need_lines(
        &self,
        run: &Run<'_>,
        price: Money,
        shared: &Shared,
        campaign: &Campaign,
        situation: Option<&Situation<'_>>,
        lines: &mut Vec<OfferLine>,
    ) {
        let currency = self.currency();
        let days = run.days.unwrap_or(COUNTED_DAYS);
        let group = self.context.group(self.prepared.resolved);
        let other = best_exit(&self.prepared.exits, &group.calendar)
            .and_then(|(exit, worth)| Some((exit.kind.code(), Money::from_expectation(worth, currency).ok()?)));
        let worth = other.map(|(_, worth)| worth);
        let mut use_line = OfferLine::new("best_other_use", "best_exit").amount(worth);
        use_line = use_line.with_some("exit", other.map(|(code, _)| code));
        lines.push(if worth.is_none() { use_line.lacks("exits") } else { use_line });
        let net = run.blend.nets.first().copied().flatten();
        // Days as the season counts them.
        let usual = usual_days(self.prepared.resolved.season(), days);
        let baseline = self.prepared.resolved.units_per_day.map(|rate| rate * usual);
        let stock = self.prepared.resolved.units.and_then(|units| exact(super::facts::to_f64(units)));
        let sales = (|| {
            let (before, net, worth) = (minor(self.prepared.net_now()?), net?, minor(worth?));
            let before = before.minus(worth).ok()?;
            let margin = shared.sister_margin.map_or(Ratio::ZERO, minor);
            let [sister, pulled] = [shared.sister_share, shared.pull_forward].map(|share| share.to_ratio().ok());
            let extra = Contributions::cost_of_extra(sister?, margin, pulled?, before).ok()?;
            Some(Contributions {
                before,
                during: net.minus(worth).ok()?.minus(campaign.per_unit).ok()?,
                extra,
                baseline_units: exact(baseline?)?,
                fixed_cost: minor(campaign.fixed?),
            })
        })();
        let is_steady = self.prepared.resolved.season().is_empty();
        let rule = if is_steady { "pace_times_days" } else { "pace_by_season" };
        let without = OfferLine::new("units_without", rule).number(baseline);
        let without = without.with_some("usual", shown(usual).filter(|_| !is_steady));
        lines.push(without.with_some("pace", self.prepared.resolved.units_per_day.and_then(shown)).with("days", days));
        let needed = sales.and_then(|sales| sales.breakeven_units().ok());
        let mut line = OfferLine::new("units_needed", "breakeven_units").number(needed.flatten().map(Ratio::to_f64));
        if needed == Some(None) {
            line = line.lacks("no_number_of_units");
        } else if sales.is_none() {
            line = line.lacks(if baseline.is_none() { "velocity" } else { "net" });
        }
        if let Some(sales) = &sales {
            let text = |minor: Ratio| money(minor, currency).map(|money| money.to_string());
            line = line
                .with_some("before", text(sales.before))
                .with_some("during", text(sales.during))
                .with_some("extra", text(sales.extra))
                .with_some("fixed", text(sales.fixed_cost))
                .with_some("units", baseline.and_then(shown));
        }
        lines.push(line.assumed(shared.is_pull_assumed));
        let multiple = needed.flatten().zip(baseline).map(|(needed, base)| needed.to_f64() / base);
        let multiple = multiple.filter(|multiple| multiple.is_finite());
        lines.push(OfferLine::new("lift_needed", "needed_over_without").number(multiple));
        let depth = run.blend.discount(price).map(Rate::to_f64);
        let elasticity = multiple.zip(depth).and_then(|(multiple, depth)| elasticity_needed(multiple, depth));
        let assumed = self.prepared.resolved.elasticity;
        let line = OfferLine::new("elasticity_needed", "elasticity_needed").number(elasticity);
        lines.push(line.with_some("used", shown(assumed.mid)));

        let promoted = run
            .rates
            .first()
            .copied()
            .flatten()
            .map(|rate| rate * if run.is_rate_typed { f64::from(days) } else { usual });
        let promoted = promoted.and_then(exact).map(|units| stock.map_or(units, |stock| units.min(stock)));
        let mut line = OfferLine::new("units_expected", if run.is_rate_typed { "as_typed" } else { "by_elasticity" });
        line = line.number(promoted.map(Ratio::to_f64)).with("days", days).with_some("elasticity", shown(assumed.mid));
        lines.push(line.assumed(!run.is_rate_typed));
        let profit = (|| {
            let mut sales = sales?;
            sales.baseline_units = stock.map_or(sales.baseline_units, |stock| sales.baseline_units.min(stock));
            money(sales.incremental_profit(promoted?).ok()?, currency)
        })();
        let line = OfferLine::new("incremental_profit", "incremental_profit").amount(profit).with("days", days);
        lines.push(line.assumed(situation.is_some() && (!run.is_rate_typed || shared.is_pull_assumed)));

        let landed = self.prepared.models.first().and_then(crate::quote::SaleModel::landed_cost);
        let ads = self.ads_at(money(run.blend.unit_price, currency));
        for (id, base) in [("acos_sunk", worth), ("acos_cost", landed)] {
            let share = (|| {
                let before_ads = net?.plus(minor(ads?)).ok()?;
                Rate::nearest(before_ads.minus(minor(base?)).ok()?.over(run.blend.unit_price).ok()?).ok()
            })();
            let mut line = OfferLine::new(id, "breakeven_acos").share(share);
            line = line.with_some("net", net.and_then(|net| money(net, currency))).with_some("base", base);
            line = line.with_some("effective", money(run.blend.unit_price, currency));
            if base.is_none() {
                line = line.lacks(if id == "acos_cost" { "cost_unit" } else { "exits" });
            }
            lines.push(line);
        }
    }

    /// Advertising already taken off in the net of a unit at a price.
    fn ads_at(&self, price: Option<Money>) -> Option<Money> {
        let ledger = self.prepared.models.first()?.ledger(price?).ok()?;
        let line = ledger.line(crate::quote::LineId::Ads);
        Some(line.and_then(|line| line.amount).map_or(Money::zero(self.currency()), Money::negated))
    }

    fn stack(&self, rules: &PromotionRules, depths: &[Option<Stacked>]) -> Result<Option<StackView>> {
        let known: Vec<(usize, Stacked)> =
            depths.iter().enumerate().filter_map(|(place, depth)| Some((place, depth.clone()?))).collect();
        let Some(price) = self.prepared.resolved.price.filter(|_| known.len() > 1) else { return Ok(None) };
        let discounts: Vec<Stacked> = known.iter().map(|(_, discount)| discount.clone()).collect();
        let mut meetings = Vec::new();
        for (at, (place, one)) in known.iter().enumerate() {
            for (other_place, other) in known.iter().skip(at.saturating_add(1)) {
                let code = stacking::meeting(rules, one, other).code();
                meetings.push(MeetingView { places: [*place, *other_place], code });
            }
        }
        let mut applies = vec![false; depths.len()];
        for ((place, _), is_taken) in known.iter().zip(stacking::applying(rules, &discounts)) {
            if let Some(slot) = applies.get_mut(*place) {
                *slot = is_taken;
            }
        }
        let (source, confidence) = rules.stacking_source();
        Ok(Some(StackView {
            meetings,
            applies,
            additive: stacking::stacked_price(rules, price, &discounts, Combine::Additive)?,
            sequential: stacking::stacked_price(rules, price, &discounts, Combine::Sequential)?,
            source: source.to_owned(),
            confidence: confidence.code(),
        }))
    }
}

/// The fee of a promotion, in parts.
struct Campaign {
    /// On what is expected to sell.
    total: Option<Money>,
    /// Whatever sells.
    fixed: Option<Money>,
    /// Of each unit, minor units.
    per_unit: Ratio,
    line: Option<OfferLine>,
}

fn situation_unknown(prepared: &Prepared<'_>, situation: &Situation<'_>, run: &Run<'_>) -> Vec<String> {
    let mut unknown: Vec<String> = situation.holding_unknown.to_vec();
    if situation.volume.is_none() && unknown.is_empty() {
        unknown.push("size".to_owned());
    }
    if run.rates.first().copied().flatten().is_none() {
        unknown.push("velocity".to_owned());
    }
    if run.blend.nets.iter().any(Option::is_none)
        && let Some(price) = prepared.resolved.price
    {
        unknown.extend(prepared.unknown_of(price, &[None]));
    }
    unknown.dedup();
    unknown
}
