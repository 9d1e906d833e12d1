//! What the command is asked to do.

use clearfloor::book::draft::DraftForm;
use clearfloor::book::{Day, Encoding, Format, Market, Separator};
use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Shown by `--help`.
pub const USAGE: &str = "\
The lowest price that still beats every way out.

usage: clearfloor compute --in FILE... --on YYYY-MM-DD [--market CODE] [--format csv|json|xlsx]
                          [--fx CNY=RATE] [--fees FILE] [--encoding [FILE=]NAME]... [--separator [FILE=]NAME]...
       clearfloor tables|rows --in FILE... --on YYYY-MM-DD [as above]
       clearfloor product --in FILE... --on YYYY-MM-DD --sku SKU [as above]
       clearfloor compare --in FILE... --on YYYY-MM-DD --sku SKU --say way=hold --say price=7折 [as above]
       clearfloor fees --on YYYY-MM-DD [--market CODE]
       clearfloor markets|channels|plan --in FILE... --on YYYY-MM-DD --sku SKU [--say FIELD=TEXT]... [as above]
       clearfloor plan --in FILE... --on YYYY-MM-DD [--say FIELD=TEXT]... [as above]
       clearfloor forecast --in FILE... --on YYYY-MM-DD [--sheet FILE] [--ets] [--take-over] [as above]
       clearfloor health|calendar --in FILE... --on YYYY-MM-DD [--sku SKU] [--say LINE=TEXT]... [--sheet FILE] [as above]
       clearfloor reconcile|conflicts --in FILE... --on YYYY-MM-DD [as above]
       clearfloor promotions --in FILE... --on YYYY-MM-DD --sku SKU --sheet FILE [as above]
       clearfloor shipment --sheet FILE --on YYYY-MM-DD
       clearfloor transfers|review --sheet FILE --on YYYY-MM-DD [--in FILE...] [as above]
       clearfloor transfers --sheet FILE --on YYYY-MM-DD --draft list|upload --way FROM=TO [as above]
       clearfloor restock --in FILE... --on YYYY-MM-DD --sku SKU [--say FIELD=TEXT]... [--draft list|upload] [as above]

  --in FILE        a table: inventory planning report, fee preview, cost sheet, own table;
                   several files, or --in several times; joined by SKU. A workbook (xlsx, xlsm): its first
                   sheet, or the one named behind a #: stock.xlsx#Costs; - is standard input
  --encoding NAME  what text is written in, where that is not found rightly: utf-8, windows-1252, gb18030 (GBK),
                   shift_jis (cp932), utf-16le, utf-16be; of one file as FILE=NAME, several times. A guess between two is told
  --separator NAME what stands between cells, likewise: tab, comma, semicolon, pipe
  --on YYYY-MM-DD  the day to calculate for
  --market CODE    marketplace: US (default), UK, DE, FR, IT, ES, JP, CA, MX, AU; rows of others are left out
  --format         csv (default), csv_semicolon (1,50 and ;), json, or xlsx with formulas that follow the price
  --fx CNY=RATE    yuan for one unit of the marketplace's currency, for costs in CNY
  --fees FILE      an edited copy of a fee file (src/fees/data), used in the place of the tables
                   Without --sku the plan is that of the whole catalogue, as --format says: need_cash=50000,
                   need_volume=300 (cubic feet), by=2026-12-15, payout_days=14, pace_share=80, storage_share=110
                   What was charged beside what the tables give (reconcile) is a line a row of evidence in csv and xlsx,
                   with its cause; json has totals, both calculations and what could not be compared
                   How tables were read (tables) names the report, what each column was taken for, sums and remarks; every row
                   of one table as read, those set aside too, is a line of rows
                   Where the tables contradict each other (conflicts) is a line a fact: the value that counts with its
                   file, line and day, the other with its own, and why the first counts
                   What the catalogue is expected to sell (forecast) comes from order reports, ledgers and sheets with a day
                   in each row, a line a product; a business report counts by the days in its name
  --ets            of forecast: tries exponential smoothing by likelihood (ETS) on every product too, which takes ten times
                   as long; of one product (restock) it is always tried
  --take-over      first puts the forecast of every product with a history in the place of its pace: its mean a day, and each week's
                   share of it as the season that holding, ways and plans go by; of compute, product, compare, plan and
                   restock. With forecast it prints what is put where (units_per_day, sales_season), csv or json
  --sku SKU        the product to look at: in several marketplaces, on other channels, its prices over time
  --say FIELD=TEXT what the view asks for, as typed there: markets=US,UK,DE, UK.price=19.99, fx.GBP=1.25,
                   ebay.ship_cost=5.20, deadline=2027-01-31, most_changes=2; several times
  --sheet FILE     as JSON: a shipment in the shape of the core's `book::shipment::ShipmentSheet`, transfers and
                   reviews in those of `book::transfers::TransferSheet`, `book::review::ReviewSheet`; or promotions:
                   {\"columns\": [{\"mechanic\": \"coupon\", \"texts\": {\"discount\": \"8折\"}}], \"shared\": {},
                   \"bundle\": {\"partner\": SKU, \"texts\": {\"prep_cost\": \"0.60\"}}}, the last two if wanted; or of health and
                   calendar what no report says, by product, and what became of alerts: {\"own\": [{\"key\": SKU,
                   \"texts\": [{\"field\": \"lead_days\", \"text\": \"15\"}]}], \"log\": []}; --say slow_after=60 sets a line;
                   of forecast what is pasted, by product: [{\"key\": SKU, \"texts\": [{\"field\": \"sales\", \"text\":
                   \"2026-11-14 12\\n2026-11-21 9\"}]}]
  --draft FORM     a file of what is to be sent in the place of the look: of the moves of one way (--way US=DE), or of what the
                   order brings. list: a table with days and boxes, comma-separated; upload: the goods as the
                   marketplace's plan of an inbound shipment names them, tab-separated, to be copied into its template
  --help, --version

Other looks are printed as JSON.
Results on standard output; problems on standard error as file:line:column: code.
Exit codes: 0 all is well; 1 rows could not be used or facts are missing (results are printed);
2 wrong call or unreadable file.
";

/// What is wanted.
#[derive(Debug)]
pub enum Asked {
    /// The usage.
    Help,
    /// The version.
    Version,
    /// Results.
    Compute(Request),
    /// One product, or a shipment.
    Look(Look),
}

/// A look at something that is no catalogue.
#[derive(Debug)]
pub enum Look {
    /// One product in several marketplaces.
    Markets(Product),
    /// One product on other channels.
    Channels(Product),
    /// The best prices of one product over time.
    Plan(Product),
    /// One product with everything that is known of it.
    Product(Product),
    /// Ways of one product side by side.
    Compare(Product),
    /// How tables were read.
    Tables(Request),
    /// Every row of a table as read.
    Rows(Request),
    /// The fee tables of a marketplace.
    Fees {
        /// Which.
        market: Market,
        /// The day they are looked at.
        on: Day,
    },
    /// What to do with the whole catalogue.
    Catalogue {
        /// The tables.
        request: Request,
        /// Fields of the view with their texts.
        said: Vec<(String, String)>,
    },
    /// Health of the catalogue, or of one product.
    Health(Stock),
    /// Alerts and the days of the year ahead that matter.
    Calendar(Stock),
    /// What was charged beside what the tables give.
    Reconcile(Request),
    /// Where the tables contradict each other.
    Conflicts(Request),
    /// What the catalogue is expected to sell.
    Forecast {
        /// The tables.
        request: Request,
        /// What is pasted, as JSON.
        sheet: Option<PathBuf>,
        /// Whether the library of forecasts is tried too.
        tries_ets: bool,
        /// Whether what taking them over writes is wanted.
        takes_over: bool,
    },
    /// One product under promotions and in a bundle.
    Promotions {
        /// Which.
        product: Product,
        /// What is offered, as JSON.
        sheet: PathBuf,
    },
    /// What to move between sites.
    Transfers {
        /// Its sheet, as JSON.
        sheet: PathBuf,
        /// Tables that say what lies at the book's own site; there may be none.
        request: Request,
        /// A file of what goes one way, in the place of the plan.
        draft: Option<Draft>,
    },
    /// A clearance against its plan.
    Review {
        /// Its sheet, as JSON.
        sheet: PathBuf,
        /// Tables with the products; there may be none.
        request: Request,
    },
    /// Buying one product again, or a file of what the order brings.
    Restock {
        /// Which.
        product: Product,
        /// The file, if it is that.
        draft: Option<DraftForm>,
    },
    /// A shipment.
    Shipment {
        /// Its sheet, as JSON.
        sheet: PathBuf,
        /// The day to calculate for.
        on: Day,
    },
}

/// A file of what goes one way.
#[derive(Debug)]
pub struct Draft {
    /// For whom it is.
    pub form: DraftForm,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
}

/// Which product, and what is said of it beside its tables.
#[derive(Debug)]
pub struct Product {
    /// The tables it stands in.
    pub request: Request,
    /// Its SKU.
    pub sku: String,
    /// Fields of the view with their texts.
    pub said: Vec<(String, String)>,
}

/// What is looked at of the stock.
#[derive(Debug)]
pub struct Stock {
    /// The tables.
    pub request: Request,
    /// One product only.
    pub sku: Option<String>,
    /// Lines with their texts.
    pub said: Vec<(String, String)>,
    /// What no report says, as JSON.
    pub sheet: Option<PathBuf>,
}

/// A calculation.
#[derive(Debug)]
pub struct Request {
    /// Tables, in the order given.
    pub files: Vec<PathBuf>,
    /// The day to calculate for.
    pub on: Day,
    /// Marketplace to calculate for.
    pub market: Market,
    /// Form of the results; cells are put into a workbook.
    pub format: Format,
    /// Exchange rate as text, to be read like the field of the page.
    pub fx_rate: Option<String>,
    /// Fee file in the place of the tables.
    pub fees: Option<PathBuf>,
    /// The forecasts of all products are put in the place of their pace.
    pub takes_over: bool,
    /// What files are written in, where it is said.
    pub encodings: Said<Encoding>,
    /// What stands between their cells, where it is said.
    pub separators: Said<Separator>,
}

/// What is said of one file, or of all there are: the last word on a file holds, and one on it before one on all.
#[derive(Debug)]
pub struct Said<T>(Vec<(Option<PathBuf>, T)>);

impl<T: Copy> Said<T> {
    /// What is said of a file.
    #[must_use]
    pub fn of(&self, file: &Path) -> Option<T> {
        let find =
            |wanted: Option<&Path>| self.0.iter().rev().find(|(of, _)| of.as_deref() == wanted).map(|said| said.1);
        find(Some(file)).or_else(|| find(None))
    }

    fn add(&mut self, option: &str, text: &str, read: impl Fn(&str) -> Option<T>) -> Result<(), String> {
        let (file, name) = text.rsplit_once('=').map_or((None, text), |(file, name)| (Some(PathBuf::from(file)), name));
        let meant = read(name).ok_or_else(|| format!("{option}: `{name}` is none; see `clearfloor --help`"))?;
        self.0.push((file, meant));
        Ok(())
    }

    /// A file that is spoken of and not among those to be read.
    fn stranger(&self, files: &[PathBuf]) -> Option<&Path> {
        self.0.iter().filter_map(|(of, _)| of.as_deref()).find(|of| !files.iter().any(|file| file == of))
    }
}

const COMMANDS: [&str; 19] = [
    "compute",
    "product",
    "compare",
    "tables",
    "rows",
    "fees",
    "markets",
    "channels",
    "plan",
    "health",
    "calendar",
    "reconcile",
    "conflicts",
    "restock",
    "forecast",
    "promotions",
    "shipment",
    "transfers",
    "review",
];

/// Commands that go by the forecasts if they are asked to.
const TAKE_OVER: [&str; 6] = ["compute", "product", "compare", "plan", "restock", "forecast"];

/// Reads the arguments after the program's name.
///
/// # Errors
/// What is wrong with them, for the one who called.
pub fn read(arguments: impl Iterator<Item = OsString>) -> Result<Asked, String> {
    let mut parser = lexopt::Parser::from_args(arguments);
    let mut command: Option<String> = None;
    let (mut sku, mut said, mut sheet) = (None, Vec::new(), None);
    let (mut form, mut way, mut tries_ets, mut takes_over) = (None, None, false, false);
    let (mut files, mut on, mut market, mut format, mut fx_rate, mut fees) =
        (Vec::new(), None, Market::Us, Format::Csv, None, None);
    let (mut encodings, mut separators) = (Said(Vec::new()), Said(Vec::new()));
    while let Some(argument) = parser.next().map_err(words)? {
        match argument {
            Long("help") | Short('h') => return Ok(Asked::Help),
            Long("version") | Short('V') => return Ok(Asked::Version),
            Value(word) if command.is_none() && COMMANDS.iter().any(|known| word == *known) => {
                command = Some(word.string().map_err(words)?);
            }
            Long("sku") => sku = Some(text(&mut parser)?),
            Long("say") => said.push(field("--say", &text(&mut parser)?)?),
            Long("sheet") => sheet = Some(PathBuf::from(parser.value().map_err(words)?)),
            Long("draft") => {
                form = Some(DraftForm::from_code(&text(&mut parser)?).map_err(|why| format!("--draft: {why}"))?);
            }
            Long("ets") => tries_ets = true,
            Long("take-over") => takes_over = true,
            Long("way") => way = Some(field("--way", &text(&mut parser)?)?),
            Long("in") => files.extend(parser.values().map_err(words)?.map(PathBuf::from)),
            Long("on") => on = Some(Day::parse(&text(&mut parser)?).map_err(|why| format!("--on: {why}"))?),
            Long("market") => {
                market = Market::parse(&text(&mut parser)?).map_err(|why| format!("--market: {why}"))?;
            }
            Long("format") => {
                format = match text(&mut parser)?.as_str() {
                    "xlsx" => Format::Cells,
                    // What the writer of workbooks is given is nobody else's.
                    "cells" => return Err("--format: cells is not printed; xlsx is the workbook of them".to_owned()),
                    code => Format::from_code(code).map_err(|why| format!("--format: {why}"))?,
                };
            }
            Long("fees") => fees = Some(PathBuf::from(parser.value().map_err(words)?)),
            Long("encoding") => encodings.add("--encoding", &text(&mut parser)?, Encoding::from_label)?,
            Long("separator") => separators.add("--separator", &text(&mut parser)?, Separator::from_code)?,
            Long("fx") => fx_rate = Some(rate(&text(&mut parser)?)?),
            other => return Err(words(other.unexpected())),
        }
    }
    let command = command.ok_or("nothing asked for; see `clearfloor --help`")?;
    let on = on.ok_or("--on is missing: results hold for a day, as in --on 2026-11-21")?;
    if command == "shipment" {
        let sheet = sheet.ok_or("--sheet is missing: the shipment as JSON")?;
        return Ok(Asked::Look(Look::Shipment { sheet, on }));
    }
    if tries_ets && command != "forecast" {
        return Err("--ets goes with forecast; of one product it is always tried".to_owned());
    }
    if takes_over && !TAKE_OVER.contains(&command.as_str()) {
        return Err(format!("--take-over goes with {}", TAKE_OVER.join(", ")));
    }
    if command == "fees" {
        if !files.is_empty() || fees.is_some() {
            return Err("fees are those of the project on a day: neither --in nor --fees changes them".to_owned());
        }
        return Ok(Asked::Look(Look::Fees { market, on }));
    }
    let needs_no_table = command == "transfers" || command == "review";
    if files.is_empty() && !needs_no_table {
        return Err("--in is missing: name at least one table".to_owned());
    }
    if let Some(twice) = files.iter().enumerate().find_map(|(i, file)| files.iter().take(i).find(|f| *f == file)) {
        return Err(format!("--in: {} is named twice", twice.display()));
    }
    let is_forecast = command == "forecast";
    if let Some(file) = encodings.stranger(&files).or_else(|| separators.stranger(&files)) {
        return Err(format!("--encoding and --separator speak of tables that --in names: {} is none", file.display()));
    }
    let request = Request {
        files,
        on,
        market,
        format,
        fx_rate,
        fees,
        encodings,
        separators,
        takes_over: takes_over && !is_forecast,
    };
    if command == "compute" {
        return Ok(Asked::Compute(request));
    }
    if command == "reconcile" {
        return Ok(Asked::Look(Look::Reconcile(request)));
    }
    if command == "tables" {
        return Ok(Asked::Look(Look::Tables(request)));
    }
    if command == "rows" {
        return Ok(Asked::Look(Look::Rows(request)));
    }
    if command == "conflicts" {
        return Ok(Asked::Look(Look::Conflicts(request)));
    }
    if is_forecast {
        return Ok(Asked::Look(Look::Forecast { request, sheet, tries_ets, takes_over }));
    }
    if needs_no_table {
        let sheet = sheet.ok_or("--sheet is missing: what is asked, as JSON")?;
        let is_review = command == "review";
        return Ok(Asked::Look(if is_review {
            Look::Review { sheet, request }
        } else {
            let draft = match (form, way) {
                (None, None) => None,
                (Some(form), Some((from, to))) => Some(Draft { form, from, to }),
                _ => return Err("--draft and --way go together: the file of one way".to_owned()),
            };
            Look::Transfers { sheet, request, draft }
        }));
    }
    if command == "plan" && sku.is_none() {
        return Ok(Asked::Look(Look::Catalogue { request, said }));
    }
    if command == "health" || command == "calendar" {
        let stock = Stock { request, sku, said, sheet };
        return Ok(Asked::Look(if command == "health" { Look::Health(stock) } else { Look::Calendar(stock) }));
    }
    let sku = sku.ok_or("--sku is missing: name the product to look at")?;
    let product = Product { request, sku, said };
    Ok(Asked::Look(match command.as_str() {
        "product" => Look::Product(product),
        "compare" => Look::Compare(product),
        "markets" => Look::Markets(product),
        "plan" => Look::Plan(product),
        "channels" => Look::Channels(product),
        "restock" => Look::Restock { product, draft: form },
        _ => {
            let sheet = sheet.ok_or("--sheet is missing: the promotions as JSON")?;
            Look::Promotions { product, sheet }
        }
    }))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(ValueExt::string).map_err(words)
}

/// `UK.price=19.99`, `US=DE`
fn field(option: &str, text: &str) -> Result<(String, String), String> {
    let shape = if option == "--way" { "FROM=TO" } else { "FIELD=TEXT" };
    let (field, said) = text.split_once('=').ok_or_else(|| format!("{option}: `{text}` is not {shape}"))?;
    Ok((field.trim().to_owned(), said.trim().to_owned()))
}

/// `CNY=7.1`: only the yuan is asked for so far.
fn rate(text: &str) -> Result<String, String> {
    match text.split_once('=') {
        Some(("CNY", rate)) if !rate.trim().is_empty() => Ok(rate.trim().to_owned()),
        Some((currency, _)) if currency != "CNY" => Err(format!("--fx: costs in `{currency}` are not read, only CNY")),
        _ => Err(format!("--fx: `{text}` is not CNY=RATE")),
    }
}

fn words(why: lexopt::Error) -> String {
    format!("{why}; see `clearfloor --help`")
}

#[cfg(test)]
mod tests {
    use super::{Asked, Encoding, Request, Separator, read};

    fn asked(line: &str) -> Result<Asked, String> {
        read(line.split_whitespace().map(Into::into))
    }

    fn request(line: &str) -> Request {
        match asked(line) {
            Ok(Asked::Compute(request)) => request,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn takes_files_one_by_one_or_together() {
        let apart = request("compute --in a.txt --in b.csv --on 2026-11-21 --format json");
        let together = request("compute --on 2026-11-21 --in a.txt b.csv");
        assert_eq!(apart.files, together.files);
        assert_eq!(apart.on, together.on);
        assert_ne!(apart.format, together.format);
    }

    #[test]
    fn what_is_said_of_a_file_goes_before_what_is_said_of_all() {
        let line = "compute --in a b --on 2026-11-21 --encoding a=GBK --encoding cp1252 --separator b=pipe";
        let Request { encodings, separators, .. } = request(line);
        assert_eq!(encodings.of("a".as_ref()), Some(Encoding::Gb18030));
        assert_eq!(encodings.of("b".as_ref()), Some(Encoding::Windows1252));
        assert_eq!((separators.of("a".as_ref()), separators.of("b".as_ref())), (None, Some(Separator::Pipe)));
    }

    #[test]
    fn refuses_what_it_would_have_to_guess() {
        for line in [
            "",
            "--on 2026-11-21",
            "compute --on 2026-11-21",
            "compute --in a",
            "compute --in a --on 2026-02-30",
            "compute --in a --on 2026-11-21 --market NL",
            "compute --in a --on 2026-11-21 --format cells",
            "compute --in a --on 2026-11-21 --fx EUR=1.1",
            "compute --in a --on 2026-11-21 --fx CNY",
            "compute --in a --in a --on 2026-11-21",
            "compute compute --in a --on 2026-11-21",
            "markets --in a --on 2026-11-21",
            "channels --in a --on 2026-11-21 --sku b --say price",
            "fees --in a --on 2026-11-21",
            "shipment --on 2026-11-21",
            "promotions --in a --on 2026-11-21 --sku b",
            "transfers --sheet a --on 2026-11-21 --draft list",
            "transfers --sheet a --on 2026-11-21 --way US=DE",
            "transfers --sheet a --on 2026-11-21 --draft list --way US",
            "restock --in a --on 2026-11-21 --sku b --draft sheet",
            "compute --in a --on 2026-11-21 --quiet",
            "compute --in a --on 2026-11-21 --encoding ebcdic",
            "compute --in a --on 2026-11-21 --encoding b=gbk",
            "compute --in a --on 2026-11-21 --separator cells",
        ] {
            assert!(asked(line).is_err(), "{line}");
        }
    }

    #[test]
    fn help_is_no_error() {
        assert!(matches!(asked("compute --help"), Ok(Asked::Help)));
        assert!(matches!(asked("-V"), Ok(Asked::Version)));
    }
}
