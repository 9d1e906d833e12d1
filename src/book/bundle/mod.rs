//! A slow product together with another: what each bundle brings, from which price on, how many buyers
//! must take it, which products suit best, and what it does to the stock (math.md §6).

mod view;

use super::Book;
use super::calculation::{Computed, Context, Prepared};
use super::facts::to_f64;
use super::offer_sheet::{OfferLine, Reader, Sheet, minor, money, shown};
use crate::demand::factor_on;
use crate::error::Result;
use crate::exits::best_exit;
use crate::fees::CheckCode;
use crate::money::{Currency, Money};
use crate::offer::Channel;
use crate::quote::{Input, OwnFees, Product, SaleModel};
use crate::rate::Rate;
use crate::rounding::{Ratio, Rounding, split_by_largest_remainder};
use crate::scenario::bundle::{BundleGain, CANNIBAL_SHARES, SlowWay};
use crate::scenario::{Branch, Course, Outcome, ScenarioKind, ScenarioName, Situation, follow};
use crate::state::promotion_field::BUNDLE_FIELDS;
use crate::stock::Phase;
use crate::units::{Length, LengthUnit, Package, Weight, WeightUnit};

pub use super::offer_sheet::OfferLine as Line;
pub use super::promotion::ConditionView;
pub use view::{Bundle, BundleOutcome, BundleSheet, BundleWay, GainAt, Partner};

/// Days within which the slow stock is to go with the other, where the seller says nothing.
const DAYS: i64 = 90;
/// Share of bundle buyers who would have bought the fast item alone, where the seller says nothing.
const CANNIBAL_PERCENT: i64 = 80;
/// Shares of the other's buyers who take the bundle that are looked at, where the seller says nothing.
const ATTACH_SHARES: [i64; 3] = [50_000, 100_000, 200_000];
/// The share by which partners are ranked.
const RANKED_ATTACH: f64 = 0.10;
/// Part of the slow item's price that is taken off in a bundle for a start.
const GIVEN_OFF: f64 = 0.20;
/// Partners that are shown.
const MOST_PARTNERS: usize = 8;
/// Stock of a partner must last so many days.
const PARTNER_COVER_DAYS: f64 = 30.0;

impl Book {
    /// A bundle of a product with another one, the best that is found if none is named.
    ///
    /// Partners are found among products that are up to date, sell faster than the slow one, have stock
    /// for at least 30 days and a price and net that are known; they are ranked by what a tenth of their
    /// buyers would gain within the days looked at.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, ReadOptions, bundle::BundleSheet};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
    ///     Sold last 30 days,Landed cost ($)\n\
    ///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
    ///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
    /// book.add_table(sheet, &ReadOptions::default());
    /// book.finish().unwrap();
    /// let bundle = book.bundle("MAT", &BundleSheet::default()).unwrap();
    /// assert_eq!((bundle.partner.unwrap().sku.as_str(), bundle.considered), ("RUG", 1));
    /// // What a slow unit brings otherwise is the best exit; in a bundle it brings more.
    /// assert_eq!(bundle.best, Some("physical_bundle"));
    /// ```
    ///
    /// # Errors
    /// `no_such_product`; `out_of_range`.
    pub fn bundle(&mut self, key: &str, sheet: &BundleSheet) -> Result<Bundle> {
        let index = self.position(key)?;
        let context = self.take_context()?;
        if self.results.get(index).is_some_and(Option::is_none) {
            self.compute(&context, index);
        }
        let answer = self.bundle_of(&context, index, sheet);
        self.context = Some(context);
        answer
    }

