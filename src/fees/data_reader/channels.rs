//! The fees of other channels: reading and what must hold of them.

use super::super::data_shape::*;
use super::taker::{Read, Taker, day_number};
use super::text::{self, Value};

/// Reads the file; `ours` are the ids of the crosswalk's categories.
pub fn read_channels(text: &str, ours: &[&str]) -> Read<ChannelPack> {
    let file = text::parse(text)?;
    let mut file = Taker::new("channels", file);
    let as_of = file.day_opt("compiled")?.ok_or("channels: no `compiled`")?;
    let mut families: Vec<ChannelFamily> = Vec::new();
    for row in file.rows("family")? {
        let family = family(row)?;
        if let Some(other) = families.iter().find(|other| other.id == family.id && meet(other, &family)) {
            return Err(format!("channels: {} stands twice on one day", other.id));
        }
        families.push(family);
    }
    let mut suggested = Vec::new();
    for row in file.rows("suggested")? {
        suggested.push(suggestion(row, &families, ours)?);
    }
    file.done()?;
    Ok(ChannelPack { as_of, families, suggested })
}

fn meet(one: &ChannelFamily, other: &ChannelFamily) -> bool {
    let span = |f: &ChannelFamily| (f.from.unwrap_or(i32::MIN), f.to.unwrap_or(i32::MAX));
    let ((from, to), (other_from, other_to)) = (span(one), span(other));
    from <= other_to && other_from <= to
}

fn confidence_opt(row: &mut Taker) -> Read<Option<Confidence>> {
    let Some(text) = row.text_opt("confidence")? else { return Ok(None) };
    let known = Confidence::ALL.into_iter().find(|c| c.code() == text);
    known.map(Some).ok_or_else(|| row.wrong(format_args!("`confidence` is unknown: {text}")))
}

fn money_opt(row: &mut Taker, key: &str) -> Read<Option<i64>> {
    row.decimal_opt(key, 2)
}

fn money(row: &mut Taker, key: &str) -> Read<i64> {
    row.decimal(key, 2)
}

fn percent_opt(row: &mut Taker, key: &str) -> Read<Option<i64>> {
    row.decimal_opt(key, 4)
}

fn micros_opt(row: &mut Taker, key: &str) -> Read<Option<i64>> {
    row.decimal_opt(key, 6)
}

fn micros(row: &mut Taker, key: &str) -> Read<i64> {
    row.decimal(key, 6)
}

fn family(mut row: Taker) -> Read<ChannelFamily> {
    let id = row.text("id")?;
    let start = row.text("effective_from")?;
    let from = match start.as_str() {
        "unknown" => None,
        day => Some(day_number(day).ok_or_else(|| row.wrong(format_args!("`effective_from` is no day: {day}")))?),
    };
    let to = row.day_opt("effective_to")?;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(row.wrong("`effective_from` is after `effective_to`"));
    }
    let confidence = confidence_opt(&mut row)?.ok_or_else(|| row.wrong("no `confidence`"))?;
    let is_hole = match row.text_opt("status")?.as_deref() {
        None => false,
        Some("hole") => true,
        Some(other) => return Err(row.wrong(format_args!("`status` is unknown: {other}"))),
    };
    let mut sources = Vec::new();
    for mut source in row.rows("source")? {
        let is_official = source.text("kind")? == "official";
        let seen = source.text("seen")?;
        if !["direct", "via-copy", "not-seen"].contains(&seen.as_str()) {
            return Err(source.wrong(format_args!("`seen` is unknown: {seen}")));
        }
        sources.push(ChannelSource { url: source.text("url")?, is_official, is_unseen: seen == "not-seen" });
        source.done()?;
    }
    if sources.is_empty() {
        return Err(row.wrong("no source"));
    }
    let body = body(&mut row)?;
    let mut figures = Vec::new();
    if row.has("figure") {
        for mut figure in row.rows("figure")? {
            figures.push(figure_row(&mut figure)?);
            figure.done()?;
        }
    }
    let family = ChannelFamily {
        id,
        channel: row.text("channel")?,
        market: row.text("market")?,
        seller: row.text_opt("seller")?,
        kind: row.text("kind")?,
        from,
        to,
        seen_on: row.text_opt("seen_on")?,
        currency: row.text("currency")?,
        unit: row.text("unit")?,
        basis: row.text_opt("basis")?,
        confidence,
        sources,
        is_hole,
        note: row.text_opt("note")?,
        body,
        figures,
    };
    row.done()?;
    Ok(family)
}

