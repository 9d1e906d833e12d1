/**
 * Checks the words of the page: `node scripts/check-messages.mjs`.
 *
 * - Both languages have the same keys, with the same places in them and the plural forms the language has.
 * - Every key is used, and every key that is used is there.
 * - Every code the core or the page's state hands out has words; without them the page falls back to a
 *   sentence that names the code, which is an emergency and no translation.
 * - No text stands in the page beside the catalogue, and no message holds what we never say.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { tsImport } from "tsx/esm/api";

const root = join(import.meta.dirname, "..");
const { en } = await tsImport("../www/src/i18n/en.ts", import.meta.url);
const { zh } = await tsImport("../www/src/i18n/zh.ts", import.meta.url);

const complaints = [];
const complain = (text) => complaints.push(text);

/** Files of a folder with one of the endings. */
function files(folder, ...endings) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes("/generated/"))
    .sort();
}

const read = (path) => readFileSync(path, "utf8");

// --- the two catalogues beside each other ---------------------------------------------

const forms = (message) => (typeof message === "string" ? { other: message } : message);
const places = (text) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort().join(" ");
const never = [/oops/i, /\binvalid\b/i, /something went wrong/i, /\bAI\b/, /[!！]/, /出错了/, /无效/];

for (const [language, words] of Object.entries({ en, zh })) {
  const other = language === "en" ? zh : en;
  const has = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, message] of Object.entries(words)) {
    if (!(key in other)) complain(`${language}: ${key} is not in the other language`);
    const given = forms(message);
    // Chinese puts no space between sentences.
    if (!given.other && key !== "place.sentence") complain(`${language}: ${key} has no words`);
    for (const [form, text] of Object.entries(given)) {
      if (!has.includes(form)) complain(`${language}: ${key} has a form "${form}" that the language has not`);
      for (const word of never) if (word.test(text)) complain(`${language}: ${key} says ${word}: ${text}`);
      if (key in other && places(text) !== places(forms(other[key]).other)) {
        complain(
          `${language}: ${key} has places [${places(text)}], the other language [${places(forms(other[key]).other)}]`,
        );
      }
    }
    if (typeof message !== "string" && has.length > 1 && !given.one) complain(`${language}: ${key} has no form "one"`);
  }
}

// --- two files that say the same key: the later would win unseen ----------------------

for (const language of ["en", "zh"]) {
  const seen = new Map();
  for (const path of files(`www/src/i18n/${language}`, ".ts")) {
    for (const [, key] of read(path).matchAll(/^ {2}"([^"]+)":/gm)) {
      if (seen.has(key))
        complain(`${language}: ${key} stands in ${relative(root, seen.get(key))} and ${relative(root, path)}`);
      seen.set(key, path);
    }
  }
}

// --- what the page uses ---------------------------------------------------------------

const page = files("www/src", ".ts", ".tsx")
  .filter((path) => !/i18n\/(en|zh)(\/|\.ts$)/.test(path))
  .map((path) => ({ path: relative(root, path), text: read(path) }));
const allPage = page.map(({ text }) => text).join("\n");

