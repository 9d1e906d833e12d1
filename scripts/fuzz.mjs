/**
 * `npm run fuzz [-- SECONDS [TARGET …]]`: cargo-fuzz on every target of `fuzz/`, fifteen minutes each if nothing else
 * is said. What it finds lies in `fuzz/artifacts/`: it belongs into `fuzz/corpus/` beside the mend, where
 * `tests/fuzz_corpus.rs` runs it from then on. Needs a nightly of Rust.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { needToolchains } from "./bootstrap.mjs";
import { ask, giveUp, inProject, must, run } from "./command.mjs";

/** Inputs of one target grow beside the kept ones, in a folder that is not committed. */
function corpusOf(target) {
  const grown = inProject("fuzz/target/corpus", target);
  if (!existsSync(grown)) {
    mkdirSync(grown, { recursive: true });
    cpSync(inProject("fuzz/corpus", target), grown, { recursive: true });
  }
  return grown;
}

needToolchains();
if (ask("cargo", ["+nightly", "--version"]) === null)
  giveUp("Fuzzing needs a nightly: rustup toolchain install nightly");
if (ask("cargo", ["fuzz", "--version"]) === null) await must("cargo", ["install", "--locked", "cargo-fuzz"]);

const [seconds = "900", ...named] = process.argv.slice(2);
const targets = named.length > 0 ? named : readdirSync(inProject("fuzz/corpus"));
const failed = [];
for (const target of targets) {
  process.stdout.write(`\n── ${target}\n`);
  const options = ["--", `-max_total_time=${seconds}`, "-max_len=8192", "-timeout=20", "-rss_limit_mb=4096"];
  const { code } = await run("cargo", ["+nightly", "fuzz", "run", target, corpusOf(target), ...options]);
  if (code !== 0) failed.push(target);
}
process.stdout.write(`\n${targets.length - failed.length} passed, ${failed.length} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
