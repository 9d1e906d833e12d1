//! The plan of the whole catalogue, from what is typed to what is answered.

use super::super::fixture::{product, texts as sheet};
use super::super::{Book, Filter, GroupBy};
use super::{CataloguePlan, CataloguePlanView, TaskSort, TaskWindow};

fn window() -> TaskWindow {
    TaskWindow {
        offset: 0,
        count: 100,
        sort: TaskSort::Gain,
        is_descending: true,
        filter: Filter::default(),
        group: GroupBy::Action,
        only: None,
    }
}

/// Five products of unlike pace, price and age, one without stock and one of which the pace is not known.
fn book() -> Book {
    let (mut book, first) = product("24.99", "toys");
    let others = [
        ("19.99", "40", "300", "200"),
        ("34.99", "6", "220", "320"),
        ("12.49", "90", "150", "30"),
        ("49.00", "2", "60", "400"),
        ("15.00", "10", "0", "10"),
        ("15.00", "", "80", "10"),
    ];
    book.edit(Some(&first), "age_days", "150").unwrap();
    for (price, sold, units, age) in others {
        let key = book.add_product();
        let facts = [
            ("price_list", price),
            ("category", "toys"),
            ("side_longest", "10"),
            ("side_median", "7"),
            ("side_shortest", "2"),
            ("dim_unit", "in"),
            ("weight", "1.2"),
            ("weight_unit", "lb"),
            ("units", units),
            ("units_sold_30", sold),
            ("age_days", age),
            ("cost_landed", "6.00"),
        ];
        for (field, text) in facts {
            book.edit(Some(&key), field, text).unwrap();
        }
    }
    book.finish().unwrap();
    book
}

fn view(book: &mut Book, texts: &[(&str, &str)], window: &TaskWindow) -> CataloguePlanView {
    let texts = sheet(texts);
    loop {
        let progress = book.find_ways(&texts, &window.filter, 2).unwrap();
        if progress.done == progress.total {
            return book.catalogue_plan(&texts, window).unwrap();
        }
        assert!(book.catalogue_plan(&texts, window).unwrap().body.plan.is_none());
    }
}

fn plan(book: &mut Book, texts: &[(&str, &str)]) -> CataloguePlan {
    view(book, texts, &window()).body.plan.unwrap()
}

#[test]
fn without_a_target_each_product_gets_what_its_own_view_recommends() {
    let mut book = book();
    let plan = plan(&mut book, &[]);
    assert_eq!((plan.products, plan.without_stock, plan.left_out), (5, 1, 1));
    assert!(plan.is_met && !plan.has_target && plan.gap.minor() == 0 && plan.loss.minor() == 0);
    for row in &plan.rows {
        let product = book.product(&row.key).unwrap();
        assert!(!row.why.is_empty());
        let value = product.row.best_value.unwrap().minor();
        if row.task.kind == "split" {
            assert!(row.value.minor() > value, "{}", row.key);
            continue;
        }
        assert_eq!(product.row.best.as_ref().map(|best| &best.id), Some(&row.task.id), "{}", row.key);
        assert!(value.abs_diff(row.value.minor()) <= 1, "{value} {:?}", row.value);
        let outcome = product.outcomes.iter().find(|outcome| outcome.scenario.id == row.task.id).unwrap();
        assert_eq!(outcome.scenario.price, row.task.price);
    }
    let sum: i64 = plan.rows.iter().map(|row| row.value.minor()).sum();
    assert_eq!(plan.plan.value.minor(), sum);
}

#[test]
fn a_year_of_cash_is_what_each_way_brings_in_all() {
    let mut book = book();
    let plan = plan(&mut book, &[]);
    let year: i64 = plan.calendar.iter().map(|period| period.hold.minor()).sum();
    let single: i64 = plan
        .rows
        .iter()
        .map(|row| {
            let product = book.product(&row.key).unwrap();
            let hold = product.outcomes.iter().find(|outcome| outcome.scenario.id == "hold").unwrap();
            hold.cash.unwrap().minor()
        })
        .sum();
    // Each of thirteen periods of each product is rounded once.
    assert!(year.abs_diff(single) <= 5 * 13, "{year} {single}");
    assert_eq!(plan.calendar.first().map(|period| period.from), Some(book.today()));
    assert_eq!(plan.calendar.last().map(|period| period.until), Some(book.today().plus(364)));
}