const literals = new Set([...allPage.matchAll(/["'`]([a-z_]+\.[A-Za-z0-9_.-]+)["'`]/g)].map((match) => match[1]));
const prefixes = [...allPage.matchAll(/`([a-z_]+\.)\$\{/g)].map((match) => match[1]);

/** Families whose codes come from the core, the fee data or the reports. */
const families = new Set(
  [...allPage.matchAll(/(?:wordsOf|nameOf)\(\s*"([a-z_]+)"/g)].map((match) => match[1]).concat("choice", "input"),
);
const core = [...files("src", ".rs", ".toml", ".tsv").map(read), ...files("crates", ".rs").map(read)].join("\n");
const isInCore = (code) =>
  core.includes(`"${code}"`) || new RegExp(`(^|[\\s\\[.])${quoted(code)}([\\s\\].=]|$)`, "m").test(core);
const isInPage = (code) => allPage.includes(`"${code}"`);

function quoted(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Sentences and units of the fee data, by the slug that `hole-text.ts` looks them up with. */
const { slugOf } = await tsImport("../www/src/i18n/hole-text.ts", import.meta.url);
const slugs = new Set([...core.matchAll(/^(?:text|unit) = "(.*)"$/gm)].map((match) => slugOf(match[1])));

/** Categories of other channels, by the slug that `choice-name.ts` looks them up with. */
const shopCategories = [...read(join(root, "src/fees/data/channels.toml")).matchAll(/^ {2}\{ category = "([^"]+)"/gm)]
  .map((match) => match[1])
  // Those of the marketplace, which the proposals name beside them, are codes.
  .filter((category) => !(`category.${category}` in en))
  .map(slugOf);
for (const slug of shopCategories) {
  if (!(`shop_category.${slug}` in en)) complain(`a category of a channel has no words (shop_category.${slug})`);
  slugs.add(slug);
}

for (const key of Object.keys(en)) {
  if (literals.has(key) || prefixes.some((prefix) => key.startsWith(prefix))) continue;
  const [family, ...rest] = key.split(".");
  // `.short` is a second form of a rule, `name.` keeps unit names apart from counted units.
  const code = rest
    .join(".")
    .replace(/\.short$/, "")
    .replace(/^name\./, "");
  const isCode = (part) => isInCore(part) || isInPage(part);
  const isUsed = slugs.has(code) || (families.has(family) && (isCode(code) || code.split(".").every(isCode)));
  if (!isUsed) complain(`${key} is used nowhere`);
}

const calls = /\b(?:t|rich)\(\s*(?:[\w.]+(?:\([^)]*\))?[^"?,()]*\?\s*)?"([a-z_]+\.[A-Za-z0-9_.-]+)"/g;
for (const { path, text } of page) {
  for (const match of text.matchAll(calls)) {
    if (!(match[1] in en)) complain(`${path}: ${match[1]} is not in the catalogue`);
  }
}

// The first file is read from the code that is there from the first; families as large as these make it late.
const { firstEntries, keysIn, modulesOf } = await tsImport("../www/vite/words.ts", import.meta.url);
const first = keysIn(modulesOf(firstEntries), Object.keys(en));
for (const family of ["problem", "field", "line", "category", "formula", "hole_text"]) {
  const own = [...first].filter((key) => key.startsWith(`${family}.`));
  if (own.length > 5) complain(`the first screen takes all words of "${family}" with it: ${own.length}`);
}

// --- codes without words --------------------------------------------------------------

/** Files of the core, without their tests. */
const coreFiles = files("src", ".rs").map((path) => read(path).split("#[cfg(test)]")[0]);

/** The file that holds a text; codes are looked for there. */
function fileWith(start) {
  const found = coreFiles.find((text) => text.includes(start));
  if (found === undefined) complain(`no file of the core has "${start}": this check looks for its codes there`);
  return found ?? "";
}

/** The part of the core from a line that starts with `start` to the brace that ends it. */
function block(start) {
  const text = fileWith(`\n${start}`);
  const from = text.indexOf(`\n${start}`);
  return from < 0 ? "" : text.slice(from, text.indexOf("\n}", from));
}

/** What a missing fact stands in the way of: the lists beside `ask`. */
const resolve = fileWith("fn ask(field: &'static str");
const asked = [...resolve.matchAll(/ask\([^&]*&\[([^\]]*)\]|blocks: &\[&str\] =([^;]*);/g)]
  .map((match) => match[1] ?? match[2])
  .join(" ");

/** The rules of ledger lines and the figures in them. */
const explain = fileWith("pub(super) fn explain(");

/** A source of codes: which family they belong to and how they are written. */
const sources = [
  { family: "problem", text: core, pattern: /Error::new\(\s*ErrorKind::\w+,\s*"([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /Problem::new\(\s*"([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /\.push_with\(\s*"([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /Note::new\(\s*"([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /differs\(\s*"([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /"([a-z0-9_]+)",\s*Severity::/g },
  { family: "problem", text: core, pattern: /problems, "([a-z0-9_]+)"/g },
  { family: "problem", text: core, pattern: /Unfit\("([a-z0-9_]+)"\)/g },
  { family: "line", text: block("impl LineId {"), pattern: /=> "([a-z0-9_]+)"/g },
  { family: "status", text: block("impl Status {"), pattern: /=> "([a-z0-9_-]+)"/g },
  { family: "formula", text: explain, pattern: /(?<!input)\("([a-z0-9_]+)",\s/g },
  { family: "input", text: explain, pattern: /input\("([a-z0-9_]+)"/g },
  { family: "fee", text: block("impl Family {"), pattern: /=> "([a-z0-9_]+)"/g },
  { family: "term", text: block("impl Tier {"), pattern: /=> "([a-z0-9_]+)"/g },
  { family: "scenario", text: block("impl ExitKind {"), pattern: /=> "([a-z0-9_]+)"/g },
  {
    family: "field",
    text: fileWith("pub const PRODUCT_FIELDS"),
    pattern: /\b(?:field|choice)\("((?!age_\d|units_sold_)[a-z0-9_]+)"/g,
  },
  { family: "missing", text: asked, pattern: /"([a-z0-9_]+)"/g },
  { family: "reason", text: core, pattern: /reason: "([a-z0-9_]+)"/g },
  { family: "irrevocable", text: core, pattern: /irrevocable: vec!\["([a-z0-9_]+)"\]/g },
  { family: "block", text: core, pattern: /blocks: vec!\["([a-z0-9_]+)"\]/g },
  { family: "notice", text: allPage, pattern: /\.tell\(\s*"([a-z0-9_]+)"/g },
];

for (const { family, text, pattern } of sources) {
  const codes = new Set([...text.matchAll(pattern)].map((match) => match[1]));
  for (const code of codes) {
    if (!(`${family}.${code}` in en)) complain(`code ${code} has no words (${family}.${code})`);
  }
}

// --- text beside the catalogue --------------------------------------------------------

const own = /Clearfloor|清仓底价/g;
for (const { path, text } of page) {
  if (!path.endsWith(".tsx")) continue;
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  // Not after an arrow, and not between two properties: there it is code.
  for (const match of code.matchAll(/(?<!=)>(?!\s*,)([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)</gu)) {
    if (/\p{L}{2,}/u.test(match[1].replace(own, "")))
      complain(`${path}: text beside the catalogue: ${match[1].trim()}`);
  }
  for (const match of code.matchAll(/\s(?:title|aria-label|placeholder|label|alt)="([^"]*\p{L}{2,}[^"]*)"/gu)) {
    complain(`${path}: text beside the catalogue: ${match[0].trim()}`);
  }
}

for (const text of complaints) console.log(text);
console.log(`${Object.keys(en).length} messages in two languages, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