    fn bundle_of(&mut self, context: &Context, index: usize, asked: &BundleSheet) -> Result<Bundle> {
        let mut sheet = Sheet::new(BUNDLE_FIELDS, &asked.texts);
        sheet.assume("bundle_days", DAYS);
        sheet.assume("cannibal_share", CANNIBAL_PERCENT);
        sheet.assume("bundle_dim_unit", "in");
        sheet.assume("bundle_weight_unit", "lb");
        let days = Reader { sheet: &sheet, specs: BUNDLE_FIELDS, currency: self.currency }.whole("bundle_days");
        let days = days.filter(|&days| days > 0).unwrap_or(DAYS);
        let slow = self.resolved(context, index)?;
        let slow = Prepared::new(context, &slow)?;
        let worth = best_exit(&slow.exits, &context.group(slow.resolved).calendar).map(|(_, worth)| worth);
        let cannibal = Reader { sheet: &sheet, specs: BUNDLE_FIELDS, currency: self.currency }.rate("cannibal_share");
        let cannibal = cannibal.unwrap_or(Rate::ONE);
        let ranking = Ranking { slow: &slow, worth, cannibal: cannibal.to_f64(), days: to_f64(days) };
        let (partners, considered) = self.partners(&ranking, index);
        let chosen = match &asked.partner {
            Some(key) => Some(self.position(key)?),
            None => partners.first().and_then(|partner| self.position(&partner.key).ok()),
        };
        let chosen = chosen.filter(|&other| other != index);
        if let Some(other) = chosen
            && self.results.get(other).is_some_and(Option::is_none)
        {
            self.compute(context, other);
        }
        let partner = chosen.and_then(|other| self.partner(&ranking, other));
        let fast = chosen.map(|other| self.resolved(context, other)).transpose()?;
        let fast = fast.as_ref().map(|resolved| Prepared::new(context, resolved)).transpose()?;
        if let Some((slow_price, fast_price)) = slow.resolved.price.zip(fast.as_ref().and_then(|f| f.resolved.price)) {
            let off = slow_price.share(Rate::from_ppm(200_000))?;
            sheet.assume("bundle_price", slow_price.plus(fast_price)?.minus(off)?);
        }
        let comparison = slow.comparison(context)?;
        let sku = self.products.get(index).map(|facts| facts.sku.clone()).unwrap_or_default();
        let mut bundle = Bundle {
            price: slow.resolved.price,
            fields: Vec::new(),
            partner,
            is_partner_chosen: asked.partner.is_some(),
            partners,
            considered,
            ways: Vec::new(),
            lines: Vec::new(),
            best: None,
            outcomes: Vec::new(),
            hold: comparison
                .as_ref()
                .and_then(|c| c.outcomes.first())
                .cloned()
                .filter(|_| slow.resolved.price.is_some()),
            recommended: comparison.as_ref().and_then(|c| c.best()).cloned(),
        };
        if let Some(fast) = &fast {
            let outcomes = comparison.as_ref().map(|c| c.outcomes.as_slice()).unwrap_or_default();
            let maker = Maker { context, slow: &slow, fast, cannibal, days, worth, currency: self.currency };
            maker.fill(&mut sheet, outcomes, &mut bundle)?;
        }
        bundle.fields = BUNDLE_FIELDS.iter().map(|spec| sheet.field(spec, self.currency, &sku)).collect();
        Ok(bundle)
    }

    /// The best partners, and how many products were looked at.
    fn partners(&self, ranking: &Ranking<'_>, slow: usize) -> (Vec<Partner>, u32) {
        let mut ranked: Vec<(f64, usize)> = Vec::new();
        let mut considered = 0_usize;
        for (index, computed) in self.results.iter().enumerate() {
            let Some(computed) = computed.as_ref().filter(|_| index != slow) else { continue };
            considered = considered.saturating_add(1);
            if let Some(gain) = ranking.gain(computed).filter(|&gain| gain > 0.0) {
                ranked.push((gain, index));
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let found = ranked.iter().take(MOST_PARTNERS).filter_map(|&(_, index)| self.partner(ranking, index));
        (found.collect(), super::count(considered))
    }

    fn partner(&self, ranking: &Ranking<'_>, index: usize) -> Option<Partner> {
        let computed = self.results.known(index)?;
        let facts = self.products.get(index)?;
        Some(Partner {
            key: facts.key.clone(),
            sku: facts.sku.clone(),
            title: self.title_of(index).to_owned(),
            price: computed.price,
            per_week: computed.per_week().unwrap_or(0.0),
            cover_days: computed.cover_days,
            margin: margin_of(computed).and_then(|m| Money::from_expectation(m, self.currency).ok()),
            is_same_category: computed.category.is_some()
                && computed.category == ranking.slow.resolved.product.category,
            units_moved: ranking.moved(computed),
            gain: ranking.gain_if_moved(computed).and_then(|gain| Money::from_expectation(gain, self.currency).ok()),
        })
    }
}

/// What a product earns alone, minor units: net less landed cost of a unit.
fn margin_of(computed: &Computed) -> Option<f64> {
    let landed = computed.landed_total?.to_expectation() / computed.units;
    let margin = computed.net_per_unit?.to_expectation() - landed;
    margin.is_finite().then_some(margin)
}

/// How partners are ranked, from the figures of the list alone.
struct Ranking<'a> {
    slow: &'a Prepared<'a>,
    worth: Option<f64>,
    cannibal: f64,
    days: f64,
}

impl Ranking<'_> {
    fn moved(&self, computed: &Computed) -> f64 {
        let bought = computed.per_week().unwrap_or(0.0) / 7.0 * self.days * RANKED_ATTACH;
        bought.min(computed.units).min(self.slow.resolved.units.map_or(0.0, to_f64))
    }

