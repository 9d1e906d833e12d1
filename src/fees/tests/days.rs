//! Which table holds on which day, and what is said of it.

use super::super::*;
use super::{day, flat, named, shipping, table_of, unit, us, usd};
use crate::units::WeightUnit;

fn fulfilment_table(on: &str) -> (String, bool) {
    let found = us().fulfilment(&flat("4", on), Programme::NonApparel, day(on)).unwrap();
    (us().describe(found.row).table, found.row.is_assumed())
}

#[test]
fn the_season_changes_with_the_ship_date() {
    let expect = |on, table: &str, is_assumed| assert_eq!(fulfilment_table(on), (table.to_owned(), is_assumed), "{on}");
    expect("2025-10-14", "fulfilment_2025", false);
    expect("2025-10-15", "fulfilment_2025_peak", false);
    expect("2026-01-14", "fulfilment_2025_peak", false);
    expect("2026-01-15", "fulfilment_2026", false);
    expect("2026-10-14", "fulfilment_2026", false);
    expect("2026-10-15", "fulfilment_2026_peak", false);
    expect("2027-01-14", "fulfilment_2026_peak", false);
    expect("2027-01-15", "fulfilment_2026", true);
}

#[test]
fn a_resumed_table_is_described_by_its_second_start() {
    let on = "2027-01-15";
    let found = us().fulfilment(&flat("4", on), Programme::Apparel, day(on)).unwrap();
    let source = us().describe(found.row);
    assert_eq!(source.effective_from, Some(day(on)));
    assert_eq!(source.effective_to, None);
    assert!(source.is_assumed);
    assert_eq!(source.row, "apparel small_standard, up to 4 oz");
    assert_eq!(source.confidence, "cross-checked");
}

#[test]
fn a_row_carries_the_confidence_of_its_product() {
    let on = "2026-11-21";
    let confidence = |programme| {
        let found = us().fulfilment(&flat("4", on), programme, day(on)).unwrap();
        us().describe(found.row).confidence
    };
    assert_eq!(confidence(Programme::NonApparel), "cross-checked");
    assert_eq!(confidence(Programme::DangerousGoods), "single-source");
    let bulky = unit(["20", "15", "10"], "8", WeightUnit::Lb, on);
    assert_eq!(us().describe(us().low_inventory(&bulky, day(on)).unwrap().row).confidence, "cross-checked");
    assert_eq!(us().describe(us().low_inventory(&flat("4", on), day(on)).unwrap().row).confidence, "official");
}

#[test]
fn the_aged_table_of_2026_starts_a_day_after_the_others() {
    let aged = |on| table_of(us().aged(day(on)));
    let removal = |on: &str| table_of(us().removal(&flat("4", on), Handling::Ordinary, day(on)));
    assert_eq!([aged("2026-01-15"), aged("2026-01-16")], ["aged_inventory_2025", "aged_inventory_2026"]);
    assert_eq!([removal("2026-01-14"), removal("2026-01-15")], ["removal_2025", "removal_2026"]);
}

#[test]
fn aged_tables_share_snapshot_and_exemption_by_their_rule() {
    for on in ["2025-06-15", "2026-06-15"] {
        let schedule = us().aged(day(on)).unwrap().value;
        assert_eq!((schedule.snapshot_day, schedule.exempt_days), (15, (181, 270)));
    }
}

#[test]
fn small_bulky_exists_since_2026() {
    let tier = |on| unit(["20", "15", "10"], "8", WeightUnit::Lb, on).tier;
    assert_eq!([tier("2026-01-14"), tier("2026-01-15")], ["large_bulky", "small_bulky"].map(named));
}

#[test]
fn storage_changes_with_the_months_and_replenished_stock_keeps_the_first_season() {
    let rate = |on| us().storage_per_volume(SizeGroup::Standard, Goods::Ordinary, day(on)).unwrap().value.micros();
    assert_eq!([rate("2026-09-30"), rate("2026-10-01"), rate("2027-01-01")], [780_000, 2_400_000, 780_000]);
    let kept = |on| {
        let found = us().storage_replenished(SizeGroup::Standard, Goods::Ordinary, Replenishment::ByWarehouse, day(on));
        found.unwrap().value.micros()
    };
    assert_eq!([kept("2026-10-31"), kept("2026-11-01")], [780_000, 2_400_000]);
}

#[test]
fn fees_before_their_table_are_holes_with_a_name() {
    let hole = us().fuel_surcharge(day("2024-04-14")).unwrap_err();
    assert_eq!((hole.code(), hole.reason.code()), ("fuel_surcharge", "no_table"));
}

