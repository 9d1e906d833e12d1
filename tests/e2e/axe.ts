// What axe finds on the page as it stands.

import type { Page } from "@playwright/test";

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

interface Axe {
  run(within: string, options: { resultTypes: string[] }): Promise<{ violations: Finding[] }>;
}

/**
 * Runs axe inside the page, since the policy lets no script element in; answers with words, none is well.
 *
 * What is well is not listed: to describe each of its nodes takes longer than to find the others.
 */
export async function axeFindings(page: Page, within = ":root"): Promise<string[]> {
  const { default: axe } = await import("axe-core");
  // Half a megabyte of code: once a page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${axe.source}; undefined`);
  // What is half faded in has a contrast of its own.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  const { violations } = await page.evaluate(
    (part) => (globalThis as unknown as { axe: Axe }).axe.run(part, { resultTypes: ["violations"] }),
    within,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
