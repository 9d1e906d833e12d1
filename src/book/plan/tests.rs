//! The plan of a product, from what is typed to what is answered.

use super::super::Book;
use super::super::fixture::{product, texts as sheet};
use super::{PlanAnswer, PlanView, PlanWay};
use crate::money::Money;

fn book() -> (Book, String) {
    let (mut book, key) = product("24.99", "toys");
    for (field, text) in [("units", "250"), ("age_days", "150")] {
        book.edit(Some(&key), field, text).unwrap();
    }
    (book, key)
}

fn view(texts: &[(&str, &str)]) -> PlanView {
    let (mut book, key) = book();
    book.plan(&key, &sheet(texts)).unwrap()
}

fn answer(texts: &[(&str, &str)]) -> PlanAnswer {
    let view = view(texts);
    view.body.answer.unwrap_or_else(|| panic!("{:?} {:?}", view.body.missing, view.body.notes))
}

fn way(answer: &PlanAnswer, code: &str) -> PlanWay {
    answer.ways.iter().find(|way| way.code == code).cloned().unwrap()
}

fn minor(money: Option<Money>) -> f64 {
    money.unwrap().to_expectation()
}

#[test]
fn plan_is_never_worse_than_what_it_is_held_against() {
    for texts in [&[][..], &[("deadline", "2027-03-01")], &[("most_changes", "1"), ("elasticity", "-0.6")]] {
        let answer = answer(texts);
        let plan = minor(way(&answer, "plan").present_value);
        for code in ["single", "hold"] {
            assert!(plan >= minor(way(&answer, code).present_value) - 1.0, "{code} {texts:?}");
        }
        assert!(plan <= minor(answer.bound) + 1.0);
    }
}

#[test]
fn doing_nothing_is_worth_what_the_product_says() {
    let (mut book, key) = book();
    let product = book.product(&key).unwrap();
    let hold = product.outcomes.iter().find(|outcome| outcome.scenario.id == "hold").unwrap().present_value;
    let planned = minor(way(&answer(&[]), "hold").present_value);
    // Chance and whole weeks move it by less than a hundredth.
    assert!((planned - minor(hold)).abs() < 0.01 * minor(hold).abs(), "{planned} {hold:?}");
}

#[test]
fn steps_follow_each_other_to_the_deadline_and_keep_the_limits() {
    let limits = [
        ("deadline", "2027-03-01"),
        ("floor", "14.00"),
        ("most_changes", "2"),
        ("least_days", "21"),
        ("lets_go", "no"),
    ];
    let answer = answer(&limits);
    let steps = &answer.steps;
    assert_eq!(steps.first().unwrap().from.to_string(), "2026-11-21");
    assert_eq!(steps.last().unwrap().until.to_string(), "2027-03-01");
    for pair in steps.windows(2) {
        assert_eq!(pair[0].until, pair[1].from);
        assert!(pair[1].price.minor() < pair[0].price.minor());
        assert!(pair[1].from.days_since(pair[0].from) >= 21);
    }
    assert!(steps.iter().all(|step| step.price.minor() >= 1400));
    assert!(steps.len() <= 3);
}

#[test]
fn own_ladder_is_read_with_its_days() {
    let answer = answer(&[("own_ladder", "7折; 5折 2027-01-02；7.50 2027-02-06"), ("deadline", "2027-03-01")]);
    let shown: Vec<String> = answer.points.iter().filter_map(|point| point.own_price).map(|p| p.to_string()).collect();
    assert_eq!(shown.first().unwrap(), "17.49");
    assert_eq!(shown.last().unwrap(), "7.50");
    assert_eq!(way(&answer, "own").price.unwrap().to_string(), "17.49");
}

#[test]
fn what_cannot_be_read_is_said_beside_its_field() {
    let view = view(&[
        ("own_ladder", "soon"),
        ("deadline", "2020-01-01"),
        ("elasticity", "1.5"),
        ("history", "24.99 thirty 12"),
        ("menu", "cheap"),
        ("sold_since", "999"),
    ]);
    let code = |name: &str| {
        let field = view.fields.iter().find(|field| field.name == name).unwrap();
        field.problem.as_ref().map(|problem| problem.code.clone()).unwrap_or_default()
    };
    assert_eq!(code("own_ladder"), "number_syntax");
    assert_eq!(code("deadline"), "plan_deadline_past");
    assert_eq!(code("elasticity"), "elasticity_not_negative");
    assert_eq!(code("history"), "history_row");
    assert_eq!(code("menu"), "number_syntax");
    assert_eq!(code("sold_since"), "units_above_stock");
}

