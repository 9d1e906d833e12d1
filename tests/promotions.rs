//! Promotions and bundles of the book: what they bring, need and require, against selling on.
#![allow(clippy::unwrap_used, reason = "what cannot happen to a test ends it")]

use clearfloor::book::Book;
use clearfloor::book::bundle::BundleSheet;
use clearfloor::book::promotion::{Line, PromotionColumn, PromotionSheet, PromotionText, Promotions};
use clearfloor::date::Day;

fn texts(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
}

fn product(book: &mut Book, price: &str, units: &str, age: &str, sold: &str) -> String {
    let key = book.add_product();
    for (field, text) in [
        ("price_list", price),
        ("category", "office"),
        ("side_longest", "17.5"),
        ("side_median", "3.2"),
        ("side_shortest", "3.1"),
        ("weight", "1.80"),
        ("cost_unit", "2.50"),
        ("units", units),
        ("age_days", age),
        ("units_sold_30", sold),
    ] {
        assert_eq!(book.edit(Some(&key), field, text).unwrap().problem, None, "{field}");
    }
    key
}

/// A slow product and one that sells.
fn books() -> (Book, String, String) {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let slow = product(&mut book, "24.99", "249", "200", "15");
    let fast = product(&mut book, "39.99", "2000", "40", "300");
    book.finish().unwrap();
    (book, slow, fast)
}

fn ask(book: &mut Book, key: &str, columns: &[(&str, &[(&str, &str)])], shared: &[(&str, &str)]) -> Promotions {
    let column = |&(mechanic, fields): &(&str, &[(&str, &str)])| PromotionText {
        mechanic: mechanic.to_owned(),
        texts: texts(fields),
    };
    let sheet = PromotionSheet { shared: texts(shared), columns: columns.iter().map(column).collect() };
    book.promotions(key, &sheet).unwrap()
}

#[track_caller]
fn line<'a>(column: &'a PromotionColumn, id: &str) -> &'a Line {
    column.lines.iter().find(|line| line.id == id).unwrap()
}

#[track_caller]
fn amount(column: &PromotionColumn, id: &str) -> String {
    line(column, id).amount.unwrap().to_string()
}

#[test]
fn price_cut_without_an_end_is_the_cut_of_the_ladder() {
    let (mut book, slow, _) = books();
    let answer = ask(&mut book, &slow, &[("percent-off", &[("discount", "20 %")])], &[]);
    let cut = book.product(&slow).unwrap().outcomes.into_iter().find(|o| o.scenario.id == "cut-200000").unwrap();
    let promoted = answer.columns[0].outcome.as_ref().unwrap();
    assert_eq!((promoted.present_value, promoted.cash), (cut.present_value, cut.cash));
    assert_eq!((promoted.units_left, promoted.clears_on), (cut.units_left, cut.clears_on));
    assert_eq!((promoted.low, promoted.high), (cut.low, cut.high));
    assert_eq!(promoted.against_hold, cut.against_hold);
}

#[test]
fn tenths_and_percent_say_the_same_and_are_questioned_when_mixed_up() {
    let (mut book, slow, _) = books();
    let columns: [(&str, &[(&str, &str)]); 3] = [
        ("percent-off", &[("discount", "8折")]),
        ("percent-off", &[("discount", "20 %")]),
        ("percent-off", &[("discount", "8 %")]),
    ];
    let answer = ask(&mut book, &slow, &columns, &[]);
    assert_eq!(amount(&answer.columns[0], "order_total"), "19.99");
    assert_eq!(answer.columns[0].outcome.as_ref().unwrap().cash, answer.columns[1].outcome.as_ref().unwrap().cash);
    let asked = answer.columns[2].fields.iter().find(|field| field.field == "discount").unwrap();
    assert_eq!(asked.problem.as_ref().unwrap().code, "discount_or_zhe");
    assert_eq!(answer.columns[2].outcome, None);
}

