//! The worksheet of the channels, from what is typed to what is answered.

use super::super::Book;
use super::super::fixture::{self, product};
use super::{ChannelsView, PlaceView};

fn book() -> (Book, String) {
    product("25.00", "toys")
}

fn view(texts: &[(&str, &str)]) -> ChannelsView {
    let (mut book, key) = book();
    book.channels(&key, &fixture::texts(texts)).unwrap()
}

fn place(view: &ChannelsView, code: &str) -> PlaceView {
    view.places.iter().find(|place| place.place == code).cloned().unwrap()
}

#[test]
fn category_there_is_proposed_and_shown_as_assumed() {
    let walmart = place(&view(&[]), "walmart");
    let category = walmart.fields.iter().find(|field| field.name == "category").unwrap();
    assert_eq!((category.text.as_str(), category.source), ("toys and games", "assumed"));
    assert!(walmart.net.is_some(), "price, size and category are known");
}

#[test]
fn carriage_is_asked_for_and_makes_the_net_known() {
    assert_eq!(place(&view(&[]), "ebay").net, None);
    let ebay = place(&view(&[("ebay.ship_cost", "5.20")]), "ebay");
    // 25.00 − 13.6 % (3.40) − 0.40 − 5.20
    assert_eq!(ebay.net.unwrap().to_string(), "16.00");
}

#[test]
fn text_that_cannot_be_read_is_explained_and_leaves_no_figure() {
    let ebay = place(&view(&[("ebay.ship_cost", "soon"), ("ebay.store", "Palace")]), "ebay");
    let problem = |name: &str| ebay.fields.iter().find(|field| field.name == name).unwrap().problem.clone();
    assert_eq!(problem("ship_cost").unwrap().code, "number_syntax");
    assert_eq!(problem("store").unwrap().code, "choice_unknown");
    assert_eq!(ebay.net, None);
}

#[test]
fn moving_nothing_changes_nothing() {
    let view = view(&[("units", "0"), ("walmart.per_week", "7")]);
    let walmart = place(&view, "walmart");
    assert!(view.hold_value.is_some());
    assert_eq!(walmart.moving.with_rest, view.hold_value);
    assert_eq!(walmart.moving.against_hold.unwrap().minor(), 0);
}

#[test]
fn more_units_than_there_are_is_said() {
    let view = view(&[("units", "101")]);
    let units = view.fields.iter().find(|field| field.name == "units").unwrap();
    assert_eq!(units.problem.as_ref().unwrap().code, "units_above_stock");
    assert_eq!(view.units, Some(100.0));
}

#[test]
fn lot_pays_for_all_units_at_once_after_the_way() {
    let lot = place(&view(&[("lot.price", "4.00"), ("lead_days", "10")]), "lot");
    assert_eq!(lot.moving.days_to_clear, Some(11));
    let cost = lot.moving.cost_per_unit.unwrap().minor();
    assert!(cost > 0, "removal is charged");
    assert_eq!(lot.moving.cash.unwrap().minor(), 100 * (400 - cost));
}

#[test]
fn stock_that_stays_with_amazon_costs_no_move() {
    let texts = [("shopify.ships", "mcf"), ("shopify.ship_cost", "8.50"), ("shopify.per_week", "7")];
    let shop = place(&view(&texts), "shopify");
    assert_eq!(shop.moving.cost_per_unit.unwrap().minor(), 0);
    assert!(shop.moving.with_rest.is_some() && shop.notes.contains(&"stays_at_amazon"));
}

#[test]
fn units_may_wait_upstream_or_in_a_warehouse_of_ones_own() {
    let store =
        |texts: &[(&str, &str)], code: &str| view(texts).stores.into_iter().find(|store| store.place == code).unwrap();
    let amounts = |store: &PlaceView| -> Vec<Option<String>> {
        store.lines.iter().map(|line| line.amount.map(|amount| amount.to_string())).collect()
    };
    // 10 × 7 × 2 in are 0.081 cubic feet: 0.57 of storage and 1.40 of transport a cubic foot.
    let awd = store(&[], "awd");
    assert_eq!(amounts(&awd), [Some("-0.05".into()), None, Some("-0.11".into())]);
    assert_eq!(awd.lines[1].holes, ["units_per_box"]);
    let awd = store(&[("awd.units_per_box", "20"), ("awd.region", "other"), ("awd.storage_plan", "base")], "awd");
    assert_eq!(amounts(&awd), [Some("-0.04".into()), Some("-0.14".into()), Some("-0.11".into())]);
    assert_ne!(awd.lines[0].status, crate::quote::Status::Assumed);
    assert_eq!(
        amounts(&store(&[("own_store.storage_month", "0.30")], "own_store")),
        [Some("-0.30".into()), None, None]
    );
    assert_eq!(store(&[], "fba_store").lines[0].id, "storage_month");
}
