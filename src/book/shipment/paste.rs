//! Rows pasted from a spreadsheet, with or without a heading.

use serde::Serialize;

/// A pasted row: texts of the columns of a sheet.
///
/// ```
/// use clearfloor::book::shipment::paste_rows;
/// let pasted = paste_rows("SKU\tQty\tPrice\nMAT\t300\t18.20\n");
/// let row = &pasted.rows[0];
/// assert_eq!((row.sku.as_str(), row.units.as_str(), row.price.as_str()), ("MAT", "300", "18.20"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastedRow {
    /// SKU.
    pub sku: String,
    /// Units.
    pub units: String,
    /// Price of one.
    pub price: String,
    /// Weight.
    pub weight: String,
    /// Three sides.
    pub size: String,
    /// Units a carton.
    pub per_carton: String,
    /// Ordinary duty.
    pub duty: String,
}

/// What a paste holds.
///
/// ```
/// use clearfloor::book::shipment::paste_rows;
/// let pasted = paste_rows("SKU\tQty\tWeight (lb)\tColour\nMAT\t300\t0.8\tblue\n");
/// assert_eq!((pasted.rows.len(), pasted.weight_unit.as_str()), (1, "lb"));
/// assert_eq!(pasted.left_out, ["Colour"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PastedRows {
    /// Rows with anything in them.
    pub rows: Vec<PastedRow>,
    /// A heading told the columns; otherwise they are taken in the order of the sheet.
    pub has_heading: bool,
    /// Unit of weights that a heading names.
    pub weight_unit: String,
    /// Unit of sides that a heading names.
    pub length_unit: String,
    /// Headings of which nothing was taken.
    pub left_out: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Sku,
    Units,
    Price,
    Weight,
    Size,
    Length,
    Width,
    Height,
    PerCarton,
    Duty,
    Other,
}

/// Words that a heading may hold, the more special first.
const WORDS: [(Part, &[&str]); 10] = [
    (Part::PerCarton, &["per carton", "carton qty", "pcs/ctn", "units/carton", "装箱", "每箱", "箱装"]),
    (Part::Duty, &["duty", "tariff", "关税", "税率"]),
    (Part::Price, &["price", "cost", "单价", "价格", "进价", "采购价"]),
    (Part::Weight, &["weight", "kg", "lb", "重量", "毛重", "净重"]),
    (Part::Size, &["size", "dimension", "l x w", "lxw", "长宽高", "长*宽", "长x宽", "尺寸", "规格"]),
    (Part::Length, &["length", "长"]),
    (Part::Width, &["width", "宽"]),
    (Part::Height, &["height", "高"]),
    (Part::Units, &["units", "qty", "quantity", "pcs", "数量", "件数"]),
    (Part::Sku, &["sku", "msku", "item", "货号", "编码", "商品"]),
];

fn part_of(heading: &str) -> Part {
    let lower = heading.trim().to_lowercase();
    let found = WORDS.iter().find(|(_, words)| words.iter().any(|word| lower.contains(word)));
    found.map_or(Part::Other, |(part, _)| *part)
}

/// Reads what was copied from a spreadsheet: cells between tabs, or between commas or semicolons where there are no
/// tabs. A first row without any figure that names at least two columns is a heading.
///
/// ```
/// use clearfloor::book::shipment::paste_rows;
/// let pasted = paste_rows("货号\t数量\t单价\t重量(kg)\t长cm\t宽cm\t高cm\nA\t300\t18.20\t0.35\t20\t10\t8\n");
/// assert!(pasted.has_heading);
/// assert_eq!(pasted.rows[0].size, "20x10x8");
/// assert_eq!((pasted.weight_unit.as_str(), pasted.length_unit.as_str()), ("kg", "cm"));
/// ```
#[must_use]
pub fn paste_rows(text: &str) -> PastedRows {
    let separator = if text.contains('\t') {
        '\t'
    } else if text.contains(';') {
        ';'
    } else {
        ','
    };
    let cells = |line: &str| -> Vec<String> {
        line.split(separator).map(|cell| cell.trim().trim_matches('"').trim().to_owned()).collect()
    };
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).map(cells).peekable();
    let mut pasted = PastedRows::default();
    let mut parts = vec![Part::Sku, Part::Units, Part::Price, Part::Weight, Part::Size, Part::PerCarton, Part::Duty];
    let is_figure = |cell: &String| cell.chars().next().is_some_and(|c| c.is_ascii_digit());
    let is_heading = |cells: &Vec<String>| {
        let named = cells.iter().filter(|cell| part_of(cell) != Part::Other).count();
        named >= 2 && !cells.iter().any(is_figure)
    };
    if let Some(heading) = lines.next_if(|cells| is_heading(cells)) {
        pasted.has_heading = true;
        parts = heading.iter().map(|cell| part_of(cell)).collect();
        for (cell, part) in heading.iter().zip(&parts) {
            pasted.take_unit(cell, *part);
        }
    }
    for cells in lines {
        // Seven columns without a heading and figures in the sixth and seventh: the sides stand apart.
        let is_apart = !pasted.has_heading && cells.len() >= 7 && cells.iter().skip(4).take(3).all(is_figure);
        let apart = [
            Part::Sku,
            Part::Units,
            Part::Price,
            Part::Weight,
            Part::Length,
            Part::Width,
            Part::Height,
            Part::PerCarton,
        ];
        let parts = if is_apart { &apart[..] } else { &parts };
        let mut row = PastedRow::default();
        let mut sides = [""; 3];
        for (cell, part) in cells.iter().zip(parts) {
            let slot = match part {
                Part::Sku => &mut row.sku,
                Part::Units => &mut row.units,
                Part::Price => &mut row.price,
                Part::Weight => &mut row.weight,
                Part::Size => &mut row.size,
                Part::PerCarton => &mut row.per_carton,
                Part::Duty => &mut row.duty,
                Part::Length | Part::Width | Part::Height => {
                    let [length, width, height] = &mut sides;
                    let side = match part {
                        Part::Length => length,
                        Part::Width => width,
                        _ => height,
                    };
                    *side = cell;
                    continue;
                }
                Part::Other => continue,
            };
            if slot.is_empty() {
                cell.clone_into(slot);
            }
        }
        if sides.iter().any(|side| !side.is_empty()) {
            row.size = sides.join("x");
        }
        pasted.rows.push(row);
    }
    pasted
}

impl PastedRows {
    fn take_unit(&mut self, heading: &str, part: Part) {
        let lower = heading.to_lowercase();
        let unit = |words: &[(&'static str, &'static str)]| {
            words.iter().find(|(word, _)| lower.contains(word)).map_or("", |(_, unit)| *unit).to_owned()
        };
        match part {
            Part::Weight if self.weight_unit.is_empty() => {
                let words = [
                    ("kg", "kg"),
                    ("公斤", "kg"),
                    ("千克", "kg"),
                    ("lb", "lb"),
                    ("磅", "lb"),
                    ("oz", "oz"),
                    ("(g", "g"),
                    ("克", "g"),
                ];
                self.weight_unit = unit(&words);
            }
            Part::Size | Part::Length | Part::Width | Part::Height if self.length_unit.is_empty() => {
                let words = [
                    ("cm", "cm"),
                    ("厘米", "cm"),
                    ("mm", "mm"),
                    ("毫米", "mm"),
                    ("inch", "in"),
                    ("英寸", "in"),
                    ("(in", "in"),
                ];
                self.length_unit = unit(&words);
            }
            Part::Other if !heading.is_empty() => self.left_out.push(heading.to_owned()),
            _ => {}
        }
    }
}
