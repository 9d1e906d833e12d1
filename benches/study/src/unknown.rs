//! Settings whose demand is one of many: exact means for what does not learn, fixed draws for what does.

use crate::Fault;
use crate::draw::Draws;
use crate::known::{behind_plan_value, dearest_best, kept_values, schedule_value};
use crate::report::{Line, Report};
use crate::setting::Setting;
use clearfloor::demand::Poisson;
use clearfloor::markdown::ladder::Ladder;
use clearfloor::markdown::lookahead::{Belief, Lookahead};
use clearfloor::markdown::plan::{Plan, START};
use clearfloor::markdown::rules::Rules;
use clearfloor::markdown::tier_plan::Scenario;
use std::collections::HashMap;

fn told<T>(answer: clearfloor::error::Result<T>) -> Result<T, Fault> {
    answer.map_err(|error| error.to_string())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// What is drawn: for each scenario and path the uniform numbers of its weeks.
struct World<'a> {
    setting: &'a Setting,
    ladders: &'a [Ladder],
    uniforms: Vec<Vec<Vec<f64>>>,
    /// Chances by scenario, then by distinct mean.
    demands: Vec<HashMap<u64, Poisson>>,
}

impl World<'_> {
    fn demand(&self, scenario: usize, week: usize, price: usize, uniform: f64) -> u32 {
        let rate = self.ladders[scenario].periods[week].offers[price].rate;
        self.demands[scenario][&rate.to_bits()].quantile(uniform)
    }

    /// Income of one path under a policy: `name(week, on hand)` gives the price, `saw(week, price, on hand, sold)`
    /// is told what happened.
    fn walk(&self, scenario: usize, path: usize, policy: &mut dyn Policy) -> f64 {
        let mut units = self.setting.units;
        let mut money = 0.0;
        policy.begin(scenario);
        for week in 0..self.setting.weeks {
            if units == 0 {
                break;
            }
            let price = policy.name(week, units);
            let period = &self.ladders[scenario].periods[week];
            let asked = self.demand(scenario, week, price, self.uniforms[scenario][path][week]);
            let sold = asked.min(units);
            money += period.offers[price].net * f64::from(sold) - period.hold_per_unit * f64::from(units);
            policy.saw(week, price, units, sold);
            units -= sold;
        }
        money + self.setting.salvage * f64::from(units)
    }

    /// Mean and its standard error over all draws.
    fn run(&self, policy: &mut dyn Policy) -> (f64, f64) {
        let (mut sum, mut variance) = (0.0, 0.0);
        let count = self.uniforms.len() as f64;
        for (scenario, paths) in self.uniforms.iter().enumerate() {
            let money: Vec<f64> = (0..paths.len()).map(|path| self.walk(scenario, path, policy)).collect();
            let of_scenario = mean(&money);
            let paths = money.len() as f64;
            let spread: f64 = money.iter().map(|money| (money - of_scenario).powi(2)).sum();
            variance += spread / (paths - 1.0) / paths;
            sum += of_scenario;
        }
        (sum / count, variance.sqrt() / count)
    }
}

/// A way of naming prices that sees only what a seller sees (the clairvoyant apart).
trait Policy {
    fn begin(&mut self, scenario: usize);
    fn name(&mut self, week: usize, units: u32) -> usize;
    fn saw(&mut self, week: usize, price: usize, units: u32, sold: u32);
}

struct Kept(usize);

impl Policy for Kept {
    fn begin(&mut self, _: usize) {}
    fn name(&mut self, _: usize, _: u32) -> usize {
        self.0
    }
    fn saw(&mut self, _: usize, _: usize, _: u32, _: u32) {}
}

struct Clairvoyant<'a> {
    plans: &'a [Plan],
    scenario: usize,
    standing: usize,
}

