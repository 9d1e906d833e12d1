//! One product in several marketplaces, on other channels, over time or under promotions, and a shipment, as JSON.

use crate::arguments::{Draft, Look, Product, Request, Stock};
use crate::compute::{Outcome, Read, not_taken, read};
use crate::ets;
use crate::offers;
use crate::product;
use crate::reading;
use crate::workbook;
use clearfloor::book::abroad::AbroadView;
use clearfloor::book::catalogue_plan::{TaskSort, TaskWindow};
use clearfloor::book::channels::{ChannelField, ChannelLine, ChannelsView};
use clearfloor::book::forecasts::{ForecastWindow, TakeOver};
use clearfloor::book::health::{CalendarAsk, FieldText, HealthSheets, HealthWindow, OwnSheet};
use clearfloor::book::plan::{DoubtsView, ExitsView, PlanView};
use clearfloor::book::reconcile::ReconcileWindow;
use clearfloor::book::review::ReviewSheet;
use clearfloor::book::shipment::ShipmentSheet;
use clearfloor::book::transfers::TransferSheet;
use clearfloor::book::view::{Money, PriceRange, Problem};
use clearfloor::book::{Book, Day, Filter, Format, GroupBy, Input};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;

/// Answers a look.
///
/// # Errors
/// A file that cannot be read, a product that is not there, a sheet that is none.
pub fn look(look: &Look) -> Result<Outcome, String> {
    match look {
        Look::Markets(product) => {
            of_product(product, |book| book.abroad(&product.sku, &product.said).map(|view| markets(&view)))
        }
        Look::Channels(product) => {
            of_product(product, |book| book.channels(&product.sku, &product.said).map(|view| channels(&view)))
        }
        Look::Plan(product) => {
            let (sku, said) = (&product.sku, &product.said);
            of_product(product, |book| {
                let view = book.plan(sku, said)?;
                // Names of the channels' fields are their own, so what is said may hold both.
                Ok(plan(&view, &book.plan_exits(sku, said, said)?, &book.plan_doubts(sku, said)?))
            })
        }
        Look::Product(product) => of_product(product, |book| product::product(book, &product.sku)),
        Look::Compare(product) => {
            let Read { mut book, told, is_complete } = read(&product.request)?;
            let results = product::compare(&mut book, &product.sku, &product.said)?;
            let told = told.into_iter().map(|line| line + "\n").collect();
            Ok(Outcome { results: format!("{results:#}\n").into_bytes(), told, is_complete })
        }
        Look::Tables(request) => reading::tables(request),
        Look::Rows(request) => reading::rows(request),
        Look::Fees { market, on } => {
            let book = Book::of(*market, *on).map_err(|why| why.to_string())?;
            let results = product::fees(&book, *market).map_err(|why| why.to_string())?;
            Ok(Outcome { results: format!("{results:#}\n").into_bytes(), told: String::new(), is_complete: true })
        }
        Look::Catalogue { request, said } => catalogue(request, said),
        Look::Health(stock) => health(stock),
        Look::Calendar(stock) => calendar(stock),
        Look::Reconcile(request) => reconcile(request),
        Look::Conflicts(request) => conflicts(request),
        Look::Forecast { request, sheet, tries_ets, takes_over } => {
            forecast(request, sheet.as_deref(), *tries_ets, *takes_over)
        }
        Look::Promotions { product, sheet } => {
            let sheets = offers::read(sheet)?;
            of_product(product, |book| offers::answer(book, &product.sku, &sheets))
        }
        Look::Shipment { sheet, on } => shipment(sheet, *on),
        Look::Transfers { sheet, request, draft: Some(draft) } => {
            let Draft { form, from, to } = draft;
            drafted(request, |book| {
                let name = |why: String| format!("{}: {why}", sheet.display());
                let text = std::fs::read_to_string(sheet).map_err(|why| name(why.to_string()))?;
                let sheet: TransferSheet = parsed(&text).map_err(name)?;
                let said = book.transfers(&sheet).map_err(|why| why.to_string())?.said;
                let draft = book.transfer_draft(&sheet, from, to, *form, &[]).map_err(|why| why.to_string())?;
                Ok((draft, said.iter().all(|said| said.severity != "error")))
            })
        }
        Look::Restock { product, draft: Some(form) } => drafted(&product.request, |book| {
            ets::try_product(book, &product.sku, &product.said).map_err(|why| why.to_string())?;
            let draft = book.order_draft(&product.sku, &product.said, *form, &[]).map_err(|why| why.to_string())?;
            Ok((draft, true))
        }),
        Look::Restock { product, draft: None } => of_product(product, |book| {
            ets::try_product(book, &product.sku, &product.said)?;
            let view = book.restock(&product.sku, &product.said)?;
            let body = serde_json::to_value(&view.body).unwrap_or(Value::Null);
            Ok(json!({ "fields": view.fields.iter().map(field).collect::<Vec<_>>(), "restock": body }))
        }),
        Look::Transfers { sheet, request, draft: None } => of_sheet(sheet, request, |book, text| {
            let sheet: TransferSheet = parsed(text)?;
            let answer = book.transfers(&sheet).map_err(|why| why.to_string())?;
            let is_complete = answer.said.iter().all(|said| said.severity != "error");
            Ok((serde_json::to_value(&answer).map_err(|why| why.to_string())?, is_complete))
        }),
        Look::Review { sheet, request } => of_sheet(sheet, request, |book, text| {
            let sheet: ReviewSheet = parsed(text)?;
            let answer = book.review(&sheet, &HealthSheets::default()).map_err(|why| why.to_string())?;
            let is_complete = answer.said.iter().all(|said| said.severity != "error");
            Ok((serde_json::to_value(&answer).map_err(|why| why.to_string())?, is_complete))
        }),
    }
}