#[test]
fn product_that_does_not_sell_is_planned_too() {
    let nothing = answer(&[("units_per_day", "0")]);
    assert!(way(&nothing, "plan").sold < 1e-6);
    let flat = answer(&[("elasticity", "-0.5"), ("lets_go", "no")]);
    assert!(way(&flat, "plan").left > 0.0 || way(&flat, "plan").sold > 0.0);
}

#[test]
fn million_units_are_counted_in_lots() {
    let (mut book, key) = book();
    book.edit(Some(&key), "units", "1000000").unwrap();
    let view = book.plan(&key, &[]).unwrap();
    let answer = view.body.answer.unwrap();
    assert!(answer.lot > 100.0);
    assert!(view.body.notes.iter().any(|note| note.code == "counted_in_lots"));
}

#[test]
fn what_is_let_go_of_a_stock_in_lots_is_whole_and_adds_up() {
    let (mut book, key) = book();
    // A number that no lot divides.
    book.edit(Some(&key), "units", "20011").unwrap();
    let view = book.plan(&key, &sheet(&[("deadline", "2027-02-20"), ("review_days", "14")])).unwrap();
    let answer = view.body.answer.unwrap();
    assert!(answer.lot > 1.0 && answer.lot.fract() != 0.0, "{}", answer.lot);
    let first = &answer.steps[0];
    assert!(first.let_go > 0 && (f64::from(first.let_go) / answer.lot).fract() != 0.0);
    assert!((f64::from(first.let_go) + first.sold + first.left - 20011.0).abs() < 1e-6);
    let told = answer.why.params.iter().find(|param| param.name == "let_go").map(|param| param.text.as_str());
    assert_eq!(told, Some(first.let_go.to_string().as_str()));
    // No number of units lies between two rules of the next review.
    for pair in answer.next.windows(2) {
        assert_eq!(pair[0].from_units, pair[1].to_units + 1);
    }
}

#[test]
fn history_is_joined_with_what_is_believed_and_taken_on_request() {
    let rows = "price days units\n24.99 30 15\n19.99 28 26 4\n17.49\t14\t22";
    let read = view(&[("history", rows)]);
    let history = read.body.history.unwrap();
    assert_eq!((history.rows, history.prices, history.units), (3, 3, 63.0));
    let [mean, sd, low, high] = history.elasticity.unwrap();
    assert!(sd < 1.0 && low < mean && mean < high && history.alone.is_some());
    let step = history.step.unwrap();
    assert_eq!((step.before.to_string().as_str(), step.after.to_string().as_str()), ("19.99", "17.49"));
    let taken = view(&[("history", rows), ("use_history", "yes")]);
    assert!((taken.body.elasticity[1] - mean).abs() < 1e-9);
    assert!((read.body.elasticity[1] + 2.6).abs() < 1e-9);
}

#[test]
fn one_price_says_nothing_and_is_said_to() {
    let history = view(&[("history", "24.99 30 15")]).body.history.unwrap();
    assert!(history.problems.contains(&"history_one_price") && history.step.is_none());
}

#[test]
fn what_sold_since_leads_to_the_next_step() {
    let before = answer(&[]);
    let after = answer(&[("sold_since", "60"), ("price_now", "19.99")]);
    assert_eq!(way(&after, "hold").price.unwrap().to_string(), "19.99");
    assert!(way(&after, "plan").sold < way(&before, "plan").sold + 1.0);
    assert!(after.steps.iter().all(|step| step.price.minor() <= 1999));
}

#[test]
fn same_input_gives_the_same_bands() {
    assert_eq!(answer(&[]).points, answer(&[]).points);
    for point in answer(&[]).points {
        let [low, mid, high] = point.cash;
        assert!(low <= mid && mid <= high);
    }
}

mod more {
    use super::super::super::Book;
    use super::super::super::fixture::texts as sheet;
    use super::super::{DoubtsBody, ExitRow, ExitsBody};
    use super::{answer, book, minor, way};
    use crate::book::bundle::BundleSheet;
    use crate::book::compare::Way;
    use crate::book::promotion::PromotionSheet;
    use crate::exits::best_split;
    use crate::markdown::ladder::{Ladder, LadderDemand, Reaction};
    use crate::markdown::plan::Plan;
    use crate::markdown::rules::Rules;
    use crate::stock::uncertain::PoissonStock;