impl Policy for Clairvoyant<'_> {
    fn begin(&mut self, scenario: usize) {
        (self.scenario, self.standing) = (scenario, START);
    }
    fn name(&mut self, week: usize, units: u32) -> usize {
        let step = self.plans[self.scenario].step(week, units, self.standing).expect("every stock has a step");
        self.standing = step.standing;
        step.price
    }
    fn saw(&mut self, _: usize, _: usize, _: u32, _: u32) {}
}

/// How a learner names its price.
#[derive(Clone, Copy)]
enum Rule {
    /// The best single price of now.
    Single,
    /// The same after some weeks at a price that tells much.
    Probe { weeks: usize, price: usize },
    /// One week ahead: the product's plan.
    Ahead,
}

struct Learner<'a> {
    planner: &'a Lookahead,
    rule: Rule,
    belief: Belief,
    price: usize,
    /// Prices and sales so far: the same beginning leads to the same price.
    seen: Vec<u32>,
    known: HashMap<Vec<u32>, usize>,
}

impl<'a> Learner<'a> {
    fn new(planner: &'a Lookahead, rule: Rule) -> Self {
        Self { planner, rule, belief: planner.prior(), price: 0, seen: Vec::new(), known: HashMap::new() }
    }
}

impl Policy for Learner<'_> {
    fn begin(&mut self, _: usize) {
        self.belief = self.planner.prior();
        self.price = 0;
        self.seen.clear();
    }
    fn name(&mut self, week: usize, units: u32) -> usize {
        if let Some(price) = self.known.get(&self.seen) {
            self.price = *price;
            return *price;
        }
        let found = match self.rule {
            Rule::Probe { weeks, price } if week < weeks => Some(price),
            Rule::Single | Rule::Probe { .. } => self.planner.best_kept(&self.belief, week, units, self.price),
            Rule::Ahead => self.planner.best(&self.belief, week, units, self.price),
        };
        self.price = found.expect("before the deadline there is a price");
        self.known.insert(self.seen.clone(), self.price);
        self.price
    }
    fn saw(&mut self, week: usize, price: usize, units: u32, sold: u32) {
        self.planner.learn(&mut self.belief, week, price, units, sold);
        self.seen.extend([price as u32, sold]);
    }
}

