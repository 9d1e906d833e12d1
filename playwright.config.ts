/** The page's flows in a real browser, on both forms as they were built. */
import { defineConfig } from "@playwright/test";
import type { Options } from "./tests/e2e/stage.ts";

const { CI, CLEARFLOOR_CHROMIUM } = process.env;

export default defineConfig<Options>({
  testDir: "tests/e2e",
  // `*.test.ts` beside them are for node: Firefox is not driven by Playwright.
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Each test has a browser profile of its own; two cores are what every machine has.
  fullyParallel: true,
  workers: 2,
  // `npm test` runs one that fails again and names it as unsteady if it passes then.
  retries: 0,
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // Letters are smoothed a little differently from one release of a browser to the next.
    toHaveScreenshot: { maxDiffPixelRatio: 0.005, threshold: 0.2, animations: "disabled", caret: "hide", scale: "css" },
  },
  // What a page looked like when it was last looked at; `npm run looks` takes them anew.
  snapshotPathTemplate: "{testDir}/looks/{testFileName}/{arg}{ext}",
  // A missing picture is a failure, and no test writes into the project.
  updateSnapshots: "none",
  reporter: "line",
  forbidOnly: CI !== undefined,
  use: {
    // The copy for use without a network fetches all files once more, a third of what a short test takes. Where it
    // is what a test is about, the test allows it.
    serviceWorkers: "block",
    locale: "en-US",
    timezoneId: "America/New_York",
    launchOptions: {
      executablePath: CLEARFLOOR_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
      // The browser itself must not talk to anybody either: it finds no host but this one.
      args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    },
  },
  projects: [
    { name: "hosted", use: { form: "hosted" } },
    {
      name: "one file",
      use: { form: "file" },
      // One flow of each view, and what the form itself promises: a view's code is the same in both, and what axe finds,
      // how it looks and fits, and what broken input does is told by one of them. `tests/web/both-forms.test.ts` sees to
      // it that no view is left out.
      grep: /@both/,
    },
  ],
});
