// The npm package in a page without a build, as its example shows it.

import { expect, test } from "@playwright/test";
import { makePackage } from "../../scripts/package.mjs";
import { serve } from "./server.ts";

test("the package's example answers while one types", async ({ page }) => {
  const server = await serve(makePackage());
  try {
    await page.goto(`${server.origin}/example/`);
    await expect(page.locator("[name=net]")).toHaveText("14.87 USD");
    await page.getByLabel("List price").fill("12.65");
    await expect(page.locator("[name=net]")).not.toHaveText("14.87 USD");
    await page.getByLabel("List price").fill("");
    await expect(page.locator("[name=best]")).toContainText("missing");
  } finally {
    await server.close();
  }
});
