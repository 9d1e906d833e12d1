//! Why a product gets its task: sentences as codes with figures.

use super::super::Book;
use super::super::calculation::{Prepared, Way};
use super::super::plan::{Param, Sentence};
use super::ways::Found;
use super::{Member, Work, feet};
use crate::demand::rate_at;
use crate::error::Result;
use crate::money::Money;
use crate::number::Decimal;

fn sentence(code: &'static str, params: &[(&'static str, String)]) -> Sentence {
    let params = params.iter().map(|(name, text)| Param { name, text: text.clone() }).collect();
    Sentence { code, params }
}

fn short(number: f64) -> String {
    let places = if number.abs() < 10.0 { 1 } else { 0 };
    Decimal::nearest(number, places).map(|number| number.to_string()).unwrap_or_default()
}

impl Book {
    /// Sentences in order: what holding past the next deadline costs, what the task does instead, what the target asks of
    /// it beyond its own best.
    pub(super) fn reasons(&self, work: &Work, member: &Member, at: usize) -> Result<Vec<Sentence>> {
        let mut why = Vec::new();
        let (Some(course), Some(hold)) = (work.courses.get(at), work.courses.get(member.at_hold())) else {
            return Ok(why);
        };
        let Some(facts) = self.products.get(member.product) else { return Ok(why) };
        let context = &work.context;
        let resolved = context.resolve(facts, self.entries.of(&facts.key));
        let Ok(prepared) = Prepared::new(context, &resolved) else { return Ok(why) };
        let calendar = &context.group(&resolved).calendar;
        let money = |minor: f64| Money::from_expectation(minor, self.currency).map(|money| money.to_string());
        let worth = prepared.exits.iter().filter_map(|exit| exit.value_per_unit(calendar)).reduce(f64::max);
        let mut found = Found::default();
        let point = hold.point().filter(|_| found.take_stock(context, &prepared));
        let known = point.filter(|point| found.sell_at(context, &prepared, &work.days, *point)).and(worth);
        let is_holding = course.is_hold();
        let mut left_on_hold = 0.0;
        let (holding, phases) = (&found.holding, &found.phases);
        if let Some(worth) = known {
            let end = holding.follow(calendar, phases);
            left_on_hold = end.units;
            let next = self.results.known(member.product).and_then(|c| c.deadline);
            if let Some(next) = next.filter(|_| !is_holding) {
                let there = holding.on(calendar, phases, next.date.days_since(self.today) + 1);
                let kept = end.leaving(calendar, if end.is_sold_out() { 0.0 } else { worth });
                let per_unit = (there.leaving(calendar, worth) - kept) / there.units.max(1.0);
                if per_unit >= 0.5 && !there.is_sold_out() {
                    let params = [("date", next.date.to_string()), ("per_unit", money(per_unit)?)];
                    why.push(sentence("past_deadline", &params));
                }
            }
        }
        match course.way {
            Way::Exit(_) => {
                let units = holding.units().max(1.0);
                let (now, kept) = (work.choice(at).value, work.choice(member.at_hold()).value);
                let per_unit = |minor: i64| money(Money::new(minor, self.currency)?.to_expectation() / units);
                why.push(sentence("exit_now", &[("now", per_unit(now)?), ("kept", per_unit(kept)?)]));
            }
            Way::At(_) if course.part.is_some() => {
                let more = work.choice(at).value.saturating_sub(work.choice(member.at_hold()).value);
                let money = Money::new(more, self.currency)?.to_string();
                why.push(sentence("split", &[("units", short(course.let_go)), ("gain", money)]));
            }
            Way::At(_) if is_holding => match hold.clears {
                Some(days) => why.push(sentence("keep", &[("days", days.to_string())])),
                None => why.push(sentence("keep_left", &[("left", short(left_on_hold))])),
            },
            Way::At(point) if !course.way.is_hold() => {
                let now = resolved.price.map_or(0.0, Money::to_expectation);
                let times = rate_at(1.0, point.price.to_expectation(), now, resolved.elasticity.mid).unwrap_or(1.0);
                let times = ("times", short(times));
                let own_clears = course.clears.filter(|_| course.then.is_none());
                why.push(match (own_clears, hold.clears) {
                    (Some(days), Some(than)) => sentence("cut_sooner", &[("days", (than - days).to_string()), times]),
                    (Some(days), None) => {
                        sentence("cut_clears", &[("days", days.to_string()), ("left", short(left_on_hold)), times])
                    }
                    (None, _) => sentence("cut_sells", &[times]),
                });
            }
            Way::At(_) => {}
        }
        if course.then.is_some() {
            let params = [("left", short(course.let_go)), ("date", self.today.plus(work.days.by).to_string())];
            why.push(sentence("then_exit", &params));
        }
        if at != member.at_best() {
            let (way, best) = (work.choice(at), work.choice(member.at_best()));
            let money = |minor: i64| Money::new(minor, self.currency).map(|money| money.to_string());
            let (cash, loss) = (way.cash.saturating_sub(best.cash), best.value.saturating_sub(way.value));
            let volume = ("volume", short(feet(way.volume.saturating_sub(best.volume))));
            why.push(if loss > 0 && cash > 0 {
                sentence("target", &[("cash", money(cash)?), volume, ("loss", money(loss)?)])
            } else if loss > 0 {
                sentence("target_room", &[volume, ("loss", money(loss)?)])
            } else {
                sentence("target_more", &[("gain", money(loss.saturating_neg())?)])
            });
        }
        Ok(why)
    }
}
