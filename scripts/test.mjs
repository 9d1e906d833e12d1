/**
 * `npm test`: all checks, the quick ones first. Words after `--` choose checks whose name contains one.
 *
 * Each runner's own closing lines are shown, then every failed test by name once more; the last line is
 * `N passed, N failed` over all of them.
 */
import { existsSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { needBuildTools, needPrograms, needRustComponents, programs } from "./bootstrap.mjs";
import { inProject, run, tool } from "./command.mjs";
import { failedTests } from "./failed-tests.mjs";

/** Integration tests that run in the browser. */
const inBrowser = ["wasm", "wasm_trap"];
const browserTests = inBrowser.flatMap((name) => ["--test", name]);
/** The build tool with its browser runner, which is needed later, so that it is built once. */
const buildTool = [
  "run",
  "--locked",
  "--quiet",
  "--profile",
  "tool",
  "--package",
  "xtask",
  "--features",
  "browser",
  "--",
];
const documented = ["doc", "--locked", "--quiet", "--no-deps", "--document-private-items"];
const wasmTarget = ["--target", "wasm32-unknown-unknown"];

/** All of ours but the build tool, which has a profile of its own. */
const workspace = ["--locked", "--no-fail-fast", "--workspace", "--exclude", "xtask"];

/** Adds up the first two numbers of every match: passed and failed. */
function sum(text, pattern) {
  const total = { passed: 0, failed: 0 };
  for (const { groups } of text.matchAll(pattern)) {
    total.passed += Number(groups.passed ?? 0);
    total.failed += Number(groups.failed ?? 0);
  }
  return total;
}

/** How each runner says how many passed and failed. */
const counts = {
  cargo: (text) => sum(text, /^test result: \w+\. (?<passed>\d+) passed; (?<failed>\d+) failed/gm),
  plain: (text) => sum(text, /^(?<passed>\d+) passed, (?<failed>\d+) failed$/gm),
  node: (text) => sum(text, /^(?:ℹ|#) (?:pass (?<passed>\d+)|(?:fail|cancelled) (?<failed>\d+))$/gm),
  playwright: (text) =>
    sum(text, /^ {2}(?:(?<passed>\d+) (?:passed|flaky)\b|(?<failed>\d+) (?:failed|interrupted)\b)/gm),
};

/** A browser test that fails is run a second time; one that passes then is named at the end. */
const isUnsteady = (text) => /^ {2}\d+ flaky\b/m.test(text);

/** Files of a folder that are tests, as paths from the top. */
function tests(folder, ending) {
  const path = inProject(folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();
}

/** Node's runner on the tests of a folder. */
function nodeTests(folder, ending) {
  return [process.execPath, ["--import", "tsx", "--test", ...tests(folder, ending)]];
}

/** Integration tests that the plain run takes; the shared cases run in release, some run in the browser. */
function integrationTests() {
  const ownRun = ["conformance", ...inBrowser];
  const packages = ["crates", "benches"].flatMap((folder) => tests(folder, /^\w+\/tests\/\w+\.rs$/));
  return [...tests("tests", /^\w+\.rs$/), ...packages]
    .map((path) => basename(path, ".rs"))
    .filter((name) => !ownRun.includes(name))
    .flatMap((name) => ["--test", name]);
}

/**
 * A check: what it is called, its commands, its runner (a check without one is one test), what it needs.
 *
 * Checks of two lanes run side by side, for the page's module is built by one core at a time; what a check of
 * a lane prints is shown when it ends.
 */
const checks = [
  { name: "rust format", commands: [["cargo", ["fmt", "--all", "--check"]]] },
  { name: "page style", commands: [tool("@biomejs/biome/bin/biome", "ci", "--colors=off", "--reporter=summary", ".")] },
  ...(existsSync(inProject("scripts/check-messages.mjs"))
    ? [{ name: "messages", commands: [[process.execPath, ["scripts/check-messages.mjs"]]] }]
    : []),
  { name: "wasm build", lane: "page", commands: [["cargo", [...buildTool, "build-wasm", "--release"]]] },
  { name: "page types", lane: "page", commands: [tool("typescript/bin/tsc", "--noEmit")] },
  {
    name: "page tests",
    lane: "page",
    runner: "node",
    commands: [nodeTests("tests/web", /\.test\.(mjs|tsx?)$/)],
  },
  { name: "page build", lane: "page", commands: [tool("vite/bin/vite.js", "build", "--logLevel", "warn")] },
  { name: "size budget", lane: "page", commands: [[process.execPath, ["scripts/size.mjs"]]] },
  {
    name: "rust lints",
    lane: "rust",
    commands: [["cargo", ["clippy", "--locked", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]]],
  },
  {
    name: "rust lints, wasm",
    lane: "rust",
    commands: [
      ["cargo", ["clippy", "--locked", "--quiet", "--lib", ...browserTests, ...wasmTarget, "--", "-D", "warnings"]],
    ],
  },
  {
    name: "rust documentation",
    lane: "rust",
    // The command has the library's name: at once they would write the same pages.
    commands: [
      ["cargo", [...documented, "--workspace", "--exclude", "clearfloor-cli"]],
      ["cargo", [...documented, "--package", "clearfloor-cli"]],
    ],
    env: { RUSTDOCFLAGS: "-D warnings" },
  },
  {
    name: "rust tests",
    lane: "rust",
    runner: "cargo",
    commands: [
      ["cargo", ["test", ...workspace, "--lib", "--bins", ...integrationTests()]],
      ["cargo", ["test", ...workspace, "--doc"]],
      ["cargo", ["test", "--locked", "--profile", "tool", "--package", "xtask", "--features", "browser"]],
    ],
  },
  {
    // In the profile the other tests are built in; the long tests run them in release too.
    name: "shared cases",
    lane: "rust",
    runner: "plain",
    commands: [["cargo", ["test", ...workspace, "--test", "conformance"]]],
  },
  {
    // In the build tool's profile: quickly built, and no folder that the other lane waits for. The lanes then take
    // about as long as each other.
    name: "boundary in Chromium",
    lane: "rust",
    runner: "cargo",
    needs: ["chromium", "chromedriver"],
    commands: [["cargo", ["test", "--locked", "--profile", "tool", "--no-fail-fast", ...browserTests, ...wasmTarget]]],
    env: { CHROMEDRIVER: programs.chromedriver },
  },
  {
    name: "page in Chromium",
    runner: "playwright",
    needs: ["headless"],
    commands: [tool("@playwright/test/cli.js", "test", "--reporter=list", "--retries=1")],
    env: { CLEARFLOOR_CHROMIUM: programs.headless },
  },
  {
    name: "page in Firefox",
    runner: "node",
    needs: ["firefox"],
    commands: [nodeTests("tests/e2e", /\.test\.ts$/)],
    env: { CLEARFLOOR_FIREFOX: programs.firefox },
  },
];

async function runCheck(check) {
  const total = { passed: 0, failed: 0, why: [], unsteady: [] };
  if (check.needs && !(await needPrograms(check.needs))) {
    return { ...total, failed: 1, why: [`${check.name}: no ${check.needs.join(", no ")}`] };
  }
  for (const [program, args] of check.commands) {
    const { code, text } = await run(program, args, {
      env: { CARGO_TERM_COLOR: "never", NO_COLOR: "1", ...check.env },
      isQuiet: check.lane !== undefined,
    });
    if (check.lane !== undefined) process.stdout.write(`── ${check.name}\n${text}\n`);
    // Without colour codes: some runners write them even into a pipe.
    const plain = stripVTControlCharacters(text);
    const counted = counts[check.runner]?.(plain) ?? { passed: 0, failed: 0 };
    if (code === 0 && check.runner === undefined) counted.passed = 1;
    // A runner that could not start, or that ran nothing, has not passed.
    if (code !== 0 && counted.failed === 0) counted.failed = 1;
    total.passed += counted.passed;
    total.failed += counted.failed;
    if (counted.failed > 0) total.why.push(...failedTests(check.name, check.runner, plain));
    else if (isUnsteady(plain)) total.unsteady.push(...failedTests(check.name, check.runner, plain));
  }
  if (total.passed + total.failed === 0) {
    total.failed = 1;
    total.why.push(`${check.name}: nothing was run`);
  }
  return total;
}

/** Checks in turn: those that stand alone by themselves, neighbours with lanes together, a list a lane. */
function inTurn(chosen) {
  const turns = [];
  let lanes = null;
  for (const check of chosen) {
    if (check.lane === undefined) {
      turns.push([[check]]);
      lanes = null;
      continue;
    }
    if (lanes === null) {
      lanes = new Map();
      turns.push(lanes);
    }
    lanes.set(check.lane, [...(lanes.get(check.lane) ?? []), check]);
  }
  return turns.map((turn) => [...turn.values()]);
}

async function main() {
  const words = process.argv.slice(2);
  const chosen = checks.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  await needBuildTools();
  await needRustComponents();
  const results = new Map();
  for (const lanes of inTurn(chosen)) {
    const follow = async (lane) => {
      for (const check of lane) {
        if (check.lane === undefined) process.stdout.write(`\n── ${check.name}\n`);
        const start = performance.now();
        const result = await runCheck(check);
        results.set(check, { ...result, seconds: (performance.now() - start) / 1000 });
      }
    };
    await Promise.all(lanes.map(follow));
  }
  const total = { passed: 0, failed: 0 };
  const failures = [];
  const unsteady = [];
  const lines = [];
  for (const check of chosen) {
    const { passed, failed, why, seconds, ...result } = results.get(check);
    failures.push(...why);
    unsteady.push(...result.unsteady);
    const mark = failed === 0 ? "ok    " : "FAILED";
    lines.push(`${mark} ${seconds.toFixed(1).padStart(7)} s  ${check.name}: ${passed} passed, ${failed} failed`);
    total.passed += passed;
    total.failed += failed;
  }
  if (unsteady.length > 0) process.stdout.write(`\n── passed only when run again\n${unsteady.join("\n")}\n`);
  if (failures.length > 0) process.stdout.write(`\n── failed\n${failures.join("\n")}\n`);
  process.stdout.write(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed\n`);
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
}

await main();
