//! From the texts that were read to the shipment, and from its parts to what is shown.

use super::answer::{
    CategoryView, ChargeView, DutyView, EntryFeeView, LineView, ModeView, ShipmentAnswer, SourceView, SumsView,
};
use super::goods::{Goods, sku_of};
use super::read::{param, plain};
use super::sheet::{BillText, FreightText};
use super::{Read, read_currency};
use crate::date::Day;
use crate::error::Result;
use crate::fees::{DutyPart, DutyQuestion, DutyWhy, FreightMode};
use crate::landed::{
    Basis, Cargo, Charge, Counts, EntryCharge, ImportTax, Landed, Shipment, ShipmentLine, TaxBase, capital_cost,
    in_home,
};
use crate::money::{Currency, Money};
use crate::rate::Rate;
use crate::rounding::Ratio;
use crate::state::field::{Entry, FieldKind};

const MODES: [FreightMode; 4] = [FreightMode::Ocean, FreightMode::Rail, FreightMode::Air, FreightMode::Express];

/// Fees of an entry, with where they stand.
type EntryFees = Vec<(EntryCharge, SourceView)>;

/// How a mode's freight was worked out.
struct Freight {
    mode: FreightMode,
    per: &'static str,
    /// Billed; none = not known.
    quantity: Option<Ratio>,
    divisor: Option<Ratio>,
    rate: String,
    rate_currency: Currency,
    /// None = no price, or not known.
    amount: Option<Money>,
    /// A price was typed.
    is_priced: bool,
    days: Option<u32>,
}

/// What holds for the shipment whatever the mode.
struct Terms {
    is_cif: Option<bool>,
    base_source: Option<SourceView>,
    tax: Option<ImportTax>,
    duties: Vec<Vec<DutyPart>>,
}

