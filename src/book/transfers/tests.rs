//! Transfers, from what is typed to what is answered.

use super::super::Book;
use super::super::draft::DraftForm;
use super::super::fixture::product;
use super::{LaneText, Said, SiteText, TransferAnswer, TransferSheet};
use crate::date::Day;

/// A row from `field=text` words.
fn row(words: &str) -> SiteText {
    let mut row = SiteText::default();
    for (field, text) in words.split(' ').filter_map(|word| word.split_once('=')) {
        let slot = match field {
            "sku" => &mut row.sku,
            "site" => &mut row.site,
            "units" => &mut row.units,
            "inbound" => &mut row.inbound,
            "sold" => &mut row.sold,
            "target" => &mut row.target,
            "keep" => &mut row.keep,
            "storage" => &mut row.storage,
            "net" => &mut row.net,
            "worth" => &mut row.worth,
            "carton" => &mut row.carton,
            _ => &mut row.value,
        };
        text.clone_into(slot);
    }
    row
}

fn lane(from: &str, to: &str, days: &str, cost: &str) -> LaneText {
    let text = |text: &str| text.to_owned();
    LaneText { from: text(from), to: text(to), days: text(days), cost: text(cost), ..LaneText::default() }
}

fn sheet(rows: &[&str], lanes: &[LaneText]) -> TransferSheet {
    TransferSheet {
        rows: rows.iter().map(|words| row(words)).collect(),
        lanes: lanes.to_vec(),
        ..TransferSheet::default()
    }
}

fn answer(sheet: &TransferSheet) -> TransferAnswer {
    Book::new(Day::parse("2026-11-21").unwrap()).unwrap().transfers(sheet).unwrap()
}

fn codes(said: &[Said]) -> Vec<&'static str> {
    said.iter().map(|said| said.code).collect()
}

const US: &str = "sku=A site=US units=900 sold=2 net=2.00 storage=0.30";
const DE: &str = "sku=A site=DE units=20 sold=4 net=6.00 storage=0.60";

#[test]
fn what_lies_idle_goes_where_it_sells_and_says_what_it_adds() {
    let found = answer(&sheet(&[US, DE], &[lane("US", "DE", "15", "1.50")]));
    // 240 sell in DE in 60 days, 45 of them are left after the way: 180 of them can come, beside the 20 there.
    let one = &found.moves[0];
    assert_eq!((one.units, one.why), (180.0, "idle_here"));
    // Sold there for 6.00 less 0.60 of storage; idle here it costs 0.60; carriage 1.50.
    let texts = [one.net_there.unwrap(), one.kept_here.unwrap(), one.gain.unwrap()].map(|money| money.to_string());
    assert_eq!(texts, ["5.40", "-0.60", "810.00"]);
    let gains: Vec<_> = found.ways.iter().map(|way| (way.code, way.gain.unwrap().to_string())).collect();
    assert_eq!(gains, [("nothing", "0.00".to_owned()), ("greedy", "810.00".to_owned()), ("plan", "810.00".to_owned())]);
    assert!(found.is_proven && found.are_days_assumed);
    // Nothing is 0, not the −0 that an empty sum begins with.
    let nothing = [found.ways[0].moved, found.sites[0].come, found.sites[1].leave];
    assert!(nothing.iter().all(|units| units.to_bits() == 0), "{nothing:?}");
}

#[test]
fn a_move_says_by_when_it_must_go_and_its_boxes() {
    let lanes = [lane("US", "DE", "15", "1.50")];
    let short = answer(&sheet(&[US, DE], &lanes));
    // 20 there at four a day are gone before the way of 15 days: today.
    assert_eq!((short.moves[0].ship_by.to_string().as_str(), short.moves[0].box_units), ("2026-11-21", None));
    // 100 and 20 on the way last 30 days: it can wait 15. The box stands in the row of the donor, or in another.
    let later = answer(&sheet(&[US, "sku=A site=DE units=100 inbound=20 sold=4 net=6.00 carton=24"], &lanes));
    let one = &later.moves[0];
    assert_eq!((one.ship_by.to_string(), one.there_by.to_string()), ("2026-12-06".into(), "2026-12-21".into()));
    assert_eq!(one.box_units, Some(24));
    let load = &later.loads[0];
    assert_eq!((load.products, load.units, load.ship_by), (1, one.units, one.ship_by));
    // A box that is none is said, and no box.
    let wrong = answer(&sheet(&["sku=A site=US units=900 sold=2 net=2.00 carton=many", DE], &lanes));
    assert!(codes(&wrong.said).contains(&"number_syntax") && wrong.moves[0].box_units.is_none());
}

