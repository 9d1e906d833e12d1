// The plan of the whole catalogue: a target, a list to work off, what is wrong, what if, and there again after a reload.

import type { Page, Worker } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, inBothLanguages, type Stage, test, words } from "./stage.ts";
import { sampleDay } from "./views.ts";
import type { Language } from "./words.ts";

async function openPlan(page: Page, stage: Stage, language: Language = "en"): Promise<void> {
  await page.clock.setFixedTime(new Date(sampleDay));
  await stage.open();
  if (language === "zh") await page.getByRole("button", { name: "简体中文" }).click();
  await stage.loadSample(language);
  await page.evaluate(() => {
    location.hash = "#plan";
  });
  await expect(tasks(page, language)).toBeVisible();
}

function tasks(page: Page, language: Language = "en") {
  return page.getByRole("table", { name: words("catalogue_plan.tasks", language) });
}

type FieldName = "need_cash" | "need_volume" | "by" | "pace_share" | "season" | "season_weeks";

function field(page: Page, name: FieldName) {
  return page.getByLabel(words(`task_field.${name}`), { exact: true });
}

test("meets a target, says what is wrong or out of reach, and is there again after a reload", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await openPlan(page, stage);
  const verdict = page.locator(".plan-why");
  await expect(verdict).toContainText("own best way");
  const rows = await tasks(page).getByRole("row").count();
  expect(rows).toBeGreaterThan(2);

  await field(page, "need_cash").fill("1");
  await expect(verdict).toContainText("by themselves");
  await field(page, "need_cash").fill("99000000");
  await expect(verdict).toContainText("cannot be reached");
  await field(page, "need_cash").fill("0");
  await expect(verdict).toContainText("own best way");
  await field(page, "need_volume").fill("1000000");
  await expect(verdict).toContainText("cannot be reached");
  await field(page, "need_volume").fill("");

  await field(page, "by").fill("2026-11-20");
  await expect(page.locator('[data-field="by"] .field-problem')).toBeVisible();
  await field(page, "need_cash").fill("a lot");
  await expect(page.locator('[data-field="need_cash"] .field-problem')).toBeVisible();
  await expect(tasks(page).getByRole("row")).toHaveCount(rows);

  await field(page, "pace_share").fill("40");
  await expect(page.getByRole("table", { name: words("catalogue_plan.after") })).toBeVisible();

  await field(page, "season").fill("soon 2");
  await expect(page.locator('[data-field="season"] .field-problem')).toBeVisible();
  await field(page, "season").fill("12 2; 1 60 %");
  await expect(page.locator('[data-field="season"] .field-problem')).toBeHidden();

  const dialog = page.getByRole("dialog");
  await page.locator(".figures-row").getByRole("button").first().click();
  await expect(dialog).toContainText(words("catalogue_plan.of_best"));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await tasks(page)
    .getByRole("button", { name: words("catalogue_plan.gain") })
    .nth(1)
    .click();
  await expect(dialog).toContainText(words("catalogue_rule.gain"));
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await page.reload();
  await expect(field(page, "by")).toHaveValue("2026-11-20");
  await expect(field(page, "need_cash")).toHaveValue("a lot");
  await expect(page.getByRole("table", { name: words("catalogue_plan.after") })).toBeVisible();

  await tasks(page).getByRole("link").first().click();
  await expect(page).toHaveURL(/#plan\/./);
});

/** Bulky goods that sell far too slowly for their number. */
const slow = [
  "SKU\tTitle\tList Price\tCategory\tlongest-side\tmedian-side\tshortest-side\tunit-of-dimension\tPackage weight\tunit-of-weight\tquantity\tAge (days)\t30 day sales\tSupplier name",
  "BULKY-1\tBasket\t14.99\thome\t14\t10\t6\tinches\t2.5\tpounds\t300\t250\t9\tNorth Works",
  "QUICK-1\tSpoon\t24.99\tkitchen\t9\t3\t1\tinches\t0.4\tpounds\t40\t30\t60\tSouth Works",
].join("\n");

test("says in the list where letting a part go leaves more, and plans it so", async ({ page, stage }) => {
  await page.clock.setFixedTime(new Date(sampleDay));
  await stage.open();
  await page.getByRole("textbox", { name: words("entry.paste_label") }).fill(slow);
  await page.getByRole("button", { name: words("entry.read") }).click();
  const said = page.locator(".better").filter({ hasText: words("splits.plan") });
  await expect(said).toBeVisible({ timeout: 30_000 });
  const tag = (sku: string) => page.locator(".catalogue-row").filter({ hasText: sku }).locator(".cell-gain .tag");
  await expect(tag("BULKY-1")).toContainText("split");
  await expect(tag("QUICK-1")).toHaveCount(0);
  await said.getByRole("link").click();
  await expect(tasks(page).getByRole("row").filter({ hasText: "BULKY-1" })).toContainText(
    "units go now, sell the rest",
  );

  // Sums by supplier; one of them alone; then the plan of what passes the filter of the catalogue alone.
  await page.getByLabel(words("catalogue_plan.by")).selectOption({ label: words("group_by.supplier") });
  const sums = page.getByRole("table", { name: words("catalogue_plan.sums") });
  await sums.getByRole("button", { name: "South Works" }).click();
  await expect(tasks(page).getByRole("link")).toHaveText(["QUICK-1"]);
  await sums.getByRole("button", { name: "South Works" }).click();
  await expect(tasks(page).getByRole("link")).toHaveCount(2);
  await page.evaluate(() => {
    location.hash = "#catalogue";
  });
  await page.getByLabel(words("filter.supplier"), { exact: true }).selectOption({ index: 1 });
  await page.evaluate(() => {
    location.hash = "#plan";
  });
  await expect(tasks(page).getByRole("link")).toHaveCount(1);
  await page.getByRole("button", { name: words("catalogue_plan.plan_all") }).click();
  await expect(tasks(page).getByRole("link")).toHaveCount(2);
});

test("a large catalogue is planned by a further worker too, which ends with the run", async ({ page, stage }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => 2 }));
  const started: Worker[] = [];
  page.on("worker", (worker) => started.push(worker));
  await stage.open();
  const headings =
    "SKU,Title,List Price,Category,longest-side,median-side,shortest-side,unit-of-dimension,Package weight," +
    "unit-of-weight,quantity,Age (days),30 day sales,Landed cost";
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const [price, units, age, sold] = [`${10 + (i % 40)}.99`, 20 + (i % 300), i % 400, i % 60];
    return `L-${i},L ${i},${price},toys,10,7,2,inches,1.2,pounds,${units},${age},${sold},4.00`;
  });
  const buffer = Buffer.from([headings, ...rows].join("\n"));
  await page.locator('input[type="file"]').first().setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer });
  await expect(page.locator(`.catalogue[aria-rowcount="${rows.length + 1}"]`)).toBeVisible();
  await page.evaluate(() => {
    location.hash = "#plan";
  });
  await expect(page.locator(".plan-why")).toContainText("own best way", { timeout: 60_000 });
  expect(started.length).toBe(2);
  await expect.poll(() => page.workers().length).toBe(1);
});

test("stands in words and has nothing that axe finds, in both languages", async ({ page, stage }) => {
  test.slow();
  await openPlan(page, stage);
  await inBothLanguages(page, async (language) => {
    await expect(tasks(page, language)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("catalogue_plan.title", language));
    await expect(page.locator(".plan-why")).toContainText(/\d/);
    expect(await axeFindings(page), language).toEqual([]);
    await stage.picture(`catalogue-plan-${language}`);
  });
});
