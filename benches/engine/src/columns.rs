//! The catalogue as `benches/js/dataset.mjs` writes it: columns of little-endian numbers, then the category ids.

/// Places for cohorts per product; unused ones hold no units.
pub const COHORTS: usize = 6;

/// Columns of all products.
#[derive(Debug, Default)]
pub struct Columns {
    /// Hundredths of an inch, three a product.
    pub sides: Vec<i32>,
    /// Hundredths of an ounce.
    pub weight: Vec<i32>,
    /// Place in `category_ids`.
    pub category: Vec<i32>,
    /// Cents.
    pub price: Vec<i32>,
    /// Oldest first, [`COHORTS`] a product.
    pub cohort_units: Vec<i32>,
    /// Days.
    pub cohort_age: Vec<i32>,
    /// Units a day.
    pub velocity: Vec<f64>,
    /// Below zero.
    pub elasticity: Vec<f64>,
    /// Canonical ids.
    pub category_ids: Vec<String>,
}

struct Reader<'b> {
    bytes: &'b [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.bytes.split_first_chunk::<N>()?;
        self.bytes = rest;
        Some(*head)
    }

    fn whole(&mut self) -> Option<i32> {
        self.take().map(i32::from_le_bytes)
    }

    fn wholes(&mut self, count: usize) -> Option<Vec<i32>> {
        (0..count).map(|_| self.whole()).collect()
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f64>> {
        (0..count).map(|_| self.take().map(f64::from_le_bytes)).collect()
    }
}

impl Columns {
    /// Reads them; `None` if the bytes end early.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        let count = usize::try_from(reader.whole()?).ok()?;
        // Eight-byte columns first, so that they lie on their boundary in JavaScript too.
        let _padding = reader.whole()?;
        let velocity = reader.floats(count)?;
        let elasticity = reader.floats(count)?;
        let sides = reader.wholes(3 * count)?;
        let weight = reader.wholes(count)?;
        let category = reader.wholes(count)?;
        let price = reader.wholes(count)?;
        let cohort_units = reader.wholes(COHORTS * count)?;
        let cohort_age = reader.wholes(COHORTS * count)?;
        let ids = core::str::from_utf8(reader.bytes).ok()?;
        let category_ids = ids.lines().map(str::to_owned).collect();
        Some(Self { sides, weight, category, price, cohort_units, cohort_age, velocity, elasticity, category_ids })
    }

    /// How many products.
    pub fn count(&self) -> usize {
        self.price.len()
    }
}
