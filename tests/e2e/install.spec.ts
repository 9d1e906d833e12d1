// The hosted form as an app of its own: what a browser asks of one before it offers to install it.

import { expect, test } from "./stage.ts";

test.use({ serviceWorkers: "allow" });

test("can be installed", async ({ page, stage, context }) => {
  await stage.open();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const browser = await context.newCDPSession(page);
  const { errors } = await browser.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await browser.send("Page.getInstallabilityErrors");
  // Each test has a private profile, in which nothing is installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
});