fn figure_row(row: &mut Taker) -> Read<FigureRow> {
    let figure = match (percent_opt(row, "percent")?, money_opt(row, "amount")?) {
        (Some(ppm), None) => Figure::Share(ppm),
        (None, Some(minor)) => Figure::Amount(minor),
        _ => return Err(row.wrong("needs either `percent` or `amount`")),
    };
    Ok(FigureRow { name: row.text("name")?, figure, confidence: confidence_opt(row)? })
}

fn rows<T>(taker: &mut Taker, key: &str, read: impl Fn(&mut Taker) -> Read<T>) -> Read<Vec<T>> {
    let mut found = Vec::new();
    for mut row in taker.rows(key)? {
        found.push(read(&mut row)?);
        row.done()?;
    }
    Ok(found)
}

fn body(taker: &mut Taker) -> Read<ChannelBody> {
    let shape = taker.text("shape")?;
    match shape.as_str() {
        "shares" => {
            let found = rows(taker, "rate", share_row)?;
            for (place, row) in found.iter().enumerate() {
                if found.iter().take(place).any(|other| other.category == row.category) {
                    return Err(taker.wrong(format_args!("{} stands twice", row.category)));
                }
            }
            Ok(ChannelBody::Shares(found))
        }
        "amounts" => Ok(ChannelBody::Amounts(rows(taker, "rate", amount_row)?)),
        "plans" => Ok(ChannelBody::Plans(rows(taker, "plan", plan_row)?)),
        "pounds" => pounds(taker).map(ChannelBody::Pounds),
        "units" => units(taker).map(ChannelBody::Units),
        "months" => months(taker).map(ChannelBody::Months),
        "days" => {
            let least_cubic_feet_micros = micros(taker, "least_cubic_feet")?;
            Ok(ChannelBody::Days { least_cubic_feet_micros, rows: days(taker)? })
        }
        "figures" => Ok(ChannelBody::Figures),
        "ranges" => Ok(ChannelBody::Ranges(rows(taker, "range", range_row)?)),
        other => Err(taker.wrong(format_args!("`shape` is unknown: {other}"))),
    }
}

/// Upper limits rise, and exactly the last is open.
fn rising(row: &Taker, limits: impl Iterator<Item = Option<i64>>) -> Read<()> {
    let limits: Vec<_> = limits.collect();
    let Some((None, closed)) = limits.split_last() else { return Err(row.wrong("the last band has an end")) };
    let mut below = i64::MIN;
    for limit in closed {
        match limit {
            Some(limit) if *limit > below => below = *limit,
            Some(limit) => return Err(row.wrong(format_args!("bands overlap at {limit}"))),
            None => return Err(row.wrong("a band after an open one")),
        }
    }
    Ok(())
}

fn share_row(row: &mut Taker) -> Read<ShareRow> {
    let category = row.text("category")?;
    let is_portion = match row.text("structure")?.as_str() {
        "marginal" => true,
        "whole" => false,
        other => return Err(row.wrong(format_args!("`structure` is unknown: {other}"))),
    };
    let bands = rows(row, "bands", |band| {
        let ppm = band.percent("percent")?;
        Ok((money_opt(band, "up_to")?, ppm, money_opt(band, "per_order")?))
    })?;
    rising(row, bands.iter().map(|(up_to, _, _)| *up_to))?;
    Ok(ShareRow { category, is_portion, bands, confidence: confidence_opt(row)? })
}

