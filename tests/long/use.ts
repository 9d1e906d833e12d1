// A seller's hands for the long tests: the page is opened and used through what it shows.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";
import { programs } from "../../scripts/bootstrap.mjs";
import { type Language, words } from "../e2e/words.ts";

const reports = fileURLToPath(new URL("../conformance/reports", import.meta.url));

/** Text of a shared sample file. */
export function report(name: string): string {
  return readFileSync(`${reports}/${name}`, "utf8");
}

/** `flags` = further ones, such as those of V8. */
export function launchChromium(...flags: readonly string[]): Promise<Browser> {
  return launch({
    executablePath: programs.chromium,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
      ...flags,
    ],
    defaultViewport: { width: 1440, height: 900 },
    protocolTimeout: 600_000,
  });
}

/** Waits until a condition in the page holds. */
async function until(page: Page, condition: (wanted: string) => boolean, wanted: string): Promise<void> {
  await page.waitForFunction(condition, { timeout: 60_000, polling: 50 }, wanted);
}

/** Waits until a text is on the page. */
export function shows(page: Page, text: string): Promise<void> {
  return until(page, (wanted) => document.body.textContent.includes(wanted), text);
}

/**
 * Presses the button with these words. Not found by its accessible name: from the first such question on the browser would keep
 * a tree of all elements beside the page, which costs time and memory of its own.
 */
export async function press(page: Page, words: string): Promise<void> {
  await until(
    page,
    (wanted) => {
      const button = [...document.querySelectorAll("button")].find((found) => found.textContent?.trim() === wanted);
      button?.click();
      return button !== undefined;
    },
    words,
  );
}

/** Goes to a view by its link. */
export async function goTo(page: Page, fragment: string): Promise<void> {
  await page.evaluate((link) => {
    location.hash = link;
  }, fragment);
  await frames(page, 3);
}

/** Lets the page paint. */
export async function frames(page: Page, count: number): Promise<void> {
  await page.evaluate(async (left) => {
    for (let i = 0; i < left; i += 1) await new Promise((painted) => requestAnimationFrame(painted));
  }, count);
}

export async function loadSample(page: Page): Promise<void> {
  await press(page, words("entry.sample"));
  await shows(page, "0012345");
}

/** Opens a product and waits for its inputs. */
export async function openProduct(page: Page, sku: string): Promise<void> {
  await goTo(page, `#product/${encodeURIComponent(sku)}`);
  const field = await page.waitForSelector('[data-field="price_list"] input', { timeout: 30_000 });
  // A handle that is kept would keep the whole view it stood in.
  await field?.dispose();
}

/** Types into a field of the product, key by key, over what stands in it. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  const input = await page.waitForSelector(`[data-field="${field}"] input`, { timeout: 30_000 });
  await input?.evaluate((element) => {
    if (element instanceof HTMLInputElement) {
      element.focus();
      element.select();
    }
  });
  await input?.dispose();
  for (const key of text) {
    await page.keyboard.type(key);
    await frames(page, 2);
  }
}

/** Pastes a table onto the page, outside of any field. */
export async function pasteTable(page: Page, text: string): Promise<void> {
  await page.evaluate((table) => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", table);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Changes the language in the header. */
export async function speak(page: Page, language: Language): Promise<void> {
  const name = language === "zh" ? "简体中文" : "English";
  await page.evaluate((wanted) => {
    const button = [...document.querySelectorAll("button")].find((found) => found.textContent?.includes(wanted));
    button?.click();
  }, name);
  await shows(page, words("nav.catalogue", language));
}

/** SKUs of the catalogue as they are listed. */
export async function skusOf(page: Page): Promise<string[]> {
  await goTo(page, "#catalogue");
  const first = await page.waitForSelector(".sku", { timeout: 30_000 });
  await first?.dispose();
  return page.evaluate(() => [
    ...new Set([...document.querySelectorAll("main .sku")].map((e) => e.textContent?.trim() ?? "")),
  ]);
}
