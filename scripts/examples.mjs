/**
 * `npm run test:long -- examples`: public items of the libraries whose documentation has no example.
 *
 * rustdoc has a lint for it, which passes over what a private module hands on by `pub use`; so its own record of the
 * documentation is followed from the root instead, as a reader would. Only a nightly writes that record.
 */
import { readFileSync } from "node:fs";
import { needToolchains } from "./bootstrap.mjs";
import { ask, giveUp, inProject, run } from "./command.mjs";

const libraries = ["clearfloor", "clearfloor-sheets", "clearfloor-planning"];
/** A folder of its own: the nightly would have everything else built anew. */
const target = "target/examples";
const kinds = ["function", "struct", "enum", "union", "trait", "macro"];

async function document() {
  const packages = libraries.flatMap((name) => ["-p", name]);
  const args = ["+nightly", "doc", "--locked", "--no-deps", "--lib", ...packages, "--target-dir", target];
  const env = { RUSTDOCFLAGS: "-Zunstable-options --output-format json" };
  const { code, text } = await run("cargo", args, { env, isQuiet: true });
  if (code !== 0) giveUp(`${text}\nrustdoc ended with ${code}`);
}

/** Items of a library that can be reached by a public path, each once. */
function reachable(name) {
  const record = JSON.parse(readFileSync(inProject(target, "doc", `${name.replaceAll("-", "_")}.json`), "utf8"));
  const found = new Map();
  const visit = (id) => {
    const item = record.index[id];
    if (item === undefined || item.crate_id !== 0 || found.has(id)) return;
    const [[kind, inner]] = Object.entries(item.inner);
    found.set(id, { ...item, kind });
    if (kind === "use") visit(inner.id);
    // What a trait asks for is told at the trait.
    const isOwn = kind !== "impl" || inner.trait === null;
    for (const next of [...((isOwn && inner.items) || []), ...(inner.impls ?? [])]) visit(next);
  };
  visit(record.root);
  return [...found.values()];
}

needToolchains();
if (ask("cargo", ["+nightly", "--version"]) === null)
  giveUp("What is public is told by a nightly of Rust: rustup toolchain install nightly");

await document();
const items = libraries.flatMap(reachable).filter(({ kind }) => kinds.includes(kind));
const missing = items.filter(({ docs }) => !docs?.includes("```"));
for (const { span, name } of missing) process.stdout.write(`${span.filename}:${span.begin[0]} ${name}\n`);
process.stdout.write(`${items.length} public items, ${missing.length} without an example\n`);
process.exit(missing.length === 0 ? 0 : 1);