#[test]
fn a_target_is_met_at_the_least_loss_and_costs_no_more_than_it_says() {
    let mut book = book();
    let free = plan(&mut book, &[("by", "2026-12-14")]);
    let half = (free.plan.cash.minor() + free.most_cash.minor()) / 2;
    let need = format!("{}.{:02}", half / 100, half % 100);
    let target = plan(&mut book, &[("by", "2026-12-14"), ("need_cash", &need)]);
    assert!(target.is_met && target.plan.cash.minor() >= half);
    assert!(target.loss.minor() > 0 && target.gap.minor() == 0);
    assert_eq!(target.best.value, free.plan.value);
    assert_eq!(target.loss.minor(), free.plan.value.minor() - target.plan.value.minor());
    let asked = target.rows.iter().filter(|row| row.loss.minor() > 0);
    assert!(asked.clone().count() > 0);
    assert!(asked.clone().all(|row| row.why.iter().any(|sentence| sentence.code.starts_with("target"))));
}

#[test]
fn room_is_freed_by_what_sells_and_what_leaves_on_the_day() {
    let mut book = book();
    let free = plan(&mut book, &[]);
    // Every unit can leave by an exit, so all room can be free.
    let units: f64 = free.rows.iter().map(|row| row.units).sum();
    let all = units * (10.0 * 7.0 * 2.0) / 1728.0;
    assert!((free.most_volume - all).abs() < 0.01, "{} {all}", free.most_volume);
    let target = plan(&mut book, &[("need_volume", "45")]);
    assert!(target.is_met && target.plan.volume >= 45.0 && target.plan.value.minor() <= free.plan.value.minor());
}

#[test]
fn what_cannot_be_reached_is_said_with_how_far_one_gets() {
    let mut book = book();
    let plan = plan(&mut book, &[("need_cash", "1000000"), ("by", "2026-12-14")]);
    assert!(!plan.is_met && plan.is_impossible);
    assert_eq!(plan.plan.cash, plan.most_cash);
    let today = view(&mut book, &[("need_cash", "1"), ("by", "2026-11-21")], &window());
    assert!(today.body.plan.is_some());
}

#[test]
fn wrong_texts_are_said_at_their_field_and_the_plan_stands() {
    let mut book = book();
    let texts = [("by", "2026-11-20"), ("need_cash", "much"), ("need_volume", "-3"), ("pace_share", "x")];
    let view = view(&mut book, &texts, &window());
    for (name, code) in
        [("by", Some("plan_deadline_past")), ("need_cash", None), ("need_volume", None), ("pace_share", None)]
    {
        let field = view.fields.iter().find(|field| field.name == name).unwrap();
        let problem = field.problem.as_ref().unwrap_or_else(|| panic!("{name}"));
        assert!(code.is_none_or(|code| problem.code == code), "{name} {}", problem.code);
    }
    let plan = view.body.plan.unwrap();
    assert!(!plan.has_target && plan.is_met);
    let far = super::tests::view(&mut book, &[("by", "2027-11-21")], &window());
    assert!(far.fields.iter().any(|field| field.problem.as_ref().is_some_and(|p| p.code == "plan_deadline_far")));
}