/// A file of what is to be sent; what is not in it is told.
fn drafted(
    request: &Request,
    ask: impl FnOnce(&mut Book) -> Result<(clearfloor::book::draft::Draft, bool), String>,
) -> Result<Outcome, String> {
    let Read { mut book, told, is_complete } = read(request)?;
    book.finish().map_err(|why| why.to_string())?;
    let (draft, is_read) = ask(&mut book)?;
    if !draft.is_checked {
        return Err("read again after it was written, the file does not say what it should".to_owned());
    }
    let mut told: Vec<String> = told.into_iter().map(|line| line + "\n").collect();
    told.extend(
        draft.left_out.iter().map(|left| format!("left out: {} sku=\"{}\"\n", left.why, left.sku.escape_debug())),
    );
    let is_complete = is_complete && is_read && draft.left_out.is_empty();
    Ok(Outcome { results: draft.text.into_bytes(), told: told.concat(), is_complete })
}

/// What a sheet asks of a book, as JSON.
fn of_sheet(
    path: &Path,
    request: &Request,
    ask: impl FnOnce(&mut Book, &str) -> Result<(Value, bool), String>,
) -> Result<Outcome, String> {
    let name = |why: String| format!("{}: {why}", path.display());
    let text = std::fs::read_to_string(path).map_err(|why| name(why.to_string()))?;
    let Read { mut book, told, is_complete } = read(request)?;
    book.finish().map_err(|why| why.to_string())?;
    let (answer, is_read) = ask(&mut book, &text).map_err(name)?;
    let told = told.into_iter().map(|line| line + "\n").collect();
    Ok(Outcome { results: format!("{answer:#}\n").into_bytes(), told, is_complete: is_complete && is_read })
}

fn of_product(
    product: &Product,
    ask: impl FnOnce(&mut Book) -> clearfloor::book::Result<Value>,
) -> Result<Outcome, String> {
    let Read { mut book, told, is_complete } = read(&product.request)?;
    let results = ask(&mut book).map_err(|why| why.to_string())?;
    let told = told.into_iter().map(|line| line + "\n").collect();
    Ok(Outcome { results: format!("{results:#}\n").into_bytes(), told, is_complete })
}

