//! The two distributions an exact interval needs: Student's t and the beta distribution.
//!
//! Both rest on the regularised incomplete beta function, from the continued fraction of the textbooks
//! (DLMF 8.17.22) with the logarithm of the gamma function of `libm`.

/// The fraction has converged when a step changes it by less.
const CONVERGED: f64 = 1e-16;
/// It needs about as many steps as the root of its larger parameter; ten million sales take three thousand.
const MOST_STEPS: u32 = 100_000;
/// Halvings after which two neighbouring floats are told apart.
const HALVINGS: u32 = 1100;

/// Regularised incomplete beta function `I_x(a, b)`: the chance that a Beta(a, b) variable is at most `x`.
///
/// `None` unless `a, b > 0` and `0 <= x <= 1`, or if the fraction does not converge.
///
/// ```
/// use clearfloor::demand::special::incomplete_beta;
/// // Beta(1, 1) is uniform; Beta(2, 1) has x^2.
/// assert!((incomplete_beta(1.0, 1.0, 0.3).unwrap() - 0.3).abs() < 1e-15);
/// assert!((incomplete_beta(2.0, 1.0, 0.3).unwrap() - 0.09).abs() < 1e-15);
/// ```
#[must_use]
pub fn incomplete_beta(a: f64, b: f64, x: f64) -> Option<f64> {
    if !(a > 0.0 && b > 0.0 && a + b < f64::INFINITY && (0.0..=1.0).contains(&x)) {
        return None;
    }
    if x == 0.0 || x == 1.0 {
        return Some(x);
    }
    // The fraction converges quickly on the near side of the mean.
    if x > (a + 1.0) / (a + b + 2.0) { Some(1.0 - near(b, a, 1.0 - x)?) } else { near(a, b, x) }
}

fn near(a: f64, b: f64, x: f64) -> Option<f64> {
    let log_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let front = (a * x.ln() + b * (-x).ln_1p() - log_beta).exp() / a;
    // Lentz's way: numerator and denominator apart, neither may become zero.
    let guard = |z: f64| if z.abs() < f64::MIN_POSITIVE { f64::MIN_POSITIVE } else { z };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    for step in 1..=MOST_STEPS {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        fraction *= c * d;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() <= CONVERGED {
            return Some((front * fraction).clamp(0.0, 1.0));
        }
    }
    None
}

/// The `x` at which [`incomplete_beta`] reaches `chance`, by halving: sure to arrive, and asked for rarely.
///
/// `None` as there, or unless the chance lies between 0 and 1.
#[must_use]
pub(crate) fn beta_quantile(a: f64, b: f64, chance: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&chance) {
        return None;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if incomplete_beta(a, b, middle)? < chance {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(if chance == 0.0 { 0.0 } else { high })
}

/// Half width of a two-sided interval in standard errors: Student's t with `freedom` degrees, `outside` in both
/// tails together (0.05 for 95 %).
///
/// `None` unless `freedom > 0` and `0 < outside < 1`.
///
/// ```
/// use clearfloor::demand::special::student_quantile;
/// assert!((student_quantile(1.0, 0.05).unwrap() - 12.706_204_736_174_7).abs() < 1e-10);
/// ```
#[must_use]
pub fn student_quantile(freedom: f64, outside: f64) -> Option<f64> {
    if !(outside > 0.0 && outside < 1.0) {
        return None;
    }
    // P(|T| > t) = I_x(freedom/2, 1/2) at x = freedom/(freedom + t^2).
    let x = beta_quantile(freedom / 2.0, 0.5, outside)?;
    let t = (freedom * (1.0 - x) / x).sqrt();
    t.is_finite().then_some(t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_binomial_sums() {
        // P(X >= k) of 10 tries at 0.3 is I_0.3(k, 11 - k).
        let chance = |k: i32| {
            let ways = (0..k).fold(1.0, |ways, i| ways * f64::from(10 - i) / f64::from(i + 1));
            ways * 0.3_f64.powi(k) * 0.7_f64.powi(10 - k)
        };
        for k in 1..=10 {
            let at_least: f64 = (k..=10).map(chance).sum();
            let beta = incomplete_beta(f64::from(k), f64::from(11 - k), 0.3).unwrap();
            assert!((beta - at_least).abs() < 1e-14, "{k}");
        }
    }

    #[test]
    fn is_one_half_at_the_middle_whatever_the_size() {
        for a in [0.1, 1.0, 50.0, 1e4, 3e6] {
            assert!((incomplete_beta(a, a, 0.5).unwrap() - 0.5).abs() < 1e-8, "{a}");
        }
    }

    #[test]
    fn quantile_leads_back() {
        for (a, b) in [(0.5, 0.5), (3.0, 20.0), (700.0, 2.0), (1e4, 2e4)] {
            for chance in [1e-6, 0.05, 0.5, 0.95] {
                let x = beta_quantile(a, b, chance).unwrap();
                assert!((incomplete_beta(a, b, x).unwrap() - chance).abs() < 1e-10 * (1.0 + a + b), "{a} {b} {chance}");
            }
        }
    }

    #[test]
    fn known_quantiles_of_student() {
        // Tables of every textbook.
        for (freedom, t) in [(2.0, 4.302_652_729_911_27), (10.0, 2.228_138_851_964_94), (1e7, 1.959_964_2)] {
            assert!((student_quantile(freedom, 0.05).unwrap() - t).abs() < 1e-6, "{freedom}");
        }
    }

    #[test]
    fn refuses_what_has_no_answer() {
        assert_eq!(incomplete_beta(0.0, 1.0, 0.5), None);
        assert_eq!(incomplete_beta(1.0, 1.0, 1.5), None);
        assert_eq!(incomplete_beta(f64::NAN, 1.0, 0.5), None);
        assert_eq!(beta_quantile(1.0, 1.0, 2.0), None);
        assert_eq!(student_quantile(0.0, 0.05), None);
        assert_eq!(student_quantile(3.0, 0.0), None);
    }
}
