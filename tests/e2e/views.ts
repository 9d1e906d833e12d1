// The views that are looked at and measured, by their links, which stay what they are.

import type { Page } from "@playwright/test";
import type { Stage } from "./stage.ts";

export interface Seen {
  readonly name: string;
  /** Fragment of the view; null is the first screen, before anything is entered. */
  readonly fragment: string | null;
}

/** All views, the first screen first. */
export const views: readonly Seen[] = [
  { name: "start", fragment: null },
  { name: "catalogue", fragment: "#catalogue" },
  { name: "product", fragment: "#product/0012345" },
  { name: "landed", fragment: "#landed" },
  { name: "compare", fragment: "#compare/0012345" },
  { name: "plan", fragment: "#plan/0012345" },
  { name: "catalogue-plan", fragment: "#plan" },
  { name: "memo", fragment: "#memo/0012345" },
  { name: "health", fragment: "#health" },
  { name: "product-health", fragment: "#health/0012345" },
  { name: "calendar", fragment: "#calendar" },
  { name: "forecasts", fragment: "#forecasts" },
  { name: "reconcile", fragment: "#reconcile" },
  { name: "restock", fragment: "#restock/0012345" },
  { name: "transfers", fragment: "#transfers" },
  { name: "review", fragment: "#review" },
  { name: "promotions", fragment: "#promotions/0012345" },
  { name: "channels", fragment: "#channels/0012345" },
  { name: "abroad", fragment: "#abroad/0012345" },
  { name: "tables", fragment: "#tables" },
  { name: "fees", fragment: "#fees" },
  { name: "settings", fragment: "#settings" },
  { name: "workspace", fragment: "#workspace" },
  { name: "about", fragment: "#about" },
];

/** The day the sample was made on. */
export const sampleDay = "2026-11-21T12:00:00";

/** Opens the first screen on a day that does not move. */
export async function openStart(page: Page, stage: Stage): Promise<void> {
  await page.clock.setFixedTime(new Date(sampleDay));
  await stage.open();
  await settle(page);
}

/** Goes to a view by its link, and waits until it stands still. */
export async function goTo(page: Page, view: Seen): Promise<void> {
  if (view.fragment === null) return;
  const { fragment } = view;
  await page.evaluate((link) => {
    location.hash = link;
  }, fragment);
  await settle(page);
}

/**
 * Waits until fonts are there and ten painted frames in a row have the same height and text.
 *
 * What a view leaves undrawn until it is scrolled to is drawn: it is to be measured, too.
 */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const drawn = new CSSStyleSheet();
    drawn.replaceSync("* { content-visibility: visible !important; }");
    document.adoptedStyleSheets = [drawn];
    const frame = (): Promise<unknown> => new Promise((painted) => requestAnimationFrame(painted));
    const look = (): string => `${document.body.scrollHeight} ${document.body.textContent}`;
    // A view of which a part is still being worked out says so.
    const isBusy = (): boolean => document.querySelector('[aria-busy="true"]') !== null;
    let before = "";
    for (let same = 0, frames = 0; same < 10 && frames < 1800; frames += 1) {
      await frame();
      const now = look();
      same = now === before && !isBusy() ? same + 1 : 0;
      before = now;
    }
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
}