/// The plan of the whole catalogue: as the page gets it, or a row a product.
fn catalogue(request: &Request, said: &[(String, String)]) -> Result<Outcome, String> {
    let Read { mut book, told, is_complete } = read(request)?;
    let window = TaskWindow {
        offset: 0,
        count: usize::MAX,
        sort: TaskSort::Gain,
        is_descending: true,
        filter: Filter::default(),
        group: GroupBy::Action,
        only: None,
    };
    let sheet = book.catalogue_plan_sheet(said, &window).map_err(|why| why.to_string())?;
    let view = book.catalogue_plan(said, &window).map_err(|why| why.to_string())?;
    let mut told: Vec<String> = told.into_iter().map(|line| line + "\n").collect();
    let problems = view.fields.iter().filter_map(|field| Some((field.name, field.problem.as_ref()?)));
    told.extend(problems.map(|(name, problem)| format!("--say {name}: {}\n", problem.code)));
    let is_complete = is_complete && view.fields.iter().all(|field| field.problem.is_none());
    let results = match request.format {
        format @ (Format::Csv | Format::CsvSemicolon) => format.text_of(&sheet).into_bytes(),
        Format::Cells => workbook::bytes(&sheet, request.on)?,
        Format::Json => {
            let fields: Vec<Value> = view.fields.iter().map(field).collect();
            let plan = serde_json::to_value(&view.body).map_err(|why| why.to_string())?;
            format!("{:#}\n", json!({ "fields": fields, "plan": plan })).into_bytes()
        }
    };
    Ok(Outcome { results, told: told.concat(), is_complete })
}

/// A book with everything worked out, what was entered about its health, and what is to be told.
fn stock(of: &Stock) -> Result<(Book, HealthSheets, Vec<String>, bool), String> {
    let Read { mut book, told, is_complete } = read(&of.request)?;
    let mut sheets = match &of.sheet {
        None => HealthSheets::default(),
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
            parsed(&text).map_err(|why| format!("{}: {why}", path.display()))?
        }
    };
    let said = of.said.iter().map(|(field, text)| FieldText { field: field.clone(), text: text.clone() });
    sheets.lines.extend(said);
    book.finish().map_err(|why| why.to_string())?;
    Ok((book, sheets, told.into_iter().map(|line| line + "\n").collect(), is_complete))
}

fn health(of: &Stock) -> Result<Outcome, String> {
    let (mut book, sheets, mut told, is_complete) = stock(of)?;
    let (fields, body) = match &of.sku {
        Some(sku) => {
            let view = book.health_of(sku, &sheets).map_err(|why| why.to_string())?;
            (view.fields, serde_json::to_value(&view.body))
        }
        None => {
            let window = HealthWindow { count: usize::MAX, is_descending: true, ..HealthWindow::default() };
            let view = book.health(&sheets, &window).map_err(|why| why.to_string())?;
            (view.fields, serde_json::to_value(&view.body))
        }
    };
    let wrong: Vec<_> = fields.iter().filter_map(|field| Some((field.name, field.problem.as_ref()?))).collect();
    told.extend(wrong.iter().map(|(name, problem)| format!("--say {name}: {}\n", problem.code)));
    let body = body.map_err(|why| why.to_string())?;
    let fields: Vec<Value> = fields.iter().map(field).collect();
    let results = format!("{:#}\n", json!({ "fields": fields, "health": body }));
    let results = results.into_bytes();
    Ok(Outcome { results, told: told.concat(), is_complete: is_complete && wrong.is_empty() })
}

fn calendar(of: &Stock) -> Result<Outcome, String> {
    let (mut book, sheets, told, is_complete) = stock(of)?;
    let ask = CalendarAsk { count: usize::MAX, only: String::new() };
    let body = book.calendar(&sheets, &ask).map_err(|why| why.to_string())?;
    let body = serde_json::to_value(&body).map_err(|why| why.to_string())?;
    Ok(Outcome { results: format!("{body:#}\n").into_bytes(), told: told.concat(), is_complete })
}

/// What was charged beside what the tables give: a row a piece of evidence, or all as the page gets it.
fn reconcile(request: &Request) -> Result<Outcome, String> {
    let Read { mut book, told, is_complete } = read(request)?;
    let results = match request.format {
        Format::Json => {
            let window = ReconcileWindow { count: usize::MAX, ..ReconcileWindow::default() };
            let body = book.reconcile(&window).map_err(|why| why.to_string())?;
            let body = serde_json::to_value(&body).map_err(|why| why.to_string())?;
            format!("{body:#}\n").into_bytes()
        }
        format => {
            let sheet = book.reconcile_sheet(true).map_err(|why| why.to_string())?;
            if format == Format::Cells {
                workbook::bytes(&sheet, request.on)?
            } else {
                format.text_of(&sheet).into_bytes()
            }
        }
    };
    Ok(Outcome { results, told: told.into_iter().map(|line| line + "\n").collect(), is_complete })
}