impl Read<'_> {
    pub fn answer(mut self) -> Result<ShipmentAnswer> {
        let freights = self.freights()?;
        let (bill, views, is_bill_known) = self.bill()?;
        let chosen = freights.iter().position(|freight| freight.mode == self.mode);
        let chosen = chosen.and_then(|place| freights.get(place));
        let terms = self.terms(self.entry_on, true)?;
        let (shipment, fees) = self.shipment(&terms, chosen, &bill, self.entry_on, true)?;
        let is_freight_known = chosen.is_none_or(|freight| !freight.is_priced || freight.amount.is_some());
        let has_base = terms.is_cif.is_some() || self.sheet.is_duty_included;
        let can_land = self.is_complete && is_bill_known && is_freight_known && has_base && !self.goods.is_empty();
        let landed = if can_land { Some(shipment.land()?) } else { None };
        if let Some(landed) = &landed {
            self.name_missing(&shipment, landed);
            self.question_informal(landed.sums.customs_value)?;
        }
        let way = landed.as_ref().and_then(|l| Some((l.sums.landed?, l.sums.goods)));
        let way = way.map(|(all, goods)| all.minus(goods)).transpose()?;
        let modes = self.modes(&freights, &bill, self.is_complete && is_bill_known && has_base)?;
        let mut charges = Vec::new();
        if let Some((freight, amount)) = chosen.and_then(|freight| Some((freight, freight.amount?))) {
            charges.push(ChargeView {
                id: "freight".to_owned(),
                name: String::new(),
                per: freight.per,
                quantity: freight.quantity.map(|quantity| plain(quantity, 3)),
                rate: freight.rate.clone(),
                rate_currency: Some(freight.rate_currency.code().to_owned()),
                amount,
                basis: self.freight_basis().code(),
                counts: Counts::ToBorder.code(),
            });
        } else if chosen.is_none_or(|freight| !freight.is_priced) && !self.goods.is_empty() {
            self.reader.say("freights", "note", "freight_not_given", Vec::new());
        }
        charges.extend(views);
        let entry_fees = fees
            .into_iter()
            .enumerate()
            .map(|(place, (charge, source))| EntryFeeView {
                id: charge.name,
                rate_ppm: charge.rate.ppm(),
                min: charge.min,
                max: charge.max,
                amount: landed.as_ref().and_then(|l| l.sums.entry_charges.get(place).copied().flatten()),
                source,
            })
            .collect();
        let categories = self.tables.duty_categories(self.market);
        Ok(ShipmentAnswer {
            currency: self.home.code().to_owned(),
            is_book_currency: false,
            entry_on: self.entry_on.to_string(),
            is_cif: terms.is_cif,
            base_source: terms.base_source,
            tax_ppm: terms.tax.and_then(|tax| tax.rate).map(Rate::ppm),
            has_tax: terms.tax.is_some(),
            categories: categories.into_iter().map(|(table, category)| CategoryView { table, category }).collect(),
            rates: self.rate_views.clone(),
            charges,
            entry_fees,
            lines: landed.as_ref().map(|landed| self.lines(landed)).unwrap_or_default(),
            sums: landed.as_ref().map(|landed| SumsView {
                goods: landed.sums.goods,
                customs_value: landed.sums.customs_value,
                duty: landed.sums.duty,
                tax: landed.sums.tax,
                landed: landed.sums.landed,
                way,
            }),
            modes,
            annual_ppm: self.annual.ppm(),
            is_annual_assumed: false,
            said: self.reader.said,
        })
    }

    fn freight_basis(&self) -> Basis {
        Basis::from_code(self.sheet.freight_basis.trim()).unwrap_or(Basis::Chargeable)
    }

    fn cargo(&self) -> Result<(Option<Ratio>, Option<Ratio>)> {
        let sum = |pick: fn(&Goods) -> Option<Ratio>| -> Result<Option<Ratio>> {
            let all: Option<Vec<Ratio>> = self.goods.iter().map(pick).collect();
            all.map(|all| all.iter().try_fold(Ratio::ZERO, |sum, part| sum.plus(*part))).transpose()
        };
        Ok((sum(|goods| goods.weight_kg)?, sum(|goods| goods.volume_m3)?))
    }

    fn freights(&mut self) -> Result<Vec<Freight>> {
        let cargo = self.cargo()?;
        let sheet = self.sheet;
        let none = FreightText::default();
        let mut freights = Vec::new();
        for mode in MODES {
            let place = sheet.freights.iter().position(|text| text.mode == mode.code());
            let text = place.and_then(|place| sheet.freights.get(place)).unwrap_or(&none);
            freights.push(self.freight(mode, &format!("freights.{}", mode.code()), text, cargo)?);
        }
        Ok(freights)
    }

    fn freight(
        &mut self,
        mode: FreightMode,
        at: &str,
        text: &FreightText,
        (weight, volume): (Option<Ratio>, Option<Ratio>),
    ) -> Result<Freight> {
        let usual = if mode == FreightMode::Ocean { "revenue_ton" } else { "chargeable_kg" };
        let known = ["revenue_ton", "chargeable_kg", "kg", "bill"];
        let per = self.reader.code(&format!("{at}.per"), &text.per, |code| known.into_iter().find(|k| *k == code));
        let per = per.unwrap_or(usual);
        let mut number = |field: &str, text: &str| {
            self.reader.read(&format!("{at}.{field}"), FieldKind::Number, text).and_then(|entry| entry.as_number())
        };
        let (minimum, typed_divisor) = (number("minimum", &text.minimum), number("divisor", &text.divisor));
        let usual_divisor = match (per, mode) {
            ("revenue_ton", _) => self.tables.sea_rules().next().map(|(_, kg)| kg),
            ("chargeable_kg", FreightMode::Express) => self.tables.weight_divisor("freight-express").map(|(d, _)| d),
            ("chargeable_kg", _) => self.tables.weight_divisor("freight-air").map(|(d, _)| d),
            _ => None,
        };
        let divisor = match typed_divisor {
            Some(divisor) => Some(divisor.to_ratio()?),
            None => usual_divisor.map(|divisor| Ratio::whole(i128::from(divisor))),
        };
        let cargo = weight.zip(volume).map(|(weight_kg, volume_m3)| Cargo { weight_kg, volume_m3 });
        let counted = match (per, cargo, divisor) {
            ("bill", ..) => Some(Ratio::ONE),
            ("kg", ..) => weight,
            ("revenue_ton", Some(cargo), Some(divisor)) => Some(cargo.revenue_tons(divisor)?),
            ("chargeable_kg", Some(cargo), Some(divisor)) => Some(cargo.chargeable_kg(divisor)?),
            _ => None,
        };
        let minimum = minimum.filter(|_| per != "bill").map(crate::number::Decimal::to_ratio).transpose()?;
        let quantity = counted.map(|counted| minimum.map_or(counted, |minimum| counted.max(minimum)));
        let days = self.reader.read(&format!("{at}.days"), FieldKind::Days, &text.days);
        let days = days.and_then(|entry| entry.as_whole()).and_then(|days| u32::try_from(days).ok());
        let rate = self.reader.read(&format!("{at}.rate"), FieldKind::Money, &text.rate);
        let currency =
            read_currency(&mut self.reader, &format!("{at}.currency"), &text.currency).unwrap_or(self.currency);
        let mut amount = None;
        if let (Some(Entry::Money(rate)), Some(quantity)) = (&rate, quantity) {
            amount = in_home(rate.to_ratio()?.times(quantity)?, currency, self.home, &self.rates)?;
        }
        if rate.is_some() && quantity.is_none() && mode == self.mode && !self.goods.is_empty() {
            for goods in self.goods.iter().filter(|g| g.weight_kg.is_none() || (g.volume_m3.is_none() && per != "kg")) {
                let params = vec![param("sku", sku_of(self.sheet, goods.row))];
                let (what, code) = if goods.weight_kg.is_none() {
                    ("weight", "freight_without_weight")
                } else {
                    ("size", "freight_without_size")
                };
                self.reader.say(format!("rows.{}.{what}", goods.row), "error", code, params);
            }
        }
        Ok(Freight {
            mode,
            per,
            quantity,
            divisor,
            rate: match &rate {
                Some(Entry::Money(rate)) => rate.to_string(),
                _ => String::new(),
            },
            rate_currency: currency,
            amount,
            is_priced: !text.rate.trim().is_empty(),
            days,
        })
    }

    /// The other lines of the bill; false if one cannot be read.
    fn bill(&mut self) -> Result<(Vec<Charge>, Vec<ChargeView>, bool)> {
        let (mut charges, mut views, mut is_known) = (Vec::new(), Vec::new(), true);
        let sheet = self.sheet;
        for (place, text) in sheet.bill.iter().enumerate().filter(|(_, text)| !text.amount.trim().is_empty()) {
            match self.bill_line(&format!("bill.{place}"), text)? {
                Some((charge, view)) => {
                    charges.push(charge);
                    views.push(view);
                }
                None => is_known = false,
            }
        }
        Ok((charges, views, is_known))
    }

    fn bill_line(&mut self, at: &str, text: &BillText) -> Result<Option<(Charge, ChargeView)>> {
        let usual = self.tables.bill_lines().find(|line| line.id == text.id);
        let known = ["bill", "percent", "unit", "kg", "cbm"];
        let usual_per = usual.and_then(|line| known.into_iter().find(|per| *per == line.per)).unwrap_or("bill");
        let per = self.reader.code(&format!("{at}.per"), &text.per, |code| known.into_iter().find(|k| *k == code));
        let per = per.unwrap_or(usual_per);
        let basis = self.reader.code(&format!("{at}.basis"), &text.basis, Basis::from_code);
        let basis = basis.or_else(|| Basis::from_code(usual?.allocate_by)).unwrap_or(Basis::Value);
        let counts = self.reader.code(&format!("{at}.counts"), &text.counts, Counts::from_code);
        let counts = counts.or_else(|| Counts::from_code(usual?.counts)).unwrap_or(Counts::None);
        let (weight, volume) = self.cargo()?;
        let units: i128 = self.goods.iter().map(|goods| i128::from(goods.units)).sum();
        let goods = self.goods.iter().map(|goods| i128::from(goods.goods.minor())).sum();
        // A rebate stands with a minus; the sign is no part of the price that is read.
        let (is_rebate, body) = match text.amount.trim().strip_prefix(['-', '−', '－']) {
            Some(body) => (true, body),
            None => (false, text.amount.trim()),
        };
        let place = format!("{at}.amount");
        let kind = if per == "percent" { FieldKind::Percent } else { FieldKind::Money };
        let currency =
            read_currency(&mut self.reader, &format!("{at}.currency"), &text.currency).unwrap_or(self.currency);
        let (rate, exact, quantity, from) = match self.reader.read(&place, kind, body) {
            Some(Entry::Rate(share)) => {
                let exact = Ratio::new(goods, i128::from(self.home.minor_per_major()))?.times(share.to_ratio()?)?;
                (plain(share.to_ratio()?.times(Ratio::whole(100))?, 4), Some(exact), None, self.home)
            }
            Some(Entry::Money(price)) => {
                let quantity = match per {
                    "unit" => Some(Ratio::whole(units)),
                    "kg" => weight,
                    "cbm" => volume,
                    _ => Some(Ratio::ONE),
                };
                let exact = quantity.map(|quantity| price.to_ratio()?.times(quantity)).transpose()?;
                (price.to_string(), exact, quantity.filter(|_| per != "bill"), currency)
            }
            _ => return Ok(None),
        };
        let Some(exact) = exact else {
            self.reader.say(place, "error", "bill_without_quantity", vec![param("text", per)]);
            return Ok(None);
        };
        let exact = if is_rebate { exact.negated()? } else { exact };
        let Some(amount) = in_home(exact, from, self.home, &self.rates)? else { return Ok(None) };
        let charge = Charge { name: text.id.clone(), amount, basis, counts };
        let view = ChargeView {
            id: if text.id.is_empty() { "other".to_owned() } else { text.id.clone() },
            name: text.name.trim().to_owned(),
            per,
            quantity: quantity.map(|quantity| plain(quantity, 3)),
            rate: if is_rebate { format!("-{rate}") } else { rate },
            rate_currency: (per != "percent").then(|| currency.code().to_owned()),
            amount,
            basis: basis.code(),
            counts: counts.code(),
        };
        Ok(Some((charge, view)))
    }

    fn share(&mut self, place: &str, text: &str) -> Option<Rate> {
        // Duties may be above the whole: needles pay 100 % and the ordinary rate on top.
        self.reader.read(place, FieldKind::Return, text).and_then(|entry| entry.as_rate())
    }

    fn terms(&mut self, on: Day, is_said: bool) -> Result<Terms> {
        let before = self.reader.said.len();
        let sheet = self.sheet;
        let base = self.tables.import_base(self.market, on);
        let typed = self.reader.code("dutyBase", &sheet.duty_base, |code| match code {
            "fob" => Some(false),
            "cif" => Some(true),
            _ => None,
        });
        let is_cif = typed.or(base.map(|base| base.is_cif));
        if is_cif.is_none() {
            self.reader.say("dutyBase", "error", "import_base_unknown", Vec::new());
        }
        // Sales tax in the United States is none on the import; where the tables say nothing the seller may.
        let has_tax = match base {
            Some(base) => base.vat_adds_transport.is_some(),
            None => true,
        };
        let rate = self.share("taxRate", &sheet.tax_rate);
        let rate = rate.or(base.and_then(|base| base.vat).filter(|_| sheet.tax_rate.trim().is_empty()));
        if has_tax && rate.is_none() && !sheet.is_duty_included {
            let severity = if sheet.is_tax_cost { "error" } else { "note" };
            self.reader.say("taxRate", severity, "import_tax_missing", Vec::new());
        }
        let adds = base.and_then(|base| base.vat_adds_transport).unwrap_or(true);
        let tax_base = if adds { TaxBase::ToDestination } else { TaxBase::ValueAndDuty };
        let tax = ImportTax { rate, base: tax_base, is_recoverable: !sheet.is_tax_cost };
        let duties = self.duties(on)?;
        if !is_said {
            self.reader.said.truncate(before);
        }
        Ok(Terms {
            is_cif,
            base_source: base.filter(|_| typed.is_none()).map(|base| SourceView::of(&base.source)),
            tax: Some(tax).filter(|_| has_tax && !sheet.is_duty_included),
            duties,
        })
    }

    /// Duties of each row.
    fn duties(&mut self, on: Day) -> Result<Vec<Vec<DutyPart>>> {
        let sheet = self.sheet;
        if sheet.is_duty_included {
            return Ok(self.goods.iter().map(|_| Vec::new()).collect());
        }
        let all = self.share("duty", &sheet.duty);
        let section_232 = self.share("section232", &sheet.section232);
        let origin = match sheet.origin.trim() {
            "" | "China" | "china" | "中国" => "CN".to_owned(),
            text => text.to_uppercase(),
        };
        let rows: Vec<usize> = self.goods.iter().map(|goods| goods.row).collect();
        let mut duties = Vec::with_capacity(rows.len());
        let mut unknown: Vec<(&'static str, Vec<String>)> = Vec::new();
        for place in rows {
            let Some(row) = sheet.rows.get(place) else { continue };
            let own = self.share(&format!("rows.{place}.duty"), &row.duty);
            let ordinary = own.or(all.filter(|_| row.duty.trim().is_empty()));
            let listed = if row.listed.trim().is_empty() { sheet.listed.trim() } else { row.listed.trim() };
            let listed: Vec<&str> =
                [listed, sheet.metals.trim()].into_iter().filter(|l| !l.is_empty() && *l != "none").collect();
            let question =
                DutyQuestion { market: self.market, origin: &origin, on, ordinary, listed: &listed, section_232 };
            match self.tables.duties(&question) {
                Ok(parts) => {
                    for part in parts.iter().filter(|part| part.rate.is_none()) {
                        let name = sku_of(sheet, place);
                        match unknown.iter_mut().find(|(programme, _)| *programme == part.programme) {
                            Some((_, names)) => names.push(name),
                            None => unknown.push((part.programme, vec![name])),
                        }
                    }
                    duties.push(parts);
                }
                Err(error) => {
                    self.reader.wrong(&format!("rows.{place}.listed"), &error);
                    duties.push(vec![DutyPart {
                        programme: "ordinary",
                        rate: None,
                        why: DutyWhy::Unknown,
                        source: None,
                    }]);
                }
            }
        }
        for (programme, names) in unknown {
            let code = if programme == "ordinary" { "duty_missing" } else { "duty_unknown" };
            let params = vec![param("programme", programme), param("sku", names.join(", "))];
            self.reader.say("duty", "error", code, params);
        }
        Ok(duties)
    }

    fn shipment(
        &mut self,
        terms: &Terms,
        freight: Option<&Freight>,
        bill: &[Charge],
        on: Day,
        is_said: bool,
    ) -> Result<(Shipment, EntryFees)> {
        let mut fees = Vec::new();
        if !self.sheet.is_duty_included {
            let mode = freight.map_or(self.mode, |freight| freight.mode);
            for fee in self.tables.entry_fees(self.market, mode, on, self.home)? {
                match fee {
                    Ok(fee) => {
                        let charge = if self.sheet.is_informal {
                            EntryCharge::informal(&fee)
                        } else {
                            EntryCharge::formal(&fee)
                        };
                        fees.extend(charge.map(|charge| (charge, SourceView::of(&fee.source))));
                    }
                    Err(source) if is_said => {
                        let params = vec![param("programme", source.table), param("day", on.to_string())];
                        self.reader.say("entryOn", "error", "entry_fee_unknown", params);
                    }
                    Err(_) => {}
                }
            }
        }
        let mut charges = Vec::new();
        charges.extend(freight.and_then(|freight| freight.amount).map(|amount| Charge {
            name: "freight".to_owned(),
            amount,
            basis: self.freight_basis(),
            counts: Counts::ToBorder,
        }));
        charges.extend(bill.iter().cloned());
        // The divisor that shares are made by: the mode's own, else that of air freight.
        let air = self.tables.weight_divisor("freight-air").map(|(divisor, _)| Ratio::whole(i128::from(divisor)));
        let own = freight.filter(|freight| freight.per == "chargeable_kg").and_then(|freight| freight.divisor);
        let lines = self.goods.iter().zip(&terms.duties).map(|(goods, duties)| ShipmentLine {
            units: goods.units,
            goods: goods.goods,
            weight_kg: goods.weight_kg,
            volume_m3: goods.volume_m3,
            duties: duties.clone(),
        });
        let shipment = Shipment {
            currency: self.home,
            lines: lines.collect(),
            charges,
            is_cif: terms.is_cif.unwrap_or(false),
            cm3_per_kg: own.or(air),
            entry_charges: fees.iter().map(|(charge, _)| charge.clone()).collect(),
            tax: terms.tax,
        };
        Ok((shipment, fees))
    }

    /// Names the rows that lack what a line of the bill is shared out by.
    fn name_missing(&mut self, shipment: &Shipment, landed: &Landed) {
        for missing in &landed.missing {
            let Some(charge) = shipment.charges.get(missing.charge) else { continue };
            let names: Vec<String> = missing
                .lines
                .iter()
                .filter_map(|line| self.goods.get(*line))
                .map(|goods| sku_of(self.sheet, goods.row))
                .collect();
            let params = vec![
                param("charge", charge.name.as_str()),
                param("basis", charge.basis.code()),
                param("sku", names.join(", ")),
            ];
            self.reader.say("rows", "error", "basis_missing", params);
        }
    }

    /// An informal entry above its limit is none.
    fn question_informal(&mut self, value: Option<Money>) -> Result<()> {
        if !self.sheet.is_informal || self.sheet.is_duty_included {
            return Ok(());
        }
        for fee in self.tables.entry_fees(self.market, self.mode, self.entry_on, self.home)?.into_iter().flatten() {
            if let Some((value, limit)) = value.zip(fee.informal_limit)
                && value.minor() > limit.minor()
            {
                let params = vec![param("first", limit.to_string()), param("second", value.to_string())];
                self.reader.say("isInformal", "error", "informal_above_limit", params);
            }
        }
        Ok(())
    }

    fn modes(&mut self, freights: &[Freight], bill: &[Charge], can_land: bool) -> Result<Vec<ModeView>> {
        let chosen_days = freights.iter().find(|freight| freight.mode == self.mode).and_then(|freight| freight.days);
        let goods = self.goods.iter().try_fold(Money::zero(self.home), |sum, goods| sum.plus(goods.goods))?;
        let mut views = Vec::new();
        for freight in freights {
            let later = freight.days.zip(chosen_days).map(|(days, chosen)| i64::from(days) - i64::from(chosen));
            let on = self.entry_on.plus(later.and_then(|days| i32::try_from(days).ok()).unwrap_or(0));
            let mut landed = None;
            if can_land && freight.amount.is_some() && !self.goods.is_empty() {
                let terms = self.terms(on, false)?;
                let (shipment, _) = self.shipment(&terms, Some(freight), bill, on, false)?;
                landed = shipment.land()?.sums.landed;
            }
            let capital = freight.days.map(|days| capital_cost(goods, self.annual, days)).transpose()?;
            let total = landed.zip(capital).map(|(landed, capital)| landed.plus(capital)).transpose()?;
            views.push(ModeView {
                mode: freight.mode.code(),
                is_chosen: freight.mode == self.mode,
                per: freight.per,
                quantity: freight.quantity.filter(|_| freight.per != "bill").map(|quantity| plain(quantity, 3)),
                divisor: freight.divisor.map(|divisor| plain(divisor, 3)),
                freight: freight.amount,
                days: freight.days,
                entry_on: on.to_string(),
                landed,
                capital: capital.filter(|_| !self.goods.is_empty()),
                total,
                difference: None,
                days_difference: later,
            });
        }
        let base = views.iter().find(|view| view.is_chosen).and_then(|view| view.total.or(view.landed));
        for view in &mut views {
            let own = view.total.or(view.landed);
            view.difference = own.zip(base).map(|(own, base)| own.minus(base)).transpose()?;
        }
        Ok(views)
    }

    fn lines(&self, landed: &Landed) -> Vec<LineView> {
        let per_major = Ratio::whole(i128::from(self.home.minor_per_major()));
        let each = landed.lines.iter().zip(&self.goods).zip(&self.keys);
        each.map(|((line, goods), key)| LineView {
            row: goods.row,
            sku: sku_of(self.sheet, goods.row),
            units: goods.units,
            key: key.clone(),
            weight_kg: goods.weight_kg.map(|kg| plain(kg, 3)),
            volume_m3: goods.volume_m3.map(|m3| plain(m3, 4)),
            goods: line.goods,
            charges: line.charges.clone(),
            customs_value: line.customs_value,
            duties: line.duties.iter().flat_map(|stack| &stack.lines).map(duty_view).collect(),
            duty: line.duty,
            entry_fees: line.entry_charges.clone(),
            tax_base: line.tax_base,
            tax: line.tax,
            landed: line.landed,
            unit: line.unit_minor.and_then(|minor| minor.over(per_major).ok()).map(|major| plain(major, 4)),
        })
        .collect()
    }
}

fn duty_view(line: &crate::landed::DutyLine) -> DutyView {
    DutyView {
        programme: line.part.programme,
        rate_ppm: line.part.rate.map(Rate::ppm),
        why: match line.part.why {
            DutyWhy::Table => "table",
            DutyWhy::Typed => "typed",
            DutyWhy::Replaced => "replaced",
            DutyWhy::Unknown => "unknown",
        },
        amount: line.amount,
        source: line.part.source.as_ref().map(SourceView::of),
    }
}
