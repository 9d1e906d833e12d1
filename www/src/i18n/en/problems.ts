import type { Message } from "../message";

/** Sentences of problems and notices, by code. What the core says in logs is never shown. */
export const problems = {
  // Notices of the page
  "notice.engine_restarted": "The calculation stopped and was started again with everything you entered.",
  "notice.engine_entry_left_out": "“{entry}” stops the calculation and was left out. Everything else was taken over.",
  "notice.engine_memory_full":
    "There was not enough memory for that, so the calculation was started again with everything you entered. Fewer columns, or one store at a time, leave more room.",
  "notice.engine_failed": "The calculation cannot be started. What you entered is kept.",
  "notice.restarting": "The calculation stopped; it is being started again with everything you entered.",
  "notice.not_saved":
    "The browser did not keep the last change: its storage may be full. A reload would show the state before it. It is tried again by itself; a file is safe at once.",
  "notice.not_loaded":
    "The browser’s storage could not be read. What is kept there is untouched; what you enter now is not kept: save it to a file.",
  "notice.open_elsewhere":
    "This page is open in another tab, and only that one keeps what is entered. What you enter here is gone when this tab closes, unless you save it to a file.",
  "notice.forgotten": "Everything you entered is deleted from this browser.",
  "notice.file_not_read": "{file} could not be opened by the browser.",
  "notice.sample_not_loaded": "The sample file {file} could not be loaded.",
  "notice.sample_day": "The sample is of {date}; everything is calculated for that day.",
  "notice.file_refused": "{file} could not be read: {cause}",
  "notice.nothing_pasted": "There was no text to paste.",
  "notice.copied": "Copied.",
  "notice.not_copied": "The browser did not let the page use the clipboard.",
  "notice.cancelled": "Stopped. What was calculated stays.",
  "notice.refused": "That could not be done: {cause}",
  "notice.update_ready": "A newer version of this page is ready.",
  "notice.unknown_code": "Note {code}.",

  // Problems: reading a table
  "problem.sku_missing": "The row has no SKU, so it was not used.",
  "problem.sku_letter_case":
    "This SKU differs from “{other}” only in capital letters. Unless the settings say otherwise they are two products.",
  "problem.sku_in_several_conditions":
    "This SKU also stands in line {first_line}, in another condition. Unless the settings say otherwise each is a product of its own.",
  "problem.sku_in_several_warehouses": "This SKU also stands in line {first_line}, in another warehouse.",
  "problem.sku_with_several_fnskus": "This SKU also stands in line {first_line}, with another FNSKU.",
  "problem.sku_repeated": "This SKU already stands in line {first_line}.",
  "problem.row_repeated": "This row is equal to an earlier one in every cell; both count.",
  "problem.size_by_own_sheet": "Amazon has not measured this item; the size of your own sheet is used.",
  "problem.price_missing": "There is no price in this row.",
  "problem.not_measured": "Amazon has not measured this item: no sides and no weight.",
  "problem.fee_zero": "A fee of zero is printed; it counts as not known.",
  "problem.measure_without_unit":
    "“{heading}” has numbers without a unit in {rows} rows, so they are not used. Write it in the heading, such as “{heading} (cm)” or “(kg)”.",
  "problem.quantity_missing": "An amount was charged, but for how many units is not said.",
  "problem.currency_open": "No currency is named in this column. Choose it under “Numbers like”.",
  "problem.dollar_read_as": "The dollar sign is read as {currency}.",
  "problem.several_currencies": "Amounts are in several currencies: {currencies}.",
  "problem.exchange_rate_missing": "Costs are in {from} and sales in {to}: an exchange rate is needed.",
  "problem.total_differs": "The printed total is {printed}; the rows read add up to {sum}.",
  "problem.period_missing": "Sales stand in the table, but not for how many days.",
  "problem.skus_are_local":
    "This looks like a warehouse export with your own item numbers; they may not be the SKUs of the marketplace.",
  "problem.buyers_emptied":
    "These columns are about buyers and were emptied: {headings}. Nothing of them is kept, neither here nor in a file or link.",
  "problem.report_language":
    "This is a report of transactions in another language ({language}). Its columns are not known, so nothing of it was read. Take the settlement report (flat file V2), which has the same headings everywhere, or set your account to English.",
  "problem.columns_compete": "Several columns say the same: {headings}. The first with a value counts.",
  "problem.unknown_code": "Something here needs a look (code {code}).",
  "problem.number_unreadable": "“{text}” is not a number.",
  "problem.number_unlike_column": "“{text}” is written unlike the other numbers of this column.",
  "problem.number_not_whole": "“{text}” is not a whole number.",
  "problem.number_too_large": "“{text}” is too large to be true here.",
  "problem.number_scientific":
    "“{text}” was shortened by a spreadsheet; the digits are lost. Paste it from the original file.",
  "problem.number_syntax": "“{text}” cannot be read as a number.",
  "problem.number_two_ways": "“{text}” can mean {first} or {second}. Write it one way.",
  "problem.number_negative": "“{text}” is below zero.",
  "problem.number_not_positive": "“{text}” must be above zero.",
  "problem.number_too_fine": "“{text}” has more decimals than can be kept.",
  "problem.elasticity_not_negative": "“{text}” must lie between −20 and 0: a lower price sells more.",
  "problem.rate_two_ways": "“{text}” can mean {first} or {second}. Add a percent sign.",
  "problem.rate_above_one": "“{text}” is more than 100 %.",
  "problem.rate_too_fine": "“{text}” has more decimals than a share can keep.",
  "problem.rate_mixed":
    "Some cells of this column have a percent sign and some have not. Those without are read as percentages.",
  "problem.rate_form_open":
    "It is not clear whether 0.15 or 15 stands for fifteen percent in this column. Choose under “Numbers like”.",
  "problem.decimal_sign_open":
    "It is not clear whether comma or dot is the decimal sign of this column. Choose under “Numbers like”.",
  "problem.date_order_open":
    "It is not clear whether day or month comes first in this column. Choose under “Numbers like”.",
  "problem.date_unreadable": "“{text}” is not a date.",
  "problem.month_unreadable": "“{text}” is not a month.",
  "problem.date_unknown": "“{text}” is not a date of the calendar.",
  "problem.money_in_rate": "“{text}” is an amount, in a column of percentages.",
  "problem.percent_in_number": "“{text}” is a percentage, in a column of numbers.",
  "problem.money_in_count": "“{text}” is an amount, in a column of units.",
  "problem.error_value": "“{text}” is a spreadsheet’s error value; the cell counts as empty.",
  "problem.units_negative": "“{text}” units is below zero.",
  "problem.amount_negative": "“{text}” is below zero.",
  "problem.row_too_long": "The row has {cells} cells for {headings} headings.",
  "problem.row_too_short": "The row has {cells} cells for {headings} headings; the others count as empty.",
  "problem.quote_not_closed":
    "A quotation mark is opened here and never closed; from here on lines may have run together.",
  "problem.file_too_large": "The file is larger than can be read in one go.",
  "problem.table_too_large":
    "it would need about {megabytes} MB of memory, and this page can have {there} MB more. Leave out columns you do not need, or take one store at a time. Nothing else has changed.",
  "problem.memory_full":
    "there is no memory for another {megabytes} MB. Take tables out that you do not need, or drop a smaller file. Nothing else has changed.",
  "problem.file_gone": "it was moved or changed while it was being read. Choose it again.",
  "problem.table_empty": "There is nothing in it.",
  "problem.headings_unknown": "No heading was recognised. A SKU column is needed.",
  "problem.rows_missing": "There are headings but no rows.",
  "problem.size_unreadable": "“{text}” cannot be read as a size.",
  "problem.size_unit_missing": "“{text}” has no unit: inches or centimetres?",
  "problem.size_not_positive": "A side or weight of “{text}” is not above zero.",
  "problem.separator_unknown": "“{separator}” is no separator: tabs, commas, semicolons and bars are.",
  "problem.currency_unknown": "“{text}” is not a currency that is known here.",
  "problem.money_too_fine": "“{text}” has more decimals than its currency.",
  "problem.encoding_not_supported":
    "The text is written in {encoding}, which this browser cannot read. Save it as UTF-8.",
  "problem.choice_unknown": "“{text}” is not one of the choices.",
  "problem.price_list_syntax": "“{text}” is neither a price nor a discount. Write for example 19.99; 30 %; 7折.",

  // Problems: joining the tables and what to know of a product
  "problem.sku_twice": "This SKU already stands in line {line} of the same table; the first row counts.",
  "problem.number_twice": "This ASIN or FNSKU already stands in line {line} of the same table; the first row counts.",
  "problem.rows_as_one": "The units of line {line} (“{sku}”) are counted to this product, as the settings say.",
  "problem.differ_newer":
    "{field}: {value} in {file} (line {line}), {other} in {other_file} (line {other_line}). The newer file counts: {of_day}, not {other_day}.",
  "problem.differ_kind":
    "{field}: {value} in {file} (line {line}), {other} in {other_file} (line {other_line}). The first counts, for that kind of table knows it better.",
  "problem.differ_given":
    "{field}: {value} in {file} (line {line}), {other} in {other_file} (line {other_line}). No date says which is newer: the file read first counts. Take the outdated file out, or type the value.",
  "problem.sku_in_conditions": "This SKU is listed in more than one condition; each is a product of its own.",
  "problem.marketplace_not_covered": "The row is for “{text}”, a marketplace whose fees are not known here.",
  "problem.marketplace_other": "The row is of another marketplace ({market}). Turn to it at the top of the page.",
  "problem.marketplace_of_currency":
    "The report’s row is in {currency}, so it is of another marketplace. Turn to it at the top of the page.",
  "problem.cost_in_other_currency":
    "{field} is in {currency}, unlike the other costs of handling in this row, and was not added to them.",
  "problem.currency_not_of_market":
    "{field} is in {currency}, which is not the currency of this marketplace, and was left out.",
  "problem.stock_negative": "The stock is “{text}”, below zero, and was left out.",
  "problem.removal_pending": "{units} units are already in removal and are not planned again.",
  "problem.age_unknown": "The age of {units} units is not known; they count as new.",
  "problem.age_date_unknown": "The report does not say on which day the ages were taken; today is assumed.",
  "problem.ages_above_stock": "The ages add up to {units} units more than the stock; the oldest were left out.",
  "problem.ages_below_stock": "The ages add up to {units} units less than the stock; those count as new.",
  "problem.sold_by_tables": "Sales come from {file}, up to {date}: no planning report says them.",
  "problem.velocity_by_other_window": "The chosen sales window is empty; the pace is taken from the {rule}.",
  "problem.nothing_sold": "Nothing was sold in the {rule}: at this pace it never clears.",
  "problem.size_not_settled": "The sides stand on the border of a size tier, or sources leave the tier open.",
  "problem.aged_exemption_not_written":
    "Whether this category is exempt from the surcharge of days 181 to 270 is not written anywhere; it is charged here.",
  "problem.dangerous_goods_possible":
    "This category often holds dangerous goods. If yours is one, say so under Product: the fees differ.",
  "problem.preview_fee_outdated":
    "The report prints {printed}, which is the fee of {table}. The fee of this day, {computed}, is used.",
  "problem.preview_fee_differs":
    "The report prints {printed}; size and weight give {computed}. The report’s figure is used.",
  "problem.preview_referral_differs":
    "The report prints a referral fee of {printed}; the category gives {computed}. The report’s figure is used.",
  "problem.utilization_not_counted":
    "The storage utilization surcharge is not in what holding costs: the account’s ratio is not known. It is asked for in the settings.",
  "problem.utilization_not_known":
    "At a storage utilization ratio of {weeks} weeks a surcharge is due for this size, and its amount is not published. It was left out.",
  "problem.aged_not_known":
    "Stock older than {days} days pays an aged surcharge here whose rates are not published. It was left out: holding such stock costs more than is shown, so letting it go earlier may be better.",
  "problem.aged_not_known_at_all":
    "An aged surcharge is charged here and its rates are not known. It was left out: holding old stock costs more than is shown.",
  "problem.utilization_nothing":
    "At a storage utilization ratio of {weeks} weeks, by what the settings say, no utilization surcharge is due.",
  "problem.utilization_counted":
    "The storage utilization surcharge is counted for a ratio of {weeks} weeks, taken to stay for the year.",
  "problem.grades_syntax": "“{text}” names no share with its price. Write 40 % 15.00; 30 % 12.00.",
  "problem.grades_above_whole": "The shares add up to more than 100 %.",
  "problem.fee_not_known": "{field}: not known ({hole}). It was left out.",
  "problem.elasticity_range": "The price reaction lies outside what can be calculated.",
  "problem.discount_range": "A discount of {discount} is not between 0 and 100 %.",
  "problem.discount_not_a_share": "A discount of {share} is not between 0 and 100 %.",
  "problem.price_negative": "A price of {price} is below zero.",
  "problem.recovery_range": "A recovery of {rate} is not between 0 and 100 %.",
  "problem.lag_negative": "A payment {days} days from now would lie in the past.",
  "problem.category_unknown": "“{category}” is not a fee category that is known here.",
  "problem.currency_mismatch": "Two amounts are in different currencies.",
  "problem.below_zero": "A figure that cannot be below zero is: {what}.",
  "problem.out_of_range": "The figure is larger than can be calculated with ({what}).",
  "problem.no_such_field": "There is no field of that name ({field}).",
  "problem.no_such_product": "This product is not in the tables any more.",
  "problem.no_way_out": "No way out can be valued yet.",
  "problem.charm_needs_minor_units": "{currency} has no cents, so there is no price ending in .99.",
  "problem.price_above_bands": "The price lies above the last band of the fee table.",
  "problem.unexpected": "the calculation answered in a way that was not foreseen ({why}).",

  // Forecast, replenishment, transfers

  // Problems that are a fault of ours
  "problem.bands_not_rising": "The bands of a fee table do not rise. This is a fault of ours.",
  "problem.fee_bands_wrong": "The bands of a fee table are wrong. This is a fault of ours.",
  "problem.share_unreadable":
    "Figures of a second worker could not be read. This is a fault of ours; the plan goes on without them.",
  "problem.fee_data_unreadable": "The fee data cannot be read. This is a fault of ours.",
  "problem.fee_tables_not_loaded": "The fee tables of {market} are not loaded yet.",
  "problem.market_mismatch": "The fee tables are of {pack}, not of {market}. This is a fault of ours.",
  "problem.market_unknown": "“{text}” is not a marketplace that is known here.",
  "problem.not_representable": "An answer could not be handed to the page ({why}). This is a fault of ours.",
  "problem.outside_shape": "The module for forecasts answered something else than was asked. This is a fault of ours.",
  "problem.wrong_shape": "The page asked in a wrong way ({argument}: {why}). This is a fault of ours.",
  "problem.wrong_type": "The page asked in a wrong way. This is a fault of ours.",
  "problem.holding_horizon": "The horizon is not one that can be calculated. This is a fault of ours.",
  "problem.holding_rate": "A rate of holding is not one that can be calculated ({what}).",
  "problem.share_not_between_0_and_1": "A share is not between 0 and 100 %.",
  "problem.no_such_format": "There is no such file format. This is a fault of ours.",
  "problem.no_such_sort": "The list cannot be sorted by that. This is a fault of ours.",
  "problem.no_such_figure": "The page asked for a figure that the calculation does not know: {figure}.",
  "problem.no_such_group": "The page asked for a grouping that the calculation does not know: {group}.",
  "problem.table_not_opened": "No file is being read. This is a fault of ours.",
  "problem.table_not_read": "The file was not read to its end. This is a fault of ours.",
  "problem.today_missing": "The day to calculate for was not set. This is a fault of ours.",
  "problem.no_sale_model": "The fees of a sale could not be put together. This is a fault of ours.",
  "problem.not_taken":
    "The calculation stopped before this text was read. The value before it is in use; change a character to try again.",
} as const satisfies Record<string, Message>;
