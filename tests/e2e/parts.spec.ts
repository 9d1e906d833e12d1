// The design system: every part in all its states looks as it did, is read well, is reached by
// keyboard, and holds for other needs: less motion, other colours, larger letters.

import { axeFindings } from "./axe.ts";
import { faultsOf, walk } from "./keyboard.ts";
import { compareLook, needLooks } from "./looks.ts";
import { misfits, overflow, overlaps, smallTargets } from "./measure.ts";
import { expect, type Light, test } from "./parts-stage.ts";
import type { Language } from "./words.ts";

const languages: readonly Language[] = ["en", "zh"];
const lights: readonly Light[] = ["light", "dark"];

for (const language of languages) {
  for (const light of lights) {
    test(`parts look as they did (${language}, ${light})`, async ({ page, openParts }, info) => {
      await openParts(language, light);
      await needLooks(page, "parts.spec.ts", info);
      const parts = await page.locator("[data-specimen]").all();
      expect(parts.length).toBeGreaterThan(12);
      for (const part of parts) {
        await compareLook(part, `${await part.getAttribute("data-specimen")}-${language}-${light}`);
      }
    });
  }

  test(`parts have nothing that axe finds, in either light (${language})`, async ({ page, openParts }) => {
    for (const light of lights) {
      await openParts(language, light);
      expect(await axeFindings(page), light).toEqual([]);
      await page.locator('[data-specimen="drawer"]').getByRole("button").click();
      const drawer = page.getByRole("dialog");
      await expect(drawer).toBeVisible();
      // What still fades in has not its colours yet.
      await drawer.evaluate(async (element) => {
        await Promise.allSettled(element.getAnimations({ subtree: true }).map(({ finished }) => finished));
      });
      expect(await axeFindings(page), `${light}, with the drawer open`).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
    }
  });
}

test("a focus, a hand above and a question look as they did", async ({ page, openParts }, info) => {
  await openParts("en", "light");
  await needLooks(page, "parts.spec.ts", info);
  const state = (part: string, of: string) => page.locator(`[data-specimen="${part}"] [data-specimen-state="${of}"]`);
  /** With the keyboard, since a focus by pointer shows no ring on a button. */
  const focus = async (part: string, of: string): Promise<void> => {
    await state(part, of).locator("button, input, select").first().focus();
    await page.keyboard.press("Shift");
  };
  await page.keyboard.press("Tab");
  for (const [part, of] of [
    ["buttons", "primary"],
    ["doors", "closed"],
    ["fields", "typed"],
    ["fields", "choice"],
  ] as const) {
    await focus(part, of);
    await compareLook(state(part, of), `focus-${part}-${of}`);
  }
  for (const [part, of] of [
    ["buttons", "plain"],
    ["buttons", "quiet"],
    ["doors", "closed"],
  ] as const) {
    await state(part, of).getByRole("button").hover();
    await compareLook(state(part, of), `hover-${part}-${of}`);
  }
  await state("confirm", "plain").getByRole("button").click();
  await compareLook(page.locator('[data-specimen="confirm"]'), "asking");
});

test("parts keep their meaning in forced colours", async ({ page, openParts }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openParts("en", "light");
  expect(faultsOf(await walk(page))).toEqual([]);
  // What only a tint or a shadow told apart needs a line where both are taken away.
  const lines = await page.evaluate(() => {
    const lineOf = (selector: string): string => {
      const element = document.querySelector(selector);
      if (element === null) return "missing";
      const { outlineStyle, borderTopStyle, borderTopWidth, fontWeight } = getComputedStyle(element);
      const hasLine = outlineStyle !== "none" || (borderTopStyle !== "none" && borderTopWidth !== "0px");
      return hasLine || Number(fontWeight) >= 600 ? "told apart" : "lost";
    };
    return [
      lineOf(".outcomes td.is-best"),
      lineOf(".outcomes tr.is-recommended > th"),
      lineOf("button.door[aria-expanded=true]"),
      lineOf("button.primary"),
      lineOf(".notice.is-error"),
    ];
  });
  expect(lines).toEqual(Array(5).fill("told apart"));
});

test("parts in forced colours look as they did", async ({ page, openParts }, info) => {
  await page.emulateMedia({ forcedColors: "active" });
  await openParts("en", "light");
  await needLooks(page, "parts.spec.ts", info);
  for (const part of ["buttons", "fields", "outcomes", "ages"]) {
    await compareLook(page.locator(`[data-specimen="${part}"]`), `forced-${part}`);
  }
});

test("nothing moves for who asked for less motion", async ({ page, openParts }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openParts("en", "light");
  await page.locator('[data-specimen="drawer"]').getByRole("button").click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const moving = await page.evaluate(() => {
    const isMoving = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const lasts = style.transitionDuration.split(", ").some((duration) => duration !== "0s");
      return style.animationName !== "none" || lasts || style.scrollBehavior === "smooth";
    };
    return [...document.querySelectorAll("*")].filter(isMoving).map((element) => element.className);
  });
  expect(moving).toEqual([]);
});

test("the tabulator shows where it is at every stop", async ({ page, openParts }) => {
  await openParts("en", "light");
  const stops = await walk(page);
  expect(stops.length).toBeGreaterThan(20);
  expect(faultsOf(stops)).toEqual([]);
});

test("parts fit every window, at letters of every size, with targets for fingers", async ({ page, openParts }) => {
  const fit = async (where: string): Promise<void> => {
    expect(await overflow(page), `${where}: wider than the window`).toEqual([]);
    expect(await misfits(page), where).toEqual([]);
    expect(await overlaps(page), where).toEqual([]);
  };
  // A window of 1280 px at 200 % and at 400 % has these widths.
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const language of languages) {
      await openParts(language, "light");
      await fit(`${language} at ${width} px`);
    }
  }
  await openParts("en", "light");
  await page.locator('[data-specimen="confirm"]').getByRole("button").first().click();
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await smallTargets(page), `${width} px`).toEqual([]);
  }
  // Only the letters are twice as large.
  await page.setViewportSize({ width: 1280, height: 800 });
  await openParts("en", "light");
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  await fit("letters twice as large");
});
