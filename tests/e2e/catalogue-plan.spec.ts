// The plan of the whole catalogue: a target, a list to work off, what is wrong, what if, and there again after a reload.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, type Stage, test, words } from "./stage.ts";
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

type FieldName = "need_cash" | "need_volume" | "by" | "pace_share";

function field(page: Page, name: FieldName) {
  return page.getByLabel(words(`task_field.${name}`), { exact: true });
}

test("meets a target, says what is wrong or out of reach, and is there again after a reload", async ({
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

  await page.reload();
  await expect(field(page, "by")).toHaveValue("2026-11-20");
  await expect(field(page, "need_cash")).toHaveValue("a lot");
  await expect(page.getByRole("table", { name: words("catalogue_plan.after") })).toBeVisible();

  await tasks(page).getByRole("link").first().click();
  await expect(page).toHaveURL(/#plan\/./);
});

for (const language of ["en", "zh"] as const) {
  test(`stands in words and has nothing that axe finds, in ${language}`, async ({ page, stage }) => {
    await openPlan(page, stage, language);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("catalogue_plan.title", language));
    await expect(page.locator(".plan-why")).toContainText(/\d/);
    expect(await axeFindings(page)).toEqual([]);
    await stage.picture(`catalogue-plan-${language}`);
  });
}