#[test]
fn promotion_of_no_depth_changes_nothing() {
    let (mut book, slow, _) = books();
    let columns: [(&str, &[(&str, &str)]); 3] = [
        ("percent-off", &[("discount", "0")]),
        ("second-half-price", &[("nth_off", "0")]),
        ("spend-x-save-y", &[("threshold", "10"), ("saving", "0")]),
    ];
    let answer = ask(&mut book, &slow, &columns, &[]);
    let hold = answer.hold.unwrap();
    for column in &answer.columns {
        assert_eq!(amount(column, "effective_price"), "24.99", "{}", column.mechanic);
        assert_eq!(column.outcome.as_ref().unwrap().present_value, hold.present_value, "{}", column.mechanic);
    }
}

#[test]
fn every_kind_charges_a_unit_between_nothing_and_the_price() {
    let (mut book, slow, _) = books();
    let rules = clearfloor::fees::PromotionRules::built_in().unwrap();
    for row in rules.mechanics() {
        let filled: Vec<(&str, &str)> = row
            .fields
            .iter()
            .map(|field| {
                let text = match field.as_str() {
                    "discount" | "nth_off" => "30 %",
                    "tiers" => "2 10 %; 3 20 %",
                    "repeats" => "yes",
                    "buy" | "free" | "nth" => "2",
                    _ => "3.00",
                };
                (field.as_str(), text)
            })
            .collect();
        let answer = ask(&mut book, &slow, &[(&row.id, &filled), (&row.id, &filled)], &[]);
        let column = &answer.columns[0];
        let unit = line(column, "effective_price").amount.unwrap();
        assert!((0..=2499).contains(&unit.minor()), "{}: {unit}", row.id);
        assert!(column.outcome.as_ref().unwrap().present_value.is_some(), "{}", row.id);
        assert!(column.asked.is_empty(), "{}: {:?}", row.id, column.asked);
    }
}

#[test]
fn deal_of_a_week_pays_its_fee_and_gives_the_old_pace_back_slower() {
    let (mut book, slow, _) = books();
    let answer = ask(&mut book, &slow, &[("best-deal", &[("discount", "20 %"), ("promoted_per_day", "4")])], &[]);
    let column = &answer.columns[0];
    // 7 days at 70.00, and 1 % of 28 units at 19.99.
    assert_eq!(amount(column, "campaign_fee"), "-495.60");
    assert_eq!(line(column, "units_expected").number, Some(28.0));
    assert_eq!(line(column, "units_without").number, Some(3.5));
    let mut free = ask(&mut book, &slow, &[("best-deal", &[("discount", "20 %"), ("campaign_fee", "0")])], &[]);
    let paid = ask(&mut book, &slow, &[("best-deal", &[("discount", "20 %"), ("campaign_fee", "100")])], &[]);
    let value = |answer: &Promotions| answer.columns[0].outcome.as_ref().unwrap().present_value.unwrap().minor();
    assert_eq!(value(&free) - value(&paid), 10_000);
    free = ask(
        &mut book,
        &slow,
        &[("best-deal", &[("discount", "20 %"), ("campaign_fee", "0")])],
        &[("pull_forward", "0")],
    );
    let pulled = ask(
        &mut book,
        &slow,
        &[("best-deal", &[("discount", "20 %"), ("campaign_fee", "0")])],
        &[("pull_forward", "100")],
    );
    let left = |answer: &Promotions| answer.columns[0].outcome.as_ref().unwrap().units_left.unwrap();
    assert!(left(&pulled) > left(&free));
}

