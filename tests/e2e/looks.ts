// Stored pictures and the machine they were taken on. Letters differ from machine to machine;
// where the fonts are others, a comparison would find letters and nothing else.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page, TestInfo } from "@playwright/test";
import { expect, test } from "@playwright/test";

const folder = fileURLToPath(new URL("./looks", import.meta.url));
const fontsFile = `${folder}/fonts.json`;

/** Pictures are being taken anew instead of compared. */
export function isRenewing(info: TestInfo): boolean {
  return info.config.updateSnapshots === "all" || info.config.updateSnapshots === "changed";
}

/** How wide and high a text in both scripts is in the page's fonts, and a sum over how it is drawn: one font is drawn in several ways. */
function measureFonts(page: Page): Promise<string> {
  return page.evaluate(() => {
    const text = "Clear 14 of 40 SKUs now: 38,420 USD −30 % 清仓底价 比任何退路都划算";
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [640, 32];
    const context = canvas.getContext("2d", { willReadFrequently: true });
    let drawn = 0;
    if (context !== null) {
      context.font = `14px ${getComputedStyle(document.body).fontFamily}`;
      context.fillText(text, 4, 22);
      for (const byte of context.getImageData(0, 0, 640, 32).data) drawn = (Math.imul(drawn, 31) + byte) | 0;
    }
    const sizes = [400, 600].map((weight) => {
      const line = document.createElement("span");
      line.textContent = text;
      line.style.cssText = `position:absolute;font:${weight} 40px var(--font);white-space:nowrap`;
      document.body.append(line);
      const { width, height } = line.getBoundingClientRect();
      line.remove();
      return `${width.toFixed(1)} × ${height.toFixed(1)}`;
    });
    return `${sizes.join(", ")}, drawn ${drawn}`;
  });
}

/**
 * Skips the test where pictures cannot be compared: none are stored yet under this folder of
 * `looks/`, or they were taken with other fonts. Notes the fonts when they are taken anew.
 */
export async function needLooks(page: Page, of: string, info: TestInfo): Promise<void> {
  const fonts = await measureFonts(page);
  if (isRenewing(info)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(fontsFile, `${JSON.stringify({ fonts }, null, 2)}\n`);
    return;
  }
  test.skip(!existsSync(`${folder}/${of}`), `no pictures of ${of} are stored yet: npm run looks`);
  const stored: unknown = existsSync(fontsFile) ? JSON.parse(readFileSync(fontsFile, "utf8")) : null;
  const isSame = typeof stored === "object" && stored !== null && "fonts" in stored && stored.fonts === fonts;
  test.skip(!isSame, `the pictures were taken with other fonts than this machine has (${fonts}): npm run looks`);
}

/** Compares what is shown with a stored picture, or takes it anew. Failures are gathered, not thrown. */
export async function compareLook(
  shown: Page | ReturnType<Page["locator"]>,
  name: string,
  isWhole = true,
  clip?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<void> {
  const part = clip === undefined ? { fullPage: isWhole } : { clip };
  if ("goto" in shown) await expect.soft(shown).toHaveScreenshot(`${name}.png`, part);
  else await expect.soft(shown).toHaveScreenshot(`${name}.png`);
}
