// Transfers: an example, figures of one's own, a way that is missing, what if, kept over a reload; in both languages.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { walk } from "./keyboard.ts";
import { expect, pasteInto, test, words } from "./stage.ts";

async function openTransfers(page: Page, language: "en" | "zh" = "en"): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#transfers";
  });
  await expect(page.getByRole("heading", { level: 1, name: words("transfers.title", language) })).toBeVisible();
}

/** Pastes into a cell as a spreadsheet does. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await pasteInto(page.getByLabel(label, { exact: true }), text);
}

const stock =
  "SKU\tWarehouse\tOn hand\tDaily sales\tNet\tStorage\nA\tUS\t900\t2\t2.00\t0.30\nA\tDE\t20\t4\t6.00\t0.60\nB\tJP\t\t1\t3\t\n";

test("plans transfers from a paste, explains each, tries a delay, and keeps it all over a reload", {
  tag: "@both",
}, async ({ page, stage, traffic }) => {
  await stage.open();
  await openTransfers(page);
  // Bare digits may stand in a port or in the name of a built file.
  traffic.entered.add("6.00");
  await paste(page, "SKU, row 1", stock);
  await expect(page.getByLabel("SKU, row 3", { exact: true })).toHaveValue("B");
  // Nothing is guessed: units that are not there are asked for.
  const said = page.getByRole("region", { name: words("landed.said") });
  await expect(said).toContainText("How many units of B lie in JP?");
  const after = page.getByRole("table", { name: words("transfers.after") });
  await expect(after.getByRole("row", { name: /A DE/ })).toContainText("no way leads there");
  await page.getByLabel("From, row 1", { exact: true }).fill("US");
  await page.getByLabel("To, row 1", { exact: true }).fill("DE");
  await page.getByLabel("Cost a unit, row 1", { exact: true }).fill("1,5o");
  await expect(page.getByLabel("Cost a unit, row 1", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Cost a unit, row 1", { exact: true }).fill("1.50");
  await page.getByLabel("Days, row 1", { exact: true }).fill("15");
  // 240 sell in DE in 60 days, 180 of them after the way: 180 · (5.40 + 0.60 − 1.50) = 810.
  await expect(page.getByRole("status").filter({ hasText: "Move 180 units" })).toContainText("810");
  const moves = page.getByRole("table", { name: words("transfers.moves") });
  await expect(moves).toContainText(/would lie and be worth .{0,2}0\.60/);
  await moves.getByRole("button", { name: /A: US → DE/ }).click();
  await expect(page.getByRole("dialog")).toContainText("180 × (net there");
  await page.keyboard.press("Escape");
  // What goes one way, as files: read again by the engine before they are given out.
  const way = "US → DE";
  await page.getByLabel("Units a box, row 1", { exact: true }).fill("50");
  const loads = page.getByRole("table", { name: words("transfers.loads") });
  await expect(loads.getByRole("row", { name: way })).toContainText("180");
  const take = async (label: string): Promise<string> => {
    const saved = page.waitForEvent("download");
    await loads.getByRole("button", { name: label }).click();
    return readFileSync(await (await saved).path(), "utf8");
  };
  const list = (await take(`List of what to send, ${way}`)).trimEnd().split("\r\n");
  expect(list).toEqual([
    "\uFEFFFrom,To,SKU,Units,Units a box,Full boxes,Loose units,Ship by,There by",
    expect.stringMatching(/^US,DE,A,180,50,3,30,2026-\d\d-\d\d,2026-\d\d-\d\d$/),
  ]);
  await expect(loads.getByRole("status")).toContainText("it names this product and no other");
  expect(await take(`For the marketplace’s shipment plan, ${way}`)).toBe(
    "Merchant SKU\tQuantity\tUnits per box\tNumber of boxes\r\nA\t180\t\t\r\n",
  );
  // Without a catalogue there is a way out for what stands here all the same.
  await page.locator("summary").getByText(words("export.title"), { exact: true }).click();
  const out = page.getByRole("region", { name: words("export.view") });
  await expect(out.getByRole("button", { name: /^Copy 6 tables/ })).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.getByLabel(words("transfers.delay"), { exact: true }).fill("30");
  await expect(page.getByRole("table", { name: words("transfers.what_if") })).toContainText("60 instead of 180");
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(page.getByLabel("SKU, row 3", { exact: true })).toHaveValue("B");
  await expect(moves).toContainText("810.00");
});

test("fills in an example, and shows what the tables say in grey, in Chinese", async ({ page, stage }) => {
  await stage.open();
  await page.getByRole("button", { name: "简体中文" }).click();
  await openTransfers(page, "zh");
  await page.getByRole("button", { name: "填入示例" }).click();
  await expect(page.getByRole("table", { name: "调拨方案" })).toContainText("LAMP-20：US → DE");
  await page.evaluate(() => {
    location.hash = "#catalogue";
  });
  await stage.loadSample("zh");
  await openTransfers(page, "zh");
  // What was entered stands; its own figures stand in grey where nothing is typed.
  await page.getByLabel("第 1 行，SKU", { exact: true }).fill("0012345");
  await page.getByLabel("第 1 行，现有库存", { exact: true }).fill("");
  await expect(page.getByLabel("第 1 行，现有库存", { exact: true })).toHaveAttribute("placeholder", /\d/);
  expect(await axeFindings(page)).toEqual([]);
  // On a phone the bar at the bottom hides no box that the tabulator leads to.
  await page.setViewportSize({ width: 390, height: 844 });
  expect((await walk(page)).filter(({ fault }) => fault !== null)).toEqual([]);
});
