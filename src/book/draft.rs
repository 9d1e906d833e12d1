//! Drafts of what is to be sent, as files: the moves of one way between sites, and what a purchase brings.
//!
//! The list is for people: a warehouse, a forwarder, a supplier; a comma-separated table with days and boxes. The upload holds
//! the goods as the marketplace's plan of an inbound shipment names them (tab-separated, UTF-8). It is no template: that one is
//! made for each account, with columns that change, so the lines are to be copied into it. Boxes stand in it only where they
//! hold all units, for it has no place for loose ones. Every file is read again once it is written, and must name what was
//! chosen and nothing else.

use super::restock::RestockBody;
use super::transfers::{MoveView, TransferSheet};
use super::{Book, Day, Error, ErrorKind, Result};
use crate::export::{Cell, Sheet, records_of};
use serde::Serialize;

/// For whom the file is.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, draft::DraftForm};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Available,Sold last 30 days\nPAD-1,100,600\n", &ReadOptions::default());
/// let texts = [("lead_days".to_owned(), "15".to_owned())];
/// let draft = |book: &mut Book, form| book.order_draft("PAD-1", &texts, form, &[]).unwrap();
/// assert!(draft(&mut book, DraftForm::List).text.starts_with("from,to,sku,units,"));
/// assert!(draft(&mut book, DraftForm::Upload).text.starts_with("Merchant SKU\tQuantity\t"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftForm {
    /// People who pack, carry or receive.
    List,
    /// The marketplace's plan of an inbound shipment.
    Upload,
}

impl DraftForm {
    /// Reads `list`, `upload`.
    ///
    /// ```
    /// use clearfloor::book::draft::DraftForm;
    /// assert_eq!(DraftForm::from_code("list").unwrap(), DraftForm::List);
    /// assert_eq!(DraftForm::from_code("lists").unwrap_err().code(), "no_such_file");
    /// ```
    ///
    /// # Errors
    /// `no_such_file`.
    pub fn from_code(code: &str) -> Result<Self> {
        match code {
            "list" => Ok(Self::List),
            "upload" => Ok(Self::Upload),
            _ => Err(Error::new(ErrorKind::Missing, "no_such_file").with("file", code)),
        }
    }
}

/// Headings of a list until the caller names them.
pub const LIST_HEADINGS: [&str; 9] =
    ["from", "to", "sku", "units", "units_per_box", "full_boxes", "loose_units", "ship_by", "there_by"];
/// Headings of the columns that the marketplace's plan of an inbound shipment has for goods and boxes, as programs that
/// fill it in write them.
const UPLOAD_HEADINGS: [&str; 4] = ["Merchant SKU", "Quantity", "Units per box", "Number of boxes"];

/// A line of a draft.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, draft::DraftForm};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Available,Sold last 30 days\nPAD-1,100,600\n", &ReadOptions::default());
/// let texts = [("lead_days", "15"), ("box_units", "36")].map(|(field, text)| (field.to_owned(), text.to_owned()));
/// let draft = book.order_draft("PAD-1", &texts, DraftForm::List, &[]).unwrap();
/// let line = &draft.lines[0];
/// assert_eq!(line.full_boxes.unwrap() * 36 + line.loose_units.unwrap(), line.units);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftLine {
    /// SKU.
    pub sku: String,
    /// Units that go.
    pub units: u32,
    /// Units in a full box; none = not known.
    pub box_units: Option<u32>,
    /// Full boxes of them.
    pub full_boxes: Option<u32>,
    /// Units beside the full boxes.
    pub loose_units: Option<u32>,
    /// Last day on which they can go without the receiver standing empty before they are there.
    pub ship_by: Option<Day>,
    /// Day on which they are there then.
    pub there_by: Option<Day>,
}

impl DraftLine {
    fn new(sku: &str, units: u32, box_units: Option<u32>, ship_by: Option<Day>, there_by: Option<Day>) -> Self {
        let box_units = box_units.filter(|units| *units > 0);
        let full_boxes = box_units.and_then(|of| units.checked_div(of));
        let loose_units = box_units.and_then(|of| units.checked_rem(of));
        Self { sku: sku.to_owned(), units, box_units, full_boxes, loose_units, ship_by, there_by }
    }
}

