/** Reports of `tests/conformance/reports` that say what is there or what it costs: the first list needs no more code than they. */
import { readdirSync } from "node:fs";
import { inProject } from "./command.mjs";

/** What sold and what was charged stands beside a list, and is read with the rest of the code. */
const besides = [
  "aged_surcharge_us.txt",
  "all_orders_us.txt",
  "business_report_de.csv",
  "settlement_v2_de.txt",
  "storage_fee_us.csv",
];

export const reportFolder = inProject("tests/conformance/reports");
const all = readdirSync(reportFolder).filter((name) => !name.endsWith(".toml"));
export const firstReports = all.filter((name) => !besides.includes(name));
export const laterReports = all.filter((name) => besides.includes(name));