#[test]
fn break_even_units_earn_the_same() {
    let (mut book, slow, _) = books();
    let columns: [(&str, &[(&str, &str)]); 1] = [("coupon", &[("discount", "20 %"), ("promotion_days", "30")])];
    let answer = ask(&mut book, &slow, &columns, &[("pull_forward", "0")]);
    let needed = line(&answer.columns[0], "units_needed").number.unwrap();
    let pace = format!("{}", needed / 30.0);
    let columns: [(&str, &[(&str, &str)]); 1] =
        [("coupon", &[("discount", "20 %"), ("promotion_days", "30"), ("promoted_per_day", &pace)])];
    let answer = ask(&mut book, &slow, &columns, &[("pull_forward", "0")]);
    let profit = line(&answer.columns[0], "incremental_profit").amount.unwrap().minor();
    assert!(profit.abs() <= 5, "{profit}");
}

#[test]
fn conditions_are_held_against_what_is_known() {
    let (mut book, slow, _) = books();
    let columns: [(&str, &[(&str, &str)]); 2] =
        [("outlet", &[("discount", "15 %")]), ("prime-exclusive", &[("discount", "20 %")])];
    let answer = ask(&mut book, &slow, &columns, &[("rating", "4.5"), ("recent_low", "18.00")]);
    let status = |place: usize, id: &str| {
        answer.columns[place].conditions.iter().find(|condition| condition.id == id).unwrap().status
    };
    assert_eq!(status(0, "outlet_min_discount"), "not_met");
    assert_eq!(status(0, "outlet_min_age"), "met");
    assert_eq!(status(0, "outlet_rating"), "met");
    assert_eq!(status(0, "outlet_professional_plan"), "ask");
    assert_eq!(status(1, "prime_below_recent_low"), "not_met");
    assert_eq!(status(1, "prime_below_reference"), "ask");
    assert_eq!(status(1, "lowers_recent_low"), "follows");
}

#[test]
fn promotions_at_the_same_time_follow_the_table() {
    let (mut book, slow, _) = books();
    let columns: [(&str, &[(&str, &str)]); 3] = [
        ("coupon", &[("discount", "10 %")]),
        ("prime-exclusive", &[("discount", "20 %")]),
        ("lightning-deal", &[("discount", "25 %")]),
    ];
    let stack = ask(&mut book, &slow, &columns, &[]).stack.unwrap();
    let codes: Vec<_> = stack.meetings.iter().map(|meeting| (meeting.places, meeting.code)).collect();
    assert_eq!(codes, [([0, 1], "both"), ([0, 2], "both"), ([1, 2], "larger")]);
    assert_eq!(stack.applies, [true, false, true]);
    assert_eq!(stack.additive.to_string(), "16.24");
}

#[test]
fn nothing_is_said_of_a_product_without_a_price() {
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let key = book.add_product();
    let answer = ask(&mut book, &key, &[("coupon", &[("discount", "20 %")]), ("no-such-kind", &[])], &[]);
    assert_eq!(answer.columns.len(), 1);
    assert_eq!(answer.columns[0].asked, ["price_list"]);
    assert_eq!((answer.hold, answer.stack), (None, None));
}

#[test]
fn bundle_finds_the_product_that_sells_and_says_from_which_price_it_pays() {
    let (mut book, slow, fast) = books();
    let sheet = BundleSheet { partner: None, texts: texts(&[("prep_cost", "0.60")]) };
    let bundle = book.bundle(&slow, &sheet).unwrap();
    assert_eq!(bundle.partners.iter().map(|partner| partner.key.as_str()).collect::<Vec<_>>(), [fast.as_str()]);
    assert_eq!(bundle.partner.as_ref().unwrap().key, fast);
    let price = bundle.fields.iter().find(|field| field.field == "bundle_price").unwrap();
    assert_eq!((price.text.as_str(), price.source), ("59.98", "assumed"));
    for way in &bundle.ways {
        for at in &way.gains {
            let least = at.least_price.unwrap();
            let again = BundleSheet {
                partner: None,
                texts: texts(&[
                    ("prep_cost", "0.60"),
                    ("bundle_price", &least.to_string()),
                    ("cannibal_share", &(at.cannibal.ppm() / 10_000).to_string()),
                ]),
            };
            let exact = book.bundle(&slow, &again).unwrap();
            let same = exact.ways.iter().find(|other| other.code == way.code).unwrap();
            let gain = same.gains.iter().find(|other| other.cannibal == at.cannibal).unwrap().gain.unwrap();
            // The lowest price on the cent grid: a cent less no longer pays.
            assert!((0..=1).contains(&gain.minor()), "{} at {least}: {gain}", way.code);
        }
    }
    let attach = bundle.lines.iter().find(|line| line.id == "attach_needed").unwrap();
    // 249 units over 10 a day for 90 days.
    assert_eq!(attach.share.unwrap().ppm(), 276_667);
}