#[test]
fn what_would_be_otherwise_stands_beside_what_is() {
    let mut book = book();
    let before = plan(&mut book, &[]);
    let with = |book: &mut Book, texts: &[(&str, &str)]| plan(book, texts).what_if.unwrap();
    let slower = with(&mut book, &[("pace_share", "50")]);
    let dearer = with(&mut book, &[("storage_share", "300")]);
    let fuel = with(&mut book, &[("fuel_added", "20")]);
    let paused = with(&mut book, &[("pause_days", "60")]);
    for (what, worse) in [("pace", &slower), ("storage", &dearer), ("fuel", &fuel), ("pause", &paused)] {
        assert!(worse.plan.value.minor() < before.plan.value.minor(), "{what}");
        assert!(worse.hold.value.minor() < before.hold.value.minor(), "{what}");
        assert!(usize::try_from(worse.changed).unwrap() >= worse.rows.len());
    }
    assert!(slower.changed > 0);
    // A reaction changes nothing for who changes no price.
    let weaker = with(&mut book, &[("reaction_share", "40")]);
    assert_eq!(weaker.hold.value, before.hold.value);
    assert!(weaker.plan.value.minor() <= before.plan.value.minor());
    assert!(plan(&mut book, &[("pace_share", "100")]).what_if.is_none());
}

#[test]
fn money_that_comes_later_is_less_by_the_day_and_the_same_in_a_year() {
    let mut book = book();
    let (now, later) = (plan(&mut book, &[]), plan(&mut book, &[("payout_days", "14")]));
    assert!(later.hold.cash.minor() < now.hold.cash.minor());
    assert_eq!(later.hold.value, now.hold.value);
    let year = |plan: &CataloguePlan| plan.calendar.iter().map(|period| period.hold.minor()).sum::<i64>();
    assert!(year(&now).abs_diff(year(&later)) <= 5 * 13);
}

#[test]
fn a_filter_plans_its_products_alone_and_groups_add_up() {
    let mut book = book();
    let all = plan(&mut book, &[]);
    let sku = all.rows.first().map(|row| row.key.clone()).unwrap();
    let first = all.rows.iter().filter(|row| row.task.kind == "cut").count();
    let groups: u32 = all.groups.iter().map(|group| group.products).sum();
    assert_eq!(groups, all.products);
    let only = TaskWindow { only: Some("cut".to_owned()), ..window() };
    assert_eq!(view(&mut book, &[], &only).body.plan.unwrap().rows.len(), first);
    let filter = Filter { actions: vec!["hold".to_owned()], ..Filter::default() };
    let held = view(&mut book, &[], &TaskWindow { filter, ..window() }).body.plan.unwrap();
    assert!(held.products < all.products && held.rows.iter().all(|row| row.task.kind == "hold"));
    for sort in ["gain", "loss", "cash", "volume", "value", "wait", "deadline", "units", "sku"] {
        let sort = TaskSort::from_code(sort).unwrap();
        let view = view(&mut book, &[], &TaskWindow { sort, ..window() }).body.plan.unwrap();
        assert!(view.rows.iter().any(|row| row.key == sku));
    }
}

#[test]
fn a_change_of_the_book_is_in_the_next_plan() {
    let mut book = book();
    let before = plan(&mut book, &[]);
    let key = before.rows.iter().find(|row| row.task.kind == "hold").map(|row| row.key.clone());
    let key = key.unwrap_or_else(|| before.rows.first().map(|row| row.key.clone()).unwrap());
    book.edit(Some(&key), "units", "900").unwrap();
    assert!(book.catalogue_plan(&[], &window()).unwrap().body.plan.is_none());
    book.finish().unwrap();
    assert_ne!(plan(&mut book, &[]).hold.value, before.hold.value);
}

#[test]
fn plan_leaves_as_a_table_with_a_row_a_product() {
    let mut book = book();
    let csv = book.catalogue_plan_sheet(&sheet(&[("need_cash", "500")]), &window()).unwrap().to_csv();
    assert_eq!(csv.lines().count(), 6);
    assert!(csv.starts_with("sku,title,task,price,then,currency,units"));
}

