// A shipment: pasted, costed, questioned, kept over a reload, taken over and taken back; in both languages.

import type { Page } from "@playwright/test";
import { axeFindings } from "./axe.ts";
import { expect, pasteInto, test, words } from "./stage.ts";

async function openShipment(page: Page, language: "en" | "zh" = "en"): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#landed";
  });
  await expect(page.getByRole("heading", { level: 1, name: words("landed.title", language) })).toBeVisible();
}

/** Pastes into a cell as a spreadsheet does. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await pasteInto(page.getByLabel(label, { exact: true }), text);
}

const order =
  "SKU\tUnits\tUnit price\tWeight (kg)\tSize (cm)\n0012345\t300\t18.20\t0.35\t20x10x8\nNEW-1\t120\t56\t1.1\t30x20x12\n";

test("costs a shipment, keeps it over a reload and writes it into the products", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
}) => {
  await stage.open();
  await stage.loadSample();
  await openShipment(page);
  traffic.entered.add("0012345").add("NEW-1").add("18.20");
  await paste(page, "SKU, row 1", order);
  await expect(page.getByLabel("SKU, row 2", { exact: true })).toHaveValue("NEW-1");
  // Nothing is guessed: rate of exchange and of the tariff code are asked for.
  const said = page.getByRole("region", { name: words("landed.said") });
  await expect(said).toContainText("CNY per USD");
  await page.getByLabel(/CNY = 1 USD/).fill("7.10");
  await expect(said).toContainText("ordinary duty is not known");
  await page.getByLabel(words("landed.duty"), { exact: true }).fill("6.5");
  await page.getByLabel(words("landed.listed"), { exact: true }).selectOption("List 3 (9903.88.03, .04)");
  await page.getByLabel("Quote, Sea", { exact: true }).fill("900");
  await page.getByLabel("Days, Sea", { exact: true }).fill("35");
  await page.getByLabel("Quote, Air", { exact: true }).fill("42");
  await page.getByLabel("Days, Air", { exact: true }).fill("8");

  const result = page.getByRole("table", { name: words("landed.result_caption") });
  const total = result.getByRole("row", { name: /^Shipment/ });
  // 18.20 · 300 / 7.10 = 769.01; 56 · 120 / 7.10 = 946.48
  await expect(total).toContainText("1,715.49");
  const air = page.getByRole("row", { name: /Air/ }).last();
  await expect(air.getByRole("cell").last()).toContainText(/[+−\d]/);
  await result.getByRole("button", { name: /0012345/ }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("Section 301, China");
  await expect(drawer).toContainText("25");
  await expect(drawer).toContainText("in force from");
  await page.keyboard.press("Escape");
  expect(await axeFindings(page)).toEqual([]);

  await page.reload();
  await expect(page.getByLabel("SKU, row 2", { exact: true })).toHaveValue("NEW-1");
  await expect(total).toContainText("1,715.49");
  await page.getByRole("button", { name: /^Take over as landed cost/ }).click();
  await expect(page.getByText(/now has its landed cost from this shipment: 0012345/)).toBeVisible();
});

test("asks about units and currencies that do not fit, in Chinese", async ({ page, stage, traffic }) => {
  await stage.open();
  await page.getByRole("button", { name: "简体中文" }).click();
  await openShipment(page, "zh");
  traffic.entered.add("抱枕");
  await paste(page, "第 1 行，SKU", "货号\t数量\t单价\t重量kg\t尺寸\nA\t10\t$3\t2\t25x20x15 in\nB\t\t5\t1\t10x10x10\n");
  const said = page.getByRole("region", { name: "需要留意" });
  await expect(said).toContainText("一列只能用一种币种");
  await expect(said).toContainText("B：数量是多少");
  await expect(page.getByLabel("第 1 行，单价, CNY")).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("第 1 行，单价, CNY").fill("20");
  await page.getByLabel("第 2 行，数量").fill("10");
  await page.getByLabel(/汇率/).fill("0");
  await expect(said).toContainText("0");
  await page.getByLabel(/汇率/).fill("7.1");
  await expect(said).toContainText("按“cm”更合理");
  // A row without the basis of a charge is named; what hangs on it stays open.
  await page.getByLabel("第 2 行，重量, kg").fill("");
  await page.getByLabel("各行的基础关税，%", { exact: true }).fill("0");
  await page.getByLabel("金额, 派送费, 3", { exact: true }).fill("100");
  await page.getByLabel("分摊方式, 派送费, 3", { exact: true }).selectOption("weight");
  await expect(said).toContainText("B 缺少该数据");
  await expect(page.getByRole("row", { name: /^整批/ })).toContainText("–");
  expect(await axeFindings(page)).toEqual([]);
});
