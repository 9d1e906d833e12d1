/**
 * Reads from what a runner printed which tests failed and the first lines of why.
 *
 * A log is often kept only from its end; what is named there must be enough to know what broke.
 */

/** Lines of an error that are shown, and failures of one check that are shown in full. */
const LINES = 6;
const SHOWN = 40;

/** How each runner opens the words on one failed test. */
const heads = {
  // `cargo test`, and wasm-bindgen's runner, which says "output".
  cargo: /^\s*---- (?<name>.+) (?:stdout|output) ----$/,
  // Node's TAP, and its report for people.
  node: /^\s*(?:not ok \d+ - |✖ )(?<name>.+)$/,
  playwright: /^ {2}\d+\) (?<name>.+?)[ ─]*$/,
  // Our own runner of shared cases: under "failures:" a line a difference.
  plain: /^ {2}(?<name>\S.*)$/,
};

/** Lines that name no reason: those of TAP's frame, rulers, what a backtrace would need. */
const noise = /^(?:---|\.\.\.|duration_ms:|type:|failureType:|code:|name:|stack:|note: run with|─+$)/;
/** Where the words on a failed test end. */
const end =
  /^\s*(?:stack:|\.\.\.$|ok \d+ - |# Subtest|failures:$|test result:|\d+ passed, \d+ failed|Error Context:|attachment #)/;

/** Failures by the heads of a runner: name and first lines. */
function byHead(lines, head) {
  const failures = new Map();
  lines.forEach((line, at) => {
    const name = head.exec(line)?.groups?.name;
    if (name === undefined || /^failing tests:$/.test(name) || failures.has(name)) return;
    const why = [];
    for (const next of lines.slice(at + 1)) {
      if (end.test(next) || head.test(next) || why.length === LINES) break;
      const text = next.trim();
      if (text !== "" && !noise.test(text)) why.push(text);
    }
    // A group is not told apart from what failed in it.
    if (!why.some((text) => /\d+ subtests? failed/.test(text))) failures.set(name, why);
  });
  return [...failures].map(([name, why]) => ({ name, why }));
}

/** Where no test could be named, such as in a lint or a build: the errors, else the last lines. */
function byError(lines) {
  const errors = lines.flatMap((line, at) => {
    if (!/^(?:error(?:\[|:)|\S+\(\d+,\d+\): error|.* lint\/.*━)/.test(line)) return [];
    const why = lines.slice(at + 1).filter((next) => next.trim() !== "");
    return [{ name: line.trim(), why: why.slice(0, LINES).map((next) => next.trim()) }];
  });
  if (errors.length > 0) return errors;
  const last = lines.filter((line) => line.trim() !== "").slice(-2 * LINES);
  return [{ name: "its last lines", why: last.map((line) => line.trim()) }];
}

/**
 * The failed tests of a check that ended badly, as lines to print; `text` is without colours.
 *
 * `runner` is one of `cargo`, `node`, `playwright`, `plain`, or undefined for a check that is one test.
 */
export function failedTests(check, runner, text) {
  const lines = text.split("\n");
  const head = heads[runner];
  const from = runner === "plain" ? lines.indexOf("failures:") + 1 : 0;
  const named = head === undefined ? [] : byHead(lines.slice(from), head);
  const failures = named.length > 0 ? named : byError(lines);
  const shown = failures
    .slice(0, SHOWN)
    .flatMap(({ name, why }) => [`${check}: ${name}`, ...why.map((line) => `    ${line.slice(0, 200)}`)]);
  const left = failures.length - SHOWN;
  return left > 0 ? [...shown, `${check}: and ${left} more`] : shown;
}