#[test]
fn before_the_fuel_surcharge_began_nothing_was_added() {
    for (market, first) in [(Market::Us, "2024-04-15"), (Market::Ca, "2025-01-15"), (Market::Uk, "2026-02-01")] {
        let fees = FeeTables::of(market).unwrap();
        let ppm = |on| fees.fuel_surcharge(day(on)).unwrap().value.ppm();
        assert_eq!([ppm(first), ppm("2026-04-16")], [0, 0], "{}", market.code());
        assert!(ppm("2026-04-17") > 0, "{}", market.code());
    }
}

#[test]
fn a_missing_row_says_what_the_data_say() {
    let texts = |programme, on: &str| us().fulfilment(&flat("4", on), programme, day(on)).unwrap_err().texts;
    assert_eq!(texts(Programme::DangerousGoods, "2025-06-10"), ["dangerous goods in 2025 are not known"]);
    assert_eq!(texts(Programme::Apparel, "2025-11-21"), ["apparel in the 2025 peak is known for one row only"]);
    let bulky = unit(["20", "15", "10"], "8", WeightUnit::Lb, "2026-06-10");
    let hole = us().inbound_placement(&bulky, Split::Minimal, day("2026-06-10")).unwrap_err();
    assert_eq!(hole.texts, ["the 2026 amounts for bulky are not known"]);
}

#[test]
fn a_price_band_without_a_figure_is_a_hole_and_the_others_are_not() {
    let on = "2025-11-21";
    let monitor = unit(["36", "24", "6"], "66", WeightUnit::Lb, on);
    assert_eq!(shipping(&monitor, "299.00", on), "54.18");
    let hole = us().fulfilment_fee(&monitor, Programme::NonApparel, usd("9.99"), day(on)).unwrap_err();
    assert_eq!(hole.reason, HoleReason::NoFigure);
    assert!(hole.texts.iter().any(|t| t.contains("below 10.00")), "{:?}", hole.texts);
}

#[test]
fn large_bulky_placement_follows_its_own_dates() {
    let range = |on| {
        let found = us().inbound_placement(&unit(["24", "16", "7"], "20", WeightUnit::Lb, on), Split::Minimal, day(on));
        found.map(|k| (k.value.0.to_string(), k.value.1.to_string(), us().describe(k.row).table))
    };
    let expect = |on, low: &str, high: &str, table: &str| {
        assert_eq!(range(on).unwrap(), (low.to_owned(), high.to_owned(), table.to_owned()), "{on}");
    };
    expect("2025-01-14", "3.19", "3.95", "inbound_placement_large_bulky_2024");
    expect("2025-01-15", "2.74", "3.50", "inbound_placement_2025_02");
    expect("2025-02-20", "2.74", "3.50", "inbound_placement_2025_02");
    assert_eq!(range("2026-01-15").unwrap_err().reason, HoleReason::NoRow);
}

#[test]
fn an_optimized_split_with_too_few_cartons_is_not_free() {
    let fee = |identical_cartons| {
        let split = Split::Optimized { identical_cartons };
        us().inbound_placement(&flat("6", "2026-06-10"), split, day("2026-06-10")).map(|k| k.value.1.to_string())
    };
    assert_eq!(fee(5).unwrap(), "0.00");
    assert_eq!(fee(4).unwrap_err().reason, HoleReason::NotSettled);
}

#[test]
fn change_days_cut_the_year_where_fees_change() {
    let days = us().change_days(day("2026-11-21"), day("2027-11-21"));
    let texts: Vec<_> = days.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["2027-01-01", "2027-01-15", "2027-10-01"]);
    let before = us().change_days(day("2026-01-13"), day("2026-01-16"));
    assert_eq!(before, [day("2026-01-15"), day("2026-01-16")]);
}

#[test]
fn between_change_days_every_fee_stays_the_same() {
    let (from, to) = (day("2025-01-01"), day("2027-12-31"));
    let changes = us().change_days(from, to);
    let package = flat("4", "2026-06-10").package;
    let fees_on = |on| {
        let sized = us().size(&package, on).unwrap().value;
        (
            us().fulfilment(&sized, Programme::NonApparel, on),
            us().removal(&sized, Handling::Ordinary, on),
            us().aged(on),
            us().storage_per_volume(SizeGroup::Oversize, Goods::Dangerous, on),
            us().fuel_surcharge(on),
        )
    };
    let mut on = from;
    while on < to {
        let next = on.plus(1);
        assert!(changes.contains(&next) || fees_on(on) == fees_on(next), "{next}");
        on = next;
    }
}