#[test]
fn a_file_of_one_way_holds_its_moves_and_no_other() {
    let rows = [US, DE, "sku=B site=US units=500 net=1.00", "sku=B site=UK units=0 sold=4 net=6.00"];
    let sheet = sheet(&rows, &[lane("US", "DE", "15", "1.50"), lane("US", "UK", "15", "1.50")]);
    let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    let answer = book.transfers(&sheet).unwrap();
    assert_eq!(answer.moves.len(), 2);
    let skus = |to: &str, form| -> Vec<String> {
        let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
        let draft = book.transfer_draft(&sheet, "US", to, form, &[]).unwrap();
        assert!(draft.is_checked && draft.left_out.is_empty());
        assert_eq!(draft.text.lines().count(), draft.lines.len() + 1);
        draft.lines.into_iter().map(|line| line.sku).collect()
    };
    for form in [DraftForm::List, DraftForm::Upload] {
        assert_eq!((skus("DE", form), skus("UK", form)), (vec!["A".to_owned()], vec!["B".to_owned()]));
    }
    let none = book.transfer_draft(&sheet, "DE", "US", DraftForm::List, &[]);
    assert_eq!(none.unwrap_err().code(), "no_such_way");
}

#[test]
fn a_donor_keeps_its_own_target_and_what_is_short_says_why() {
    let keeps = answer(&sheet(&["sku=A site=US units=100 sold=2 net=2.00", DE], &[lane("US", "DE", "0", "1.50")]));
    assert!(keeps.moves.is_empty());
    let short = |answer: &TransferAnswer| answer.sites.iter().find(|site| site.site == "DE").unwrap().why_short;
    assert_eq!(short(&keeps), Some("no_spare"));
    assert_eq!(short(&answer(&sheet(&[US, DE], &[]))), Some("no_lane"));
    assert_eq!(short(&answer(&sheet(&[US, DE], &[lane("US", "DE", "70", "1.50")]))), Some("too_late"));
    assert_eq!(short(&answer(&sheet(&[US, DE], &[lane("US", "DE", "1", "9.50")]))), Some("costs_more"));
    let full = LaneText { capacity: "50".into(), ..lane("US", "DE", "1", "1.50") };
    let full = answer(&sheet(&[US, DE], &[full]));
    assert_eq!((full.moves[0].units, short(&full)), (50.0, Some("lane_full")));
    let charged = LaneText { fixed: "9000".into(), ..lane("US", "DE", "1", "1.50") };
    assert_eq!(short(&answer(&sheet(&[US, DE], &[charged]))), Some("charge_too_high"));
    let unknown = answer(&sheet(&[US, DE], &[lane("US", "DE", "1", "")]));
    assert_eq!((short(&unknown), codes(&unknown.said)), (Some("cost_unknown"), vec!["lane_cost_unknown"]));
}

#[test]
fn duty_and_vat_of_the_border_are_part_of_the_cost_unless_vat_is_got_back() {
    let border = LaneText { duty: "10".into(), vat: "20".into(), ..lane("US", "DE", "1", "1.00") };
    let missing = answer(&sheet(&[US, DE], std::slice::from_ref(&border)));
    assert!(missing.moves.is_empty() && codes(&missing.said) == ["customs_value_unknown"]);
    let rows = ["sku=A site=US units=900 sold=2 net=2.00 value=2.00", DE];
    let mut sheet = sheet(&rows, &[border]);
    let cost = |sheet: &TransferSheet| answer(sheet).moves[0].cost_per_unit.to_string();
    // 1.00 + 0.20 duty + 20 % of 2.00 + 1.00 + 0.20
    assert_eq!(cost(&sheet), "1.84");
    sheet.is_vat_back = true;
    assert_eq!(cost(&sheet), "1.20");
}

#[test]
fn without_nets_what_is_lacking_is_filled_at_least_cost() {
    let rows = [
        "sku=A site=US units=900 keep=300",
        "sku=A site=CN units=500 keep=450",
        "sku=A site=DE units=100 inbound=180 target=350",
    ];
    let found = answer(&sheet(&rows, &[lane("US", "DE", "5", "0.50"), lane("CN", "DE", "5", "0.20")]));
    let moves: Vec<_> = found.moves.iter().map(|one| (one.from.as_str(), one.units, one.gain, one.why)).collect();
    assert_eq!(moves, [("US", 20.0, None, "needed"), ("CN", 50.0, None, "needed")]);
    assert_eq!(
        (found.ways[2].cost.to_string().as_str(), found.ways[2].gain, found.ways[2].short),
        ("20.00", None, 0.0)
    );
}

