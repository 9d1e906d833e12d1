// The main flow in the other engine, on both forms. Playwright drives no Firefox as Debian
// ships it, so this one is driven by WebDriver BiDi.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";
import { type StaticServer, serve } from "./server.ts";
import { words } from "./words.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const { CLEARFLOOR_FIREFOX = "/usr/bin/firefox" } = process.env;

const sku = "0012345";

/** Whether the page shows this text by now; waits for it. */
async function shows(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => document.body.textContent.includes(wanted), { timeout: 30_000 }, text);
}

async function press(page: Page, label: string): Promise<void> {
  await page.locator(`::-p-text(${label})`).click();
}

describe("in Firefox", () => {
  let browser: Browser;
  let server: StaticServer;

  before(async () => {
    server = await serve(dist);
    browser = await launch({ browser: "firefox", executablePath: CLEARFLOOR_FIREFOX, headless: true });
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  for (const form of ["hosted", "one file"] as const) {
    test(`answers the sample, keeps it, speaks both languages, lets nothing out (${form})`, async () => {
      const address = form === "hosted" ? `${server.origin}/` : pathToFileURL(`${dist}/clearfloor.html`).href;
      const page = await browser.newPage();
      const faults: string[] = [];
      const asked: string[] = [];
      page.on("pageerror", (fault) => faults.push(String(fault)));
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(address);
      await shows(page, words("entry.sample"));
      await press(page, words("entry.sample"));
      await shows(page, sku);
      await press(page, "简体中文");
      await shows(page, words("column.floor", "zh"));
      await page.reload();
      await shows(page, sku);
      await shows(page, words("column.floor", "zh"));
      const refused = await page.evaluate(() =>
        fetch("https://example.com/").then(
          () => false,
          () => true,
        ),
      );
      assert.ok(refused, "a request to another origin was let through");
      assert.deepEqual(faults, []);
      const own = (url: string): boolean =>
        /^(blob|data):/.test(url) || url.startsWith(form === "hosted" ? server.origin : "file:");
      const elsewhere = asked.filter((url) => !own(url) && url !== "https://example.com/");
      assert.deepEqual(elsewhere, []);
      await page.close();
    });
  }
});