/// A book of one product that sells too slowly for its stock, in goods that take much room.
fn slow_and_bulky() -> (Book, String) {
    let (mut book, key) = product("14.99", "home");
    for (field, text) in [
        ("side_longest", "14"),
        ("side_median", "10"),
        ("side_shortest", "6"),
        ("weight", "2.5"),
        ("units", "300"),
        ("age_days", "250"),
        ("units_sold_30", "9"),
    ] {
        assert!(book.edit(Some(&key), field, text).unwrap().problem.is_none(), "{field}");
    }
    book.finish().unwrap();
    (book, key)
}

#[test]
fn a_part_goes_today_where_that_leaves_more_as_the_list_says() {
    let (mut book, key) = slow_and_bulky();
    let said = book.better_splits(10, core::slice::from_ref(&key)).unwrap().rows.first().map(|row| row.split).unwrap();
    let plan = plan(&mut book, &[]);
    let row = plan.rows.first().unwrap();
    assert_eq!((row.task.kind, row.task.part, row.task.then), ("split", Some(said.exit), None));
    assert_eq!(
        (row.let_go, row.task.price, row.task.id.as_str()),
        (said.units, Some(said.price), format!("split-{}", said.units).as_str())
    );
    assert!(row.value.minor().abs_diff(said.value.minor()) <= 1, "{:?} {:?}", row.value, said.value);
    assert!(row.why.iter().any(|sentence| sentence.code == "split"));
    assert_eq!(plan.to_act, 1);
    // The year's cash is that of the sales of the rest, what leaves at its end and what went today.
    let year: i64 = plan.calendar.iter().map(|period| period.best.minor()).sum();
    let (mut book, key) = slow_and_bulky();
    let ways = [crate::book::compare::Way::Scenario(format!("split-{}", said.units))];
    let sheets = (&Default::default(), &Default::default());
    let (columns, _) = book.compare_offers(&key, &ways, 0, sheets).unwrap();
    let cash = columns.first().and_then(|column| column.outcome.as_ref()?.cash).unwrap().minor();
    assert!(year.abs_diff(cash) <= 13, "{year} {cash}");
}

#[test]
fn a_season_sells_by_its_months_and_later_when_it_is_late() {
    let mut book = book();
    let flat = plan(&mut book, &[]);
    let strong = plan(&mut book, &[("season", "12 3; 1 0.5")]);
    assert!(strong.hold.cash.minor() > flat.hold.cash.minor());
    let december = |plan: &CataloguePlan| plan.calendar.get(1).map_or(0, |period| period.hold.minor());
    assert!(december(&strong) > december(&flat));
    let late = plan(&mut book, &[("season", "12 3; 1 0.5"), ("season_weeks", "4")]).what_if.unwrap();
    assert!(late.hold.cash.minor() < strong.hold.cash.minor());
    // Without a season there is nothing that could come later.
    assert!(plan(&mut book, &[("season_weeks", "4")]).what_if.is_none());
    let wrong = view(&mut book, &[("season", "soon 2")], &window());
    let field = wrong.fields.iter().find(|field| field.name == "season").unwrap();
    assert_eq!(field.problem.as_ref().map(|problem| problem.code.as_str()), Some("season_syntax"));
    assert!(wrong.body.plan.is_some());
}

#[test]
fn seasons_of_products_count_and_multiply_the_one_wished_for() {
    let mut book = book();
    let keys: Vec<String> = book.products.iter().map(|facts| facts.key.clone()).collect();
    let wished = plan(&mut book, &[("season", "12 3; 1 0.5")]);
    let mut all = |season: &str, texts: &[(&str, &str)]| {
        book.edit_many(&keys, "sales_season", season).unwrap();
        book.finish().unwrap();
        let found = plan(&mut book, texts);
        (found.hold.cash, found.calendar.iter().map(|period| period.hold.minor()).collect::<Vec<_>>())
    };
    let of = |plan: &CataloguePlan| {
        (plan.hold.cash, plan.calendar.iter().map(|period| period.hold.minor()).collect::<Vec<_>>())
    };
    assert_eq!(all("12 3; 1 0.5", &[]), of(&wished));
    // Twice one and a half is three: at a pace that floats add up a little otherwise.
    let (cash, _) = all("12 1.5; 1 0.5", &[("season", "12 2")]);
    assert!(cash.minor().abs_diff(wished.hold.cash.minor()) <= 1, "{cash} {}", wished.hold.cash);
}

