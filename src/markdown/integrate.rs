//! Values over continuous time where no closed form exists: Dormand and Prince's pair of orders 5 and 4 with
//! steps as long as the tolerance allows.

use super::out_of_reach;
use crate::error::Result;

/// Largest error of a step against the size of the values.
const TOLERANCE: f64 = 1e-11;
/// A problem that needs more is refused, not left to run.
const MOST_STEPS: u32 = 2_000_000;
/// Numbers handled in all steps together: some seconds.
const MOST_WORK: f64 = 4e9;

/// Weights of the earlier slopes in each stage.
const STAGES: [&[f64]; 6] = [
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0],
    &[9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0],
    &[35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
];
/// What the orders differ by, as weights of the seven slopes.
const DIFFERENCE: [f64; 7] =
    [71.0 / 57600.0, 0.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339_200.0, 22.0 / 525.0, -1.0 / 40.0];

/// Follows `values` over `time`; `slope(values, slopes)` fills the derivatives.
///
/// # Errors
/// `plan_out_of_reach` if a value leaves the range of floats or the steps become too many.
pub(super) fn integrate(values: &mut [f64], time: f64, slope: &mut dyn FnMut(&[f64], &mut [f64])) -> Result<()> {
    let count = values.len();
    let mut slopes = vec![vec![0.0; count]; 7];
    let mut trial = vec![0.0; count];
    let mut passed = 0.0;
    let mut step = time;
    let mut work = 0.0;
    let per_step = 8.0 * u32::try_from(count).map_or(f64::INFINITY, f64::from);
    if let Some(first) = slopes.first_mut() {
        slope(values, first);
    }
    for _ in 0..MOST_STEPS {
        if passed >= time {
            return Ok(());
        }
        work += per_step;
        if work > MOST_WORK {
            break;
        }
        step = step.min(time - passed);
        for (stage, weights) in STAGES.iter().enumerate() {
            trial.copy_from_slice(values);
            for (weight, earlier) in weights.iter().zip(&slopes) {
                let scale = weight * step;
                for (value, slope) in trial.iter_mut().zip(earlier) {
                    *value += scale * slope;
                }
            }
            if let Some(next) = slopes.get_mut(stage + 1) {
                slope(&trial, next);
            }
        }
        // After the last stage `trial` is the value at the end of the step and the last slope belongs to it.
        let mut worst = 0.0_f64;
        for (at, (new, old)) in trial.iter().zip(values.iter()).enumerate() {
            let apart: f64 = DIFFERENCE.iter().zip(&slopes).filter_map(|(w, s)| s.get(at).map(|s| w * s)).sum();
            let size = new.abs().max(old.abs()).max(1e-3);
            // A NaN must count as bad, so it may not be lost in `max`.
            let error = (step * apart / size).abs();
            worst = if error.is_nan() { f64::INFINITY } else { worst.max(error) };
        }
        if worst <= TOLERANCE {
            passed = if step >= time - passed { time } else { passed + step };
            values.copy_from_slice(&trial);
            slopes.rotate_right(1);
        }
        step *= (0.9 * (TOLERANCE / worst.max(1e-30)).powf(0.2)).clamp(0.1, 5.0);
        if step <= time * 1e-14 {
            break;
        }
    }
    if passed >= time { Ok(()) } else { Err(out_of_reach()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_decay_to_ten_digits() {
        let mut values = [1.0, 2.0];
        integrate(&mut values, 3.0, &mut |y, dy| {
            for (slope, value) in dy.iter_mut().zip(y) {
                *slope = -value;
            }
        })
        .unwrap();
        assert!((values[0] - (-3.0_f64).exp()).abs() < 1e-10);
        assert!((values[1] - 2.0 * (-3.0_f64).exp()).abs() < 1e-10);
    }

    #[test]
    fn refuses_what_leaves_every_range() {
        let mut values = [1.0];
        let end = integrate(&mut values, 3.0, &mut |y, dy| dy[0] = y[0] * y[0]);
        assert_eq!(end.unwrap_err().code(), "plan_out_of_reach");
    }

    #[test]
    fn no_time_changes_nothing() {
        let mut values = [5.0];
        integrate(&mut values, 0.0, &mut |_, dy| dy[0] = 1.0).unwrap();
        assert_eq!(values, [5.0]);
    }
}
