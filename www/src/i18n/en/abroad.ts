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
  "abroad.floor_no_exit": "not known: no fee for removal, disposal or liquidation there is known to us",
  "abroad.floor_no_price": "needs the price there",
  "abroad.floor_none": "no price looked at beats letting go",
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

  "abroad_hint.fx_base": "Rates are asked in it.",
  "abroad_hint.seller_country": "Fees for digital services and tax on fees hang on it.",

  "abroad_note.landed_as_here":
    "The landed cost is the one here at your exchange rate. Freight and duty there differ: enter it where you know it.",
  "abroad_note.no_stock_there": "No stock is counted: ageing and what holding costs are not in these figures.",
  "abroad_note.ads_as_here": "Advertising takes the same share as here.",
  "abroad_note.returns_as_here": "As many come back as here.",
  "abroad_note.low_inventory_not_counted": "The low-inventory fee hangs on days of supply there and is not counted.",

  "line.storage_month": "Storage, a month",
  "formula.rate_times_volume": "{storage_rate} by volume, for a whole month as it is now",
  "input.storage_rate": "rate a month",
  "input.volume_cubic_feet": "volume, cubic feet",
  "input.volume_cubic_metres": "volume, cubic metres",
  "input.volume_cubic_decimetres": "volume, litres",
  "problem.fx_doubtful":
    "At {rate} the price there is {there} and the one here {here}: is the exchange rate the right way round?",
};
