//! Keep or let go when pace and holding cost are constant: the closed form (math.md §4).
//!
//! For a first answer and as a check of the paths; it knows no months, no ages and no horizon.

/// A queue that sells at one pace and pays one holding cost.
///
/// ```
/// use clearfloor::stock::fluid::Fluid;
/// let stock = Fluid {
///     units: 100.0, units_per_day: 1.0, net_per_unit: 3.0,
///     let_go_per_unit: 1.0, hold_per_unit_day: 0.04, annual_rate: 0.0,
/// };
/// // A unit is worth waiting for while 3.00 less 0.04 a day is above 1.00: fifty days.
/// let answer = stock.answer().unwrap();
/// assert!((answer.keep_units - 50.0).abs() < 1e-9 && (answer.remove_units - 50.0).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fluid {
    /// Units on hand.
    pub units: f64,
    /// Units sold a day, above zero.
    pub units_per_day: f64,
    /// Net of a sale.
    pub net_per_unit: f64,
    /// Net of a unit let go now.
    pub let_go_per_unit: f64,
    /// Holding cost of a unit and day.
    pub hold_per_unit_day: f64,
    /// Effective yearly return.
    pub annual_rate: f64,
}

/// What the closed form says.
///
/// ```
/// use clearfloor::stock::fluid::Fluid;
/// let stock = Fluid {
///     units: 100.0, units_per_day: 1.0, net_per_unit: 3.0,
///     let_go_per_unit: 1.0, hold_per_unit_day: 0.04, annual_rate: 0.0,
/// };
/// let answer = stock.answer().unwrap();
/// // Units wait fifty days on average, the last one a hundred.
/// assert!((answer.hold_all - 100.0 * (3.0 - 2.0)).abs() < 1e-9 && (answer.net_of_last + 1.0).abs() < 1e-9);
/// // Half of them wait twenty-five days, the others bring 1.00.
/// assert!((answer.mixed - (50.0 * (3.0 - 1.0) + 50.0)).abs() < 1e-9);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FluidAnswer {
    /// Days until the last unit sells.
    pub sell_out_days: f64,
    /// Present value of holding all.
    pub hold_all: f64,
    /// Value of letting all go now.
    pub let_all_go: f64,
    /// Present net of the last unit of the queue.
    pub net_of_last: f64,
    /// Waiting time at which a unit is worth what it brings now; `None` = it is, however long.
    pub threshold_days: Option<f64>,
    /// Units worth keeping.
    pub keep_units: f64,
    /// The others.
    pub remove_units: f64,
    /// Value of keeping those and letting the others go.
    pub mixed: f64,
}

impl Fluid {
    /// Continuous return of a day.
    fn daily(&self) -> f64 {
        self.annual_rate.ln_1p() / 365.0
    }

    /// ∫ e^(−d·u) du from 0 to `time`: `time` itself without a return.
    fn discounted_days(&self, time: f64) -> f64 {
        let d = self.daily();
        if d == 0.0 { time } else { -(-d * time).exp_m1() / d }
    }

    /// Present net of a unit that sells after `time` days.
    fn net(&self, time: f64) -> f64 {
        self.net_per_unit * (-self.daily() * time).exp() - self.hold_per_unit_day * self.discounted_days(time)
    }

    /// Present value of the units that sell within `time` days.
    fn held_for(&self, time: f64) -> f64 {
        let d = self.daily();
        let days = self.discounted_days(time);
        // ∫ of the discounted days; its closed form loses all digits when the return is tiny.
        let x = d * time;
        let held_days = if x.abs() < 1e-4 {
            time * time * (0.5 - x / 6.0 + x * x / 24.0 - x * x * x / 120.0)
        } else {
            (time - days) / d
        };
        self.units_per_day * (self.net_per_unit * days - self.hold_per_unit_day * held_days)
    }

    fn threshold_days(&self) -> Option<f64> {
        let above = self.net_per_unit - self.let_go_per_unit;
        if above <= 0.0 {
            return Some(0.0);
        }
        let d = self.daily();
        let cost_of_waiting = self.let_go_per_unit * d + self.hold_per_unit_day;
        if cost_of_waiting <= 0.0 {
            return None;
        }
        Some(if d == 0.0 { above / cost_of_waiting } else { (above * d / cost_of_waiting).ln_1p() / d })
    }

    /// How many units to keep, and what keeping and letting go bring.
    ///
    /// `None` if the pace is not above zero or the return at or below −100 %.
    ///
    /// ```
    /// use clearfloor::stock::fluid::Fluid;
    /// let stock = Fluid {
    ///     units: 120.0, units_per_day: 1.0, net_per_unit: 3.0,
    ///     let_go_per_unit: 0.5, hold_per_unit_day: 0.015, annual_rate: 0.0,
    /// };
    /// let answer = stock.answer().unwrap();
    /// assert!((answer.threshold_days.unwrap() - 2.5 / 0.015).abs() < 1e-9);
    /// assert_eq!(answer.keep_units, 120.0);
    /// ```
    #[must_use]
    pub fn answer(&self) -> Option<FluidAnswer> {
        if !(self.units_per_day > 0.0 && self.annual_rate > -1.0) {
            return None;
        }
        let sell_out_days = self.units / self.units_per_day;
        let threshold_days = self.threshold_days();
        let keep_units = threshold_days.map_or(self.units, |days| self.units.min(self.units_per_day * days));
        let remove_units = self.units - keep_units;
        Some(FluidAnswer {
            sell_out_days,
            hold_all: self.held_for(sell_out_days),
            let_all_go: self.units * self.let_go_per_unit,
            net_of_last: self.net(sell_out_days),
            threshold_days,
            keep_units,
            remove_units,
            mixed: self.held_for(keep_units / self.units_per_day) + remove_units * self.let_go_per_unit,
        })
    }
}