    /// A season is enough for most, and quickly planned.
    fn soon(texts: &[(&str, &str)]) -> Vec<(String, String)> {
        sheet(&[&[("deadline", "2027-02-20")], texts].concat())
    }

    fn exits(texts: &[(&str, &str)]) -> ExitsBody {
        let (mut book, key) = book();
        book.plan_exits(&key, &soon(texts), &[]).unwrap().body
    }

    fn doubts(texts: &[(&str, &str)]) -> DoubtsBody {
        let (mut book, key) = book();
        book.plan_doubts(&key, &soon(texts)).unwrap().body
    }

    fn row(body: &ExitsBody, code: &str) -> ExitRow {
        body.rows.iter().find(|row| row.code == code).cloned().unwrap_or_else(|| panic!("{code}"))
    }

    /// Much more than can be sold in the time there is.
    fn slow() -> (Book, String) {
        let (mut book, key) = book();
        book.edit(Some(&key), "units", "2000").unwrap();
        (book, key)
    }

    #[test]
    fn season_moves_plan_and_hold_and_no_season_changes_nothing() {
        let plain = answer(&[]);
        let ones = answer(&[("season", "1 1; 12 100 %")]);
        assert_eq!(plain.ways, ones.ways);
        let good = answer(&[("season", "12 2")]);
        let bad = answer(&[("season", "2026-12-01..2027-06-30 0.2")]);
        for code in ["plan", "hold"] {
            let value = |answer| minor(way(answer, code).present_value);
            assert!(value(&good) > value(&plain) && value(&plain) > value(&bad), "{code}");
        }
    }

    #[test]
    fn season_of_the_product_stands_in_the_plan_until_the_plan_has_its_own() {
        let (mut book, key) = book();
        let mut planned = |season: &str, texts: &[(&str, &str)]| {
            book.edit(Some(&key), "sales_season", season).unwrap();
            let view = book.plan(&key, &sheet(texts)).unwrap();
            let field = view.fields.iter().find(|field| field.name == "season").unwrap();
            ((field.text.clone(), field.source), view.body.answer.unwrap())
        };
        let (nothing, plain) = planned("", &[]);
        let (standing, seasonal) = planned("12 2; 2 0.5", &[]);
        assert_eq!((nothing, standing), ((String::new(), "unknown"), ("12 2; 2 0.5".to_owned(), "typed")));
        let value = |answer| minor(way(answer, "plan").present_value);
        assert!((value(&plain) - value(&seasonal)).abs() > 100.0);
        // Typed in the plan it is the same, and another one there holds for this plan alone.
        assert_eq!(planned("", &[("season", "12 2; 2 0.5")]).1.ways, seasonal.ways);
        let (own, other) = planned("12 2; 2 0.5", &[("season", "1 1")]);
        assert_eq!((own.0.as_str(), other.ways), ("1 1", plain.ways));
        // What doing nothing is worth by the plan is what the product says.
        book.edit(Some(&key), "sales_season", "12 2; 2 0.5").unwrap();
        let product = book.product(&key).unwrap();
        let hold = product.outcomes.iter().find(|outcome| outcome.scenario.id == "hold").unwrap().present_value;
        let planned = minor(way(&seasonal, "hold").present_value);
        assert!((planned - minor(hold)).abs() < 0.01 * minor(hold).abs(), "{planned} {hold:?}");
    }

    #[test]
    fn split_is_never_worse_than_keeping_or_leaving_and_adds_up() {
        for lets_go in ["yes", "no"] {
            let (mut book, key) = slow();
            let texts = sheet(&[("deadline", "2027-03-01"), ("lets_go", lets_go)]);
            let body = book.plan_exits(&key, &texts, &[]).unwrap().body;
            let split = body.split.unwrap();
            let value = minor(split.value);
            assert!(value >= minor(split.without) && value >= minor(split.all_gone));
            let gone: u32 = split.parts.iter().map(|part| part.units).sum();
            assert_eq!(gone + split.keep, 2000);
            assert!(split.keep > 0 && gone > 0);
            let parts: f64 = split.parts.iter().map(|part| minor(part.value)).sum();
            assert!((parts + minor(split.keep_value) - value).abs() < 3.0);
            // The marginal rule: the last unit kept is worth more than one gone, the next one is not.
            let each = parts / f64::from(gone);
            assert!(minor(split.last_kept) >= each - 1.0 && minor(split.first_gone) <= each + 1.0);
        }
    }