/// What was chosen and is not in the file.
///
/// ```
/// use clearfloor::book::{Book, draft::DraftForm, transfers::{LaneText, SiteText, TransferSheet}};
/// let text = |text: &str| text.to_owned();
/// let row = |site: &str, units: &str, target: &str| SiteText {
///     sku: text("A\tB"), site: text(site), units: text(units), target: text(target), ..SiteText::default()
/// };
/// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
/// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
/// let sheet = TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() };
/// let mut book = Book::new(clearfloor::date::Day::parse("2026-11-21").unwrap()).unwrap();
/// let draft = book.transfer_draft(&sheet, "US", "DE", DraftForm::Upload, &[]).unwrap();
/// // A tab would end the cell in the file.
/// assert_eq!(draft.left_out[0].why, "sku_unwritable");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DraftLeft {
    /// SKU.
    pub sku: String,
    /// `sku_unwritable` (it holds a tab or a line break), `sku_missing`.
    pub why: &'static str,
}

/// A file, with what is in it and what is not.
///
/// ```
/// use clearfloor::book::{Book, Day, ReadOptions, draft::DraftForm};
/// let mut book = Book::new(Day::parse("2026-11-21").unwrap()).unwrap();
/// book.add_table("SKU,Available,Sold last 30 days\nPAD-1,100,600\n", &ReadOptions::default());
/// let texts = [("lead_days".to_owned(), "15".to_owned())];
/// let draft = book.order_draft("PAD-1", &texts, DraftForm::Upload, &[]).unwrap();
/// assert_eq!((draft.to.as_str(), draft.units == draft.lines[0].units), ("US", true));
/// // Its text was read again and names just that.
/// assert!(draft.is_checked && draft.left_out.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// Where the goods come from; empty = not known.
    pub from: String,
    /// Where they go.
    pub to: String,
    /// Its lines.
    pub lines: Vec<DraftLine>,
    /// Units of all lines.
    pub units: u32,
    /// The earliest of the days by which a line must go; none = not known.
    pub ship_by: Option<Day>,
    /// Chosen, but not in it.
    pub left_out: Vec<DraftLeft>,
    /// Its text.
    pub text: String,
    /// Read again, it names the units of its lines and no other, and with what is left out they are all that was chosen.
    pub is_checked: bool,
}

impl Draft {
    /// A file of what was chosen; `names` are the headings of a list, [`LIST_HEADINGS`] where there are none.
    fn of((from, to): (&str, &str), chosen: Vec<DraftLine>, form: DraftForm, names: &[String]) -> Self {
        let count = chosen.len();
        let (mut lines, mut left_out) = (Vec::with_capacity(count), Vec::new());
        for line in chosen {
            let why = if line.sku.trim().is_empty() {
                Some("sku_missing")
            } else {
                line.sku.contains(['\t', '\r', '\n']).then_some("sku_unwritable")
            };
            match why {
                Some(why) => left_out.push(DraftLeft { sku: line.sku, why }),
                None => lines.push(line),
            }
        }
        let text = match form {
            DraftForm::List => list(from, to, &lines, names),
            DraftForm::Upload => upload(&lines),
        };
        let (separator, sku, units) = match form {
            DraftForm::List => (',', 2, 3),
            DraftForm::Upload => ('\t', 0, 1),
        };
        let mut read = records_of(&text, separator).into_iter().skip(1);
        let is_named = |line: &DraftLine| {
            let Some(cells) = read.next() else { return false };
            let cell = |place: usize| cells.get(place).map_or("", String::as_str);
            cell(sku) == line.sku && cell(units).parse() == Ok(line.units)
        };
        let are_named = lines.iter().all(is_named);
        let is_checked = are_named && read.next().is_none() && lines.len() + left_out.len() == count;
        Self {
            from: from.to_owned(),
            to: to.to_owned(),
            units: lines.iter().map(|line| line.units).fold(0, u32::saturating_add),
            ship_by: lines.iter().filter_map(|line| line.ship_by).min(),
            lines,
            left_out,
            text,
            is_checked,
        }
    }
}

