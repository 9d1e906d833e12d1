/**
 * `npm run size [-- --json]`: what the hosted form fetches before the first result, as `gzip -9` packs it.
 *
 * Counts the page and every file it names (scripts with their static imports, styles, modules, sample
 * tables, icons), so nothing can be fetched that is not counted here. A budget that is not reached is said
 * each time; what stands in `allowed` (DESIGN.md, "Size") must not grow: beyond it this ends with 1.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import { inProject } from "./command.mjs";

const dist = inProject("dist");
const budgets = { firstLoad: 250_000, mainModule: 150_000, sheets: 350_000, planning: 50_000, oneFileRaw: 3_000_000 };
const allowed = { ...budgets, firstLoad: 306_500, mainModule: 230_000 };

/** Fee tables of other marketplaces, fee files, the second part of the engine and the modules of their own are fetched later. */
const isLater = (path) => /\.(pack|toml)$|\/engine-second|\/(?:sheets|planning)-/.test(path);

/** Files of the page that a text names, as paths inside `dist/`. */
function named(path, text) {
  const pattern = path.endsWith(".html")
    ? /(?:src|href)="([^"#?]+)"/g
    : /(?:\bfrom|\bimport)\s*"([^"]+)"|url\(["']?([^"')]+)["']?\)/g;
  return [...text.matchAll(pattern)]
    .map((match) => match[1] ?? match[2])
    .filter((address) => !/^[a-z]+:/i.test(address))
    .map((address) => normalize(join(dirname(path), address)))
    .filter((address) => existsSync(join(dist, address)) && !isLater(address));
}

/** Files that the first screen fetches by itself once it is painted: the words, the worker's code, the views. */
function fetchedNext() {
  const isNext = (name) => /^(?:en-first|spawn|current-view)-[^.]+\.js$/.test(name);
  const found = readdirSync(join(dist, "assets")).filter(isNext);
  if (found.length !== 3) throw new Error(`the build has other parts than are counted here: ${found.join(", ")}`);
  return found.map((name) => `assets/${name}`);
}

/** The page and everything fetched before the first result, in one language. */
function firstFiles() {
  const seen = new Set(["index.html", ...fetchedNext()]);
  for (const path of seen) {
    if (!/\.(html|js|css)$/.test(path)) continue;
    for (const next of named(path, readFileSync(join(dist, path), "utf8"))) seen.add(next);
  }
  return [...seen].sort();
}

function measure(path) {
  const bytes = readFileSync(join(dist, path));
  return { part: path, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

if (!existsSync(join(dist, "index.html"))) {
  process.stderr.write("dist/ is not there: npm run build\n");
  process.exit(2);
}
const files = firstFiles().map(measure);
const modules = files.filter(({ part }) => part.endsWith(".wasm"));
const add = (parts, key) => parts.reduce((total, part) => total + part[key], 0);
const rows = files.map((file) => ({ ...file, budget: null }));
rows.push({ part: "main module", raw: add(modules, "raw"), gzip: add(modules, "gzip"), budget: budgets.mainModule });
rows.push({
  part: "before the first result",
  raw: add(files, "raw"),
  gzip: add(files, "gzip"),
  budget: budgets.firstLoad,
});
const oneFile = "clearfloor.html";
const problems = [];
const notReached = [];

/** Holds a figure against its budget and against what is allowed meanwhile. */
function hold(part, bytes, budget, limit) {
  if (bytes > limit) problems.push(`${part}: ${bytes} bytes, allowed ${limit}`);
  else if (bytes > budget) notReached.push(`${part}: ${bytes} bytes, budget ${budget}`);
}
hold("main module", add(modules, "gzip"), budgets.mainModule, allowed.mainModule);
hold("before the first result", add(files, "gzip"), budgets.firstLoad, allowed.firstLoad);
if (modules.length === 0) problems.push("no module among the files of the page");
for (const [module, what] of [
  ["sheets", "workbooks"],
  ["planning", "forecasts by a library"],
]) {
  const found = readdirSync(join(dist, "assets")).find((name) => new RegExp(`^${module}-[^.]+\\.wasm$`).test(name));
  if (found === undefined) problems.push(`no module for ${what} among the files of the page`);
  else {
    const row = { ...measure(`assets/${found}`), part: `${what}, when asked for`, budget: budgets[module] };
    rows.push(row);
    hold(row.part, row.gzip, budgets[module], allowed[module]);
  }
}
if (existsSync(join(dist, oneFile))) {
  const row = { ...measure(oneFile), budget: budgets.oneFileRaw };
  rows.push(row);
  hold(oneFile, row.raw, budgets.oneFileRaw, allowed.oneFileRaw);
}

if (process.argv.includes("--json")) {
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
} else {
  process.stdout.write(`${"part".padEnd(44)}${"raw".padStart(10)}${"gzip -9".padStart(10)}${"budget".padStart(10)}\n`);
  for (const { part, raw, gzip, budget } of rows) {
    const figures = [raw, gzip, budget ?? ""].map((figure) => String(figure).padStart(10)).join("");
    process.stdout.write(`${part.padEnd(44)}${figures}\n`);
  }
}
for (const part of notReached) process.stderr.write(`budget not reached: ${part}\n`);
for (const problem of problems) process.stderr.write(`grown beyond what is allowed: ${problem}\n`);
process.exit(problems.length === 0 ? 0 : 1);