    #[test]
    fn plan_that_may_let_go_is_never_beaten_by_the_split_of_its_own_exit() {
        let (mut book, key) = slow();
        let body = book.plan_exits(&key, &sheet(&[("deadline", "2027-03-01")]), &[]).unwrap().body;
        let plan = book.plan(&key, &sheet(&[("deadline", "2027-03-01")])).unwrap().body.answer.unwrap();
        assert!(minor(way(&plan, "plan").present_value) >= minor(body.split.clone().unwrap().value) - 1.0);
        assert_eq!(row(&body, "way-plan").present_value, way(&plan, "plan").present_value);
        assert_eq!(row(&body, "way-plan").days_to_cash, Some(way(&plan, "plan").days_to_cash));
    }

    #[test]
    fn exit_that_takes_few_units_is_used_first_if_it_pays_best() {
        let (mut book, key) = slow();
        let texts = [("staff.price", "9.00"), ("staff.units", "50"), ("deadline", "2027-03-01")];
        let body = book.plan_exits(&key, &sheet(&texts), &[]).unwrap().body;
        let split = body.split.clone().unwrap();
        let of = |code: &str| split.parts.iter().find(|part| part.code == code).map_or(0, |part| part.units);
        assert!(of("staff").abs_diff(50) < 8 && of("liquidate") > 100, "{:?}", split.parts);
        let staff = row(&body, "staff");
        assert!(!staff.is_all && staff.units == Some(50.0) && !staff.is_efficient);
        assert!(staff.with_rest.unwrap().minor() > staff.present_value.unwrap().minor());
    }

    #[test]
    fn exits_ask_for_what_only_the_seller_knows_and_guess_nothing() {
        let body = exits(&[]);
        for (code, field) in [("staff", "price"), ("donate", "tax_rate"), ("transfer", "net"), ("lot", "net")] {
            let row = row(&body, code);
            assert!(row.cash.is_none() && row.missing.iter().any(|name| name == field), "{code}: {:?}", row.missing);
        }
        // A price cut is not asked for: the deals are there with what stands in their way.
        assert_eq!(row(&body, "promotion-outlet").kind, "promotion");
        assert!(row(&body, "liquidate").irrevocable.contains(&"cannot_be_cancelled"));
    }

    #[test]
    fn gift_is_worth_its_relief_less_what_sending_it_costs() {
        // Price 24.99, basis 4.00: the general rule gives the basis, the other half of the gain too, at most twice.
        let texts = [("donate.tax_rate", "21"), ("donate.basis", "4.00"), ("donate.days", "100")];
        let general = row(&exits(&texts), "donate");
        let fee = general.lines.iter().find(|line| line.id == "disposal").unwrap().amount;
        let relief = general.lines.iter().find(|line| line.id == "tax_relief").unwrap();
        assert_eq!((relief.amount.to_string().as_str(), general.per_unit), ("0.84", fee.plus(relief.amount).ok()));
        assert!(relief.source.is_some());
        let more = [&texts[..], &[("donate.rule", "enhanced")]].concat();
        let relief = row(&exits(&more), "donate").lines.into_iter().find(|line| line.id == "tax_relief").unwrap();
        assert_eq!(relief.amount.to_string(), "1.68");
    }

    #[test]
    fn no_efficient_way_is_beaten_in_both() {
        let body = exits(&[("donate.tax_rate", "21"), ("donate.basis", "4.00")]);
        let all: Vec<&ExitRow> = body.rows.iter().filter(|row| row.is_all && row.cash.is_some()).collect();
        assert!(all.iter().any(|row| row.is_efficient));
        for row in all.iter().filter(|row| row.is_efficient) {
            let better = |other: &&&ExitRow| {
                other.cash.unwrap().minor() > row.cash.unwrap().minor() && other.days_to_cash < row.days_to_cash
            };
            assert!(!all.iter().any(|other| better(&other)), "{}", row.code);
        }
    }