fn list(from: &str, to: &str, lines: &[DraftLine], names: &[String]) -> String {
    let row = |line: &DraftLine| {
        vec![
            Cell::Text(from.to_owned()),
            Cell::Text(to.to_owned()),
            Cell::Text(line.sku.clone()),
            Cell::Number(line.units.to_string()),
            Cell::number(line.box_units),
            Cell::number(line.full_boxes),
            Cell::number(line.loose_units),
            Cell::text(line.ship_by),
            Cell::text(line.there_by),
        ]
    };
    Sheet { headings: LIST_HEADINGS.to_vec(), rows: lines.iter().map(row).collect() }.to_csv_under(names)
}

fn upload(lines: &[DraftLine]) -> String {
    let mut text = UPLOAD_HEADINGS.join("\t") + "\r\n";
    for line in lines {
        let boxes = line.box_units.zip(line.full_boxes).filter(|_| line.loose_units == Some(0));
        let (of, count) = boxes.map(|(of, count)| (of.to_string(), count.to_string())).unwrap_or_default();
        text.push_str(&format!("{}\t{}\t{of}\t{count}\r\n", line.sku, line.units));
    }
    text
}

/// Whole units of a move; a plan moves whole ones.
fn units_of(one: &MoveView) -> u32 {
    super::health::whole_of(one.units.round()).and_then(|units| u32::try_from(units).ok()).unwrap_or(0)
}

impl Book {
    /// The moves of the best plan that go one way, as a file.
    ///
    /// ```
    /// use clearfloor::book::{Book, draft::DraftForm, transfers::{LaneText, SiteText, TransferSheet}};
    /// let text = |text: &str| text.to_owned();
    /// let row = |site: &str, units: &str, target: &str| SiteText {
    ///     sku: text("A"), site: text(site), units: text(units), target: text(target), carton: text("40"), ..SiteText::default()
    /// };
    /// let lane = LaneText { from: text("US"), to: text("DE"), days: text("5"), cost: text("0.50"), ..LaneText::default() };
    /// let rows = vec![row("US", "900", "300"), row("DE", "100", "350")];
    /// let sheet = TransferSheet { rows, lanes: vec![lane], ..TransferSheet::default() };
    /// let mut book = Book::new(clearfloor::date::Day::parse("2026-11-21").unwrap()).unwrap();
    /// let draft = book.transfer_draft(&sheet, "US", "DE", DraftForm::List, &[]).unwrap();
    /// // DE has 100 for 350 in 60 days: they last 17 days, five of them are the way.
    /// assert!(draft.text.ends_with("US,DE,A,250,40,6,10,2026-12-03,2026-12-08\r\n") && draft.is_checked);
    /// ```
    ///
    /// # Errors
    /// `no_such_way` if the plan moves nothing that way; as [`Book::transfers`].
    pub fn transfer_draft(
        &mut self,
        sheet: &TransferSheet,
        from: &str,
        to: &str,
        form: DraftForm,
        names: &[String],
    ) -> Result<Draft> {
        let moves = self.transfers(sheet)?.moves;
        let chosen: Vec<DraftLine> = moves
            .iter()
            .filter(|one| (one.from.as_str(), one.to.as_str()) == (from, to))
            .map(|one| DraftLine::new(&one.sku, units_of(one), one.box_units, Some(one.ship_by), Some(one.there_by)))
            .collect();
        if chosen.is_empty() {
            return Err(Error::new(ErrorKind::Missing, "no_such_way").with("from", from).with("to", to));
        }
        Ok(Draft::of((from, to), chosen, form, names))
    }