pub fn run(setting: &Setting, report: &mut Report) -> Result<(), Fault> {
    let (elasticities, base_rates) = (setting.numbers("elasticities")?, setting.numbers("base_rates")?);
    let mut ladders = Vec::new();
    for elasticity in &elasticities {
        for base in &base_rates {
            ladders.push(setting.ladder(*base, *elasticity)?);
        }
    }
    let id = setting.id.as_str();
    let (abs, rel) = setting.tolerance;
    let allowed = |expected: Option<f64>| abs + rel * expected.unwrap_or(0.0).abs();

    // Exact means.
    let mut plans = Vec::new();
    let mut of_scenarios = vec![Vec::new(); 4];
    let mut kept = Vec::new();
    for ladder in &ladders {
        let plan = told(Plan::best(ladder, setting.units, &Rules::falling()))?;
        let values = kept_values(setting, ladder)?;
        of_scenarios[0].push(plan.value);
        of_scenarios[1].push(schedule_value(setting, ladder, &setting.calendar())?);
        of_scenarios[2].push(behind_plan_value(setting, ladder)?);
        of_scenarios[3].push(values[dearest_best(&values)]);
        kept.push(values);
        plans.push(plan);
    }
    let kept_means: Vec<f64> = (0..setting.prices.len())
        .map(|price| mean(&kept.iter().map(|values| values[price]).collect::<Vec<_>>()))
        .collect();
    let from_prior = dearest_best(&kept_means);
    let clairvoyant = mean(&of_scenarios[0]);
    let pct = |value: f64| 100.0 * value / clairvoyant;
    report.setting(id, &setting.note, "the clairvoyant");
    let exact = [
        ("clairvoyant", clairvoyant),
        ("hold_list", kept_means[setting.list]),
        ("calendar", mean(&of_scenarios[1])),
        ("behind_plan", mean(&of_scenarios[2])),
        ("one_price_from_prior", kept_means[from_prior]),
        ("best_single_price_known_truth", mean(&of_scenarios[3])),
    ];
    for (policy, value) in exact {
        let price = (policy == "one_price_from_prior").then(|| setting.prices[from_prior]);
        report.line(id, &Line { policy, value, pct: pct(value), se_pct: None, price, bar_pct: None });
        let expected = setting.expected(&[policy]);
        report.check(&format!("{id} {policy}"), value, expected, allowed(expected));
        report.check(&format!("{id} {policy} percent"), pct(value), setting.expected(&["exact_pct", policy]), 1e-4);
    }
    let stated = setting.expected(&["one_price_from_prior_is"]);
    report.check(&format!("{id} one_price_from_prior_is"), setting.prices[from_prior], stated, 0.0);

    // Draws.
    let mut draws = Draws::new(setting.whole("seed")?);
    let paths: usize = setting.whole("paths_per_scenario")?;
    let uniforms: Vec<Vec<Vec<f64>>> = ladders
        .iter()
        .map(|_| (0..paths).map(|_| (0..setting.weeks).map(|_| draws.uniform()).collect()).collect())
        .collect();
    let mut first = uniforms.iter().flatten().flatten();
    for stated in setting.numbers("first_uniforms")? {
        let got = first.next().copied().unwrap_or(f64::NAN);
        report.check(&format!("{id} first_uniforms"), got, Some(stated), 1e-15);
    }
    let mut demands = Vec::new();
    for ladder in &ladders {
        let mut known = HashMap::new();
        for offer in ladder.periods.iter().flat_map(|period| &period.offers) {
            if let std::collections::hash_map::Entry::Vacant(slot) = known.entry(offer.rate.to_bits()) {
                slot.insert(told(Poisson::new(offer.rate))?);
            }
        }
        demands.push(known);
    }
    let world = World { setting, ladders: &ladders, uniforms, demands };
    let checks: [(&str, usize); 2] = [("hold_list", setting.list), ("one_price_from_prior", from_prior)];
    for (policy, price) in checks {
        let expected = setting.expected(&["draw_check", policy]);
        let (value, _) = world.run(&mut Kept(price));
        report.check(&format!("{id} draw_check {policy}"), value, expected, allowed(expected));
    }
    let weight = 1.0 / ladders.len() as f64;
    let scenarios: Vec<Scenario> = ladders.iter().map(|ladder| Scenario { weight, ladder: ladder.clone() }).collect();
    let planner = told(Lookahead::new(&scenarios, setting.units))?;
    let probe =
        Rule::Probe { weeks: setting.whole("probe_weeks")?, price: setting.place_of(setting.number("probe_price")?)? };
    let bar_pct = setting.expected(&["recommended_min_pct"]);
    let mut knowing = Clairvoyant { plans: &plans, scenario: 0, standing: START };
    let ahead = world.run(&mut Learner::new(&planner, Rule::Ahead));
    let drawn = [
        ("clairvoyant", world.run(&mut knowing)),
        ("weekly_bayes", world.run(&mut Learner::new(&planner, Rule::Single))),
        ("probe_then_bayes", world.run(&mut Learner::new(&planner, probe))),
        ("lookahead_bayes", ahead),
        // The product's plan looks one review ahead: the same planner.
        ("recommended", ahead),
    ];
    for (policy, (value, se)) in drawn {
        let (share, se_pct) = (pct(value), pct(se));
        let bar_pct = bar_pct.filter(|_| policy == "recommended");
        report.line(id, &Line { policy, value, pct: share, se_pct: Some(se_pct), price: None, bar_pct });
        report.check(&format!("{id} {policy} drawn"), share, setting.expected(&["drawn", policy, "pct"]), 0.05);
        report.check(&format!("{id} {policy} se"), se_pct, setting.expected(&["drawn", policy, "se_pct"]), 0.02);
        report.at_least(&format!("{id} {policy}"), share, bar_pct);
    }
    Ok(())
}