    #[test]
    fn doubts_move_the_plan_as_they_should() {
        let body = doubts(&[("season", "12 2")]);
        let value = minor(body.value);
        let swing = |id: &str| body.swings.iter().find(|swing| swing.id == id).unwrap_or_else(|| panic!("{id}"));
        let side = |side: &Option<super::super::EffectView>| minor(side.as_ref().unwrap().value);
        for (id, is_good) in [("velocity", true), ("storage", false), ("exit", true)] {
            let (less, more) = (side(&swing(id).less), side(&swing(id).more));
            assert!(if is_good { less <= value && value <= more } else { less >= value && value >= more }, "{id}");
        }
        assert!(side(&swing("season").less) < value);
        let widths = body.swings.iter().map(|swing| (side(&swing.less) - side(&swing.more)).abs());
        assert!(widths.collect::<Vec<_>>().is_sorted_by(|a, b| a >= b));
    }

    #[test]
    fn at_the_multiple_of_the_reverse_test_going_on_is_worth_leaving() {
        let reverse = doubts(&[]).reverse.unwrap();
        let multiple = reverse.multiple.unwrap();
        assert!(multiple < 1.0, "{multiple}");
        // With more to lose from leaving less must come true.
        let (mut book, key) = book();
        book.edit(Some(&key), "recovery_rate", "60").unwrap();
        let dearer = book.plan_doubts(&key, &soon(&[])).unwrap().body.reverse.unwrap();
        assert!(dearer.multiple.is_none_or(|more| more > multiple));
    }

    #[test]
    fn being_able_to_leave_later_is_never_worth_less_than_nothing() {
        for texts in [&[][..], &[("units_per_day", "0.05")], &[("deadline", "2026-12-20")]] {
            let waiting = doubts(texts).waiting.unwrap();
            assert!(minor(waiting.option) >= 0.0);
            let least: Vec<f64> = waiting.stops.iter().map(|stop| stop.least_sold.unwrap_or(f64::INFINITY)).collect();
            assert!(least.is_sorted(), "{least:?}");
        }
    }

    #[test]
    fn test_first_covers_every_number_sold_once_and_never_raises_the_price() {
        let probe = doubts(&[("deadline", "2027-05-01")]).probe.unwrap();
        assert!(!probe.rules.is_empty());
        for pair in probe.rules.windows(2) {
            assert!(pair[0].to_sold < pair[1].from_sold);
        }
        assert!(probe.rules.iter().all(|rule| rule.price.minor() <= probe.price.minor()));
        // Next to nothing sold is too slow for the test; that much more is not.
        assert_eq!(probe.rules.first().unwrap().decision, "escalate");
        assert_ne!(probe.rules.last().unwrap().decision, "escalate");
        assert!(!probe.is_worth_it || minor(probe.gain) > 100.0);
        // Sure of the reaction there is nothing to learn.
        let sure = doubts(&[("deadline", "2027-05-01"), ("elasticity_sd", "0.01")]).probe.unwrap();
        assert!(!sure.is_worth_it && minor(sure.gain) <= 1.0);
    }

    #[test]
    fn odd_products_are_answered_too() {
        let odd: [&[(&str, &str)]; 8] = [
            &[("units_per_day", "0")],
            &[("elasticity", "2")],
            &[("elasticity", "-0.4")],
            &[("deadline", "2020-01-01")],
            &[("history", "24.99 30 15")],
            &[("sold_since", "250")],
            &[("season", "never 3")],
            &[("probe_days", "9999"), ("probe_price", "99999999")],
        ];
        for texts in odd {
            let _ = (exits(texts), doubts(texts));
        }
        for (field, text) in [("units", "1000000"), ("age_days", "3000"), ("units", "0")] {
            let (mut book, key) = book();
            book.edit(Some(&key), field, text).unwrap();
            let body = book.plan_exits(&key, &soon(&[]), &[]).unwrap().body;
            assert_eq!(body.split.is_some(), text != "0");
            let _ = book.plan_doubts(&key, &soon(&[])).unwrap();
        }
        let (mut book, _) = book();
        let bare = book.add_product();
        assert!(book.plan_exits(&bare, &[], &[]).unwrap().body.split.is_none());
        assert!(!book.plan_doubts(&bare, &[]).unwrap().body.missing.is_empty());
    }