#[test]
fn standings_tell_assumed_tables_from_those_past_their_time() {
    let find = |on, table: &str| {
        let found = us().standings(day(on)).into_iter().find(|s| s.table == table);
        found.map(|s| (s.is_assumed, s.is_past_its_time))
    };
    assert_eq!(find("2026-11-21", "fulfilment_2026_peak"), Some((false, false)));
    assert_eq!(find("2026-11-21", "refund_administration"), Some((true, false)));
    assert_eq!(find("2027-01-10", "fulfilment_2026_peak"), Some((false, false)));
    assert_eq!(find("2027-03-01", "referral"), Some((false, true)));
    assert_eq!(find("2027-03-01", "fulfilment_2026_peak"), None);
}

#[test]
fn history_gives_the_fee_of_every_time_with_the_tier_of_that_time() {
    let bulky = unit(["20", "15", "10"], "8", WeightUnit::Lb, "2026-11-21");
    let history = us().fulfilment_history(&bulky, Programme::NonApparel, usd("20.00"));
    let found: Vec<_> = history.iter().map(|(row, fee)| (us().describe(*row).table, fee.to_string())).collect();
    let expect = |table: &str, fee: &str| assert!(found.contains(&(table.to_owned(), fee.to_owned())), "{found:?}");
    // 21.58 lb by volume: 21 begun pounds above the first.
    expect("fulfilment_2026_peak", "16.57");
    expect("fulfilment_2026", "15.53");
    expect("fulfilment_2025", "17.59");
}

#[test]
fn categories_are_found_by_id_by_referral_name_and_by_product_group() {
    let fees = us();
    assert_eq!(fees.category("shoes").unwrap().referral_name(), Some("Footwear"));
    assert_eq!(fees.category_by_referral_name("Everything Else").unwrap().id(), "everything_else");
    assert_eq!(fees.category_by_referral_name("Backpacks, Handbags and Luggage").unwrap().id(), "bags");
    assert!(fees.suggest("no such group").is_empty());
    assert_eq!(fees.suggest(" GL_HOME ").first().unwrap().category.id(), "home");
    let beer = fees.referral(fees.category("beer").unwrap(), day("2026-11-21")).unwrap_err();
    assert_eq!((beer.code(), beer.reason), ("referral", HoleReason::NoRow));
}

#[test]
fn the_closing_fee_is_for_media_only() {
    let fee = |id| us().closing_fee(us().category(id).unwrap(), day("2026-11-21")).unwrap().value.to_string();
    assert_eq!([fee("books"), fee("video_games"), fee("home")], ["1.80", "1.80", "0.00"]);
}

#[test]
fn fees_of_some_tiers_only_are_nothing_for_the_others() {
    let days = (crate::rounding::Ratio::whole(1), crate::rounding::Ratio::whole(1));
    let low = |sides, on: &str| {
        let rule = us().low_inventory(&unit(sides, "10", WeightUnit::Lb, on), day(on)).unwrap().value;
        rule.charge(days.0, days.1).to_string()
    };
    let (bulky, extra_large) = (["30", "20", "2"], ["70", "10", "2"]);
    assert_eq!(
        [low(bulky, "2025-06-10"), low(bulky, "2026-06-10"), low(extra_large, "2026-06-10")],
        ["0.00", "1.85", "0.00"]
    );
    let off = |sides, units| {
        let sized = unit(sides, "10", WeightUnit::Lb, "2026-06-10");
        us().business_multi_unit_discount(&sized, units, day("2026-06-10")).unwrap().value.to_string()
    };
    assert_eq!([off(["12", "9", "4"], 2), off(["12", "9", "4"], 1), off(bulky, 25)], ["0.61", "0.00", "0.00"]);
    let placed = |sides, on: &str| {
        let sized = unit(sides, "10", WeightUnit::Lb, on);
        us().inbound_placement(&sized, Split::Minimal, day(on)).map(|known| known.value.1.to_string())
    };
    assert_eq!(placed(extra_large, "2026-06-10").unwrap(), "0.00");
    assert_eq!(placed(bulky, "2026-06-10").unwrap_err().texts, ["the 2026 amounts for bulky are not known"]);
}

#[test]
fn the_surcharge_of_dangerous_goods_is_a_hole_before_its_table() {
    let fees = FeeTables::of(Market::Uk).unwrap();
    let fee = |dangerous, on: &str| fees.special_goods(dangerous, false, day(on)).map(|known| known.value.to_string());
    assert_eq!(fee(true, "2026-02-01").unwrap(), "0.10");
    assert_eq!(fee(true, "2026-01-31").unwrap_err().reason, HoleReason::NoTable);
    assert_eq!(fee(false, "2026-01-31").unwrap(), "0.00");
}
