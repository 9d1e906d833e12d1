//! A price list from which any price may be taken at any moment, and the bound that ignores chance (math.md §2).

use super::integrate::integrate;
use super::{finite, not_negative, out_of_reach};
use crate::error::Result;

/// One price of a list: what a sale nets and how fast it sells.
///
/// ```
/// use clearfloor::markdown::menu::{Offer, fluid_bound};
/// let offer = Offer { net: 8.0, rate: 0.5 };
/// // Five units sell in ten days, if there are so many.
/// assert_eq!(fluid_bound(&[offer], 100.0, 10.0).unwrap(), 40.0);
/// assert_eq!(fluid_bound(&[offer], 3.0, 10.0).unwrap(), 24.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// Net of a sale.
    pub net: f64,
    /// Mean units sold per unit of time.
    pub rate: f64,
}

fn checked(offers: &[Offer], time: f64) -> Result<()> {
    not_negative(time, "time")?;
    for offer in offers {
        finite(offer.net, "net")?;
        not_negative(offer.rate, "rate")?;
    }
    Ok(())
}

/// Expected values with `0 ..= units` units when the price may change at any moment; not to sell is also allowed.
///
/// `dV_n/dt = -h n + max(0, max over i of rate_i (net_i - (V_n - V_(n-1))))`, `V_n(0) = leftover n`, `V_0 = 0`
/// (math.md §2, continuous review on a menu), integrated.
///
/// # Errors
/// `plan_input_range` for figures that are none or time or rates below zero; `plan_out_of_reach` if the
/// integration would take too long (as with more than 100,000 units).
///
/// ```
/// use clearfloor::markdown::menu::{Offer, values_at_any_moment};
/// // One unit at one price, with nothing for a leftover: net (1 - e^(-rate t)).
/// let values = values_at_any_moment(&[Offer { net: 8.0, rate: 0.5 }], 1, 2.0, 0.0, 0.0).unwrap();
/// assert!((values[1] - 8.0 * (1.0 - (-1.0_f64).exp())).abs() < 1e-9);
/// ```
pub fn values_at_any_moment(
    offers: &[Offer],
    units: u32,
    time: f64,
    leftover_per_unit: f64,
    hold_per_unit: f64,
) -> Result<Vec<f64>> {
    checked(offers, time)?;
    finite(leftover_per_unit, "leftover_per_unit")?;
    finite(hold_per_unit, "hold_per_unit")?;
    if units > 100_000 {
        return Err(out_of_reach());
    }
    let mut values: Vec<f64> = (0..=units).map(|n| f64::from(n) * leftover_per_unit).collect();
    integrate(&mut values, time, &mut |values, slopes| {
        let mut before = 0.0;
        for ((n, value), slope) in (0_u32..).zip(values).zip(slopes) {
            if n > 0 {
                let gain = value - before;
                let best = offers.iter().map(|offer| offer.rate * (offer.net - gain)).fold(0.0, f64::max);
                *slope = best - hold_per_unit * f64::from(n);
            }
            before = *value;
        }
    })?;
    Ok(values)
}

