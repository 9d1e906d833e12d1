// The price plan: what to do and when, what follows from limits, wrong input, and there again after a reload.

import type { Page } from "@playwright/test";
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
    location.hash = "#plan/0012345";
  });
  await expect(steps(page, language)).toBeVisible();
  // What follows the plan comes one after the other.
  await expect(page.locator(".plan")).toHaveAttribute("aria-busy", "false", { timeout: 45_000 });
}

function steps(page: Page, language: Language = "en") {
  return page.getByRole("table", { name: words("plan.steps", language) });
}

type FieldName =
  | "market_price"
  | "probe_observed"
  | "deadline"
  | "most_changes"
  | "elasticity"
  | "own_ladder"
  | "units_per_day"
  | "history"
  | "lets_go";

function field(page: Page, name: FieldName) {
  return page.getByLabel(words(`plan_field.${name}`), { exact: true });
}

test("plans within the limits, says what is wrong, and is there again after a reload", { tag: "@both" }, async ({
  page,
  stage,
}) => {
  await openPlan(page, stage);
  await expect(page.locator(".plan-why")).toContainText(/\d/);
  await field(page, "deadline").fill("2027-02-15");
  await expect(steps(page).getByRole("row").last()).toContainText("15 Feb 2027");
  // Units let go on the way are steps of their own.
  await field(page, "lets_go").selectOption("no");
  await field(page, "most_changes").fill("0");
  await expect(steps(page).getByRole("row")).toHaveCount(2);

  await field(page, "deadline").fill("2020-01-01");
  await expect(page.locator('[data-field="deadline"] .field-problem')).toBeVisible();
  await field(page, "probe_observed").fill("4");
  await expect(page.locator('[data-figure="probe_next"]')).toContainText(words("plan_figure.hold"));
  await field(page, "elasticity").fill("1.5");
  await expect(page.locator('[data-field="elasticity"] .field-problem')).toBeVisible();
  await field(page, "own_ladder").fill("7折 2026-12-01; soon");
  await expect(page.locator('[data-field="own_ladder"] .field-problem')).toBeVisible();
  await field(page, "units_per_day").fill("0");
  await expect(page.locator(".plan-notes")).toContainText(words("plan_note.no_sales"));

  await field(page, "market_price").fill("0.50");
  const rule = (code: string) => page.locator(`[data-figure="${code}"]`);
  await expect(rule("price_floor_advice")).toContainText(words("plan_figure.weigh"));
  await expect(page.getByRole("link", { name: words("plan.rules_promotions") })).toBeVisible();
  await expect(rule("probe_next")).toContainText("Needs");

  await field(page, "history").fill("24.99 30 15");
  await expect(page.locator(".plan-history")).toContainText(words("problem.history_one_price"));
  await field(page, "history").fill("24.99 30 15\n19.99 28 26 4\n17.49 14 22");
  await expect(page.locator(".plan-history")).toContainText(words("plan.step_test"));

  await page.reload();
  await expect(field(page, "history")).toHaveValue(/17\.49 14 22/);
  await expect(field(page, "most_changes")).toHaveValue("0");
});

test("shows every way out, takes the seller's figures for one, and says how sure the plan is", async ({
  page,
  stage,
}) => {
  await openPlan(page, stage);
  const exits = page.getByRole("table", { name: words("plan.exits"), exact: true });
  const staff = exits.getByRole("row").filter({ hasText: words("plan_exit.staff") });
  await expect(staff).toContainText(words("plan_field.staff.price"));
  await page.getByText(words("plan.exit_fields"), { exact: true }).click();
  await page.locator('[data-field="staff.price"] input').fill("9.00");
  await expect(staff).not.toContainText(words("plan_field.staff.price"));
  await staff.getByRole("button").click();
  await expect(page.getByRole("dialog")).toContainText(words("plan_exit_line.own_sale"));
  await page.getByRole("button", { name: words("action.close"), exact: true }).click();
  await expect(page.getByRole("heading", { name: words("plan.split"), exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: words("plan_tornado.title") })).toBeVisible();
  await expect(page.getByRole("heading", { name: words("plan.probe"), exact: true })).toBeVisible();
  await page.locator('[data-field="season"] input').fill("soon 2");
  await expect(page.locator('[data-field="season"] .field-problem')).toBeVisible();
});

test("explains its figures and has nothing that axe finds, in both languages", async ({ page, stage }) => {
  test.slow();
  await openPlan(page, stage);
  await inBothLanguages(page, async (language) => {
    await expect(steps(page, language)).toBeVisible();
    await expect(page.locator(".plan")).toHaveAttribute("aria-busy", "false", { timeout: 45_000 });
    await page.locator(".figures-row .door").first().click();
    await expect(page.getByRole("dialog")).toContainText(words("plan_rule.value", language));
    expect(await axeFindings(page), language).toEqual([]);
    await stage.picture(`plan-${language}`);
    await page.keyboard.press("Escape");
  });
});
