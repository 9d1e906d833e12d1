import type { Message } from "../message";

/** What stands on and beside the pictures. */
export const pictures = {
  "picture.table": "The same figures as a table",

  "curve.sentence": "Sold at {price}, one unit nets {net}; at today’s pace, below {floor} another way out brings more.",
  "curve.sentence_open": "It is drawn as soon as the fees are known: fill in what is asked for.",

  "waterfall.title": "From price to pocket",
  "waterfall.sentence": "Of {price}, fees leave {net}; after what the unit cost, the profit is {profit}.",
  "waterfall.sentence_no_cost": "Of {price}, fees leave {net}.",
  "waterfall.sentence_open": "Of {price} it cannot be said what is left: a fee that is needed is not known.",
  "waterfall.step": "Step",
  "waterfall.bar": "Bar",
  "waterfall.total": "Sum after it",

  "cash.title": "Cash over time",
  "cash.label": "Cash received less cash paid over the year: {ways}",
  "cash.sentence": "{what} comes to {cash} by {date}; doing nothing comes to {hold} by {hold_date}.",
  "cash.sentence_hold": "{what} comes to {cash} by {date}.",
  "cash.date": "Day",
  "cash.surcharge_days": "Days on which a surcharge falls due if nothing is done",

  "stock.title": "Stock by age",
  "stock.label": "Units by age while the stock falls: {what}",
  "stock.way": "Way shown",
  "stock.sentence_sold": {
    one: "{what}: {n} unit today, the last one is gone by {date}.",
    other: "{what}: {n} units today, the last one is gone by {date}.",
  },
  "stock.sentence_left": {
    one: "{what}: {n} unit today, {left} left after a year.",
    other: "{what}: {n} units today, {left} left after a year.",
  },
  "stock.sentence_gone": {
    one: "{what}: {n} unit leaves today.",
    other: "{what}: all {n} units leave today.",
  },
  "stock.surcharge": {
    one: "An aged surcharge falls due on {n} day: {cost}.",
    other: "Aged surcharges fall due on {n} days: {cost} in all.",
  },
  "stock.no_surcharge": "No aged surcharge on the way.",
  "stock.days": "{band} days",
  "stock.hatched": "Hatched: an aged surcharge is charged. Above: its day and cost.",

  "discounts.title": "What a discount brings",
  "discounts.label": "Net per unit and today’s value of the whole stock, by discount",
  "discounts.sentence":
    "Looked at percent by percent, {discount} makes the most of the stock: {value}, at {net} a unit.",
  "discounts.sentence_none": "No discount makes more of the stock than today’s price: {value}, at {net} a unit.",
  "discounts.sentence_open": "What a discount makes of the stock cannot be said yet.",
  "discounts.discount": "Discount",
  "discounts.exit": "Best way out: {value}",
  "discounts.best": "Highest value: {discount}",

  "frontier.title": "Net cash against time to cash",
  "frontier.label": "Every way by its net cash and the days until nine tenths of it are in",
  "frontier.sentence":
    "{most} brings the most cash: {most_cash}, {most_days}. {soonest} is the soonest: {soonest_cash}, {soonest_days}.",
  "frontier.sentence_one": "{what} beats every other way in both: {cash}, {days}.",
  "frontier.within": "within {days}",
  "frontier.at_once": "at once",
  "frontier.days": "Days until 9/10 of the cash are in",
  "frontier.axis": "days until nine tenths of the cash are in",
  "frontier.is_efficient": "Beaten by none",
  "frontier.price": "A price",
  "frontier.exit": "A way out",
  "frontier.beaten": "Hollow: another way brings as much cash as soon",

  "difference.title": "Why one way brings more",
  "difference.more": "{to} is worth {to_value} today, {from} {from_value}.",
  "difference.less": "{to} is worth only {to_value} today, {from} {from_value}.",
  "difference.largest": "The largest step: {part}, {amount}.",
  "difference.rule":
    "Net per unit on the units both ways sell, then the units only one sells, then what is paid and let go, then the time until the money comes. The steps add up to the cent.",
  "difference.from": "From",
  "difference.to": "to",
  "part.price": "Net per unit",
  "part.quantity": "Units sold",
  "part.storage": "Storage",
  "part.surcharge": "Aged surcharge",
  "part.utilization": "Storage utilization surcharge",
  "part.exit": "Let go or left over",
  "part.timing": "Time until the money comes",

  "tornado.title": "What the answer hangs on",
  "tornado.sentence": "{what} hangs most on: {widest}. What could make another way the best: {changing}.",
  "tornado.sentence_firm": "{what} stays the best way over every range here; it hangs most on: {widest}.",
  "tornado.legend": "The upright line is what {what} is worth today: {value}. Hatched: the lower end of the range.",
  "tornado.assumption": "Assumption",
  "tornado.less": "Lower end",
  "tornado.more": "Upper end",
  "tornado.becomes": "at {value}: {way}",
  "tornado.best_then": "Best then, {ways}",
  "swing.elasticity": "Price reaction",
  "swing.velocity": "Units sold a day",
  "swing.recovery": "Recovery in liquidation",
  "swing.annual_rate": "Return on capital",
  "swing.assumed_fees": "Fees assumed to hold",
  "swing.size": "All three sides",
  "swing.weight": "Weight",
} as const satisfies Record<string, Message>;
