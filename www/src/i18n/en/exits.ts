/** The ways out beside a price plan, the split, and how sure the plan is. */
export const exits = {
  "plan.split": "Split: how many to keep",
  "plan.split_worth": "Present value of the split:",
  "plan.split_against": "{gain} against keeping all ({without}); letting all go brings {gone}.",
  "plan.split_part": "{exit}: {units} units",
  "plan.split_none":
    "Keep all {keep} units and sell from {price}: even the last one is worth more kept than let go. An even chance of being sold out: {date}.",
  "plan.split_none_left":
    "Keep all {keep} units and sell from {price}: even the last one is worth more kept than let go. At the deadline about {left} are left.",
  "plan.split_all": "Let all of them go today. {parts}.",
  "plan.split_some":
    "Keep {keep} units and sell them from {price}, with an even chance of being sold out by {date}. Let the rest go today. {parts}.",
  "plan.split_some_left":
    "Keep {keep} units and sell them from {price}; about {left} of them are left at the deadline. Let the rest go today. {parts}.",
  "plan.split_keep": "Kept",
  "plan.split_keep_value": "Present value of those kept",
  "plan.split_without": "Keeping all",
  "plan.split_gone": "Letting all go",
  "plan.split_last": "What the last unit kept adds",
  "plan.split_first": "What one unit more would add",
  "plan_rule.split":
    "For every number of units kept: the best prices to the deadline, nothing let go on the way, found backward for every stock. For every number let go: the ways out that bring the most, each for as many as it takes. All pairs are compared. Where a unit kept is worth less than one let go, it goes.",
  "scenario.split": "Let a part go, sell the rest",
  "plan_way.split": "Split",

  "plan.exits": "All ways out",
  "plan.exits_note":
    "Each for the units that can go this way. “In all” adds what the others bring, kept and sold at the best prices.",
  "plan.exit": "Way out",
  "plan.exit_units": "Units",
  "plan.exit_total": "In all, present value",
  "plan.against_plan": "Against the plan",
  "plan.exit_days": "Days to cash",
  "plan.exit_lacks": "still to be said: {what}",
  "plan.exit_by_channels": "its figures are entered in the view of channels",
  "plan.exit_fields": "Your figures: staff sale, donation, transfer",
  "plan.exit_each_net": "Net a unit",
  "plan.exit_efficient": "Nothing brings as much as soon",
  "plan.exit_lacking": "Still to be said",
  "plan.exit_one_unit": "One unit",
  "plan_rule.exit":
    "Money of one unit, line by line, times the units; what is paid later is discounted to today for its days. Days to cash: until nine tenths of it are in.",
  "plan_rule.exit_channel":
    "Units are fetched, sent, and sold there at the pace you gave in the view of channels; storage there is taken off, each day discounted to today.",
  "plan_rule.exit_promotion":
    "The whole stock while the deal runs and afterwards, as in the view of promotions, with the elasticity of the product; what is left after a year goes by the best way out.",
  "plan_rule.exit_way":
    "The whole stock by this plan, storage and surcharges taken off; what is left at the deadline goes by the best way out.",

  "plan_exit.staff": "Staff sale",
  "plan_exit.donate": "Donation",
  "plan_exit.transfer": "Transfer and sell there",
  "plan_exit.lot": "Lot, off-line",
  "plan_exit_line.recovery": "Recovered",
  "plan_exit_line.liquidation_referral": "Share the marketplace keeps",
  "plan_exit_line.liquidation_processing": "Processing fee",
  "plan_exit_line.removal": "Removal fee",
  "plan_exit_line.disposal": "Disposal fee",
  "plan_exit_line.own_sale": "What a sale brings",
  "plan_exit_line.unsellable": "Disposal of what gets no grade",
  "plan_exit_line.graded_sale": "Graded units sold",
  "plan_exit_line.carriage": "Carriage",
  "plan_exit_line.tax_relief": "Tax saved",
  "plan_exit_line.moving": "Fetching and sending",
  "plan_exit_rule.recovery": "{rate} of the price in force, {price}",
  "plan_exit_rule.liquidation_referral": "{rate} of what is recovered",
  "plan_exit_rule.own_sale": "paid after {days} days",
  "plan_exit_rule.graded_sale": "paid after {days} days, grading fee taken off",
  "plan_exit_rule.tax_relief": "{rate} of a deduction of {deduction}, there after {days} days",
  "plan_exit_note.restock_days_told":
    "Secondary pages say that the product cannot be restocked for 90 days; no official page does.",
  "plan_exit_note.recovery_assumed": "The recovery is the middle of the table's 5–10 % until you enter your own.",
  "plan_exit_note.no_carriage": "No carriage is counted: none was entered.",
  "plan_exit_note.no_storage_there": "No storage there is counted: none was entered.",
  "plan_exit_note.some_left_after_a_year": "Some are left after a year; they count as nothing.",
  "plan_exit_note.donation_us":
    "US rule (26 U.S.C. 170): a deduction, worth something only against US taxable income. Ask your tax adviser.",
  "plan_exit_note.donation_income_limit":
    "Deductions are limited to a share of income (10 % for corporations); that is not counted.",
  "plan_exit_note.donation_fee_told_once": "That the disposal fee is charged for donations is told by one source only.",
  "plan_exit_note.donation_no_rule": "No rule of this country has been read. In the EU a gift may itself owe VAT.",
  "irrevocable.is_sold": "sold for good",
  "irrevocable.is_given_away": "given away for good",
  "block.conditions_not_met": "a condition of the deal is not met",
  "block.conditions_to_check": "has conditions to check: see promotions",
  "plan_lack.net": "what a sale brings there",
  "plan_lack.per_week": "units a week there",
  "plan_lack.price": "price",
  "hole.donation": "the rule of donations",

  "plan_field.season": "Season",
  "plan_field.probe_days": "Length of the test",
  "plan_field.probe_price": "Price of the test",
  "plan_field.staff.price": "Price for staff",
  "plan_field.staff.carriage": "Carriage a unit",
  "plan_field.staff.days": "Paid after",
  "plan_field.staff.units": "At most so many units",
  "plan_field.donate.rule": "Rule of the deduction",
  "plan_field.donate.tax_rate": "Your marginal tax rate",
  "plan_field.donate.value": "Fair market value a unit",
  "plan_field.donate.basis": "Tax basis a unit",
  "plan_field.donate.deduction": "Deduction a unit",
  "plan_field.donate.days": "Tax saved after",
  "plan_field.donate.carriage": "Carriage a unit",
  "plan_field.transfer.net": "Net of a sale there",
  "plan_field.transfer.cost": "Sending a unit",
  "plan_field.transfer.per_week": "Units a week there",
  "plan_field.transfer.lead_days": "Days until the first sale",
  "plan_field.transfer.storage_month": "Storage there, a unit and month",
  "plan_field.transfer.units": "At most so many units",
  "plan_hint.season":
    "Multiples of today's demand by month or window: 11 1.8; 2026-12-01..2026-12-24 2; 2027-01 60 %. Days you do not name are as today. The product’s own season stands here until you write another for this plan; 1 1 = none.",
  "plan_hint.probe_price": "Left empty: the price nearest to 20 % off.",
  "plan_hint.donate.tax_rate": "Without US taxable income enter 0.",
  "plan_hint.donate.days": "Until you say: the first of February, when the yearly certificate is due.",
  "plan_hint.donate.value": "The price in force until you say; unsaleable goods are worth less.",
  "plan_hint.transfer.net": "In your own currency; the view of several countries works it out.",
  "choice.donate.rule.general": "general: the lower of value and basis",
  "choice.donate.rule.enhanced": "enhanced: for the ill, the needy or infants",

  "plan_tornado.title": "What the plan hangs on",
  "plan_tornado.firm":
    "{widest} moves the plan the most. Over all these ranges it stays better than letting everything go today.",
  "plan_tornado.beaten":
    "{widest} moves the plan the most. At some ends letting everything go today would be worth more.",
  "plan_tornado.legend":
    "Present value of the plan, followed as it is, at either end of each range; as assumed it is {value}.",
  "plan_tornado.leaving": "at one end letting all go is worth more",
  "plan_swing.elasticity": "Reaction to the price (elasticity)",
  "plan_swing.velocity": "Units a day",
  "plan_swing.storage": "Storage and surcharges",
  "plan_swing.exit": "What the way out brings a unit",
  "plan_swing.season": "Season",
  "plan_season.none": "none",
  "plan_season.later": "30 days later",

  "plan.reverse": "What must come true",
  "plan.reverse_at":
    "{way}: worth as much as letting all go today ({exit}, {leaving}) if sales reach {multiple} of what is expected, that is {needed} a week at {price} instead of {week}. Below that, leave.",
  "plan.reverse_always":
    "{way}: even if nothing sells it is not worth less than letting all go today ({exit}, {leaving}).",
  "plan.reverse_never":
    "{way}: no pace of sales at {price} makes it worth what letting all go today brings ({exit}, {leaving}).",
  "plan.waiting": "What waiting is worth",
  "plan.waiting_worth":
    "At {price}, deciding anew at every review whether to leave is worth {later}; never leaving {hold}, leaving today {leave}. Being able to wait and see is worth {option}.",
  "plan.stop_below": "{date}: leave if fewer than {units} have sold since today.",
  "plan.stop_always": "{date}: leave, whatever has sold.",
  "plan.stop_never": "At no review of the next weeks would sales be too few to go on.",
  "plan.probe": "Test first?",
  "plan.probe_none": "There is nothing to test: no lower price, no change allowed, or no time left.",
  "plan.probe_worth":
    "Test {price} until {date}, then decide by what sold. Over what the elasticity may be this is worth {value}, deciding at once {at_once}: {gain}.",
  "plan.probe_not_worth":
    "A test does not pay: {price} until {date} and then the best prices is worth {value}, the plan at once {at_once} ({gain}).",
  "plan.probe_too_short":
    "A test does not pay: at today's pace the stock is gone by {date}. With a test of {price}: {value}, at once {at_once} ({gain}).",
  "plan.probe_rules": "After the test",
  "plan.probe_sold": "Sold in it",
  "plan.probe_verdict": "Step test",
  "plan.probe_next": "Worth most then",
  "plan.probe_slow":
    "Too slow and yet no deeper cut: sales that hardly react to a price are not sped up by a lower one.",
  "plan_probe.keep": "fast enough for the deadline",
  "plan_probe.keep_testing": "too early to say",
  "plan_probe.escalate": "too slow for the deadline",
  "plan.probe_depth": "By itself it asks for {depth}.",

  "problem.season_syntax": "“{text}” is no season. Write 11 1.8; 2026-12-01..2026-12-24 2.",
  "problem.season_range": "Months are 1 to 12, factors 0 to {most}, and a window ends after it begins.",
};
