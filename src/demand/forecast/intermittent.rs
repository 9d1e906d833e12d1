//! Demand that comes rarely: Croston's method and its kin.

use crate::error::{Error, ErrorKind, Result};

/// Sizes and intervals of a rare demand, smoothed apart (Croston 1972).
///
/// ```
/// use clearfloor::demand::forecast::croston;
/// // Six units every third week.
/// let found = croston(&[0.0, 0.0, 6.0, 0.0, 0.0, 6.0], 0.1).unwrap().unwrap();
/// assert_eq!((found.size, found.interval), (6.0, 3.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Croston {
    /// Units of a period with demand.
    pub size: f64,
    /// Periods from one to the next.
    pub interval: f64,
    alpha: f64,
}

impl Croston {
    /// Croston's forecast a period: size / interval.
    ///
    /// ```
    /// use clearfloor::demand::forecast::croston;
    /// let found = croston(&[0.0, 0.0, 6.0, 0.0, 0.0, 6.0], 0.1).unwrap().unwrap();
    /// assert_eq!(found.per_period(), 2.0);
    /// ```
    #[must_use]
    pub fn per_period(&self) -> f64 {
        self.size / self.interval
    }

    /// With the correction of Syntetos and Boylan: times `1 − α / 2`.
    ///
    /// ```
    /// use clearfloor::demand::forecast::croston;
    /// // 2 · (1 − 0.1/2).
    /// let found = croston(&[0.0, 0.0, 6.0, 0.0, 0.0, 6.0], 0.1).unwrap().unwrap();
    /// assert!((found.syntetos_boylan() - 1.9).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn syntetos_boylan(&self) -> f64 {
        self.per_period() * (1.0 - self.alpha / 2.0)
    }

    /// With that of Shale, Boylan and Johnston: times `1 − α / (2 − α)`.
    ///
    /// ```
    /// use clearfloor::demand::forecast::croston;
    /// // 2 · (1 − 0.5/1.5).
    /// let found = croston(&[0.0, 0.0, 6.0, 0.0, 0.0, 6.0], 0.5).unwrap().unwrap();
    /// assert!((found.shale_boylan_johnston() - 4.0 / 3.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn shale_boylan_johnston(&self) -> f64 {
        self.per_period() * (1.0 - self.alpha / (2.0 - self.alpha))
    }
}

/// Croston's method: levels start at the first size and its place (from 1), and are smoothed with `alpha` at each
/// later period with demand (`math.md` §11). None if there is no demand at all.
///
/// # Errors
/// `smoothing_range` unless alpha lies between 0 and 1; `sales_not_a_count`.
///
/// ```
/// use clearfloor::demand::forecast::croston;
/// // 4 after two weeks, then 8 after four: half the way to each.
/// let found = croston(&[0.0, 4.0, 0.0, 0.0, 0.0, 8.0], 0.5).unwrap().unwrap();
/// assert_eq!((found.size, found.interval), (6.0, 3.0));
/// assert_eq!(croston(&[0.0, 0.0], 0.5).unwrap(), None);
/// ```
pub fn croston(units: &[f64], alpha: f64) -> Result<Option<Croston>> {
    share(alpha)?;
    let mut found: Option<Croston> = None;
    let mut since = 0.0;
    for &units in units {
        since += 1.0;
        if sold(units)? == 0.0 {
            continue;
        }
        found = Some(found.map_or(Croston { size: units, interval: since, alpha }, |before| Croston {
            size: before.size + alpha * (units - before.size),
            interval: before.interval + alpha * (since - before.interval),
            alpha,
        }));
        since = 0.0;
    }
    Ok(found)
}

/// Chance of a demand and its size (Teunter, Syntetos & Babai 2011): the chance falls in every period without demand,
/// so the forecast of a dying product does too.
///
/// ```
/// use clearfloor::demand::forecast::Tsb;
/// let mut state = Tsb::new(0.1, 0.05, 3.0, 0.3).unwrap();
/// state.see(Some(0.0));
/// assert_eq!(state.chance(), 0.95 * 0.3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tsb {
    alpha: f64,
    beta: f64,
    size: f64,
    chance: f64,
}

