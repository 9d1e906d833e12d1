//! One row of a table, read into the facts of its product.

use super::facts::{Bucket, Fact, Facts, Note, Size, Source, money_of};
use super::join::{FEE_PREVIEW, PLANNING, is_of_marketplace};
use crate::import::{FieldId, Table};
use crate::money::{Currency, Money, UnitAmount};
use crate::number::Decimal;
use crate::rate::Rate;
use crate::units::{Length, LengthUnit, Weight, WeightUnit};

/// The columns of one table by field, found once.
macro_rules! fields {
    ($($name:ident)*) => {
        #[derive(Clone, Copy, Debug)]
        pub(super) struct Fields {
            $(pub $name: Option<FieldId>,)*
        }

        impl Fields {
            /// Finds them.
            pub fn of(table: &Table) -> Self {
                Self { $($name: table.field(stringify!($name)),)* }
            }
        }
    };
}

fields! {
    sku
    fnsku
    condition
    asin
    title
    price_list
    price_sale
    category
    supplier
    side_longest
    side_median
    side_shortest
    side_length
    side_width
    side_height
    dim_unit
    dims_text
    weight
    weight_unit
    item_volume
    volume_unit
    cost_unit
    fx_rate
    cost_freight
    cost_duty_rate
    cost_duty
    cost_packaging
    cost_label
    cost_other
    cost_landed
    fee_fulfilment
    fee_referral
    fee_referral_rate
    units_available
    units_reserved
    units_customer_order
    units_pending_removal
    units_on_hand_total
    age_snapshot_date
    snapshot_date
    age_avg_days
    received_date
    units_sold_7
    units_sold_30
    units_sold_60
    units_sold_90
    days_of_supply_30
    days_of_supply_90
    is_low_inventory_exempt
    return_rate
    ad_rate
    age_0_90
    age_0_30
    age_31_60
    age_61_90
    age_91_180
    age_181_270
    ais_qty_181_210
    ais_qty_211_240
    ais_qty_241_270
    age_271_365
    ais_qty_271_300
    ais_qty_301_330
    ais_qty_331_365
    age_365_plus
    age_366_455
    age_456_plus
    units
}

/// A bucket: its column, first day, last day.
type BucketField = (Option<FieldId>, i32, Option<i32>);

impl Fields {
    /// Coarse buckets and the finer ones that may stand for them, if they add up to them.
    const fn buckets(&self) -> [(BucketField, [BucketField; 3]); 5] {
        const NONE: BucketField = (None, 0, None);
        [
            (
                (self.age_0_90, 0, Some(90)),
                [(self.age_0_30, 0, Some(30)), (self.age_31_60, 31, Some(60)), (self.age_61_90, 61, Some(90))],
            ),
            ((self.age_91_180, 91, Some(180)), [NONE; 3]),
            (
                (self.age_181_270, 181, Some(270)),
                [
                    (self.ais_qty_181_210, 181, Some(210)),
                    (self.ais_qty_211_240, 211, Some(240)),
                    (self.ais_qty_241_270, 241, Some(270)),
                ],
            ),
            (
                (self.age_271_365, 271, Some(365)),
                [
                    (self.ais_qty_271_300, 271, Some(300)),
                    (self.ais_qty_301_330, 301, Some(330)),
                    (self.ais_qty_331_365, 331, Some(365)),
                ],
            ),
            (
                (self.age_365_plus, 366, None),
                [(self.age_366_455, 366, Some(455)), (self.age_456_plus, 456, None), NONE],
            ),
        ]
    }
}

/// Reads rows of one table, its columns found once.
pub(super) struct Reader<'a> {
    table: &'a Table,
    id: u32,
    currency: Currency,
    pub fields: Fields,
    is_marketplace_report: bool,
    is_of_marketplace: bool,
    /// A report of the marketplace that has no SKUs, such as storage fees: of its products it says what they are, no more.
    is_by_number: bool,
}

impl<'a> Reader<'a> {
    pub fn new(id: u32, table: &'a Table, currency: Currency) -> Self {
        Self {
            table,
            id,
            currency,
            fields: Fields::of(table),
            is_marketplace_report: matches!(table.report(), Some(PLANNING | FEE_PREVIEW)),
            is_of_marketplace: is_of_marketplace(table),
            is_by_number: table.report().is_some() && table.field("sku").is_none(),
        }
    }

