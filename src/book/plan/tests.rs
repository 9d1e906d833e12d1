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