/// What the list brings if sales come at their mean rates: an upper bound on every policy without holding cost.
///
/// `max sum over i of net_i rate_i tau_i` with `sum tau_i <= time`, `sum rate_i tau_i <= units`, `tau >= 0`. The
/// optimum lies on the concave envelope of `(rate_i, net_i rate_i)` and the origin (not selling), so prices below
/// the envelope drop out first (math.md §2, fluid LP).
///
/// # Errors
/// `plan_input_range` for figures that are none or time, units or rates below zero.
///
/// ```
/// use clearfloor::markdown::menu::{Offer, fluid_bound};
/// let offers = [(1.0, 3.0), (1.01, 2.0), (1.5, 1.0)].map(|(net, rate)| Offer { net, rate });
/// // The middle price lies below the envelope; two neighbours alone would give 1.76.
/// assert!((fluid_bound(&offers, 1.5, 1.0).unwrap() - 1.875).abs() < 1e-12);
/// ```
pub fn fluid_bound(offers: &[Offer], units: f64, time: f64) -> Result<f64> {
    checked(offers, time)?;
    not_negative(units, "units")?;
    if time == 0.0 {
        return Ok(0.0);
    }
    let mut points: Vec<(f64, f64)> = offers.iter().map(|offer| (offer.rate, offer.net * offer.rate)).collect();
    points.push((0.0, 0.0));
    points.sort_by(|a, b| a.partial_cmp(b).unwrap_or(core::cmp::Ordering::Equal));
    let mut envelope: Vec<(f64, f64)> = Vec::new();
    for point in points {
        while let [.., before, last] = envelope.as_slice() {
            let is_below = (last.1 - before.1) * (point.0 - before.0) <= (point.1 - before.1) * (last.0 - before.0);
            if !is_below {
                break;
            }
            envelope.pop();
        }
        match envelope.last_mut() {
            // Two prices that sell equally fast: the dearer one.
            Some(last) if last.0 == point.0 => *last = (point.0, last.1.max(point.1)),
            _ => envelope.push(point),
        }
    }
    let most = units / time;
    let mut best = 0.0_f64;
    let mut before: Option<(f64, f64)> = None;
    for &(rate, income) in &envelope {
        if rate <= most {
            best = best.max(income);
        } else {
            if let Some(last) = before.filter(|last| last.0 < most) {
                best = best.max(last.1 + (income - last.1) * (most - last.0) / (rate - last.0));
            }
            break;
        }
        before = Some((rate, income));
    }
    let bound = best * time;
    if bound.is_finite() { Ok(bound) } else { Err(out_of_reach()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Offer> {
        [(15.84, 0.25), (11.59, 0.44), (7.34, 0.95), (3.09, 2.8)].map(|(net, rate)| Offer { net, rate }).to_vec()
    }

    #[test]
    fn nothing_to_sell_or_no_time_brings_nothing() {
        assert_eq!(fluid_bound(&list(), 0.0, 60.0).unwrap(), 0.0);
        assert_eq!(fluid_bound(&list(), 60.0, 0.0).unwrap(), 0.0);
        assert_eq!(fluid_bound(&[], 60.0, 5.0).unwrap(), 0.0);
    }

    #[test]
    fn selling_at_a_loss_is_never_taken() {
        assert_eq!(fluid_bound(&[Offer { net: -1.0, rate: 5.0 }], 10.0, 3.0).unwrap(), 0.0);
    }

    #[test]
    fn chance_never_brings_more_than_the_bound() {
        for units in [1_u32, 10, 40, 200] {
            let values = values_at_any_moment(&list(), units, 60.0, 0.0, 0.0).unwrap();
            assert!(*values.last().unwrap() <= fluid_bound(&list(), f64::from(units), 60.0).unwrap() + 1e-6);
        }
    }

    #[test]
    fn equal_rates_count_once() {
        let twins = [Offer { net: 2.0, rate: 1.0 }, Offer { net: 3.0, rate: 1.0 }];
        assert!((fluid_bound(&twins, 10.0, 4.0).unwrap() - 12.0).abs() < 1e-12);
        assert!((fluid_bound(&twins, 2.0, 4.0).unwrap() - 6.0).abs() < 1e-12);
    }

    #[test]
    fn refuses_what_is_no_list() {
        let odd = [Offer { net: f64::NAN, rate: 1.0 }];
        assert_eq!(fluid_bound(&odd, 1.0, 1.0).unwrap_err().code(), "plan_input_range");
        let back = [Offer { net: 1.0, rate: -1.0 }];
        assert_eq!(values_at_any_moment(&back, 1, 1.0, 0.0, 0.0).unwrap_err().code(), "plan_input_range");
        assert_eq!(values_at_any_moment(&list(), 1_000_000, 1.0, 0.0, 0.0).unwrap_err().code(), "plan_out_of_reach");
    }
}
