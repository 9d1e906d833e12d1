/** The same product in other marketplaces. */
export const abroad = {
  "abroad.title": "Marketplaces for",
  "abroad.intro":
    "The same goods sold in other marketplaces: each by its own fee tables and taxes. Price and exchange rate are yours; every figure opens its reason.",
  "abroad.choose": "Marketplaces to compare",
  "abroad.all": "All ten",
  "abroad.none": "Choose a marketplace.",
  "abroad.common": "For all marketplaces",
  "abroad.loading": "Getting the fee tables of {markets} …",
  "abroad.table": "Marketplaces side by side",
  "abroad.marketplace": "Marketplace",
  "abroad.column": "{market} · {currency}",
  "abroad.rate": "1 {currency} is",
  "abroad.field_of": "{market}: {field}",
  "abroad.explain": "why: {figure}, {market}",
  "abroad.explained": "{market}: {figure}",
  "abroad.margin_net": "Margin on net",
  "abroad.margin_displayed": "Margin on the displayed price",
  "abroad.compared": "Compared in {base}",
  "abroad.floor": "Lowest price that beats letting go",
  "abroad.floor_rule":
    "The lowest price whose net is at least what the best way of letting a unit go brings there today. No stock is counted there, so no storage that letting go would save.",
  "abroad.floor_none": "no price looked at beats letting go",
  "abroad.floor_unknown": "It is not known, for want of:",
  "abroad.margin_net_rule": "Profit as a share of the price without the tax in it.",
  "abroad.margin_displayed_rule": "Profit as a share of the price that buyers see.",
  "abroad.net_revenue": "Price without its tax",
  "abroad.compared_same": "It is in this currency already.",
  "abroad.compared_no_rate": "Your exchange rate for {currency} is not known, so nothing is converted.",
  "abroad.compared_rule": "1 {currency} = {rate} {base} by your rate, rounded once.",
  "abroad.pays_cost_rule":
    "Prices at which what a sale brings is at least the landed cost there; fees that jump with the price can leave gaps.",
  "abroad.best": "Best plan",
  "abroad.best_rule": "Of all ways for the stock there, the one that leaves the most in today's money.",
  "abroad.exit": "{exit}, one unit",
  "abroad.notes": "Taken to be so",

  "abroad_field.fx_base": "Compare in",
  "abroad_field.seller_country": "Country of your business",
  "abroad_field.price": "Price",
  "abroad_field.landed": "Landed cost there",
  "abroad_field.registered": "Registered for its tax",
  "abroad_field.tax_rate": "Rate of that tax",
  "abroad_field.fee_tax_recovered": "Tax in fees is given back",
  "abroad_field.referral_rate": "Referral fee of your own",
  "abroad_field.fulfilment_fee": "Fulfilment fee of your own",

  "abroad_field.units": "Units on hand there",
  "abroad_field.units_per_day": "Units sold a day there",

  "abroad_hint.fx_base": "Rates are asked in it.",
  "abroad_hint.seller_country": "Fees for digital services and tax on fees hang on it.",

  "abroad_note.landed_as_here":
    "The landed cost is the one here at your exchange rate. Freight and duty there differ: enter it where you know it.",
  "abroad_note.no_stock_there": "No stock is counted: ageing and what holding costs are not in these figures.",
  "abroad_note.age_there_assumed": "The age of the units there is not typed: what rows say is counted, else none.",
  "abroad_note.ads_as_here": "Advertising takes the same share as here.",
  "abroad_note.returns_as_here": "As many come back as here.",
  "abroad_note.low_inventory_not_counted": "The low-inventory fee hangs on days of supply there and is not counted.",

  "line.storage_month": "Storage, a month",
  "formula.rate_times_volume": "{storage_rate} by volume, for a whole month as it is now",
  "formula.rate_times_volume_less_tax":
    "{storage_rate} by volume, for a whole month as it is now, less the tax of {fee_tax_rate} in it that is given back",
  "formula.rate_times_volume_and_tax":
    "{storage_rate} by volume, for a whole month as it is now, and tax of {fee_tax_rate} that is not given back",
  "input.fee_tax_rate": "tax on the fee",
  "input.storage_rate": "rate a month",
  "input.volume_cubic_feet": "volume, cubic feet",
  "input.volume_cubic_metres": "volume, cubic metres",
  "input.volume_cubic_decimetres": "volume, litres",
  "problem.fx_doubtful":
    "At {rate} the price there is {there} and the one here {here}: is the exchange rate the right way round?",
};
