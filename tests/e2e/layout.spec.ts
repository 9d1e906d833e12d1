// Whether everything fits: with text two fifths longer than English, on narrow and wide
// windows, with targets for fingers, and by keyboard with the focus in sight.

import type { Page } from "@playwright/test";
import { expectVisibleFocus, faultsOf, tabTo, walk } from "./keyboard.ts";
import { misfits, overflow, overlaps, sidewaysBoxes, smallTargets } from "./measure.ts";
import { pseudoWords, speakPseudo, toPseudo } from "./pseudo.ts";
import { expect, test, words } from "./stage.ts";
import { goTo, openStart, settle, views } from "./views.ts";

test("the pseudo-locale is two fifths longer and keeps its places", () => {
  const turned = toPseudo("Waiting a week changes it by {amount}");
  expect(turned).toContain("{amount}");
  expect(turned.length).toBeGreaterThanOrEqual("Waiting a week changes it by {amount}".length * 1.3);
});

/** Shows what is shown at one width after the other, and stays at the last: the next view begins there. */
async function atEach(page: Page, widths: readonly number[], look: (width: number) => Promise<void>): Promise<void> {
  const now = page.viewportSize()?.width;
  const order = widths[0] === now ? widths : [...widths].reverse();
  for (const width of order) {
    if (page.viewportSize()?.width !== width) {
      await page.setViewportSize({ width, height: width === doubled ? 480 : 844 });
      await settle(page);
    }
    await look(width);
  }
}

/** At 200 % a window of 1280 px is one of 640 px. */
const doubled = 640;

test("longer text is neither cut off nor laid over other text at 390 and at 1280 px", async ({ page, stage }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 390, height: 844 });
  await speakPseudo(page);
  await openStart(page, stage);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  for (const view of views) {
    if (view.name === "catalogue") {
      await page.getByRole("button", { name: pseudoWords("entry.sample") }).click();
      await expect(page.getByText("0012345").first()).toBeVisible();
    }
    await goTo(page, view);
    await expect(page.getByText(/~~~~/).first()).toBeVisible();
    await atEach(page, [390, 1280], async (width) => {
      expect.soft(await overflow(page), `${view.name}: wider than a window of ${width} px`).toEqual([]);
      expect.soft(await misfits(page), `${view.name} at ${width} px`).toEqual([]);
      expect.soft(await overlaps(page), `${view.name} at ${width} px`).toEqual([]);
    });
  }
});

test("every view has targets of 24 px, fits letters twice as large, and stands still for who asked for it", async ({
  page,
  stage,
}) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  await openStart(page, stage);
  for (const view of views) {
    if (view.name === "catalogue") await stage.loadSample();
    await goTo(page, view);
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect.soft(moving, `${view.name}: what moves`).toBe(0);
    await atEach(page, [390, doubled, 1280], async (width) => {
      if (width !== doubled) {
        expect.soft(await smallTargets(page), `${view.name} at ${width} px`).toEqual([]);
        // Where ways stand beside each other the columns are what is compared; all else has room on a phone.
        if (width === 390 && !["compare", "promotions"].includes(view.name))
          expect.soft(await sidewaysBoxes(page), `${view.name} at ${width} px`).toEqual([]);
        return;
      }
      expect.soft(await overflow(page), `${view.name}: wider than the window`).toEqual([]);
      expect.soft(await misfits(page), view.name).toEqual([]);
      expect.soft(await overlaps(page), view.name).toEqual([]);
    });
  }
});

test("the tabulator shows where it is at every stop of every view", async ({ page, stage }) => {
  test.setTimeout(180_000);
  await page.setViewportSize({ width: 1280, height: 900 });
  await openStart(page, stage);
  for (const view of views) {
    if (view.name === "catalogue") {
      await tabTo(page, words("entry.sample"));
      await expectVisibleFocus(page);
      await page.keyboard.press("Enter");
      await expect(page.getByText("0012345").first()).toBeVisible();
    }
    await goTo(page, view);
    const stops = await walk(page);
    expect.soft(stops.length, view.name).toBeGreaterThan(5);
    expect.soft(faultsOf(stops), view.name).toEqual([]);
  }
  await settle(page);
});

test("forced colours leave the focus and every figure in sight", async ({ page, stage }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openStart(page, stage);
  await stage.loadSample();
  await goTo(page, { name: "product", fragment: "#product/0012345" });
  const stops = await walk(page);
  expect(faultsOf(stops)).toEqual([]);
});

test("the head of the first screen is there before any script, in the place of the page's own, and not over a seller's list", async ({
  page,
  stage,
}) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  const early = page.locator('#first [lang="en"] h1');
  await page.goto(stage.address, { waitUntil: "commit" });
  await expect(early).toBeVisible();
  await expect(page.locator('#first [lang="zh-Hans"] h1')).toBeHidden();
  const place = await early.boundingBox();
  letGo();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.getByRole("main").getByRole("heading", { level: 1 }).boundingBox()).toEqual(place);
  await expect(page.locator("#first")).toHaveCount(0);
  await stage.loadSample("en");
  await page.reload({ waitUntil: "commit" });
  await expect(page.getByText(words("first.title"))).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("clearfloor first screen"))).toContain('"isElsewhere":true');
});
