use super::*;
use proptest::prelude::*;

/// The best of all choices there are; none = nothing meets the needs.
fn by_trying_all(products: &[Vec<Choice>], needs: Needs) -> Option<i64> {
    let mut all = vec![Choice::default()];
    for own in products {
        all = all.iter().flat_map(|sums| own.iter().map(|way| sums.plus(*way))).collect();
    }
    all.into_iter().filter(|sums| needs.are_met(*sums)).map(|sums| sums.value).max()
}

fn laid_out(products: &[Vec<Choice>]) -> (Vec<Choice>, Vec<usize>) {
    let mut end = 0;
    let ends = products.iter().map(|own| {
        end += own.len();
        end
    });
    (products.concat(), ends.collect())
}

fn way() -> impl Strategy<Value = Choice> {
    (-30_i64..60, -20_i64..50, 0_i64..12).prop_map(|(value, cash, volume)| Choice { value, cash, volume })
}

fn products() -> impl Strategy<Value = Vec<Vec<Choice>>> {
    prop::collection::vec(prop::collection::vec(way(), 1..5), 1..7)
}

fn needs() -> impl Strategy<Value = Needs> {
    (prop::option::of(-20_i64..200), prop::option::of(0_i64..50)).prop_map(|(cash, volume)| Needs { cash, volume })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn choice_is_the_best_of_all_choices_there_are(products in products(), needs in needs()) {
        let (choices, ends) = laid_out(&products);
        let chosen = choose(&choices, &ends, needs).unwrap();
        let best = by_trying_all(&products, needs);
        prop_assert_eq!(chosen.is_met, best.is_some());
        if let Some(best) = best {
            prop_assert_eq!(chosen.sums.value, best);
            prop_assert!(chosen.bound >= best);
            // So few products leave nothing open.
            prop_assert_eq!(chosen.bound, best);
        }
        if chosen.is_impossible {
            prop_assert_eq!(best, None);
        }
        let ways = Ways { choices: &choices, ends: &ends };
        prop_assert_eq!(at_once(ways.sums(&chosen.places)), chosen.sums);
        prop_assert!(chosen.sums.value <= chosen.free.value);
        prop_assert!(chosen.sums.cash <= chosen.most_cash && chosen.sums.volume <= chosen.most_volume);
    }

    #[test]
    fn asking_for_more_is_never_worth_more(products in products(), cash in 0_i64..150, more in 1_i64..60) {
        let (choices, ends) = laid_out(&products);
        let of = |cash| choose(&choices, &ends, Needs { cash: Some(cash), volume: None }).unwrap();
        let (less, more) = (of(cash), of(cash + more));
        prop_assert!(!more.is_met || less.is_met && less.sums.value >= more.sums.value);
    }
}

/// Products with ways as a ladder of cuts gives them: each step brings more cash by the day and is worth less in all.
fn catalogue(count: u32, ways: u32) -> (Vec<Choice>, Vec<usize>) {
    let mut state = 20_261_126_u64;
    let mut draw = |most: i64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(state >> 40).unwrap() % most
    };
    let (mut choices, mut ends) = (Vec::new(), Vec::new());
    for _ in 0..count {
        let (worth, cash, volume) = (10_000 + draw(200_000), draw(30_000), 500 + draw(9_000));
        for step in 0..i64::from(ways) {
            choices.push(Choice {
                value: worth - step * step * (20 + draw(60)) + draw(400),
                cash: cash + step * (200 + draw(900)),
                volume: volume * step / i64::from(ways) + draw(200),
            });
        }
        ends.push(choices.len());
    }
    (choices, ends)
}

#[test]
fn catalogue_of_some_thousand_products_is_chosen_to_within_a_dollar_of_the_bound() {
    let (choices, ends) = catalogue(4_000, 18);
    let free = choose(&choices, &ends, Needs::default()).unwrap();
    for (cash, volume) in [(1, 0), (0, 1), (1, 1), (3, 2)] {
        let share = |have: i64, most: i64, tenths: i64| (tenths > 0).then(|| have + (most - have) * tenths / 10);
        let needs = Needs {
            cash: share(free.sums.cash, free.most_cash, cash),
            volume: share(free.sums.volume, free.most_volume, volume),
        };
        let chosen = choose(&choices, &ends, needs).unwrap();
        assert!(chosen.is_met, "{needs:?}");
        assert!(chosen.bound - chosen.sums.value <= 100, "{needs:?}: {} under {}", chosen.sums.value, chosen.bound);
    }
}

#[test]
fn what_cannot_be_reached_is_said_with_how_far_one_gets() {
    let (choices, ends) = catalogue(50, 6);
    let most = choose(&choices, &ends, Needs::default()).unwrap();
    let needs = Needs { cash: Some(most.most_cash + 1), volume: None };
    let chosen = choose(&choices, &ends, needs).unwrap();
    assert!(!chosen.is_met && chosen.is_impossible);
    assert_eq!(chosen.sums.cash, most.most_cash);
    let needs = Needs { cash: Some(most.most_cash), volume: Some(most.most_volume + 1) };
    assert!(choose(&choices, &ends, needs).unwrap().is_impossible);
}

#[test]
fn ways_that_fit_no_product_are_refused() {
    let way = Choice::default();
    assert!(choose(&[way], &[], Needs::default()).is_none());
    assert!(choose(&[way], &[1, 1], Needs::default()).is_none());
    assert!(choose(&[way], &[2], Needs::default()).is_none());
    assert_eq!(choose(&[], &[], Needs { cash: Some(1), volume: None }).map(|chosen| chosen.is_met), Some(false));
}

/// Prints how long 20,000 products take: `cargo test --release --lib choose -- --ignored --nocapture`.
#[test]
#[ignore = "a measure"]
fn twenty_thousand_products() {
    let (choices, ends) = catalogue(20_000, 18);
    let free = choose(&choices, &ends, Needs::default()).unwrap();
    for (cash, volume) in [(1, 0), (0, 3), (2, 3), (9, 0)] {
        let share = |have: i64, most: i64, tenths: i64| (tenths > 0).then(|| have + (most - have) * tenths / 10);
        let needs = Needs {
            cash: share(free.sums.cash, free.most_cash, cash),
            volume: share(free.sums.volume, free.most_volume, volume),
        };
        let began = std::time::Instant::now();
        let chosen = choose(&choices, &ends, needs).unwrap();
        println!("{needs:?}: {:?}, gap {}", began.elapsed(), chosen.bound - chosen.sums.value);
    }
}
