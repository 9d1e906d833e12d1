// The page of parts, built for the test under the policy of the hosted form, and served.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { build } from "vite";
import { policy } from "../../www/vite/policy.ts";
import { serve } from "./server.ts";
import type { Language } from "./words.ts";

const root = fileURLToPath(new URL("../../www", import.meta.url));

export type Light = "light" | "dark";

interface Fixtures {
  /** Opens the page of parts in a language and light, and waits until it is there. */
  readonly openParts: (language: Language, light: Light) => Promise<void>;
}

interface WorkerFixtures {
  readonly partsAddress: string;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  partsAddress: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from this pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), "clearfloor-parts-"));
      await build({
        configFile: false,
        root,
        base: "./",
        plugins: [policy()],
        logLevel: "error",
        build: {
          outDir: folder,
          emptyOutDir: false,
          target: "es2022",
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          rolldownOptions: { input: `${root}/parts.html` },
        },
      });
      const server = await serve(folder);
      await use(`${server.origin}/parts.html`);
      await server.close();
      rmSync(folder, { recursive: true });
    },
    { scope: "worker", timeout: 120_000 },
  ],

  openParts: async ({ page, partsAddress }, use) => {
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`${error.name}: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await use(async (language, light) => {
      // Anew, even where only the fragment is another one: nothing is left of what was shown before.
      await page.goto("about:blank");
      await page.goto(`${partsAddress}#${language}/${light}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
    expect(faults, "errors nobody caught, or a refusal by the policy").toEqual([]);
  },
});

export { expect };