impl Tsb {
    /// From a starting size and chance; `alpha` smooths sizes, `beta` the chance.
    ///
    /// # Errors
    /// `smoothing_range` unless alpha, beta and the chance lie between 0 and 1; `sales_not_a_count` for the size.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Tsb;
    /// assert!(Tsb::new(0.1, 0.05, 3.0, 0.3).is_ok());
    /// assert_eq!(Tsb::new(0.1, 1.5, 3.0, 0.3).unwrap_err().code(), "smoothing_range");
    /// ```
    pub fn new(alpha: f64, beta: f64, size: f64, chance: f64) -> Result<Self> {
        Ok(Self { alpha: share(alpha)?, beta: share(beta)?, size: sold(size)?, chance: share(chance)? })
    }

    /// Learns from the next period; one that is not known teaches nothing.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Tsb;
    /// let mut state = Tsb::new(0.5, 0.5, 2.0, 0.5).unwrap();
    /// // Half the way to a size of 4 and to certainty; an unknown week changes nothing.
    /// state.see(Some(4.0));
    /// state.see(None);
    /// assert_eq!((state.size(), state.chance()), (3.0, 0.75));
    /// ```
    pub fn see(&mut self, units: Option<f64>) {
        match units {
            None => {}
            Some(units) if units > 0.0 => {
                self.chance += self.beta * (1.0 - self.chance);
                self.size += self.alpha * (units - self.size);
            }
            Some(_) => self.chance *= 1.0 - self.beta,
        }
    }

    /// Chance of a demand in a period.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Tsb;
    /// let mut state = Tsb::new(0.1, 0.5, 2.0, 0.8).unwrap();
    /// // Two weeks without a sale.
    /// state.see(Some(0.0));
    /// state.see(Some(0.0));
    /// assert!((state.chance() - 0.2).abs() < 1e-12);
    /// ```
    #[must_use]
    pub const fn chance(&self) -> f64 {
        self.chance
    }

    /// Units of a period with demand.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Tsb;
    /// let mut state = Tsb::new(0.1, 0.5, 2.0, 0.8).unwrap();
    /// // No sale says nothing of how large a sale is.
    /// state.see(Some(0.0));
    /// assert_eq!(state.size(), 2.0);
    /// ```
    #[must_use]
    pub const fn size(&self) -> f64 {
        self.size
    }

    /// Forecast a period: chance · size.
    ///
    /// ```
    /// use clearfloor::demand::forecast::Tsb;
    /// assert!((Tsb::new(0.1, 0.05, 3.0, 0.3).unwrap().per_period() - 0.9).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn per_period(&self) -> f64 {
        self.chance * self.size
    }
}

fn share(weight: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&weight) {
        return Ok(weight);
    }
    Err(Error::new(ErrorKind::Range, "smoothing_range").with("alpha", weight.to_string()))
}

fn sold(units: f64) -> Result<f64> {
    if units.is_finite() && units >= 0.0 {
        return Ok(units);
    }
    let error = Error::new(ErrorKind::Range, "sales_not_a_count").with("window", "period");
    Err(error.with("units", units.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_that_stops_selling_fades_by_tsb_and_not_by_croston() {
        let alive = [2.0, 0.0, 3.0, 0.0, 2.0];
        let dying: Vec<f64> = alive.iter().copied().chain([0.0; 30]).collect();
        let of = |units: &[f64]| {
            let mut state = Tsb::new(0.1, 0.1, 2.0, 0.5).unwrap();
            units.iter().for_each(|&units| state.see(Some(units)));
            state.per_period()
        };
        assert!(of(&dying) < of(&alive) / 10.0);
        assert_eq!(croston(&dying, 0.1).unwrap(), croston(&alive, 0.1).unwrap());
    }

    #[test]
    fn a_constant_stays_a_constant() {
        let found = croston(&[4.0; 20], 0.2).unwrap().unwrap();
        assert_eq!((found.per_period(), found.interval), (4.0, 1.0));
    }

    #[test]
    fn no_demand_has_no_size_and_a_return_is_no_demand() {
        assert_eq!(croston(&[0.0; 5], 0.1).unwrap(), None);
        assert_eq!(croston(&[], 0.1).unwrap(), None);
        assert_eq!(croston(&[1.0, -1.0], 0.1).unwrap_err().code(), "sales_not_a_count");
        assert_eq!(Tsb::new(0.1, 1.5, 1.0, 0.5).unwrap_err().code(), "smoothing_range");
    }
}