    #[test]
    fn split_at_one_price_is_the_marginal_rule_under_chance() {
        let reaction = Reaction::Isoelastic { elasticity: -2.0 };
        let demand = LadderDemand { base: 2.5, reference_price: 20.0, reaction, season: &[1.0; 6] };
        let ladder = Ladder::new(&[20.0], &[3.0], &demand, &[0.0; 6]).unwrap().ending(0.2, 1.0);
        let plan = Plan::best_up_to(&ladder, 40, &Rules::falling()).unwrap();
        let kept: Vec<f64> = (0..=40).filter_map(|n| plan.value_of(n)).collect();
        for let_go in [-0.5, 0.3, 1.2, 2.5, 4.0] {
            let exit: Vec<f64> = (0..=40).map(|n| f64::from(n) * let_go).collect();
            let split = best_split(&kept, &[exit]).unwrap();
            let stock = PoissonStock {
                units: 40,
                units_per_day: 2.5,
                days: 6.0,
                net_per_unit: 3.0,
                leftover_per_unit: 0.2,
                let_go_per_unit: let_go,
                hold_per_unit_day: 0.0,
            };
            let told = stock.answer();
            assert!((split.value - told.mixed).abs() < 1e-6, "{let_go}");
            assert_eq!(u32::try_from(split.keep).unwrap(), told.keep_units, "{let_go}");
        }
    }

    #[test]
    fn comparison_offers_a_split_that_nothing_of_the_product_beats() {
        let (mut book, key) = slow();
        let ways = [Way::Scenario("hold".to_owned()), Way::Scenario("split-1".to_owned())];
        let none = (&PromotionSheet::default(), &BundleSheet::default());
        let (columns, offers) = book.compare_offers(&key, &ways, 0, none).unwrap();
        let split = offers.iter().find(|offer| offer.scenario.kind.code() == "split").unwrap();
        assert_eq!(columns[1].outcome.as_ref(), Some(split));
        let product = book.product(&key).unwrap();
        for outcome in &product.outcomes {
            assert!(minor(split.present_value) >= minor(outcome.present_value.or(split.present_value)) - 1.0);
        }
        assert!(minor(split.against_hold) >= minor(product.remove_now_gain) - 1.0);
        assert!((split.cash_path.last().unwrap().minor - minor(split.cash)).abs() < 2.0);
        let days: Vec<_> = split.cash_path.iter().map(|point| point.day).collect();
        assert!(days.is_sorted() && (split.cash_path[0].units - 2000.0).abs() < 1e-6);
    }
}

/// A plan of thirty days that changes no price: what stands beside it does not hang on it.
fn soon(texts: &[(&str, &str)]) -> PlanView {
    view(&[&[("deadline", "2026-12-21"), ("most_changes", "0"), ("menu", "50 %")], texts].concat())
}

#[test]
fn a_market_price_below_the_floor_is_weighed_and_not_only_refused() {
    let figure = |texts: &[(&str, &str)], code: &str| {
        let body = soon(texts).body;
        (body.floor, body.figures.into_iter().find(|figure| figure.code == code).unwrap())
    };
    let (floor, silent) = figure(&[], "price_floor_advice");
    assert_eq!((silent.class, silent.lacks), (None, Some("market_price")));
    let floor = floor.unwrap();
    let class = |text: &str| figure(&[("market_price", text)], "price_floor_advice").1.class;
    assert_eq!(class(&floor.to_string()), Some("sell"));
    let below = Money::new(floor.minor() - 50, floor.currency()).unwrap().to_string();
    let (_, weighed) = figure(&[("market_price", &below)], "price_floor_advice");
    let gap = weighed.params.iter().find(|param| param.name == "gap").map(|param| param.text.as_str());
    assert_eq!((weighed.class, gap), (Some("weigh"), Some("0.50")));
}

#[test]
fn the_own_ladder_says_which_of_its_steps_is_in_force_and_for_how_long() {
    let tier = |texts: &[(&str, &str)]| {
        let figure = soon(texts).body.figures.into_iter().find(|figure| figure.code == "ladder_tier").unwrap();
        (figure.class, figure.figure)
    };
    // The book is of 21 November 2026.
    let ladder = |text: &'static str| tier(&[("own_ladder", text)]);
    assert_eq!(ladder("30 % 2026-11-21; 50 % 2026-12-05"), (Some("running"), Some(13.0)));
    assert_eq!(ladder("30 % 2026-11-01; 50 % 2026-11-11"), (Some("running"), Some(30.0)));
    assert_eq!(ladder("30 % 2026-12-01"), (Some("not_started"), Some(10.0)));
    assert_eq!(ladder("30 % 2026-12-01; 50 % 2026-12-01"), (None, None));
}

