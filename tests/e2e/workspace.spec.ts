// Everything entered as a whole: out as a file and as a link, in again, and never in the place of something else unasked.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect as atOnce, catalogueRows, openProduct, type Stage, test, words } from "./stage.ts";
import type { Language } from "./words.ts";

/** A page that is opened again fills its engine anew, which takes its time on a busy machine. */
const expect = atOnce.configure({ timeout: 40_000 });
test.describe.configure({ timeout: 150_000 });

/** Pastes a table of one product. */
async function paste(page: Page, sku: string, language: Language = "en"): Promise<void> {
  const text = `sku\tproduct-name\tyour-price\tavailable\n${sku}\tStool\t29.99\t12\n`;
  await page.getByLabel(words("entry.paste_label", language)).fill(text);
  await page.getByRole("button", { name: words("entry.read", language) }).click();
  await page.evaluate(() => location.assign("#catalogue"));
  await expect(skus(page, language)).toHaveText([sku]);
}

/** Takes out the only table; the box for pasting of the first screen then takes the place of the one beside the tables. */
async function takeOutTheTable(page: Page): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${words("tables.remove")}`) }).click();
  await expect(page.getByRole("heading", { name: words("start.title") })).toBeVisible();
}

function skus(page: Page, language: Language = "en") {
  return catalogueRows(page, language).locator(".sku");
}

/** Opens the view by its link. */
async function openWorkspace(page: Page, language: Language = "en"): Promise<void> {
  await page.evaluate(() => location.assign("#workspace"));
  await expect(page.getByRole("heading", { name: words("workspace.title", language), level: 1 })).toBeVisible();
}

/** Saves the workspace; the text of the file. */
async function savedText(page: Page, language: Language = "en"): Promise<string> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: words("workspace.save", language), exact: true }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^clearfloor-workspace-\d{4}-\d\d-\d\d\.json$/);
  return readFileSync(await download.path(), "utf8");
}

/** Gives the page a file as if it had been dropped. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text ?? ""], name ?? "", { type: "application/json" }));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
}

async function press(page: Page, key: Parameters<typeof words>[0], language: Language = "en"): Promise<void> {
  await page.getByRole("button", { name: words(key, language), exact: true }).click();
}

/** Types a cost into the product looked at. */
async function typeCost(page: Page, text: string): Promise<void> {
  const cost = page.getByRole("form", { name: words("inputs.label") }).locator('[data-field="cost_unit"] input');
  await cost.fill(text);
  await cost.blur();
}

/** Makes a link of everything and reads it. */
async function linkOf(page: Page): Promise<string> {
  await openWorkspace(page);
  await press(page, "workspace.link_make");
  const link = page.getByLabel(words("workspace.link_itself"), { exact: true });
  await expect(link).toHaveValue(/#shared\/1\./);
  return link.inputValue();
}

test("goes out as a file and comes in again, with everything that was entered", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "0012345");
  traffic.entered.add("7.7731");
  await typeCost(page, "7.7731");
  await openWorkspace(page);
  const text = await savedText(page);
  expect(text).toContain('"text": "7.7731"');
  await page.getByText(/^0 requests out/).click();
  await page
    .getByRole("button", { name: words("forget.label") })
    .first()
    .click();
  await page.getByRole("button", { name: words("forget.confirm") }).click();
  await expect(page.getByRole("button", { name: words("entry.sample") })).toBeVisible();
  await drop(page, "mine.json", text);
  await expect(page.getByRole("heading", { name: "Workspace in mine.json" })).toBeVisible();
  await press(page, "workspace.take");
  await expect(catalogueRows(page)).toHaveCount(12);
  await page.reload();
  await openProduct(page, "0012345");
  await expect(page.locator('[data-field="cost_unit"] input')).toHaveValue(/7\.7731/);
  await openWorkspace(page);
  const again = await savedText(page);
  expect(JSON.parse(again).entries).toEqual(JSON.parse(text).entries);
});

test("is asked for before it takes the place of another, and can be taken back", async ({ page, stage }) => {
  await stage.open();
  await paste(page, "FIRST-1");
  await openWorkspace(page);
  const text = await savedText(page);
  await page.getByRole("link", { name: words("nav.tables") }).click();
  await takeOutTheTable(page);
  await paste(page, "SECOND-2");
  await drop(page, "first.json", text);
  await press(page, "workspace.leave");
  await page.getByRole("link", { name: words("nav.catalogue") }).click();
  await expect(skus(page)).toHaveText(["SECOND-2"]);
  await drop(page, "first.json", text);
  await press(page, "workspace.replace");
  await expect(skus(page)).toHaveText(["FIRST-1"]);
  await expect(page.getByText(words("notice.workspace_replaced"))).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(skus(page)).toHaveText(["SECOND-2"]);
  // From beside another, too, it is one's own that gives way, and comes back.
  await drop(page, "first.json", text);
  await press(page, "workspace.beside");
  await expect(skus(page)).toHaveText(["FIRST-1"]);
  await drop(page, "first.json", text);
  await press(page, "workspace.replace");
  await expect(page.getByRole("region", { name: words("workspace.beside_label") })).toHaveCount(0);
  await expect(skus(page)).toHaveText(["FIRST-1"]);
  await page.keyboard.press("Control+z");
  await expect(skus(page)).toHaveText(["SECOND-2"]);
  await page.reload();
  await expect(skus(page)).toHaveText(["SECOND-2"]);
});

test("goes out as a link, is looked at beside another, and is kept only on request", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await stage.open();
  await paste(page, "LINKED-1");
  const link = await linkOf(page);
  await expect(page.getByText(`${link.length.toLocaleString("en-US")} characters long.`)).toBeVisible();
  await page.evaluate(() => location.assign("#tables"));
  await takeOutTheTable(page);
  await paste(page, "OWN-2");
  const open = async (): Promise<void> => {
    await page.goto("about:blank");
    await page.goto(link);
    await expect(page.getByRole("region", { name: words("workspace.came_by_link") })).toBeFocused();
  };
  await open();
  await press(page, "workspace.beside");
  await expect(skus(page)).toHaveText(["LINKED-1"]);
  // What was in the link stands in the address no longer.
  expect(page.url()).toMatch(/#catalogue$/);
  await expect(page.getByRole("region", { name: words("workspace.beside_label") })).toBeVisible();
  await press(page, "workspace.discard");
  await expect(skus(page)).toHaveText(["OWN-2"]);
  await open();
  await press(page, "workspace.beside");
  await expect(skus(page)).toHaveText(["LINKED-1"]);
  // Left without a word: one's own is there.
  await page.reload();
  await expect(skus(page)).toHaveText(["OWN-2"]);
  await open();
  await press(page, "workspace.beside");
  await expect(skus(page)).toHaveText(["LINKED-1"]);
  await press(page, "workspace.keep");
  await expect(skus(page)).toHaveText(["LINKED-1"]);
  await page.reload();
  await expect(skus(page)).toHaveText(["LINKED-1"]);
  await page.keyboard.press("Control+z");
  await expect(skus(page)).toHaveText(["OWN-2"]);
});

test("holds in a link of one product nothing of the others", async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await openProduct(page, "000-777");
  await openWorkspace(page);
  await page.getByLabel(words("workspace.link_what")).selectOption("one");
  await press(page, "workspace.link_make");
  const link = page.getByLabel(words("workspace.link_itself"), { exact: true });
  await expect(link).toHaveValue(/#shared\//);
  const address = await link.inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await press(page, "workspace.beside");
  await expect.poll(async () => [...new Set(await skus(page).allInnerTexts())]).toEqual(["000-777"]);
  await openWorkspace(page);
  const text = await savedText(page);
  expect(text).not.toContain("0012345");
  expect(text).not.toContain("Luna");
});

const refused: Readonly<Record<string, readonly [text: string, code: Parameters<typeof words>[0]]>> = {
  "what is none": ["{}", "workspace_fault.not_ours"],
  "half of one": ['{"format":"clearfloor workspace","version":1,"entries":[{"kind":', "workspace_fault.damaged"],
};

test("is not touched by a file or a link that is none, and says why", async ({ page, stage }) => {
  await stage.open();
  await paste(page, "OWN-1");
  for (const [name, [text, code]] of Object.entries(refused)) {
    await drop(page, "x.json", text);
    await expect(page.getByText(words(code)), name).toBeVisible();
    await press(page, "action.close");
  }
  const newer = '{"format":"clearfloor workspace","version":7,"entries":[]}';
  await drop(page, "x.json", newer);
  await expect(page.getByText(/format 7/)).toBeVisible();
  const link = await linkOf(page);
  await page.goto("about:blank");
  await page.goto(link.slice(0, -9));
  await expect(page.getByText(/^The link was cut on its way/)).toBeVisible();
  await press(page, "action.close");
  await expect(skus(page)).toHaveText(["OWN-1"]);
});

test("stands a hostile workspace: markup, letters that are none, worksheets of another shape", async ({
  page,
  stage,
}) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const markup = "<img src=x onerror=alert(1)>\u0000\uD800\u202E";
  const sheets = ["landed", "promotions", "channels", "abroad", "plan", "catalogue-plan", "fees"];
  const shapes = [{ rows: 5, rates: [5, null], bill: [{ id: 7 }], texts: [1], columns: { a: 1 }, US: "x", shared: 1 }];
  const entries = [
    {
      kind: "table",
      input: { name: markup, isClipboard: false, currency: null, mapping: [{ name: markup, text: markup }] },
      text: `sku\tproduct-name\tyour-price\tavailable\nA-1\t${markup}\t29.99\t12\n`,
    },
    { kind: "edit", key: "A-1", field: markup, text: markup },
    { kind: "edit", key: "nobody", field: "price_list", text: "1e400" },
    { kind: "bulk", keys: ["A-1", markup], field: "cost_unit", text: markup },
    { kind: "draft", key: "A-1", field: "price_list", text: markup },
    {
      kind: "comparison",
      key: "A-1",
      choice: { base: markup, columns: [{ id: "1", scenario: markup, typed: null, name: markup, note: markup }] },
    },
    ...sheets.flatMap((view) => shapes.map((sheet) => ({ kind: "worksheet", view, key: null, sheet }))),
    ...sheets.flatMap((view) => shapes.map((sheet) => ({ kind: "worksheet", view, key: "A-1", sheet }))),
  ];
  await stage.open();
  await drop(page, "<b>.json", JSON.stringify({ format: "clearfloor workspace", version: 1, entries }));
  await press(page, "workspace.take");
  await expect(skus(page)).toHaveText(["A-1"]);
  for (const view of ["landed", "tables", "product/A-1", "compare/A-1", "promotions/A-1", "channels/A-1", "plan/A-1"]) {
    await page.evaluate((to) => location.assign(`#${to}`), view);
    await expect(page.getByRole("main").getByRole("heading").first(), view).toBeVisible();
  }
  expect(dialogs).toEqual([]);
});