#[test]
fn a_delay_and_a_promotion_are_tried_on_the_same_moves() {
    let mut sheet = sheet(&[US, DE], &[lane("US", "DE", "15", "1.50")]);
    sheet.delay = "30".into();
    sheet.factor = "2".into();
    sheet.factor_site = "DE".into();
    let found = answer(&sheet);
    let [delay, promotion] = found.what_ifs.as_slice() else { panic!("two") };
    let minor = |money: Option<crate::money::Money>| money.unwrap().minor();
    assert!(minor(delay.same_moves) < minor(delay.best_then) && minor(delay.best_then) < minor(delay.as_planned));
    assert_eq!((delay.changes[0].planned, delay.changes[0].best), (180.0, 60.0));
    assert_eq!((promotion.changes[0].best, promotion.short), (360.0, 280.0));
}

#[test]
fn bad_rows_and_lanes_are_told_and_the_others_stand() {
    let rows = [
        US,
        DE,
        "sku=A site=DE units=5",
        "site=DE units=5",
        "sku=B site=US units=many",
        "sku=C site=US",
        "sku=D site=3PL units=40",
    ];
    let lanes = [
        lane("US", "DE", "1", "1"),
        lane("US", "DE", "1", "2"),
        lane("US", "US", "1", "2"),
        lane("", "DE", "", ""),
        lane("US", "JP", "x", "1"),
    ];
    let found = answer(&sheet(&rows, &lanes));
    assert_eq!(found.moves.len(), 1);
    let said = codes(&found.said);
    for code in [
        "site_twice",
        "row_without_sku",
        "number_syntax",
        "site_without_units",
        "site_sells_nothing",
        "lane_twice",
        "lane_to_itself",
        "lane_without_end",
        "site_without_stock",
    ] {
        assert!(said.contains(&code), "{code} {said:?}");
    }
    assert!(answer(&TransferSheet::default()).moves.is_empty());
}

#[test]
fn a_way_without_a_cost_moves_nothing_and_is_asked_for() {
    let found = answer(&sheet(&[US, DE], &[lane("US", "DE", "15", "")]));
    assert!(found.moves.is_empty());
    let said: Vec<_> = found.said.iter().map(|said| (said.place.as_str(), said.code)).collect();
    assert!(said.contains(&("lanes.0.cost", "lane_cost_unknown")), "{said:?}");
    // A way whose days nobody knows goes, and says that it counts as none.
    let found = answer(&sheet(&[US, DE], &[lane("US", "DE", "", "1")]));
    assert_eq!((found.moves.len(), codes(&found.said).contains(&"lane_days_unknown")), (1, true));
}

#[test]
fn a_site_where_nothing_sells_gets_nothing_and_can_give() {
    let idle = "sku=A site=3PL units=300 net=0 storage=1";
    let found = answer(&sheet(&[idle, DE], &[lane("3PL", "DE", "10", "1"), lane("DE", "3PL", "10", "1")]));
    assert!(codes(&found.said).contains(&"site_sells_nothing"), "{:?}", codes(&found.said));
    assert!(!found.moves.is_empty() && found.moves.iter().all(|one| one.to == "DE" && one.units > 0.0));
}

#[test]
fn what_the_tables_know_of_their_own_site_need_not_be_typed() {
    let (mut book, _) = product("24.99", "toys");
    let offered = book.offer_sites(&TransferSheet::default()).unwrap();
    assert_eq!((offered.len(), offered[0].site.as_str()), (1, "US"));
    let sku = offered[0].sku.clone();
    let mut sheet =
        TransferSheet { rows: offered, lanes: vec![lane("US", "DE", "5", "1")], ..TransferSheet::default() };
    sheet.rows.push(SiteText { sku, ..row("site=DE units=0 sold=3 net=9") });
    let found = book.transfers(&sheet).unwrap();
    assert_eq!((found.sites[0].units, found.sites[0].wanted), (100.0, Some(30.0)));
    assert_eq!(found.sites[0].from_list, ["units", "sold", "net", "storage", "value"]);
    assert_eq!(found.moves[0].units, 70.0);
    assert!(book.offer_sites(&sheet).unwrap().is_empty());
}