    /// The slow unit's net less what is given off its price, the part of the other's margin that is not
    /// cannibalised, less what the slow unit would bring otherwise.
    fn gain_if_moved(&self, computed: &Computed) -> Option<f64> {
        let given = GIVEN_OFF * self.slow.resolved.price?.to_expectation();
        let slow = self.slow.net_now()?.to_expectation() - given;
        Some(self.moved(computed) * (slow + (1.0 - self.cannibal) * margin_of(computed)? - self.worth?))
    }

    /// The gain of a product that meets the criteria.
    fn gain(&self, computed: &Computed) -> Option<f64> {
        let pace = computed.per_week()?;
        let slow = self.slow.resolved.units_per_day.unwrap_or(0.0) * 7.0;
        let is_fit = pace > slow && computed.cover_days.is_some_and(|days| days >= PARTNER_COVER_DAYS);
        if is_fit { self.gain_if_moved(computed) } else { None }
    }
}

/// Works out the bundles of two products.
struct Maker<'a> {
    context: &'a Context,
    slow: &'a Prepared<'a>,
    fast: &'a Prepared<'a>,
    cannibal: Rate,
    days: i64,
    worth: Option<f64>,
    currency: Currency,
}

/// What a sale of a bundle brings at a price on a segment of the year, exact minor units.
type NetAt<'a> = dyn Fn(Money, usize) -> Option<Money> + 'a;