/** The view and what came in, looked at as a whole. */
async function look(page: Page, stage: Stage, language: Language): Promise<string[]> {
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await openWorkspace(page, language);
  const text = await savedText(page, language);
  await press(page, "workspace.link_make", language);
  await expect(page.getByLabel(words("workspace.link_itself", language), { exact: true })).toBeVisible();
  const found = await axeFindings(page);
  expect(await overflow()).toBe(0);
  await stage.picture(`workspace-${language}`);
  await drop(page, "a-name-that-is-longer-than-a-phone-is-wide-and-has-no-blank.json", text);
  await expect(page.getByRole("button", { name: words("workspace.beside", language), exact: true })).toBeVisible();
  found.push(...(await axeFindings(page)));
  expect(await overflow()).toBe(0);
  await stage.picture(`arrival-${language}`);
  await press(page, "workspace.beside", language);
  await expect(page.getByRole("region", { name: words("workspace.beside_label", language) })).toBeVisible();
  await expect(skus(page, language)).toHaveText(["A-1"]);
  found.push(...(await axeFindings(page)));
  expect(await overflow()).toBe(0);
  await stage.picture(`beside-${language}`);
  return found;
}

for (const [language, width] of [
  ["en", 1280],
  ["zh", 390],
] as const) {
  test(`has nothing that axe finds and nothing beside the window, in ${language} at ${width} px`, async ({
    page,
    stage,
  }) => {
    await page.setViewportSize({ width, height: 844 });
    await stage.open(`#?locale=${language}`);
    await paste(page, "A-1", language);
    expect(await look(page, stage, language)).toEqual([]);
  });
}