#[test]
fn cash_of_what_a_target_asks_for_adds_up_to_what_it_brings() {
    let mut book = book();
    let free = plan(&mut book, &[("by", "2026-12-31")]);
    let need = ((free.plan.cash.minor() + 2 * free.most_cash.minor()) / 3 / 100).to_string();
    let target = plan(&mut book, &[("by", "2026-12-31"), ("need_cash", &need)]);
    assert!(target.rows.iter().any(|row| row.loss.minor() > 0));
    // Until the end of December: two periods.
    let by: i64 = target.calendar.iter().take(2).map(|period| period.plan.minor()).sum();
    assert!(by.abs_diff(target.plan.cash.minor()) <= 2 * 5, "{by} {:?}", target.plan.cash);
}

#[test]
fn odd_products_are_planned_or_counted_as_left_out() {
    let odd = [
        ("units_sold_30", "0"),
        ("units_per_day", "0"),
        ("elasticity", "-0.4"),
        ("elasticity", "2"),
        ("age_days", "3000"),
        ("units", "1000000"),
        ("price_list", "0.01"),
    ];
    let (mut book, _) = product("24.99", "toys");
    for (field, text) in odd {
        let key = book.add_product();
        for (field, text) in [
            ("price_list", "24.99"),
            ("category", "toys"),
            ("side_longest", "10"),
            ("side_median", "7"),
            ("side_shortest", "2"),
            ("weight", "1.2"),
            ("units", "100"),
            ("units_sold_30", "15"),
            (field, text),
        ] {
            book.edit(Some(&key), field, text).unwrap();
        }
    }
    book.finish().unwrap();
    for need in [&[][..], &[("need_cash", "100000")], &[("need_volume", "50"), ("need_cash", "500")]] {
        let plan = plan(&mut book, need);
        assert_eq!(plan.products + plan.left_out, 8, "{need:?}");
        assert!(plan.plan.value.minor() >= plan.hold.value.minor() || plan.has_target);
        assert!(plan.rows.iter().all(|row| !row.why.is_empty() && row.volume.is_finite() && row.units >= 0.0));
    }
}

#[test]
fn every_field_plans_with_what_is_typed_or_says_what_is_wrong_with_it() {
    let mut book = book();
    let whole = plan(&mut book, &[]);
    let names: Vec<&'static str> =
        book.catalogue_plan(&[], &window()).unwrap().fields.iter().map(|field| field.name).collect();
    assert_eq!(names.len(), 11, "{names:?}");
    for name in names {
        for text in ["abc", "-5", "0", "0.5", "1000000", "99999999999999999999999999", "NaN", "1e9", "2020-01-01"] {
            let view = view(&mut book, &[(name, text)], &window());
            let field = view.fields.iter().find(|field| field.name == name).unwrap();
            assert_eq!(field.text, text, "{name}: what was typed stands there");
            let is_refused = field.problem.is_some();
            assert!(is_refused || text != "abc", "{name} takes {text}");
            let plan = view.body.plan.unwrap_or_else(|| panic!("{name} = {text}: no plan"));
            assert_eq!(plan.products, whole.products, "{name} = {text}");
            // What cannot be used changes nothing.
            assert!(!is_refused || plan == whole, "{name} = {text} is refused and counts all the same");
        }
    }
    for (name, text, code) in [
        ("by", "2020-01-01", "plan_deadline_past"),
        ("by", "2031-01-01", "plan_deadline_far"),
        ("need_cash", "a lot", "number_syntax"),
        ("need_volume", "-1", "number_negative"),
        ("season", "13 2", "season_range"),
    ] {
        let view = view(&mut book, &[(name, text)], &window());
        let field = view.fields.iter().find(|field| field.name == name).unwrap();
        let problem = field.problem.as_ref().unwrap_or_else(|| panic!("{name} = {text} is taken"));
        assert_eq!(problem.code, code, "{name} = {text}");
    }
}

