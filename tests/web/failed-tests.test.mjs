import assert from "node:assert/strict";
import { test } from "node:test";
import { failedTests } from "../../scripts/failed-tests.mjs";

const tap = `TAP version 13
# Subtest: in Firefox
    # Subtest: is kept
    not ok 1 - is kept
      ---
      duration_ms: 0.29
      location: '/project/a.test.ts:3:30'
      failureType: 'testCodeFailure'
      error: |-
        the price is gone
        18.37 was typed
      code: 'ERR_TEST_FAILURE'
      stack: |-
        TestContext.<anonymous> (file:///project/a.test.ts:3:59)
      ...
    # Subtest: is forgotten
    ok 2 - is forgotten
    1..2
not ok 1 - in Firefox
  ---
  duration_ms: 1.05
  type: 'suite'
  error: '1 subtest failed'
  ...
# pass 1
# fail 1
`;

const cargo = `running 2 tests
test money::tests::keeps_cents ... ok
test money::tests::splits ... FAILED

failures:

---- money::tests::splits stdout ----

thread 'money::tests::splits' panicked at src/money.rs:41:9:
assertion \`left == right\` failed
  left: 3
 right: 4
note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace


failures:
    money::tests::splits

test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s
`;

const playwright = `  ✓   1 [hosted] › tests/e2e/a.spec.ts:3:1 › opens (1.2s)
  ✘   2 [hosted] › tests/e2e/a.spec.ts:9:1 › shows the floor (2.0s)


  1) [hosted] › tests/e2e/a.spec.ts:9:1 › shows the floor ──────────────────────

    Error: expect(locator).toHaveText(expected) failed

    Locator:  getByRole('cell')
    Expected: "5.18"
    Received: "5.19"

      10 |   const cell = page.getByRole("cell");

    Error Context: test-results/a/error-context.md

  1 failed
    [hosted] › tests/e2e/a.spec.ts:9:1 › shows the floor ───────────────────────
  1 passed (4.1s)
`;

const plain = `fees: 12 passed, 1 failed, 0 unsupported

failures:
  fees us-referral-7 amount_minor: got 375, expected 376

12 passed, 1 failed
`;

test("a failed test of each runner is named with the first lines of why", () => {
  assert.deepEqual(failedTests("firefox", "node", tap), [
    "firefox: is kept",
    "    location: '/project/a.test.ts:3:30'",
    "    error: |-",
    "    the price is gone",
    "    18.37 was typed",
  ]);
  assert.deepEqual(failedTests("rust", "cargo", cargo), [
    "rust: money::tests::splits",
    "    thread 'money::tests::splits' panicked at src/money.rs:41:9:",
    "    assertion `left == right` failed",
    "    left: 3",
    "    right: 4",
  ]);
  assert.deepEqual(failedTests("page", "playwright", playwright).slice(0, 5), [
    "page: [hosted] › tests/e2e/a.spec.ts:9:1 › shows the floor",
    "    Error: expect(locator).toHaveText(expected) failed",
    "    Locator:  getByRole('cell')",
    '    Expected: "5.18"',
    '    Received: "5.19"',
  ]);
  assert.deepEqual(failedTests("cases", "plain", plain), [
    "cases: fees us-referral-7 amount_minor: got 375, expected 376",
  ]);
});

test("a test that is printed twice is named once", () => {
  assert.equal(failedTests("rust", "cargo", `${cargo}\n${cargo}`).filter((line) => line.startsWith("rust:")).length, 1);
});

test("where no test can be named, the errors stand, else the last lines", () => {
  const build =
    "   Compiling it v0.1.0\nerror[E0308]: mismatched types\n  --> src/money.rs:3:5\n\nerror: could not compile\n";
  assert.deepEqual(failedTests("lints", "cargo", build), [
    "lints: error[E0308]: mismatched types",
    "    --> src/money.rs:3:5",
    "    error: could not compile",
    "lints: error: could not compile",
  ]);
  assert.deepEqual(failedTests("size", undefined, "main module 400 KB\nover budget by 3 KB\n"), [
    "size: its last lines",
    "    main module 400 KB",
    "    over budget by 3 KB",
  ]);
});

test("of very many failures the first are shown and the rest counted", () => {
  const many = Array.from({ length: 50 }, (_, at) => `  fees case-${at} amount: got 1, expected 2`).join("\n");
  assert.equal(failedTests("cases", "plain", many).at(-1), "cases: and 10 more");
});
