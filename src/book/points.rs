//! Two figures of every product, as columns for a picture.

use super::Book;
use super::filter::{Figure, Filter};
use super::listing::Found;

/// Products named one by one in a picture; more could not be told apart by hand.
const MOST_NAMED: usize = 400;

/// Two figures of every product that passes a filter and of which both are known.
///
/// ```
/// use clearfloor::book::{Book, Day, Figure, Filter, ReadOptions};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// let sheet = "SKU,Price ($),Category,Package dimensions,Weight (lb),On hand,Age (days),\
///     Sold last 30 days,Landed cost ($)\n\
///     MAT,25.00,home,10x7x2in,1.2,400,200,9,6.00\n\
///     RUG,39.99,home,12x8x3in,2,300,40,90,11.00\n";
/// book.add_table(sheet, &ReadOptions::default());
/// book.finish().unwrap();
/// let points = book.points(&Filter::default(), Figure::Units, Figure::Price);
/// // Mats are to be marked down, rugs kept.
/// assert_eq!((points.is_to_act, points.named[0].sku.as_str()), (vec![1.0, 0.0], "MAT"));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// First figure.
    pub x: Vec<f64>,
    /// Second figure.
    pub y: Vec<f64>,
    /// Whether there is something better than doing nothing: 1, else 0.
    pub is_to_act: Vec<f64>,
    /// Products that pass the filter, but of which a figure is not known.
    pub left_out: u32,
    /// The products in the same order, if they are few enough to be told apart.
    pub named: Vec<Found>,
}

impl Book {
    /// Two figures of every product that passes a filter.
    ///
    /// ```
    /// use clearfloor::book::{Book, Day, Figure, Filter, ReadOptions};
    /// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Price ($),On hand\nMAT,25.00,40\nRUG,40.00,100\nPAD,,7\n", &ReadOptions::default());
    /// book.finish().unwrap();
    /// let points = book.points(&Filter::default(), Figure::Units, Figure::Price);
    /// // Prices are in minor units; of one product none is known.
    /// assert_eq!((points.x, points.y, points.left_out), (vec![40.0, 100.0], vec![2500.0, 4000.0], 1));
    /// ```
    #[must_use]
    pub fn points(&self, filter: &Filter, x: Figure, y: Figure) -> Points {
        let mut points = Points::default();
        let mut places = Vec::new();
        for index in self.passing(filter) {
            let computed = self.results.known(index);
            let Some((computed, at_x, at_y)) = computed.and_then(|c| Some((c, x.of(c)?, y.of(c)?))) else {
                points.left_out = points.left_out.saturating_add(1);
                continue;
            };
            points.x.push(at_x);
            points.y.push(at_y);
            let is_to_act = !matches!(computed.action(), "hold" | super::filter::NONE);
            points.is_to_act.push(f64::from(u8::from(is_to_act)));
            places.push(index);
        }
        if places.len() <= MOST_NAMED {
            points.named = places.into_iter().filter_map(|index| self.found(index)).collect();
        }
        points
    }
}
