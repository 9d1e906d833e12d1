/** What the whole catalogue is expected to sell. */
export const forecasts = {
  "nav.forecasts": "Forecasts",
  "forecasts.title": "What the catalogue is expected to sell",
  "forecasts.progress": "{done} of {total} products",
  "forecasts.stop": "Stop",
  "forecasts.stopped": "Stopped: only the products so far are here.",
  "forecasts.go_on": "Go on",
  "forecasts.empty":
    "No product has a history. Drop an order report, a ledger or a sheet with days, SKUs and units sold, or paste the sales of a product under “Buy again”.",
  "forecasts.verdict": {
    one: "{n} product with a history: {near} units in four weeks, {far} in thirteen.",
    other: "{n} products with a history: {near} units in four weeks, {far} in thirteen.",
  },
  "forecasts.against_naive": {
    one: "On {n} product both could be tried on earlier weeks: the forecast would have erred no more than “as a season ago” on {better}.",
    other:
      "On {n} products both could be tried on earlier weeks: the forecast would have erred no more than “as a season ago” on {better}.",
  },
  "forecasts.not_judged": "No history is longer than a season yet, so none can be held against “as a season ago”.",
  "forecasts.without": { one: "{n} product has no history.", other: "{n} products have no history." },
  "forecasts.problems": {
    one: "The history of {n} product cannot be used.",
    other: "The histories of {n} products cannot be used.",
  },
  "forecasts.products": "products",
  "forecasts.save": "Save as CSV",
  "forecasts.rows": "Products and their weeks to come",
  "forecasts.only_worse": "worse than “as a season ago”",
  "forecasts.only_problem": "history that cannot be used",
  "forecasts.markets_note": "Each market has a forecast of its own; only products that sell in several are here.",
  "forecasts.next_4": "Next 4 weeks",
  "forecasts.next_13": "Next 13 weeks",
  "forecasts.sold_13": "Last 13 weeks",
  "forecasts.trend": "Change",
  "forecasts.naive": "MASE, naive",
  "forecasts.lasts": "Stock lasts, days",
  "forecasts.by_pasted": { one: "{n} week, pasted", other: "{n} weeks, pasted" },
  "forecasts.by_tables": { one: "{n} week, from files", other: "{n} weeks, from files" },
  "forecasts.of_market": "({market})",
  "forecasts.cannot_read": "The pasted sales cannot be read: open the product to see the row.",
  "forecasts_problem.history_empty": "No whole week is known.",
  "forecasts_problem.history_too_long": "A day lies more than twenty years back: look for a slip in a year.",
};