/// Where the tables contradict each other, a row a fact.
fn conflicts(request: &Request) -> Result<Outcome, String> {
    let Read { book, told, is_complete } = read(request)?;
    let sheet = book.conflict_sheet();
    let results = match request.format {
        Format::Cells => workbook::bytes(&sheet, request.on)?,
        format => format.text_of(&sheet).into_bytes(),
    };
    Ok(Outcome { results, told: told.into_iter().map(|line| line + "\n").collect(), is_complete })
}

/// What the catalogue is expected to sell: a row a product, or all as the page gets it.
fn forecast(request: &Request, sheet: Option<&Path>, tries_ets: bool, takes_over: bool) -> Result<Outcome, String> {
    let pasted: Vec<OwnSheet> = match sheet {
        Some(path) => {
            let name = |why: String| format!("{}: {why}", path.display());
            std::fs::read_to_string(path).map_err(|why| why.to_string()).and_then(|text| parsed(&text)).map_err(name)?
        }
        None => Vec::new(),
    };
    let Read { mut book, told, is_complete } = read(request)?;
    // Each call does a few products; the last says that none is left.
    while book.forecast_some(&pasted, 4096).is_ok_and(|progress| progress.done < progress.total) {}
    if tries_ets {
        ets::try_list(&mut book).map_err(|why| why.to_string())?;
    }
    if takes_over {
        let taken = book.take_over_all(&pasted).map_err(|why| why.to_string())?;
        let told = told.into_iter().chain(not_taken(&taken)).map(|line| line + "\n").collect();
        let is_complete = is_complete && taken.iter().all(|one| one.problem.is_none());
        let results = match request.format {
            Format::Json => serde_json::to_string_pretty(&taken).map_err(|why| why.to_string())?.into_bytes(),
            Format::Cells => workbook::bytes(&TakeOver::sheet(&taken), request.on)?,
            format => format.text_of(&TakeOver::sheet(&taken)).into_bytes(),
        };
        return Ok(Outcome { results, told, is_complete });
    }
    let window = ForecastWindow { count: usize::MAX, is_descending: true, ..ForecastWindow::default() };
    let body = book.forecasts(&window);
    let sheet = book.forecasts_sheet();
    let results = match request.format {
        Format::Json => {
            let body = serde_json::to_value(&body).map_err(|why| why.to_string())?;
            format!("{body:#}\n").into_bytes()
        }
        Format::Cells => workbook::bytes(&sheet, request.on)?,
        format => format.text_of(&sheet).into_bytes(),
    };
    let mut told: Vec<String> = told.into_iter().map(|line| line + "\n").collect();
    let wrong = body.rows.iter().filter_map(|row| Some((&row.sku, row.problem.as_ref()?)));
    told.extend(wrong.map(|(sku, code)| format!("{sku}: sales: {code}\n")));
    Ok(Outcome { results, told: told.concat(), is_complete: is_complete && body.problems == 0 })
}

/// A sheet of the caller's; a part that it does not have is named, for it would be passed over.
fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    let mut unknown = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    let sheet = serde_ignored::deserialize(&mut reader, |path| unknown.push(path.to_string()));
    let sheet = sheet.and_then(|sheet| reader.end().map(|()| sheet)).map_err(|why| why.to_string())?;
    if unknown.is_empty() { Ok(sheet) } else { Err(format!("there is no such part: {}", unknown.join(", "))) }
}

