//! What is printed: a table, or one object a line; and whether every bar was met.

/// Collects misses while it prints.
pub struct Report {
    is_json: bool,
    misses: Vec<String>,
    checks: usize,
}

/// One line of the table.
pub struct Line<'a> {
    pub policy: &'a str,
    pub value: f64,
    /// Percent of the best possible.
    pub pct: f64,
    /// Standard error of that, for what is drawn.
    pub se_pct: Option<f64>,
    /// Price, for a policy that names one.
    pub price: Option<f64>,
    /// Least percent, for the plan that has a bar.
    pub bar_pct: Option<f64>,
}

impl Report {
    pub fn new(is_json: bool) -> Self {
        Self { is_json, misses: Vec::new(), checks: 0 }
    }

    pub fn setting(&self, id: &str, note: &str, best: &str) {
        if !self.is_json {
            println!("\n### {id}: {note}\n\n| policy | value | percent of {best} |\n| --- | ---: | ---: |");
        }
    }

    pub fn line(&self, id: &str, line: &Line) {
        let Line { policy, value, pct, se_pct, price, bar_pct } = line;
        if self.is_json {
            let more = |name: &str, figure: &Option<f64>| {
                figure.map_or(String::new(), |figure| format!(",\"{name}\":{figure}"))
            };
            let (se, price, bar) = (more("se_pct", se_pct), more("price", price), more("bar_pct", bar_pct));
            let drawn = se_pct.is_some();
            println!(
                "{{\"case\":\"{id}\",\"policy\":\"{policy}\",\"drawn\":{drawn},\"value\":{value},\"pct\":{pct}{se}{price}{bar}}}"
            );
        } else {
            let price = price.map_or(String::new(), |price| format!(" ({price:.2})"));
            let se = se_pct.map_or(String::new(), |se| format!(" ± {se:.3}"));
            let bar = bar_pct.map_or(String::new(), |bar| format!(" (at least {bar})"));
            let drawn = if se_pct.is_some() { ", drawn" } else { "" };
            println!("| {policy}{price}{drawn} | {value:.4} | {pct:.3}{se}{bar} |");
        }
    }

    /// Compares with the file, if it states the figure.
    pub fn check(&mut self, what: &str, got: f64, expected: Option<f64>, tolerance: f64) {
        let Some(expected) = expected else { return };
        self.checks += 1;
        let is_met = (got - expected).abs() <= tolerance;
        if !is_met {
            self.misses.push(format!("{what}: {got}, stated {expected}, allowed {tolerance}"));
        }
    }

    pub fn at_least(&mut self, what: &str, got: f64, bar: Option<f64>) {
        let Some(bar) = bar else { return };
        self.checks += 1;
        let is_met = got >= bar;
        if !is_met {
            self.misses.push(format!("{what}: {got}, at least {bar}"));
        }
    }

    /// Says what was missed; whether nothing was.
    pub fn close(&self) -> bool {
        for miss in &self.misses {
            eprintln!("missed: {miss}");
        }
        if !self.is_json {
            println!("\n{} passed, {} failed", self.checks - self.misses.len(), self.misses.len());
        }
        self.misses.is_empty()
    }
}
