// What the main views look like, in both languages, by day and by night, on three widths.

import type { Page } from "@playwright/test";
import { compareLook, needLooks } from "./looks.ts";
import { test } from "./stage.ts";
import { goTo, openStart, settle, views } from "./views.ts";

const widths = [390, 768, 1280] as const;
/** So much of a view is stored: what is below looks like what is above, and pictures stay small. */
const HIGHEST = 1800;
const shown = views.filter(({ name }) => ["start", "catalogue", "product", "compare"].includes(name));

/** What comes into a view after everything else, without a sign that it is on its way. */
const cameLast: Readonly<Record<string, string>> = { catalogue: ".cell-gain .tag", product: ".said-fold" };

/** Where the view begins, below the header and what it tells. */
function topOfMain(page: Page): Promise<number> {
  return page.getByRole("main").evaluate((main) => Math.round(main.getBoundingClientRect().top + scrollY));
}

for (const language of ["en", "zh"] as const) {
  test.describe(language, () => {
    test.use({ locale: language === "zh" ? "zh-CN" : "en-US" });

    test("the views look as they did", async ({ page, stage }, info) => {
      test.setTimeout(420_000);
      await openStart(page, stage);
      await needLooks(page, "views.spec.ts", info);
      for (const view of shown) {
        if (view.name === "catalogue") await stage.loadSample(language);
        await goTo(page, view);
        const last = cameLast[view.name];
        if (last !== undefined) await page.locator(last).first().waitFor();
        // What the pointer lies on lights up.
        await page.mouse.move(0, 0);
        for (const width of widths) {
          await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
          await settle(page);
          // The window as high as the view: what sticks to its edges lies where it would, not over a picture's middle.
          const height = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ width, height: Math.min(height, HIGHEST) });
          await settle(page);
          // The header stands in the first view's picture; a view that is added to it changes no other.
          const top = view.fragment === null ? 0 : await topOfMain(page);
          const clip = { x: 0, y: top, width, height: Math.min(height, HIGHEST) - top };
          for (const light of ["light", "dark"] as const) {
            await page.emulateMedia({ colorScheme: light });
            await settle(page);
            await compareLook(page, `${view.name}-${language}-${light}-${width}`, false, clip);
          }
          await page.emulateMedia({ colorScheme: "light" });
        }
      }
    });
  });
}