fn shipment(path: &Path, on: Day) -> Result<Outcome, String> {
    let text = std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
    let sheet: ShipmentSheet = parsed(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    let book = Book::new(on).map_err(|why| why.to_string())?;
    let answer = book.shipment(&sheet).map_err(|why| why.to_string())?;
    let results = serde_json::to_string_pretty(&answer).map_err(|why| why.to_string())? + "\n";
    Ok(Outcome { results: results.into_bytes(), told: String::new(), is_complete: true })
}

fn markets(view: &AbroadView) -> Value {
    let chosen = view.markets.iter().filter(|market| market.is_chosen);
    let market = |market: &clearfloor::book::abroad::AbroadMarket| {
        json!({
            "market": market.market,
            "currency": market.currency,
            "price": money(market.price),
            "lines": market.lines.iter().map(line).collect::<Vec<_>>(),
            "net_proceeds": money(market.net),
            "profit": money(market.profit),
            "margin_net": market.margin_net.map(|rate| rate.to_string()),
            "margin_displayed": market.margin_displayed.map(|rate| rate.to_string()),
            "net_compared": money(market.net_compared),
            "profit_compared": money(market.profit_compared),
            "margin_net": market.margin_net.map(|share| share.to_string()),
            "margin_displayed": market.margin_displayed.map(|share| share.to_string()),
            "floor": money(market.floor),
            "floor_unknown": market.floor_unknown,
            "units": market.units,
            "best": market.best.as_ref().map(|best| best.id.clone()),
            "best_value": money(market.best_value),
            "pays_full_cost": ranges(&market.pays_full_cost),
            "storage_month": market.storage.as_ref().map(line),
            "fields": market.fields.iter().map(field).collect::<Vec<_>>(),
            "notes": market.notes,
            "problem": market.problem.as_ref().map(problem),
        })
    };
    json!({
        "home": view.home,
        "compared_in": view.base,
        "best_profit": view.best_profit,
        "fields": view.fields.iter().map(field).collect::<Vec<_>>(),
        "markets": chosen.map(market).collect::<Vec<_>>(),
    })
}

fn channels(view: &ChannelsView) -> Value {
    let place = |place: &clearfloor::book::channels::PlaceView| {
        json!({
            "channel": place.place,
            "price": money(place.price),
            "lines": place.lines.iter().map(line).collect::<Vec<_>>(),
            "net_proceeds": money(place.net),
            "profit": money(place.profit),
            "pays_full_cost": ranges(&place.pays_full_cost),
            "moving": {
                "cost_per_unit": money(place.moving.cost_per_unit),
                "cash": money(place.moving.cash),
                "present_value": money(place.moving.present_value),
                "against_hold": money(place.moving.against_hold),
                "against_best": money(place.moving.against_best),
                "days_to_clear": place.moving.days_to_clear,
                "missing": place.moving.missing,
            },
            "fields": place.fields.iter().map(field).collect::<Vec<_>>(),
            "notes": place.notes,
        })
    };
    json!({
        "units": view.units,
        "hold_value": money(view.hold_value),
        "best": view.best.as_ref().map(|best| best.id.clone()),
        "best_value": money(view.best_value),
        "fields": view.fields.iter().map(field).collect::<Vec<_>>(),
        "channels": view.places.iter().map(place).collect::<Vec<_>>(),
    })
}

/// As the page gets it: amounts in minor units with their currency.
fn plan(view: &PlanView, exits: &ExitsView, doubts: &DoubtsView) -> Value {
    let fields = view.fields.iter().chain(&exits.fields);
    json!({
        "fields": fields.map(field).collect::<Vec<_>>(),
        "plan": serde_json::to_value(&view.body).unwrap_or(Value::Null),
        "exits": serde_json::to_value(&exits.body).unwrap_or(Value::Null),
        "doubts": serde_json::to_value(&doubts.body).unwrap_or(Value::Null),
    })
}

/// Money as a plain decimal.
pub fn money(amount: Option<Money>) -> Option<String> {
    amount.map(|amount| amount.to_string())
}

/// Values of a formula, name and text.
pub fn input_pairs(inputs: &[Input]) -> Vec<(&str, &str)> {
    inputs.iter().map(|input| (input.name, input.text.as_str())).collect()
}

/// Runs of prices.
pub fn ranges(ranges: &[PriceRange]) -> Vec<Value> {
    let range = |range: &PriceRange| json!({ "from": range.from.to_string(), "to": (!range.open).then(|| range.to.to_string()) });
    ranges.iter().map(range).collect()
}

fn line(line: &ChannelLine) -> Value {
    json!({
        "id": line.id,
        "amount": money(line.amount),
        "formula": line.formula,
        "inputs": input_pairs(&line.inputs),
        "status": line.status.code(),
        "fee": line.fee.as_ref().map(|fee| json!({ "table": fee.table, "row": fee.row, "source": fee.source })),
        "holes": line.holes,
    })
}

fn field(field: &ChannelField) -> Value {
    let name = if field.place.is_empty() { field.name.to_owned() } else { format!("{}.{}", field.place, field.name) };
    json!({ "field": name, "text": field.text, "source": field.source, "problem": field.problem.as_ref().map(problem) })
}

/// A problem with its values.
pub fn problem(problem: &Problem) -> Value {
    json!({ "code": problem.code, "params": problem.params })
}
