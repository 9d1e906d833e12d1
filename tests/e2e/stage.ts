// What every flow stands on: one of the two built forms, and a record of all traffic that
// fails the test if anything but the page's own files was asked for, or anything entered
// was in a request.

import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { type StaticServer, serve } from "./server.ts";
import { type Language, words } from "./words.ts";

export const dist = fileURLToPath(new URL("../../dist", import.meta.url));
const reports = fileURLToPath(new URL("../conformance/reports", import.meta.url));

export interface Options {
  /** Which of the two forms the flow runs on. */
  readonly form: "hosted" | "file";
}

export interface Stage {
  readonly address: string;
  /** Opens the page and waits until the engine is there. */
  open(fragment?: string): Promise<void>;
  /** Loads the sample and waits for its result. */
  loadSample(language?: Language): Promise<void>;
  /** Takes a picture into `test-results/` where somebody wants to look at it: `CLEARFLOOR_PICTURES=1`. */
  picture(name: string): Promise<void>;
}

/** Traffic of a whole test. */
export interface Traffic {
  /** Every address the browser asked for. */
  readonly addresses: string[];
  /** What the page tried on purpose in this test, and was refused. */
  readonly tried: Set<string>;
  /** Text that was entered and must not be in any request. */
  readonly entered: Set<string>;
}

interface Fixtures {
  readonly stage: Stage;
  readonly traffic: Traffic;
}

interface WorkerFixtures {
  readonly server: StaticServer;
}

/** Text of a shared sample file. */
export function report(name: string): string {
  return readFileSync(`${reports}/${name}`, "utf8");
}

/** Path of a shared sample file. */
export function reportPath(name: string): string {
  return `${reports}/${name}`;
}

export const test = base.extend<Fixtures & Options, WorkerFixtures>({
  form: ["hosted", { option: true }],

  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      if (!existsSync(`${dist}/index.html`)) throw new Error("dist/ is not built: npm run build");
      const server = await serve(dist);
      await use(server);
      await server.close();
    },
    { scope: "worker" },
  ],

  traffic: async ({ context, server, form }, use) => {
    const traffic: Traffic = { addresses: [], tried: new Set(), entered: new Set() };
    const sent: string[] = [];
    context.on("request", (request) => {
      traffic.addresses.push(request.url());
      sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`);
    });
    const before = server.arrivals.length;
    await use(traffic);

    const arrivals = server.arrivals.slice(before);
    for (const address of traffic.addresses) {
      if (traffic.tried.has(address)) continue;
      expect(isOwnFile(address, form, server.origin), `asked for ${address}`).toBe(true);
    }
    for (const { method, path, bodyBytes } of arrivals) {
      expect(method, path).toBe("GET");
      expect(bodyBytes, path).toBe(0);
      expect(isOwnFile(`${server.origin}${path}`, form, server.origin), `arrived: ${path}`).toBe(true);
    }
    const everything = [...sent, ...arrivals.map(({ path, headers }) => `${path}\n${headers}`)].join("\n");
    for (const text of traffic.entered) {
      for (const form of [
        text,
        encodeURIComponent(text),
        btoa(String.fromCodePoint(...new TextEncoder().encode(text))),
      ]) {
        expect(everything.includes(form), `a request carries what was entered: ${text}`).toBe(false);
      }
    }
  },

  stage: async ({ page, server, form, traffic }, use, info) => {
    const address = form === "hosted" ? `${server.origin}/` : pathToFileURL(`${dist}/clearfloor.html`).href;
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`${error.name}: ${error.message}`));
    const stage: Stage = {
      address,
      open: async (fragment = "") => {
        await page.goto(`${address}${fragment}`);
        await expect(page.getByRole("main")).toBeVisible();
      },
      loadSample: async (language = "en") => {
        traffic.entered.add("LUNA-LAMP-BLK").add("Garden kneeler");
        await page.getByRole("button", { name: words("entry.sample", language) }).click();
        // Rows come while the catalogue is still calculated.
        await expect(catalogueRows(page, language)).toHaveCount(sampleProducts);
      },
      picture: async (name) => {
        const { CLEARFLOOR_PICTURES } = process.env;
        if (CLEARFLOOR_PICTURES === undefined) return;
        await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
      },
    };
    await use(stage);
    expect(faults, "errors nobody caught").toEqual([]);
  },
});

export { expect, words };

/** Whether an address is one of the built files, by its bare name. */
function isOwnFile(address: string, form: Options["form"], origin: string): boolean {
  const url = new URL(address);
  if (url.protocol === "blob:" || url.protocol === "data:") return true;
  if (url.search !== "" && !url.search.startsWith("?__WB_REVISION__=")) return false;
  if (form === "file")
    return (
      url.protocol === "file:" &&
      fileURLToPath(url.origin === "null" ? `file://${url.pathname}` : url) === `${dist}/clearfloor.html`
    );
  if (url.origin !== origin) return false;
  const path = decodeURIComponent(url.pathname);
  const file = path === "/" ? "/index.html" : path;
  return existsSync(`${dist}${file}`) && !relative(dist, `${dist}${file}`).startsWith("..");
}

/** Products of the sample tables. */
const sampleProducts = 12;

/** Rows of the catalogue, its head left out. */
export function catalogueRows(page: Page, language: Language = "en") {
  return page
    .getByRole("table", { name: words("catalogue.title", language) })
    .getByRole("row")
    .and(page.locator(".catalogue-row"));
}

/** Goes to the product of a row of the catalogue. */
export async function openProduct(page: Page, sku: string, language: Language = "en"): Promise<void> {
  await catalogueRows(page, language).filter({ hasText: sku }).locator(".row-open").click();
}

/** Pastes into a cell as a spreadsheet does. */
export async function pasteInto(cell: Locator, text: string): Promise<void> {
  await cell.evaluate((field, copied) => {
    const data = new DataTransfer();
    data.setData("text/plain", copied);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** Turns a page that speaks English to Chinese, as it stands. */
export async function turnToChinese(page: Page): Promise<void> {
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
}

/** Languages in turn on one page: with the second, the page is turned to it as it stands. */
export async function inBothLanguages(page: Page, look: (language: Language) => Promise<void>): Promise<void> {
  await look("en");
  await turnToChinese(page);
  await look("zh");
}

/** How far the page reaches beyond its window, at each of these widths. */
export async function sideways(page: Page, widths: readonly number[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    // What follows the width is laid out anew with the second frame.
    found.push(
      await page.evaluate(async () => {
        await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      }),
    );
  }
  return found;
}

/** Goes to a view by the navigation, on a phone by what is under "More". */
export async function goTo(
  page: Page,
  view: "nav.tables" | "nav.settings" | "nav.about",
  language: "en" | "zh" = "en",
) {
  const link = page.getByRole("link", { name: words(view, language) });
  if (!(await link.isVisible())) await page.getByText(words("nav.more", language), { exact: true }).click();
  await link.click();
}