    /// Text of a cell; so for the other kinds: none if the table has no such column.
    #[inline]
    pub fn text(&self, row: usize, field: Option<FieldId>) -> Option<&'a str> {
        self.table.text(row, field?)
    }

    #[inline]
    fn int(&self, row: usize, field: Option<FieldId>) -> Option<i64> {
        self.table.int(row, field?)
    }

    fn number(&self, row: usize, field: Option<FieldId>) -> Option<Decimal> {
        self.table.number(row, field?)
    }

    fn rate(&self, row: usize, field: Option<FieldId>) -> Option<Rate> {
        self.table.rate(row, field?)
    }

    fn source(&self, row: usize) -> Source {
        Source::Report { table: self.id, line: self.table.line(row) }
    }

    fn put<T>(&self, row: usize, slot: &mut Option<Fact<T>>, value: Option<T>) {
        if slot.is_none() {
            *slot = value.map(|value| Fact::new(value, self.source(row)));
        }
    }

    fn amount(&self, row: usize, field: Option<FieldId>) -> Option<UnitAmount> {
        let (decimal, currency) = self.table.money(row, field?)?;
        UnitAmount::from_ratio_major(decimal.to_ratio().ok()?, currency).ok()
    }

    /// Money in the currency of the marketplace; a figure in another currency is told, not used.
    fn money(
        &self,
        row: usize,
        (name, field): (&'static str, Option<FieldId>),
        notes: &mut Vec<Note>,
    ) -> Option<Money> {
        let (decimal, currency) = self.table.money(row, field?)?;
        if currency == self.currency {
            return money_of(decimal, currency);
        }
        notes.push(Note::new("currency_not_of_market").on(name).with("currency", currency.code()));
        None
    }

    pub fn fill(&self, row: usize, facts: &mut Facts) {
        let own = |text: Option<&str>| text.map(str::to_owned);
        if facts.fnsku.is_none() {
            facts.fnsku = own(self.text(row, self.fields.fnsku));
        }
        if facts.asin.is_none() {
            facts.asin = own(self.text(row, self.fields.asin));
        }
        if self.is_by_number {
            self.put(row, &mut facts.title, own(self.text(row, self.fields.title)));
            self.fill_size(row, &mut facts.measured);
            self.put(row, &mut facts.item_volume, self.cubic_feet(row));
            return;
        }
        let title = if self.is_marketplace_report { &mut facts.title } else { &mut facts.own_title };
        self.put(row, title, own(self.text(row, self.fields.title)));
        let mut notes = std::mem::take(&mut facts.notes);
        let price_list =
            self.money(row, ("price_list", self.fields.price_list), &mut notes).filter(|price| price.minor() > 0);
        let price_sale =
            self.money(row, ("price_sale", self.fields.price_sale), &mut notes).filter(|price| price.minor() > 0);
        let preview_price = price_sale.or(price_list);
        self.put(row, &mut facts.price_list, price_list);
        // The preview fills both columns; a sale runs only where they differ.
        self.put(row, &mut facts.price_sale, price_sale.filter(|_| price_sale != price_list));
        if let Some(group) = self.text(row, self.fields.category) {
            if self.is_marketplace_report {
                facts.product_groups.push(group.to_owned());
            } else {
                self.put(row, &mut facts.category_word, Some(group.to_owned()));
            }
        }
        if facts.supplier.is_none() {
            facts.supplier = self.text(row, self.fields.supplier).map(Box::from);
        }
        let size = if self.is_marketplace_report { &mut facts.measured } else { &mut facts.own_size };
        self.fill_size(row, size);
        self.put(row, &mut facts.item_volume, self.cubic_feet(row));
        self.fill_costs(row, facts);
        if self.is_marketplace_report {
            if facts.preview.price.is_none() {
                let referral = self.money(row, ("fee_referral", self.fields.fee_referral), &mut notes);
                let fulfilment = self.money(row, ("fee_fulfilment", self.fields.fee_fulfilment), &mut notes);
                if referral.is_some() || fulfilment.is_some() {
                    facts.preview.price = preview_price;
                }
                self.put(row, &mut facts.preview.referral, referral);
                self.put(row, &mut facts.preview.fulfilment, fulfilment.filter(|fee| fee.minor() > 0));
            }
        } else {
            let fulfilment = self.money(row, ("fee_fulfilment", self.fields.fee_fulfilment), &mut notes);
            self.put(row, &mut facts.own_fulfilment, fulfilment);
            let rate = self.rate(row, self.fields.fee_referral_rate);
            self.put(row, &mut facts.own_referral_rate, rate);
        }
        facts.notes = notes;
        self.fill_stock(row, facts);
    }

    /// Sides and weight of a row.
    pub fn fill_size(&self, row: usize, size: &mut Size) {
        let word = self
            .text(row, self.fields.dim_unit)
            .or_else(|| self.unit_of(row, self.fields.side_longest))
            .or_else(|| self.unit_of(row, self.fields.side_length));
        let unit = word.and_then(LengthUnit::from_word);
        let fields = &self.fields;
        let columns = [
            [fields.side_longest, fields.side_length],
            [fields.side_median, fields.side_width],
            [fields.side_shortest, fields.side_height],
        ];
        let mut sides = columns.map(|either| {
            let number = either.into_iter().find_map(|field| self.number(row, field))?;
            Length::from_decimal(number, unit?).ok()
        });
        if let Some(text) = self.text(row, self.fields.dims_text) {
            let unit = self.unit_of(row, self.fields.dims_text).and_then(LengthUnit::from_word);
            if let Ok(read) = crate::import::dimensions(text, unit) {
                sides = read.map(Some);
            }
        }
        for (slot, side) in size.sides.iter_mut().zip(sides) {
            self.put(row, slot, side);
        }
        let weight_unit = self
            .text(row, self.fields.weight_unit)
            .or_else(|| self.unit_of(row, self.fields.weight))
            .and_then(WeightUnit::from_word);
        let weight = self.number(row, self.fields.weight);
        let weight = weight.zip(weight_unit).and_then(|(w, unit)| Weight::from_decimal(w, unit).ok());
        self.put(row, &mut size.weight, weight);
    }

    fn unit_of(&self, row: usize, field: Option<FieldId>) -> Option<&'a str> {
        self.table.unit(row, field?)
    }

    fn cubic_feet(&self, row: usize) -> Option<crate::number::Decimal> {
        let unit = self.text(row, self.fields.volume_unit)?;
        let volume = self.number(row, self.fields.item_volume)?;
        (unit.eq_ignore_ascii_case("cubic feet") && volume.coefficient() > 0).then_some(volume)
    }

    fn fill_costs(&self, row: usize, facts: &mut Facts) {
        let amount = |field| self.amount(row, field);
        self.put(row, &mut facts.cost_unit, amount(self.fields.cost_unit));
        self.put(row, &mut facts.cost_freight, amount(self.fields.cost_freight));
        self.put(row, &mut facts.cost_duty, amount(self.fields.cost_duty));
        self.put(row, &mut facts.cost_packaging, self.handling(row, &mut facts.notes));
        self.put(row, &mut facts.cost_landed, amount(self.fields.cost_landed));
        let rate = |field| self.rate(row, field);
        self.put(row, &mut facts.cost_duty_rate, rate(self.fields.cost_duty_rate));
        self.put(row, &mut facts.return_rate, rate(self.fields.return_rate));
        self.put(row, &mut facts.ad_rate, rate(self.fields.ad_rate));
        let fx = self.number(row, self.fields.fx_rate).filter(|fx| fx.coefficient() > 0);
        self.put(row, &mut facts.fx_rate, fx);
    }

    /// Packaging, labels and other costs of a unit in one sum, for the seller's sheet may part them; what is in another
    /// currency than the first of them is told, not added.
    fn handling(&self, row: usize, notes: &mut Vec<Note>) -> Option<UnitAmount> {
        let fields = &self.fields;
        let mut sum: Option<UnitAmount> = None;
        for (name, field) in [
            ("cost_packaging", fields.cost_packaging),
            ("cost_label", fields.cost_label),
            ("cost_other", fields.cost_other),
        ] {
            let Some(part) = self.amount(row, field) else { continue };
            sum = match sum {
                None => Some(part),
                Some(so_far) if so_far.currency() == part.currency() => {
                    Some(UnitAmount::from_micros(so_far.micros().checked_add(part.micros())?, part.currency()))
                }
                Some(so_far) => {
                    notes.push(Note::new("cost_in_other_currency").on(name).with("currency", part.currency().code()));
                    Some(so_far)
                }
            };
        }
        sum
    }

    fn fill_stock(&self, row: usize, facts: &mut Facts) {
        let int = |field| self.int(row, field);
        let fields = &self.fields;
        let sold = [fields.units_sold_7, fields.units_sold_30, fields.units_sold_60, fields.units_sold_90];
        for (slot, field) in facts.sold.iter_mut().zip(sold) {
            self.put(row, slot, int(field).filter(|&n| n >= 0));
        }
        let supply = [fields.days_of_supply_30, fields.days_of_supply_90];
        for (slot, field) in facts.days_of_supply.iter_mut().zip(supply) {
            self.put(row, slot, self.number(row, field).filter(|days| days.coefficient() >= 0));
        }
        let is_exempt = match self.text(row, fields.is_low_inventory_exempt) {
            Some(word) if word.eq_ignore_ascii_case("yes") => Some(true),
            Some(word) if word.eq_ignore_ascii_case("no") => Some(false),
            _ => None,
        };
        self.put(row, &mut facts.is_low_inventory_exempt, is_exempt);
        let available = int(self.fields.units_available)
            .or_else(|| int(self.fields.units_on_hand_total))
            // In listings of the marketplace a quantity is what the seller ships; stock there has columns of its own.
            .or_else(|| if self.is_of_marketplace { None } else { int(self.fields.units) });
        let Some(available) = available else { return };
        if facts.stock.units.is_some() {
            return;
        }
        if available < 0 {
            facts.notes.push(Note::new("stock_negative").on("units").with("text", available.to_string()));
            return;
        }
        let stock = &mut facts.stock;
        stock.customer_orders = int(self.fields.units_customer_order).unwrap_or(0).max(0);
        let reserved = int(self.fields.units_reserved).unwrap_or(0).max(0);
        let leaving = int(self.fields.units_pending_removal).unwrap_or(0).max(0);
        let units = available.saturating_add(reserved).saturating_sub(stock.customer_orders).saturating_sub(leaving);
        stock.units = Some(Fact::new(units.max(0), self.source(row)));
        if leaving > 0 {
            facts
                .notes
                .push(Note::new("removal_pending").on("units_pending_removal").with("units", leaving.to_string()));
        }
        for (coarse, fine) in self.fields.buckets() {
            self.buckets(row, coarse, fine, &mut stock.buckets);
        }
        stock.bucket_source = (!stock.buckets.is_empty()).then(|| self.source(row));
        if stock.buckets.is_empty() {
            stock.single_age =
                int(self.fields.age_avg_days).filter(|&a| a >= 0).map(|age| Fact::new(age, self.source(row)));
        }
        let day = |field: Option<FieldId>| self.table.day(row, field?);
        stock.age_date = day(self.fields.age_snapshot_date).or_else(|| day(self.fields.snapshot_date));
        stock.received = day(self.fields.received_date).map(|day| Fact::new(day, self.source(row)));
    }

    /// The finer buckets if they add up to the coarse one, else the coarse one: no unit twice.
    fn buckets(&self, row: usize, coarse: BucketField, fine: [BucketField; 3], buckets: &mut Vec<Bucket>) {
        let whole = self.int(row, coarse.0);
        if whole == Some(0) {
            // Whatever the finer ones say, it does not add up to units.
            return;
        }
        let first = buckets.len();
        let mut sum = 0_i64;
        for (field, from, to) in fine {
            if let Some(units) = self.int(row, field).filter(|&units| units > 0) {
                sum = sum.saturating_add(units);
                buckets.push(Bucket { from, to, units });
            }
        }
        let (_, from, to) = coarse;
        match whole {
            Some(units) if units != sum || buckets.len() == first => {
                buckets.truncate(first);
                if units > 0 {
                    buckets.push(Bucket { from, to, units });
                }
            }
            _ => {}
        }
    }
}
