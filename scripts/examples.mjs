/**
 * `npm run test:long -- examples`: public items of the libraries whose documentation has no example.
 *
 * rustdoc counts them with a lint that only a nightly has. It looks at what is public by its own path; what a private
 * module hands on by `pub use` it passes over, so that is counted from rustdoc's own record of the documentation.
 */
import { readFileSync } from "node:fs";
import { needToolchains } from "./bootstrap.mjs";
import { ask, giveUp, inProject, run } from "./command.mjs";

const libraries = ["clearfloor", "clearfloor-sheets", "clearfloor-planning"];
/** A folder of its own: the nightly would have everything else built anew. */
const target = "target/examples";
const lint = "-Zcrate-attr=feature(rustdoc_missing_doc_code_examples) -Wrustdoc::missing_doc_code_examples";
const kinds = ["function", "struct", "enum", "union", "trait", "macro"];

/** rustdoc over the libraries; what it printed. */
async function documented(flags) {
  const packages = libraries.flatMap((name) => ["-p", name]);
  const args = ["+nightly", "doc", "--locked", "--no-deps", "--lib", ...packages, "--target-dir", target];
  const env = { RUSTDOCFLAGS: flags };
  const { code, text } = await run("cargo", [...args, "--message-format", "short"], { env, isQuiet: true });
  if (code !== 0) giveUp(`${text}\nrustdoc ended with ${code}`);
  return text;
}

/** Items without an example in the record of one library, those that private modules hand on among them. */
function withoutExample(name) {
  const { index } = JSON.parse(readFileSync(inProject(target, "doc", `${name.replaceAll("-", "_")}.json`), "utf8"));
  const items = Object.entries(index).map(([id, item]) => ({ ...item, id, kind: Object.keys(item.inner)[0] }));
  // What a trait asks for is told at the trait.
  const ofTraits = new Set(
    items
      .filter(({ kind, inner }) => kind === "impl" && inner.impl.trait)
      .flatMap(({ inner }) => inner.impl.items.map(String)),
  );
  return items.filter(
    ({ id, kind, docs, crate_id }) =>
      crate_id === 0 && kinds.includes(kind) && !ofTraits.has(id) && !docs?.includes("```"),
  ).length;
}

function byFile(places) {
  const files = new Map();
  for (const place of places) {
    const [file, line] = place.split(":");
    files.set(file, [...(files.get(file) ?? []), Number(line)]);
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([file, lines]) => [file, lines.sort((a, b) => a - b)]);
}

needToolchains();
if (ask("cargo", ["+nightly", "--version"]) === null)
  giveUp("The lint for examples needs a nightly: rustup toolchain install nightly");

const told = await documented(lint);
const missing = [...told.matchAll(/^(\S+?):(\d+):\d+: warning: missing code example/gm)].map(
  ([, file, line]) => `${file}:${line}`,
);
await documented("-Zunstable-options --output-format json");
const handedOn = Math.max(libraries.map(withoutExample).reduce((a, b) => a + b) - missing.length, 0);
for (const [file, lines] of byFile(missing)) process.stdout.write(`${file}: ${lines.join(", ")}\n`);
process.stdout.write(`\n${missing.length} public items without an example\n`);
if (handedOn > 0)
  process.stdout.write(`${handedOn} more are handed on by private modules, where the lint does not look\n`);
process.exit(missing.length === 0 ? 0 : 1);