    /// What the order of a product would bring to its marketplace, as a file, by the texts of its worksheet. It is there
    /// the days of the way after the last day to order; on which day of the way it must go is not known here.
    ///
    /// ```
    /// use clearfloor::book::{Book, ReadOptions, draft::DraftForm};
    /// let mut book = Book::new(clearfloor::date::Day::parse("2026-11-21").unwrap()).unwrap();
    /// book.add_table("SKU,Available,Sold last 30 days\nPAD-1,100,600\n", &ReadOptions::default());
    /// let texts = [("lead_days", "15"), ("box_units", "36")].map(|(field, text)| (field.to_owned(), text.to_owned()));
    /// let draft = book.order_draft("PAD-1", &texts, DraftForm::Upload, &[]).unwrap();
    /// let line = &draft.lines[0];
    /// assert_eq!((line.full_boxes.unwrap() * 36, line.loose_units), (line.units, Some(0)));
    /// assert_eq!(draft.text.lines().next(), Some("Merchant SKU\tQuantity\tUnits per box\tNumber of boxes"));
    /// ```
    ///
    /// # Errors
    /// `nothing_to_order` if the order is none or not known; as [`Book::restock`].
    pub fn order_draft(
        &mut self,
        key: &str,
        texts: &[(String, String)],
        form: DraftForm,
        names: &[String],
    ) -> Result<Draft> {
        let body = self.restock(key, texts)?.body;
        let index = self.position(key)?;
        let facts = self.products.get(index).ok_or_else(|| super::no_such_product(key))?;
        let order = body.order.as_ref().filter(|order| order.units > 0);
        let order = order.ok_or_else(|| Error::new(ErrorKind::Missing, "nothing_to_order").with("sku", &facts.sku))?;
        // The name that a product added by hand has here is none that the marketplace knows.
        let is_named_here = facts.sku == *key && self.by_hand.iter().any(|own| own == key);
        let sku = if is_named_here { "" } else { facts.sku.as_str() };
        let line = DraftLine::new(sku, order.units, order.box_units, None, there_by(&body));
        let from = facts.supplier.as_deref().unwrap_or_default();
        Ok(Draft::of((from, self.market.code()), vec![line], form, names))
    }
}

/// The last day to order, today if that has passed, and the days of the way.
fn there_by(body: &RestockBody) -> Option<Day> {
    let on = body.order_on.map_or(body.today, |on| on.max(body.today));
    on.later(body.lead_days?).ok()
}

#[cfg(test)]
mod tests {
    use super::{Draft, DraftForm, DraftLine};

    fn line(sku: &str, units: u32, box_units: Option<u32>) -> DraftLine {
        DraftLine::new(sku, units, box_units, None, None)
    }

    #[test]
    fn boxes_stand_in_an_upload_only_where_they_hold_all_units() {
        let chosen = vec![line("A", 250, Some(40)), line("B", 240, Some(40)), line("C", 7, None)];
        let draft = Draft::of(("US", "DE"), chosen, DraftForm::Upload, &[]);
        let lines: Vec<&str> = draft.text.lines().skip(1).collect();
        assert_eq!(lines, ["A\t250\t\t", "B\t240\t40\t6", "C\t7\t\t"]);
        assert_eq!((draft.lines[0].full_boxes, draft.lines[0].loose_units), (Some(6), Some(10)));
        assert!(draft.is_checked && draft.units == 497);
    }

    #[test]
    fn what_no_line_can_hold_is_left_out_and_said() {
        let chosen = vec![line("A\tB", 5, None), line("  ", 6, None), line("C", 7, None)];
        let draft = Draft::of(("US", "DE"), chosen, DraftForm::List, &[]);
        let left: Vec<_> = draft.left_out.iter().map(|left| left.why).collect();
        assert_eq!((left, draft.units), (vec!["sku_unwritable", "sku_missing"], 7));
        assert!(draft.is_checked);
    }

    #[test]
    fn a_list_with_hostile_texts_names_what_was_chosen_when_it_is_read_again() {
        let chosen = vec![line("=1+1", 5, None), line("a,\"b\"", 6, Some(0)), line("-7", 7, None), line("'x", 8, None)];
        let names: Vec<String> = ["自", "至,", "SKU", "\"件数\""].map(str::to_owned).to_vec();
        let draft = Draft::of(("=US", "D,E"), chosen, DraftForm::List, &names);
        assert!(draft.is_checked, "{}", draft.text);
        assert!(draft.text.starts_with("自,\"至,\",SKU,\"\"\"件数\"\"\",units_per_box,"), "{}", draft.text);
        // Nothing in it runs.
        assert!(draft.text.contains("'=US,\"D,E\",'=1+1,5"), "{}", draft.text);
    }
}
