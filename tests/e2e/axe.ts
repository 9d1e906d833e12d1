// What axe finds on the page as it stands.

import type { Page } from "@playwright/test";

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** Runs axe inside the page, since the policy lets no script element in; answers with words, none is well. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { default: axe } = await import("axe-core");
  await page.evaluate(`${axe.source}; undefined`);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
