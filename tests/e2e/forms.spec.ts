// What both forms must do as files: hold their policy, keep what is entered, work without a network.

import { catalogueRows, expect, test, words } from "./stage.ts";

test.use({ serviceWorkers: "allow" });

test("says its policy, and lets nothing out to another origin", { tag: "@both" }, async ({
  page,
  stage,
  traffic,
  form,
}) => {
  await stage.open();
  const content = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  expect(content).toContain("default-src 'none'");
  expect(content).toContain(form === "file" ? "connect-src 'none'" : "connect-src 'self'");
  const elsewhere = "https://example.com/collect";
  traffic.tried.add(elsewhere);
  traffic.tried.add("https://example.com/pixel.png");
  traffic.tried.add("https://example.com/x.js");
  const outcome = await page.evaluate(async (address) => {
    const violated: string[] = [];
    document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
    const fetched = await fetch(address).then(
      () => "answered",
      () => "refused",
    );
    const image = new Image();
    const shown = new Promise((done) => {
      image.onload = () => done("shown");
      image.onerror = () => done("refused");
    });
    image.src = "https://example.com/pixel.png";
    const beacon = navigator.sendBeacon(address, "text");
    const pictured = await shown;
    return { fetched, pictured, beacon, violated };
  }, elsewhere);
  expect(outcome.fetched).toBe("refused");
  expect(outcome.pictured).toBe("refused");
  expect(outcome.violated).toEqual(expect.arrayContaining(["connect-src", "img-src"]));
  // An attempt that was refused is no request, and is counted as what it is.
  await page.getByText(/^0 requests out/).click();
  await expect(page.getByText(/attempts were refused/)).toHaveText(/^3 /);
});

test("binds its worker by the same policy", { tag: "@both" }, async ({ page, stage, traffic }) => {
  const started = page.waitForEvent("worker");
  await stage.open();
  const worker = await started;
  traffic.tried.add("https://example.com/collect");
  const outcome = await worker.evaluate(async () => {
    return fetch("https://example.com/collect").then(
      () => "answered",
      () => "refused",
    );
  });
  expect(outcome).toBe("refused");
  expect(traffic.addresses.filter((address) => address.startsWith("https:"))).toEqual([]);
});

test("runs no script made from text", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  const outcome = await page.evaluate(async () => {
    const attempt = (run: () => unknown): string => {
      try {
        run();
        return "ran";
      } catch (thrown) {
        return (thrown as Error).name;
      }
    };
    // What the test itself evaluates is let through; what runs after it is not.
    await new Promise((later) => setTimeout(later));
    return {
      text: attempt(() => new Function("return 1")()),
      markup: attempt(() => {
        document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
      }),
      address: attempt(() => new Worker("data:text/javascript,1")),
    };
  });
  expect(outcome).toEqual({ text: "EvalError", markup: "TypeError", address: "TypeError" });
});

test("counts its own requests, and none to anybody else", { tag: "@both" }, async ({ page, stage, form }) => {
  await stage.open();
  const chip = page.getByText(/^0 requests out/);
  await chip.click();
  const own = page.getByText(/fetched from its own address/);
  await expect(own).toHaveText(form === "file" ? /^0 files/ : /^(?:[4-9]|1\d) files/);
  await stage.picture("requests");
});

test("works without a network", { tag: "@both" }, async ({ page, stage, form, context }) => {
  await stage.open();
  if (form === "hosted") {
    // One visit is over when everything lies in the cache.
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      if (navigator.serviceWorker.controller === null) {
        await new Promise((taken) => {
          navigator.serviceWorker.addEventListener("controllerchange", taken, { once: true });
        });
      }
    });
  }
  await context.setOffline(true);
  await page.reload();
  await stage.loadSample();
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("link", { name: words("nav.catalogue", "zh") })).toBeVisible();
  await expect(page.getByRole("row").first()).toBeVisible();
  await stage.picture("offline");
});

test("keeps the language for the next visit", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  await expect(page.getByRole("link", { name: words("nav.catalogue") })).toBeVisible();
  await page.getByRole("button", { name: "简体中文" }).click();
  await expect(page.getByRole("link", { name: words("nav.catalogue", "zh") })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", /^zh/);
  await page.reload();
  await expect(page.getByRole("link", { name: words("nav.catalogue", "zh") })).toBeVisible();
  await page.getByRole("button", { name: "English" }).click();
  await page.reload();
  await expect(page.getByRole("link", { name: words("nav.catalogue") })).toBeVisible();
});

test.describe("with a Chinese browser", () => {
  test.use({ locale: "zh-CN" });

  test("opens in Chinese", { tag: "@both" }, async ({ page, stage }) => {
    await stage.open();
    await expect(page.getByRole("link", { name: words("nav.catalogue", "zh") })).toBeVisible();
  });

  test("opens in the language that a link asks for, and turns to the other", { tag: "@both" }, async ({
    page,
    stage,
  }) => {
    await stage.open("#?locale=en");
    await expect(page.getByRole("link", { name: words("nav.catalogue") })).toBeVisible();
    await expect(page.getByRole("button", { name: "English" })).toHaveAttribute("aria-pressed", "true");
    await page.getByRole("button", { name: "简体中文" }).click();
    await expect(page.getByRole("link", { name: words("nav.catalogue", "zh") })).toBeVisible();
  });
});

test("goes back and forward between its views", { tag: "@both" }, async ({ page, stage }) => {
  await stage.open();
  await stage.loadSample();
  await catalogueRows(page).first().locator(".row-open").click();
  await expect(page).toHaveURL(/#product\//);
  await page.goBack();
  await expect(page.getByRole("table", { name: words("catalogue.title") })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("form", { name: words("inputs.label") })).toBeVisible();
});

test("lets one of two tabs keep what is entered, and says so in the other", { tag: "@both" }, async ({
  page,
  stage,
  context,
}) => {
  await stage.open();
  const other = await context.newPage();
  await other.goto(stage.address);
  await expect(other.getByText(words("notice.open_elsewhere"))).toBeVisible();
  await expect(page.getByText(words("notice.open_elsewhere"))).toHaveCount(0);
});