fn amount_row(row: &mut Taker) -> Read<AmountRow> {
    let bands = rows(row, "bands", |band| Ok((money_opt(band, "up_to")?, money(band, "amount")?)))?;
    rising(row, bands.iter().map(|(up_to, _)| *up_to))?;
    Ok(AmountRow { category: row.text("category")?, bands })
}

fn plan_row(row: &mut Taker) -> Read<PlanRow> {
    Ok(PlanRow {
        name: row.text("name")?,
        monthly: money_opt(row, "monthly")?,
        yearly_per_month: money_opt(row, "yearly_per_month")?,
        card: percent_opt(row, "card_percent")?.zip(money_opt(row, "card_fixed")?),
        third_party_ppm: percent_opt(row, "third_party_percent")?,
        confidence: confidence_opt(row)?,
    })
}

fn pound_band(row: &mut Taker) -> Read<PoundBand> {
    Ok(PoundBand {
        up_to: micros_opt(row, "up_to_lb")?,
        base: money(row, "base")?,
        per_lb: money(row, "per_lb")?,
        per_lb_above: micros(row, "per_lb_above")?,
    })
}

fn pounds(taker: &mut Taker) -> Read<PoundRules> {
    let rules = PoundRules {
        divisor: micros(taker, "dim_divisor_in3_per_lb")?,
        unit_weight_below: micros(taker, "unit_weight_below_lb")?,
        packaging: micros(taker, "packaging_lb")?,
        apparel: money_opt(taker, "apparel")?.unwrap_or(0),
        hazmat: money_opt(taker, "hazmat")?.unwrap_or(0),
        price_below: money_opt(taker, "price_below")?,
        low_price: money_opt(taker, "low_price")?.unwrap_or(0),
        oversize: rows(taker, "oversize", |row| {
            let instead = if row.has("base") { Some(pound_band(row)?) } else { None };
            Ok(OversizeRow {
                name: row.text("name")?,
                unit_above: micros_opt(row, "unit_lb_above")?,
                longest_above: micros_opt(row, "longest_above_in")?,
                median_above: micros_opt(row, "median_above_in")?,
                length_plus_girth_above: micros_opt(row, "length_plus_girth_above_in")?,
                least: micros_opt(row, "least_lb")?,
                amount: money_opt(row, "amount")?.unwrap_or(0),
                instead,
                most: micros_opt(row, "most_lb")?,
                confidence: confidence_opt(row)?,
            })
        })?,
        bands: rows(taker, "band", pound_band)?,
    };
    let mut below = 0;
    for band in &rules.bands {
        let end = band.up_to.unwrap_or(i64::MAX);
        if end <= below || band.per_lb_above > end {
            return Err(taker.wrong(format_args!("bands overlap at {below} millionths of a pound")));
        }
        below = end;
    }
    if rules.bands.is_empty() || rules.divisor == 0 { Err(taker.wrong("no band or no divisor")) } else { Ok(rules) }
}

fn units(taker: &mut Taker) -> Read<UnitRules> {
    let rules = UnitRules {
        actual_up_to: micros(taker, "actual_up_to_lb")?,
        actual_up_to_in3: micros(taker, "actual_up_to_in3")?,
        divisor: micros(taker, "dim_divisor_in3_per_lb")?,
        most: micros(taker, "most_lb")?,
        most_side: micros(taker, "most_side_in")?,
        bands: rows(taker, "band", |row| {
            let texts = row.texts("per_unit")?;
            let fees = texts.iter().map(|text| super::taker::scaled(text, 2)).collect::<Option<Vec<_>>>();
            let fees =
                fees.filter(|fees| !fees.is_empty()).ok_or_else(|| row.wrong("`per_unit` is no list of amounts"))?;
            Ok((micros(row, "up_to_lb")?, fees))
        })?,
    };
    let rises = rules.bands.windows(2).all(|pair| matches!(pair, [a, b] if a.0 < b.0 && a.1.len() == b.1.len()));
    if !rises || rules.bands.is_empty() || rules.divisor == 0 {
        return Err(taker.wrong("bands do not rise"));
    }
    Ok(rules)
}