impl Maker<'_> {
    fn fill(&self, sheet: &mut Sheet, outcomes: &[Outcome], bundle: &mut Bundle) -> Result<()> {
        let joint = self.joint_package(sheet)?;
        let read = Reader { sheet, specs: BUNDLE_FIELDS, currency: self.currency };
        let prep = read.money("prep_cost");
        let price = read.money("bundle_price");
        let is_price_assumed = sheet.is_assumed("bundle_price");
        let is_size_assumed = sheet.is_assumed("bundle_longest");
        let product = joint.map(|package| self.joint_product(package));
        let days = self.context.segments.iter().map(|&days| self.context.today.plus(days));
        let channel = self.slow.resolved.channel;
        let models: Vec<SaleModel<'_>> = match &product {
            Some(product) => {
                days.map(|day| SaleModel::new(self.context.fees, product, channel, day)).collect::<Result<_>>()?
            }
            None => Vec::new(),
        };
        let physical = |price: Money, segment: usize| -> Option<Money> {
            models.get(segment)?.net_proceeds(price)?.minus(prep.unwrap_or(Money::zero(self.currency))).ok()
        };
        let together = |price: Money, segment: usize| self.virtual_net(price, segment);
        let markdown = self.markdown(outcomes);
        bundle.lines = self.shared_lines(markdown);
        let worth = self.worth.and_then(|worth| Money::from_expectation(worth, self.currency).ok());
        let markdown_gain = markdown.zip(worth).and_then(|((_, net), worth)| net.minus(worth).ok());
        let mut best: Option<(&'static str, Ratio)> = None;
        let mut is_known = true;
        let ways: [(SlowWay, &str, &NetAt<'_>); 2] = [
            (SlowWay::PhysicalBundle, "physical-bundle", &physical),
            (SlowWay::VirtualBundle, "virtual-bundle", &together),
        ];
        for (way, rules_id, net_at) in ways {
            let mut lines = vec![OfferLine::new("bundle_price", "as_given").amount(price).assumed(is_price_assumed)];
            let net = price.and_then(|price| net_at(price, 0));
            let is_physical = way == SlowWay::PhysicalBundle;
            let prep_here = prep.filter(|_| is_physical);
            let before_prep = net.and_then(|net| net.plus(prep_here.unwrap_or(Money::zero(self.currency))).ok());
            let fees = price.zip(before_prep).and_then(|(price, net)| net.minus(price).ok());
            let mut line =
                OfferLine::new("bundle_fees", if is_physical { "joint_size" } else { "fees_add_up" }).amount(fees);
            if is_physical {
                line = self.size_inputs(line, joint).assumed(is_size_assumed);
                if joint.is_none() {
                    line = line.lacks("size");
                }
            }
            if fees.is_none() && line.holes.is_empty() {
                line = line.lacks("net");
            }
            lines.push(line);
            if is_physical {
                let line = OfferLine::new("prep_cost", "as_given").amount(prep.map(Money::negated));
                lines.push(if prep.is_none() { line.lacks("prep_cost") } else { line });
            }
            let landed = self.fast_landed();
            let mut line = OfferLine::new("fast_cost", "landed_cost").amount(landed.map(Money::negated));
            if landed.is_none() {
                line = line.lacks("cost_unit");
            }
            lines.push(line);
            let kept = net.zip(landed).and_then(|(net, landed)| net.minus(landed).ok());
            lines.push(OfferLine::new("bundle_net", "sum_of_lines").amount(kept));
            let margin = self.fast_margin();
            let lost = margin.and_then(|margin| margin.share(self.cannibal).ok()).map(Money::negated);
            let line = OfferLine::new("cannibalised", "share_of_margin").amount(lost).with("share", self.cannibal);
            lines.push(line.with_some("margin", margin).assumed(sheet.is_assumed("cannibal_share")));
            let gain = (|| {
                Some(BundleGain { net: minor(kept?), fast_margin: minor(margin?), slow_alternative: minor(worth?) })
            })();
            let at = |share: Rate| gain.and_then(|gain| gain.at(share.to_ratio().ok()?).ok());
            let mine = at(self.cannibal);
            let line = OfferLine::new("bundle_gain", "net_less_lost_less_other_use");
            lines.push(line.amount(mine.and_then(|gain| money(gain, self.currency))).with_some("other", worth));
            match mine {
                Some(gain) if best.is_none_or(|(_, most)| gain > most) => best = Some((way.code(), gain)),
                Some(_) => {}
                None => is_known = false,
            }
            let mut shares: Vec<Rate> = CANNIBAL_SHARES.map(Rate::from_ppm).to_vec();
            if !shares.contains(&self.cannibal) {
                shares.push(self.cannibal);
                shares.sort_unstable();
            }
            let gains = shares.into_iter().map(|share| {
                let needed = self.needed(share, worth);
                let least = |more: Option<Money>| self.least_price(needed?.plus(more?).ok()?, net_at);
                GainAt {
                    cannibal: share,
                    gain: at(share).and_then(|gain| money(gain, self.currency)),
                    least_price: least(Some(Money::zero(self.currency))),
                    least_against_markdown: least(markdown_gain),
                }
            });
            bundle.ways.push(BundleWay {
                code: way.code(),
                lines,
                gains: gains.collect(),
                most_cannibal: gain.and_then(|gain| Rate::nearest(gain.most_cannibal().ok()??).ok()),
                conditions: self.conditions(rules_id, price)?,
            });
        }
        if let Some(gain) = markdown_gain.map(minor)
            && best.is_none_or(|(_, most)| gain > most)
        {
            best = Some((SlowWay::Markdown.code(), gain));
        }
        if best.is_none_or(|(_, most)| most < Ratio::ZERO) {
            best = Some((SlowWay::Dispose.code(), Ratio::ZERO));
        }
        bundle.best = best.map(|(code, _)| code).filter(|_| is_known && worth.is_some());
        let attach = read.rate("attach_rate");
        let shares: Vec<Rate> = attach.map_or_else(|| ATTACH_SHARES.map(Rate::from_ppm).to_vec(), |rate| vec![rate]);
        let ways: [(SlowWay, &NetAt<'_>); 2] =
            [(SlowWay::PhysicalBundle, &physical), (SlowWay::VirtualBundle, &together)];
        for (way, net_at) in ways {
            bundle.outcomes.extend(self.outcomes(way, net_at, price, &shares)?);
        }
        Ok(())
    }

    fn fast_landed(&self) -> Option<Money> {
        self.fast.models.first().and_then(SaleModel::landed_cost)
    }

    fn fast_margin(&self) -> Option<Money> {
        self.fast.net_now()?.minus(self.fast_landed()?).ok()
    }

    /// What a sale of the bundle must bring at least: the fast unit, its lost margin, the slow unit's other use.
    fn needed(&self, cannibal: Rate, worth: Option<Money>) -> Option<Money> {
        let lost = self.fast_margin()?.share(cannibal).ok()?;
        self.fast_landed()?.plus(lost).ok()?.plus(worth?).ok()
    }

    /// Each unit is charged at its part of the price, split by what the two cost alone.
    fn virtual_net(&self, price: Money, segment: usize) -> Option<Money> {
        let (slow, fast) = (self.slow.resolved.price?, self.fast.resolved.price?);
        let weights = [u64::try_from(fast.minor()).ok()?, u64::try_from(slow.minor()).ok()?];
        let parts = split_by_largest_remainder(price.minor(), &weights).ok()?;
        let [of_fast, of_slow] = parts.try_into().ok()?;
        let of_fast = Money::new(of_fast, self.currency).ok()?;
        let of_slow = Money::new(of_slow, self.currency).ok()?;
        let fast = self.fast.models.get(segment)?.net_proceeds(of_fast)?;
        fast.plus(self.slow.models.get(segment)?.net_proceeds(of_slow)?).ok()
    }

    /// The lowest price at which a sale brings at least `needed`, up to twice the two prices. A dearer
    /// bundle never brings more than it costs more, so a price that falls short by a sum is passed by it.
    fn least_price(&self, needed: Money, net_at: &NetAt<'_>) -> Option<Money> {
        let highest = self.slow.resolved.price?.plus(self.fast.resolved.price?).ok()?.times(2).ok()?;
        let mut price = Money::new(needed.minor().max(1), self.currency).ok()?;
        while price.minor() <= highest.minor() {
            let short = needed.minor().saturating_sub(net_at(price, 0)?.minor());
            if short <= 0 {
                return Some(price);
            }
            price = Money::new(price.minor().saturating_add(short), self.currency).ok()?;
        }
        None
    }

    /// Both in one box: typed, else the larger of each side and the shortest sides on top of each other.
    fn joint_package(&self, sheet: &mut Sheet) -> Result<Option<Package>> {
        let read = Reader { sheet, specs: BUNDLE_FIELDS, currency: self.currency };
        let unit = read.text("bundle_dim_unit").and_then(|unit| LengthUnit::from_word(&unit)).unwrap_or(LengthUnit::In);
        let weight_unit =
            read.text("bundle_weight_unit").and_then(|unit| WeightUnit::from_word(&unit)).unwrap_or(WeightUnit::Lb);
        let packages = self.slow.resolved.product.package.zip(self.fast.resolved.product.package);
        if let Some((slow, fast)) = packages {
            let ([a1, a2, a3], [b1, b2, b3]) = (slow.sorted_sides(unit)?, fast.sorted_sides(unit)?);
            let weight = slow.weight.in_unit(weight_unit)?.plus(fast.weight.in_unit(weight_unit)?)?;
            // Stacked on the shortest side, the box is as long and wide as the larger.
            let names = ["bundle_longest", "bundle_median", "bundle_shortest", "bundle_weight"];
            for (name, size) in names.into_iter().zip([a1.max(b1), a2.max(b2), a3.plus(b3)?, weight]) {
                let hundredths = size.times(Ratio::whole(100))?.round(Rounding::Ceiling)?;
                sheet.assume(name, crate::number::Decimal::new(hundredths, 2)?);
            }
        }
        let read = Reader { sheet, specs: BUNDLE_FIELDS, currency: self.currency };
        let side = |name| read.number(name).map(|number| Length::from_decimal(number, unit)).transpose();
        let sides = [side("bundle_longest")?, side("bundle_median")?, side("bundle_shortest")?];
        let weight =
            read.number("bundle_weight").map(|number| Weight::from_decimal(number, weight_unit)).transpose()?;
        let ([Some(a), Some(b), Some(c)], Some(weight)) = (sides, weight) else { return Ok(None) };
        Ok(Some(Package { sides: [a, b, c], weight }))
    }

    /// Listed and charged as the dearer of the two; dangerous if one is.
    fn joint_product(&self, package: Package) -> Product {
        let (slow, fast) = (&self.slow.resolved, &self.fast.resolved);
        let is_slow_dearer = slow.price.map(Money::minor) > fast.price.map(Money::minor);
        let (lead, other) = if is_slow_dearer { (slow, fast) } else { (fast, slow) };
        Product {
            package: Some(package),
            is_dangerous: lead.product.is_dangerous || other.product.is_dangerous,
            has_lithium_battery: lead.product.has_lithium_battery || other.product.has_lithium_battery,
            is_sipp: false,
            low_inventory: None,
            landed: None,
            own_fees: OwnFees::default(),
            ..lead.product.clone()
        }
    }

    fn size_inputs(&self, line: OfferLine, joint: Option<Package>) -> OfferLine {
        let sides = joint.and_then(|package| package.sorted_sides(LengthUnit::In).ok());
        let weight = joint.and_then(|package| package.weight.in_unit(WeightUnit::Lb).ok());
        let Some(([a, b, c], weight)) = sides.zip(weight) else { return line };
        let text = [a, b, c].map(|side| shown(side.to_f64()).map(|side| side.to_string()).unwrap_or_default());
        line.with("sides", text.join(" × ")).with_some("weight_lb", shown(weight.to_f64()))
    }

    /// Price and net of the best way to sell the slow item alone.
    fn markdown(&self, outcomes: &[Outcome]) -> Option<(Money, Money)> {
        let is_price = |o: &&Outcome| matches!(o.scenario.kind, ScenarioKind::Hold | ScenarioKind::Cut);
        let known = outcomes.iter().filter(is_price).filter_map(|o| Some((o.present_value?.minor(), o)));
        let best = known.reduce(|best, next| if next.0 > best.0 { next } else { best })?.1;
        best.scenario.price.zip(best.net_per_unit)
    }

    fn shared_lines(&self, markdown: Option<(Money, Money)>) -> Vec<OfferLine> {
        let group = self.context.group(self.slow.resolved);
        let exit = best_exit(&self.slow.exits, &group.calendar);
        let worth = exit.and_then(|(_, worth)| Money::from_expectation(worth, self.currency).ok());
        let line = OfferLine::new("best_other_use", "best_exit").amount(worth);
        let line = line.with_some("exit", exit.map(|(exit, _)| exit.kind.code()));
        let other = if worth.is_none() { line.lacks("exits") } else { line };
        let gain = markdown.zip(worth).and_then(|((_, net), worth)| net.minus(worth).ok());
        let line = OfferLine::new("markdown_gain", "net_less_other_use").amount(gain);
        let alone = line
            .with_some("price", markdown.map(|(price, _)| price))
            .with_some("net", markdown.map(|(_, net)| net))
            .with_some("other", worth);
        let units = self.slow.resolved.units.and_then(|units| super::offer_sheet::exact(to_f64(units)));
        let pace = self.fast.resolved.units_per_day;
        let days = Ratio::whole(i128::from(self.days));
        let share = units.zip(pace.and_then(super::offer_sheet::exact)).and_then(|(units, pace)| {
            Rate::nearest(crate::scenario::bundle::attach_rate(units, pace, days).ok()?).ok()
        });
        let line = OfferLine::new("attach_needed", "units_over_buyers").share(share).with("days", self.days);
        let line = line.with_some("units", self.slow.resolved.units).with_some("pace", pace.and_then(shown));
        vec![other, alone, if share.is_none() { line.lacks("velocity") } else { line }]
    }

    fn conditions(&self, id: &str, price: Option<Money>) -> Result<Vec<ConditionView>> {
        let rules = self.context.fees.promotions()?;
        let sum = self.slow.resolved.price.zip(self.fast.resolved.price).and_then(|(a, b)| a.plus(b).ok());
        let is_fba = [self.slow, self.fast].iter().all(|p| p.resolved.channel == Channel::AmazonFba);
        let view = |row: &crate::fees::ConditionRow| {
            let mut inputs = Vec::new();
            let status = match row.check {
                CheckCode::FulfilledByAmazon if is_fba => "met",
                CheckCode::FulfilledByAmazon => "not_met",
                CheckCode::BelowReference => match price.zip(sum) {
                    Some((price, sum)) => {
                        inputs.push(Input { name: "offered", text: price.to_string() });
                        inputs.push(Input { name: "most", text: sum.to_string() });
                        if price.minor() <= sum.minor() { "met" } else { "not_met" }
                    }
                    None => "ask",
                },
                _ => "told",
            };
            ConditionView {
                id: row.id.clone(),
                status,
                inputs,
                field: None,
                source: row.source.clone(),
                confidence: row.confidence.code(),
            }
        };
        Ok(rules.conditions_of(id).map(view).collect())
    }

    /// The slow stock sells at its own pace, and with a share of the other's buyers in bundles.
    fn outcomes(
        &self,
        way: SlowWay,
        net_at: &NetAt<'_>,
        price: Option<Money>,
        shares: &[Rate],
    ) -> Result<Vec<BundleOutcome>> {
        let ways = self.slow.ways(self.context);
        let group = self.context.group(self.slow.resolved);
        let situation = self.slow.situation(group, &ways).filter(|_| self.slow.resolved.units.is_some());
        let Some((situation, price)) = situation.zip(price) else { return Ok(Vec::new()) };
        let courses: Vec<Course> =
            shares.iter().map(|share| self.course(way, net_at, price, *share, &situation)).collect();
        let outcomes = follow(&situation, &courses)?;
        let view = |(attach, outcome): (&Rate, Outcome)| BundleOutcome { way: way.code(), attach: *attach, outcome };
        Ok(shares.iter().zip(outcomes).map(view).collect())
    }

    fn course(&self, way: SlowWay, net_at: &NetAt<'_>, price: Money, share: Rate, situation: &Situation<'_>) -> Course {
        let bundles = self.fast.resolved.units_per_day.map(|pace| pace * share.to_f64());
        let lost = self.fast_landed().zip(self.fast_margin()).and_then(|(landed, margin)| {
            Some(landed.to_expectation() + margin.share(self.cannibal).ok()?.to_expectation())
        });
        let blended = (|| {
            let (own, bundles, lost) = (situation.units_per_day?, bundles?, lost?);
            let hold = situation.hold_phases()?;
            // Each of the two sells by its own season.
            let (slow, fast) = (situation.season, self.fast.resolved.season());
            let horizon = situation.calendar.horizon_days();
            let changes =
                slow.iter().chain(fast).map(|stretch| stretch.from_day).filter(|day| (1..horizon).contains(day));
            let mut days: Vec<i32> = self.context.segments.iter().copied().chain(changes).collect();
            days.sort_unstable();
            days.dedup();
            let phase = |from_day: i32| {
                let segment = self.context.segments.iter().rposition(|start| *start <= from_day)?;
                let (own, bundles) = (own * factor_on(slow, from_day), bundles * factor_on(fast, from_day));
                let alone = hold.iter().rfind(|phase| phase.from_day <= from_day)?.net_per_unit;
                let carried = net_at(price, segment)?.to_expectation() - lost;
                let pace = own + bundles;
                let net_per_unit = if pace > 0.0 { (own * alone + bundles * carried) / pace } else { alone };
                Some(Phase { from_day, units_per_day: pace, net_per_unit })
            };
            days.into_iter().map(phase).collect::<Option<Vec<Phase>>>()
        })();
        let mut unknown: Vec<String> = situation.holding_unknown.to_vec();
        if situation.volume.is_none() && unknown.is_empty() {
            unknown.push("size".to_owned());
        }
        if lost.is_none() {
            unknown.push("cost_unit".to_owned());
        }
        if situation.units_per_day.is_none() || bundles.is_none() {
            unknown.push("velocity".to_owned());
        }
        if net_at(price, 0).is_none() {
            unknown.push("net".to_owned());
        }
        let first = blended.as_ref().and_then(|phases| phases.first()).copied();
        let branch = blended.map(|phases| Branch { phases, paid_at_once: 0.0 });
        Course {
            name: ScenarioName::offered(
                ScenarioKind::Bundle,
                format!("{}-{}", way.code(), share.ppm()),
                None,
                Some(price),
            ),
            net_now: first.and_then(|phase| Money::from_expectation(phase.net_per_unit, self.currency).ok()),
            units_per_day: situation
                .units_per_day
                .zip(bundles)
                .filter(|_| first.is_some())
                .map(|(own, more)| own + more),
            mid: branch.clone(),
            low: branch.clone(),
            high: branch,
            unknown,
        }
    }
}