#[test]
fn a_window_shows_what_stands_there_in_the_whole_list() {
    let mut book = book();
    for sort in ["gain", "loss", "cash", "volume", "value", "wait", "deadline", "units", "sku"] {
        for is_descending in [true, false] {
            let sort = TaskSort::from_code(sort).unwrap();
            let all = view(&mut book, &[], &TaskWindow { sort, is_descending, ..window() }).body.plan.unwrap();
            let some = TaskWindow { sort, is_descending, offset: 1, count: 2, ..window() };
            let some = view(&mut book, &[], &some).body.plan.unwrap();
            assert_eq!((some.total, some.rows.as_slice()), (5, &all.rows[1..3]), "{sort:?} {is_descending}");
        }
    }
}

#[test]
fn shares_of_another_book_give_the_same_plan_whatever_they_cover() {
    let asked = [("need_cash", "3000"), ("pace_share", "70")];
    let alone = plan(&mut book(), &asked);
    let all = [vec![0, 14], vec![3, 5, 9, 14], vec![12, 14], vec![1, 2, 6, 8], vec![4, 7, 14]];
    for (cuts, limit) in all.iter().flat_map(|cuts| [(cuts, 1), (cuts, 9), (cuts, 40)]) {
        let (mut book, mut other) = (book(), book());
        let texts = sheet(&asked);
        assert_eq!(book.find_ways(&texts, &Filter::default(), 1).unwrap().total, 14);
        let mut taken = 0;
        // From the back, as they come.
        for pair in cuts.windows(2).rev() {
            let share = other.share_of_ways(&texts, pair[0], pair[1]).unwrap();
            taken += usize::from(book.take_ways(&texts, book.ways_revision(), &share).unwrap());
        }
        assert!(taken > 0, "{cuts:?}");
        // However far a slice comes, nothing is chosen before all of them are in.
        while book.find_ways(&texts, &Filter::default(), limit).map(|progress| progress.done < progress.total).unwrap()
        {
        }
        assert_eq!(plan(&mut book, &asked), alone, "{cuts:?} {limit}");
    }
}

#[test]
fn a_share_of_other_input_or_that_is_none_is_not_taken_in() {
    let (mut book, mut other) = (book(), book());
    let find = |book: &mut Book, limit| book.find_ways(&[], &Filter::default(), limit).unwrap();
    find(&mut book, 0);
    let share = other.share_of_ways(&[], 3, 6).unwrap();
    // Other input: a number of before, another catalogue, another question.
    assert!(!book.take_ways(&[], book.ways_revision() + 1, &share).unwrap());
    let mut less = Book::new(book.today()).unwrap();
    less.add_product();
    assert!(!less.take_ways(&[], less.ways_revision(), &share).unwrap());
    assert!(!book.take_ways(&sheet(&[("by", "2026-12-24")]), book.ways_revision(), &share).unwrap());
    // No share at all.
    for bytes in [&share[..share.len() - 8], &share[..share.len() - 1], &share[..20], &[][..]] {
        assert_eq!(book.take_ways(&[], book.ways_revision(), bytes).unwrap_err().code(), "share_unreadable");
    }
    let mut odd = share.clone();
    odd[24] = 9;
    assert_eq!(book.take_ways(&[], book.ways_revision(), &odd).unwrap_err().code(), "share_unreadable");
    // Products that are in already are not taken in again.
    find(&mut book, 4);
    assert!(!book.take_ways(&[], book.ways_revision(), &share).unwrap());
    let revision = book.ways_revision();
    book.edit(None, "annual_rate", "12").unwrap();
    assert_ne!(book.ways_revision(), revision);
}
