/**
 * `npm run pictures`: takes the pictures of README anew, of the page as it was built last, with the fonts of this machine.
 *
 * Look at them before they are committed. A word after `--` chooses one: `product`, `order`, `marketplaces`.
 */
import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { serve } from "../tests/e2e/server.ts";
import { sampleDay, settle } from "../tests/e2e/views.ts";
import { needPrograms, programs } from "./bootstrap.mjs";
import { inProject } from "./command.mjs";

const chosen = process.argv.slice(2);
const isWanted = (name) => chosen.length === 0 || chosen.includes(name);
if (!(await needPrograms(["headless"]))) process.exit(1);
const server = await serve(inProject("dist"));
const browser = await chromium.launch({ executablePath: programs.headless });

/** A page with the sample, on its day, in English. */
async function withSample(viewport, deviceScaleFactor = 1) {
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: "en-US", serviceWorkers: "block" });
  const page = await context.newPage();
  // What names functions for a debugger is not there in the page.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.clock.setFixedTime(new Date(sampleDay));
  await page.goto(`${server.origin}/`);
  await page.getByRole("button", { name: "Load sample data" }).click();
  await page.locator(".catalogue-row").first().waitFor();
  await page.getByRole("button", { name: "Dismiss" }).click();
  return page;
}

async function goTo(page, fragment) {
  await page.evaluate((link) => {
    location.hash = link;
  }, fragment);
  await page.locator("main :is(h1, h2)").first().waitFor();
  await settle(page);
}

async function product() {
  const page = await withSample({ width: 1080, height: 975 }, 2);
  await goTo(page, "#product/0012345");
  await page.screenshot({ path: inProject("www/picture.png") });
}

/** What one seller might ask and get elsewhere: prices and rates of exchange. */
const prices = {
  UK: "21.99",
  Germany: "24.99",
  France: "24.99",
  Italy: "24.99",
  Spain: "24.99",
  Japan: "3480",
  Canada: "34.99",
  Mexico: "529",
  Australia: "39.99",
};
const rates = { GBP: "1.27", EUR: "1.08", JPY: "0.0066", CAD: "0.72", MXN: "0.054", AUD: "0.66" };

async function fillMarketplaces(page) {
  await goTo(page, "#abroad/0012345");
  await page.getByRole("button", { name: "All ten" }).click();
  await page.getByLabel("Australia: Price", { exact: true }).waitFor();
  await settle(page);
  for (const [market, price] of Object.entries(prices)) {
    await page.getByLabel(`${market}: Price`, { exact: true }).fill(price);
  }
  for (const [currency, rate] of Object.entries(rates))
    await page.getByLabel(`1 ${currency} is`, { exact: true }).fill(rate);
  await page.getByLabel("Country of your business", { exact: true }).selectOption("CN");
  await settle(page);
}

async function marketplaces() {
  const page = await withSample({ width: 1760, height: 900 });
  await fillMarketplaces(page);
  await page.screenshot({ path: inProject("www/picture-marketplaces.png"), fullPage: true });
}

const order =
  "SKU\tUnits\tUnit price\tWeight (kg)\tSize (cm)\n0012345\t300\t18.20\t0.8\t46x9x9\nAB 12-xy\t1200\t5.60\t0.15\t18x12x3\n";

async function fillOrder(page) {
  await goTo(page, "#landed");
  await page.getByLabel("SKU, row 1", { exact: true }).evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, order);
  await page.getByLabel(/CNY = 1 USD/).fill("7.10");
  await page.getByLabel("Ordinary duty of all rows, %", { exact: true }).fill("6.5");
  await page.getByLabel("Section 301 list", { exact: true }).selectOption({ label: "List 3 (9903.88.03, .04)" });
  for (const [way, quote, days] of [
    ["Sea", "900", "35"],
    ["Air", "42", "8"],
  ]) {
    await page.getByLabel(`Quote, ${way}`, { exact: true }).fill(quote);
    await page.getByLabel(`Days, ${way}`, { exact: true }).fill(days);
  }
  await settle(page);
}

/** Five steps of one purchase, each as the page shows it, side by side. */
async function fromOrderToBundle() {
  const page = await withSample({ width: 1280, height: 900 });
  // Figures alone: what was typed for them is in the views.
  const hide = (what) =>
    page.evaluate((rule) => {
      const hidden = new CSSStyleSheet();
      hidden.replaceSync(rule);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, hidden];
    }, `${what} { display: none !important; }`);
  const taken = async (title, ...shown) => {
    const pictures = [];
    for (const part of shown) pictures.push((await part.screenshot()).toString("base64"));
    return { title, pictures };
  };
  await fillOrder(page);
  const part = (id) => page.locator("section", { has: page.locator(`#${id}`) }).last();
  const landed = await taken(
    "1 · An order in yuan becomes a landed cost",
    part("landed-order"),
    part("landed-freight"),
    part("landed-result"),
  );
  await page.getByRole("button", { name: /^Take over as landed cost/ }).click();
  await settle(page);
  await page.setViewportSize({ width: 1500, height: 900 });
  await fillMarketplaces(page);
  await hide(".side-table tbody:not(:nth-of-type(2), :nth-of-type(3))");
  const abroad = await taken(
    "2 · The same unit in ten marketplaces, at your prices and exchange rates",
    page.locator(".side-table").first(),
  );
  await page.setViewportSize({ width: 1280, height: 900 });
  await goTo(page, "#channels/0012345");
  await hide(".side-table tbody:not(:nth-of-type(2))");
  const channels = await taken("3 · Other channels, with that cost", page.locator(".side-table").first());
  await goTo(page, "#promotions/0012345");
  await hide(".offer-table .offer-fields, .offer-head > button, .offer-table:has(.offer-head) tbody:nth-of-type(2)");
  const offers = await taken("4 · Three promotions against a plain price", page.locator(".offer-table").first());
  const bundle = await taken("5 · A bundle with the product that sells", page.locator(".offer-table").last());
  const sheet = await browser.newPage({ viewport: { width: 1760, height: 900 } });
  const column = (parts) =>
    `<div class="column">${parts
      .map(
        ({ title, pictures }) =>
          `<section><h2>${title}</h2>${pictures.map((png) => `<img src="data:image/png;base64,${png}">`).join("")}</section>`,
      )
      .join("")}</div>`;
  await sheet.setContent(`<style>
    body { display: flex; gap: 16px; margin: 16px; background: #eceef0; font-family: system-ui, sans-serif; }
    .column { display: grid; align-content: start; gap: 16px; width: calc(50% - 8px); }
    section { padding: 12px 20px 20px; border: 1px solid #dfe2e6; border-radius: 4px; background: #fcfcfa; }
    h2 { margin: 0 0 12px; font-size: 20px; }
    img { display: block; width: 100%; margin-top: 12px; }
  </style>${column([landed, channels])}${column([abroad, offers, bundle])}`);
  await sheet
    .locator("img")
    .last()
    .evaluate((img) => img.decode());
  await sheet.screenshot({ path: inProject("www/picture-order.png"), fullPage: true });
}

if (isWanted("product")) await product();
if (isWanted("marketplaces")) await marketplaces();
if (isWanted("order")) await fromOrderToBundle();
for (const name of ["picture", "picture-order", "picture-marketplaces"]) {
  console.log(`${name}.png: ${readFileSync(inProject(`www/${name}.png`)).length} bytes`);
}
await browser.close();
await server.close();