#[test]
fn steps_of_the_own_ladder_are_off_the_price_or_off_the_step_before() {
    let second = |by: &str| {
        let texts = [("own_ladder", "30 % 2026-11-21; 50 % 2026-12-05"), ("ladder_by", by)];
        let price = answer(&texts).points.iter().rev().find_map(|point| point.own_price).unwrap();
        price.to_string()
    };
    // 24.99 less 12.50, and 24.99 · 0.7 · 0.5.
    assert_eq!((second("off_original").as_str(), second("compounding").as_str()), ("12.49", "8.75"));
}

#[test]
fn a_probe_goes_deeper_where_its_step_misses_the_turnover() {
    let next = |texts: &[(&str, &str)]| {
        let all = [&[("own_ladder", "20 % 2026-12-01; 30 % 2026-12-10; 50 % 2026-12-15")], texts].concat();
        let view = soon(&all);
        let problem =
            view.fields.iter().find(|field| field.name == "probe_tier").and_then(|field| field.problem.clone());
        let figure = view.body.figures.into_iter().find(|figure| figure.code == "probe_next").unwrap();
        (figure.class, figure.figure, problem.map(|problem| problem.code))
    };
    let said = |tier: &'static str, observed: &'static str| next(&[("probe_tier", tier), ("probe_observed", observed)]);
    assert_eq!((said("1", "4").0, said("1", "4").2), (Some("hold"), None));
    assert_eq!(said("1", "3.9").0, Some("deepen"));
    assert!((said("1", "3.9").1.unwrap() - 0.3).abs() < 1e-3);
    assert_eq!(said("3", "1").0, Some("end_of_ladder"));
    assert_eq!(said("4", "1").2.as_deref(), Some("tier_unknown"));
    // 15 sold in 30 days of 250 on hand: 0.73 turns a year, which misses 4.
    assert_eq!(next(&[]).0, Some("deepen"));
}

#[test]
fn a_plan_in_steps_is_the_plan_at_once_and_a_change_begins_it_anew() {
    let (mut book, key) = book();
    let texts = sheet(&[("deadline", "2027-03-01")]);
    let at_once = (
        book.plan(&key, &texts).unwrap(),
        book.plan_exits(&key, &texts, &[]).unwrap(),
        book.plan_doubts(&key, &texts).unwrap(),
    );
    let mut found = (None, None, None);
    let mut steps = 0;
    // All three at a time, a step of each in turn.
    while found.0.is_none() || found.1.is_none() || found.2.is_none() {
        steps += 1;
        assert!(steps < 1_000_000);
        if found.0.is_none() {
            found.0 = book.plan_in_steps(&key, &texts, &mut 1).unwrap();
        }
        if found.1.is_none() {
            found.1 = book.plan_exits_in_steps(&key, &texts, &[], &mut 1).unwrap();
        }
        if found.2.is_none() {
            found.2 = book.plan_doubts_in_steps(&key, &texts, &mut 1).unwrap();
        }
    }
    assert!(steps > 50, "{steps}");
    assert_eq!((found.0.unwrap(), found.1.unwrap(), found.2.unwrap()), at_once);

    // Two questions asked in turn do not drop each other.
    let other = sheet(&[("deadline", "2027-02-01")]);
    let (mut one, mut two) = (None, None);
    for _ in 0..100_000 {
        if one.is_none() {
            one = book.plan_in_steps(&key, &texts, &mut 1).unwrap();
        }
        if two.is_none() {
            two = book.plan_in_steps(&key, &other, &mut 1).unwrap();
        }
    }
    assert!(one.is_some_and(|one| two.is_some_and(|two| one.body.deadline > two.body.deadline)));

    assert!(book.plan_in_steps(&key, &texts, &mut 5).unwrap().is_none());
    book.edit(Some(&key), "units", "70").unwrap();
    let mut all = usize::MAX;
    let view = book.plan_in_steps(&key, &texts, &mut all).unwrap().unwrap();
    assert_eq!(view.body.units, Some(70.0));
    assert_eq!(view, book.plan(&key, &texts).unwrap());
    assert!(book.plan_in_steps("nobody", &texts, &mut 5).is_err());
}