fn months(taker: &mut Taker) -> Read<Vec<MonthRow>> {
    let found = rows(taker, "rate", |row| {
        let months = match row.take("months") {
            Some(Value::Array(pair)) => match pair.as_slice() {
                [Value::Integer(first), Value::Integer(last)] => {
                    u8::try_from(*first).ok().zip(u8::try_from(*last).ok())
                }
                _ => None,
            },
            _ => None,
        };
        Ok(MonthRow {
            name: row.text("category")?,
            months: months.ok_or_else(|| row.wrong("`months` are no two months"))?,
            from_day: row.int("from_day")?,
            to_day: row.int_opt("to_day")?,
            micros: micros(row, "amount")?,
            from: row.day_opt("effective_from")?,
            confidence: confidence_opt(row)?,
        })
    })?;
    // Every day in stock of every month is charged by exactly one row.
    for month in 1..=12_u8 {
        let of_month = || found.iter().filter(|row| (row.months.0..=row.months.1).contains(&month));
        let mut day = Some(0);
        while let Some(next) = day {
            let hits: Vec<_> =
                of_month().filter(|r| r.from_day <= next && r.to_day.is_none_or(|to| to >= next)).collect();
            match hits.as_slice() {
                [row] => day = row.to_day.map(|to| to + 1),
                rows => return Err(taker.wrong(format_args!("{} rows for day {next} of month {month}", rows.len()))),
            }
        }
    }
    Ok(found)
}

fn days(taker: &mut Taker) -> Read<Vec<DayRow>> {
    let found = rows(taker, "rate", |row| {
        Ok(DayRow { from_day: row.int("from_day")?, to_day: row.int_opt("to_day")?, micros: micros(row, "amount")? })
    })?;
    let mut next = Some(1);
    for row in &found {
        if next != Some(row.from_day) {
            return Err(taker.wrong(format_args!("gap or overlap at day {}", row.from_day)));
        }
        next = row.to_day.map(|to| to + 1);
    }
    if next.is_some() { Err(taker.wrong("the last step has an end")) } else { Ok(found) }
}

fn range_row(row: &mut Taker) -> Read<RangeRow> {
    Ok(RangeRow {
        what: row.text("what")?,
        low: row.text("low")?,
        high: row.text("high")?,
        per: row.text("per")?,
        confidence: confidence_opt(row)?,
    })
}

fn suggestion(mut row: Taker, families: &[ChannelFamily], ours: &[&str]) -> Read<SuggestedNames> {
    let family = row.text("family")?;
    let there: Vec<&str> = families
        .iter()
        .filter(|f| f.id == family)
        .filter_map(|f| if let ChannelBody::Shares(rows) = &f.body { Some(rows) } else { None })
        .flatten()
        .map(|r| r.category.as_str())
        .collect();
    let known = |row: &Taker, name: &str| {
        if there.contains(&name) { Ok(()) } else { Err(row.wrong(format_args!("{name} stands in no row of {family}"))) }
    };
    let is_ours = |row: &Taker, id: &str| {
        if ours.contains(&id) { Ok(()) } else { Err(row.wrong(format_args!("no category of ours: {id}"))) }
    };
    let names = rows(&mut row, "names", |pair| Ok((pair.text("category")?, pair.text("name")?)))?;
    for (id, name) in &names {
        known(&row, name)?;
        is_ours(&row, id)?;
    }
    let others = row.text_opt("others")?;
    others.iter().try_for_each(|name| known(&row, name))?;
    let ask = row.texts("ask")?;
    ask.iter().try_for_each(|id| is_ours(&row, id))?;
    row.done()?;
    Ok(SuggestedNames { family, names, others, ask })
}
