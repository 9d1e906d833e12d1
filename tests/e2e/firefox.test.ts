// The main flows in the other engine, on both forms and in both languages. Playwright drives no Firefox as Debian
// ships it, so this one is driven by WebDriver BiDi.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";
import { type StaticServer, serve } from "./server.ts";
import { views } from "./views.ts";
import { type Language, words } from "./words.ts";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const { CLEARFLOOR_FIREFOX = "/usr/bin/firefox" } = process.env;

const sku = "0012345";
const report = readFileSync(new URL("../conformance/reports/fba_inventory_us.txt", import.meta.url), "utf8");

/** Whether the page shows this text by now; waits for it. */
async function shows(page: Page, text: string): Promise<void> {
  const wait = page.waitForFunction((wanted) => document.body.textContent.includes(wanted), { timeout: 30_000 }, text);
  await wait.catch((why: unknown) => assert.fail(`the page does not show “${text}”: ${why}`));
}

/** Presses the button with these words; a question beside it may begin with the same ones. */
async function press(page: Page, label: string): Promise<void> {
  const button = page.locator(`::-p-xpath(//button[contains(., "${label}")])`);
  await button.click().catch((why: unknown) => assert.fail(`“${label}” cannot be pressed: ${why}`));
}

/** What stands in a field of the product. */
function fieldText(page: Page, field: string): Promise<string> {
  return page.evaluate(
    (name) => document.querySelector<HTMLInputElement>(`[data-field="${name}"] input`)?.value ?? "",
    field,
  );
}

/** Types into a field of the product, over what stands in it, and leaves it. */
async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await page.waitForSelector(`[data-field="${field}"] input`, { timeout: 30_000 });
  await page.evaluate((name) => {
    const input = document.querySelector<HTMLInputElement>(`[data-field="${name}"] input`);
    input?.focus();
    input?.select();
  }, field);
  await page.keyboard.type(text);
  await page.keyboard.press("Tab");
}

/** Text of that table once it stands still: every key changes it, and its parts follow one after the other. */
async function settledText(page: Page, caption: string): Promise<string> {
  let before = "";
  for (let same = 0; same < 4; ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await tableText(page, caption);
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return before;
}

/** Text of the table with this caption. */
async function tableText(page: Page, caption: string): Promise<string> {
  const table = await page.waitForSelector(`::-p-xpath(//table[caption[contains(., "${caption}")]])`, {
    timeout: 30_000,
  });
  return (await table?.evaluate((element) => element.textContent ?? "")) ?? "";
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

    const tourIn = form === "hosted" ? "en" : "zh";
    test(`builds every view and explains a figure (${form}, ${tourIn})`, async () => {
      const address = form === "hosted" ? `${server.origin}/` : pathToFileURL(`${dist}/clearfloor.html`).href;
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (fault) => faults.push(String(fault)));
      await page.goto(address);
      await shows(page, words("entry.sample"));
      if (tourIn === "zh") {
        await press(page, "简体中文");
        await shows(page, words("entry.sample", "zh"));
      }
      await press(page, words("entry.sample", tourIn));
      await shows(page, sku);
      const seen = new Set<string>();
      for (const { name, fragment } of views) {
        if (fragment === null) continue;
        await page.evaluate((link) => {
          location.hash = link;
        }, fragment);
        // A view that follows another says something else.
        const text = await page
          .waitForFunction(
            (before) => {
              const main = document.querySelector("main")?.textContent ?? "";
              return main.length > 40 && !before.includes(main) ? main : null;
            },
            { timeout: 30_000 },
            [...seen],
          )
          .catch(() => null);
        assert.ok(text, `${name} was not built`);
        seen.add((await text.jsonValue()) ?? "");
        assert.deepEqual(faults, [], `in ${name}`);
      }
      assert.equal(seen.size, views.length - 1);

      await page.evaluate((link) => {
        location.hash = link;
      }, `#product/${sku}`);
      await page.waitForSelector(".ledger-fold > summary", { timeout: 30_000 });
      await page.$eval(".ledger-fold > summary", (summary) => summary.click());
      await page.waitForSelector('.ledger tr[data-part="referral"] button', { timeout: 30_000 });
      await page.$eval('.ledger tr[data-part="referral"] button', (door) => door.click());
      await page.waitForSelector("dialog.drawer .spreadsheet code", { timeout: 30_000 });
      const formula = await page.$eval("dialog.drawer .spreadsheet code", (code) => code.textContent ?? "");
      assert.match(formula, /^=/);
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.querySelector("dialog.drawer") === null);
      assert.deepEqual(faults, []);
      await context.close();
    });

    for (const language of ["en", "zh"] as const satisfies readonly Language[]) {
      test(`leads from a paste to a changed price that is kept, then forgotten (${form}, ${language})`, async () => {
        const address = form === "hosted" ? `${server.origin}/` : pathToFileURL(`${dist}/clearfloor.html`).href;
        // A context of its own: nothing is kept from the test before.
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        const faults: string[] = [];
        page.on("pageerror", (fault) => faults.push(String(fault)));
        await page.goto(address);
        await shows(page, words("entry.sample"));
        if (language === "zh") {
          await press(page, "简体中文");
          await shows(page, words("entry.sample", "zh"));
        }
        await page.evaluate((text) => {
          const box = document.querySelector("textarea");
          if (box !== null) box.value = text;
        }, report);
        await press(page, words("entry.read", language));
        await shows(page, sku);
        await page.evaluate((link) => {
          location.hash = link;
        }, `#product/${sku}`);
        const before = await tableText(page, words("outcomes.caption", language));
        assert.ok(before.length > 100, "the ways out are not there");
        await typeInto(page, "price_list", "18.37");
        await page.waitForFunction(
          (old) => [...document.querySelectorAll("table")].every((table) => table.textContent !== old),
          { timeout: 30_000 },
          before,
        );
        const after = await settledText(page, words("outcomes.caption", language));
        await page.reload();
        // The field may stand there before the product's text is in it.
        await page
          .waitForFunction(
            () =>
              /18[.,]37/.test(document.querySelector<HTMLInputElement>('[data-field="price_list"] input')?.value ?? ""),
            { timeout: 30_000 },
          )
          .catch(async () => assert.fail(`the price is kept: ${await fieldText(page, "price_list")}`));
        await page.waitForFunction(
          (wanted) => [...document.querySelectorAll("table")].some((table) => table.textContent === wanted),
          { timeout: 30_000 },
          after,
        );
        // Only the one it stands in: an open one beside it would lie above. A view that is still being built after
        // the reload takes the focus and closes it, so it is opened until what stands in it was pressed.
        await page.waitForFunction(
          (label, confirm) => {
            const buttons = [...document.querySelectorAll("button")];
            for (const chip of document.querySelectorAll("details")) {
              const isIt = chip.textContent.includes(label) || chip.textContent.includes(confirm);
              if (chip.open !== isIt) chip.open = isIt;
            }
            const sure = buttons.find((one) => one.textContent.includes(confirm) && one.checkVisibility());
            (sure ?? buttons.find((one) => one.textContent.includes(label)))?.click();
            return sure !== undefined;
          },
          { timeout: 30_000, polling: 250 },
          words("forget.label", language),
          words("forget.confirm", language),
        );
        await shows(page, words("entry.sample", language));
        await page.reload();
        // The language chosen is all that is kept.
        await shows(page, words("entry.sample", language));
        // The page itself holds the sample in its one-file form, so only what it shows counts.
        const text = await page.evaluate(() => document.getElementById("app")?.textContent ?? "");
        assert.ok(text.length > 0 && !text.includes(sku), "something is left after everything was forgotten");
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }
});
