//! Which product a row speaks of, and what of it its fees hang on.

use super::super::Book;
use super::super::calculation::Context;
use super::super::facts::{Facts, PreviewFees, Size};
use super::super::row::Reader;
use crate::quote::{FigureSource, OwnFees, OwnReferral};
use crate::reconcile::{Goods, OtherSize, Place};
use crate::units::Package;
use rustc_hash::FxHashMap;

/// The products of a book as rows of reports name them.
pub(super) struct Known<'b> {
    book: &'b Book,
    context: &'b Context,
    by_sku: FxHashMap<&'b str, Vec<usize>>,
    by_fnsku: FxHashMap<&'b str, usize>,
    by_asin: FxHashMap<&'b str, usize>,
    sizes: FxHashMap<usize, Vec<OtherSize>>,
    goods: FxHashMap<usize, Goods>,
}

impl<'b> Known<'b> {
    pub fn new(book: &'b Book, context: &'b Context) -> Self {
        let mut known = Self {
            book,
            context,
            by_sku: FxHashMap::default(),
            by_fnsku: FxHashMap::default(),
            by_asin: FxHashMap::default(),
            sizes: FxHashMap::default(),
            goods: FxHashMap::default(),
        };
        for (index, facts) in book.products.iter().enumerate() {
            known.by_sku.entry(facts.sku.as_str()).or_default().push(index);
            if let Some(fnsku) = facts.fnsku.as_deref() {
                known.by_fnsku.entry(fnsku).or_insert(index);
            }
            if let Some(asin) = facts.asin.as_deref() {
                known.by_asin.entry(asin).or_insert(index);
            }
        }
        known.find_sizes();
        known
    }

    /// The product a row names: its SKU, of several conditions the one with the FNSKU; without a SKU the FNSKU, then
    /// the ASIN.
    pub fn find(&self, sku: Option<&str>, fnsku: Option<&str>, asin: Option<&str>) -> Option<usize> {
        let by_fnsku = fnsku.and_then(|fnsku| self.by_fnsku.get(fnsku).copied());
        match sku {
            Some(sku) => {
                let found = self.by_sku.get(sku)?;
                by_fnsku.filter(|index| found.contains(index)).or_else(|| found.first().copied())
            }
            None => by_fnsku.or_else(|| self.by_asin.get(asin?).copied()),
        }
    }

    fn find_sizes(&mut self) {
        for given in &self.book.given {
            let table = &given.table;
            let reader = Reader::new(given.id, table, self.book.currency);
            if table.field("weight").is_none() {
                continue;
            }
            for row in table.rows() {
                let fields = &reader.fields;
                let [sku, fnsku, asin] = [fields.sku, fields.fnsku, fields.asin].map(|field| reader.text(row, field));
                let Some(index) = self.find(sku, fnsku, asin) else { continue };
                let mut size = Size::default();
                reader.fill_size(row, &mut size);
                let ([Some(a), Some(b), Some(c)], Some(weight)) = (size.sides, size.weight) else { continue };
                let package = Package { sides: [a.value, b.value, c.value], weight: weight.value };
                let sizes = self.sizes.entry(index).or_default();
                if sizes.iter().all(|known| known.package != package) {
                    sizes.push(OtherSize { package, place: Place { table: given.id, line: table.line(row) } });
                }
            }
        }
    }

    /// What the fees of a product hang on.
    pub fn goods(&mut self, index: usize) -> &Goods {
        let (book, context, sizes) = (self.book, self.context, &self.sizes);
        self.goods.entry(index).or_insert_with(|| {
            let Some(facts) = book.products.get(index) else { return Goods::default() };
            goods(book, context, facts, sizes.get(&index).map(Vec::as_slice).unwrap_or_default())
        })
    }
}

fn goods(book: &Book, context: &Context, facts: &Facts, sizes: &[OtherSize]) -> Goods {
    let entries = book.entries.of(&facts.key);
    let resolved = context.resolve(facts, entries);
    let product = resolved.product;
    // A printed fee may prove the category; it is no witness for itself, so without it the groups are asked alone.
    let category = product.category.or_else(|| {
        let unproved = Facts { preview: PreviewFees::default(), ..facts.clone() };
        context.resolve(&unproved, entries).product.category
    });
    let OwnFees { referral, fulfilment, .. } = product.own_fees;
    let groups = facts.product_groups.iter().flat_map(|group| book.fees.suggest(group));
    let prices = [("price_list", resolved.list_price), ("price_sale", resolved.price)];
    Goods {
        other_sizes: sizes.iter().filter(|other| Some(other.package) != product.package).copied().collect(),
        package: product.package,
        category,
        programme: product.programme,
        is_dangerous: product.is_dangerous,
        is_sipp: product.is_sipp,
        has_lithium_battery: product.has_lithium_battery,
        own_referral: match referral {
            Some(OwnReferral::Rate { rate, source: FigureSource::Yours }) => Some(rate),
            _ => None,
        },
        own_fulfilment: fulfilment.filter(|own| own.fee.source == FigureSource::Yours).map(|own| own.fee.amount),
        other_prices: prices.into_iter().filter_map(|(code, price)| Some((code, price?))).collect(),
        suggested: groups.map(|suggestion| suggestion.category.id().to_owned()).collect(),
    }
}