#[test]
fn bundle_that_nobody_takes_leaves_the_stock_as_it_is() {
    let (mut book, slow, _) = books();
    let sheet = BundleSheet { partner: None, texts: texts(&[("attach_rate", "0 %"), ("prep_cost", "0")]) };
    let bundle = book.bundle(&slow, &sheet).unwrap();
    let hold = bundle.hold.unwrap();
    assert_eq!(bundle.outcomes.len(), 2);
    for found in bundle.outcomes {
        assert_eq!(found.outcome.present_value, hold.present_value, "{}", found.way);
    }
}

#[test]
fn fast_product_itself_finds_no_partner_that_is_slower() {
    let (mut book, _, fast) = books();
    let bundle = book.bundle(&fast, &BundleSheet::default()).unwrap();
    assert_eq!((bundle.partner, bundle.considered), (None, 1));
    assert!(bundle.ways.is_empty());
}

#[test]
fn the_best_promotion_is_named_and_whether_going_without_is_better() {
    let (mut book, slow, _) = books();
    let columns: &[(&str, &[(&str, &str)])] = &[
        ("percent-off", &[("discount", "90 %"), ("promoted_per_day", "1")]),
        ("percent-off", &[("discount", "15 %"), ("promoted_per_day", "4")]),
    ];
    let answer = ask(&mut book, &slow, columns, &[]);
    assert_eq!((answer.best_column, answer.is_best_without), (Some(1), false));
    let poor = ask(&mut book, &slow, columns.get(..1).unwrap(), &[]);
    assert_eq!((poor.best_column, poor.is_best_without), (Some(0), true));
    assert_eq!(ask(&mut book, &slow, &[("percent-off", &[])], &[]).best_column, None);
}

#[test]
fn promotions_and_bundles_stand_among_the_ways_compared() {
    use clearfloor::book::compare::Way;
    let (mut book, slow, fast) = books();
    let promotion = PromotionText { mechanic: "percent-off".to_owned(), texts: texts(&[("discount", "20 %")]) };
    let promotions = PromotionSheet { shared: Vec::new(), columns: vec![promotion] };
    let bundle = BundleSheet { partner: Some(fast), texts: texts(&[("prep_cost", "0.50")]) };
    let none = book.compare_offers(&slow, &[], 0, (&promotions, &bundle)).unwrap();
    let ids: Vec<String> = none.1.iter().map(|offer| offer.scenario.id.clone()).collect();
    assert!(ids.iter().any(|id| id == "promotion-0-percent-off"), "{ids:?}");
    assert!(ids.iter().any(|id| id.starts_with("virtual_bundle-")), "{ids:?}");
    let ways: Vec<Way> =
        ids.iter().cloned().chain(["hold".to_owned(), "cut-200000".to_owned()]).map(Way::Scenario).collect();
    let (columns, offers) = book.compare_offers(&slow, &ways, ids.len(), (&promotions, &bundle)).unwrap();
    for (column, offer) in columns.iter().zip(&offers) {
        assert_eq!(column.outcome.as_ref(), Some(offer));
        let change = column.change.as_ref().unwrap().present_value;
        assert_eq!(change.is_some(), offer.present_value.is_some());
    }
}
