// A newer version of the hosted form: taken when asked for, and nothing entered is lost.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "./server.ts";
import { dist, expect, test, words } from "./stage.ts";

test.use({ serviceWorkers: "allow" });

test("asks before it shows a newer version, and removes the older files", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "clearfloor-"));
  cpSync(dist, folder, { recursive: true });
  const server = await serve(folder);
  try {
    await page.goto(server.origin);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    // The next version differs in its page, and the list of its service worker with it.
    const index = readFileSync(join(folder, "index.html"), "utf8");
    writeFileSync(join(folder, "index.html"), index.replace("<head>", '<head>\n<meta name="edition" content="next">'));
    const script = readFileSync(join(folder, "sw.js"), "utf8");
    const next = script.replace(/(url:[`"']index\.html[`"'],revision:[`"'])[0-9a-f]+/, "$1feedfeedfeedfeed");
    expect(next).not.toBe(script);
    writeFileSync(join(folder, "sw.js"), next);
    await page.reload();
    await expect(page.locator('meta[name="edition"]')).toHaveCount(0);
    await expect(page.getByText(words("notice.update_ready"))).toBeVisible();
    await page.getByRole("button", { name: words("action.update") }).click();
    await expect(page.locator('meta[name="edition"]')).toHaveCount(1);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return requests.flat().filter(({ url }) => url.includes("/index.html")).length;
    });
    expect(kept).toBe(1);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});
