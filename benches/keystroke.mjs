// The keystroke bench: the built page with the sample, one product open with all its pictures, digits typed into its
// price. For each key: did the figures change before the next frame was painted, and how long was the main thread busy?

const PAUSE_MS = 70; // between keys, about the pace of fast typing; long enough for everything a key starts

/** Parts of the main thread's time that the browser counts: all, scripts, layout, style. */
export const PARTS = ["TaskDuration", "ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];

/** Runs inside the page: notes for every key which frame it fell into and in which frame the results had changed. */
function watch() {
  let frame = 0;
  const keys = [];
  const count = () => {
    frame += 1;
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  document.addEventListener(
    "input",
    () => keys.push({ at: performance.now(), frame, changedAt: null, changedIn: null }),
    true,
  );
  new MutationObserver(() => {
    const last = keys.at(-1);
    if (last === undefined || last.changedAt !== null) return;
    last.changedAt = performance.now();
    last.changedIn = frame;
  }).observe(document.querySelector(".results"), {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  globalThis.typed = keys;
}

/** Main-thread time of `count` keys into a field that has the focus, and of pauses of the same length without a key. */
async function timesOf(page, count) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return PARTS.map((part) => 1000 * metrics.find((metric) => metric.name === part).value);
  };
  const during = async (act) => {
    const before = await read();
    await act();
    await page.waitForTimeout(PAUSE_MS);
    const after = await read();
    return after.map((ms, at) => ms - before[at]);
  };
  const work = [];
  // The last digit goes and comes back, so every state is a price.
  const keys = ["Backspace", "5", "Backspace", "9"];
  for (let at = 0; at < count; at += 1) work.push(await during(() => page.keyboard.press(keys[at % keys.length])));
  // What the watching itself costs in a pause of the same length.
  const idle = [];
  for (let at = 0; at < 20; at += 1) idle.push(await during(() => {}));
  return { work, idle };
}

/** Opens the page at `url`, types `count` keys into the price of the first product of the sample. */
export async function keystrokes(browser, url, count) {
  const page = await browser.newPage({ locale: "en-US" });
  try {
    await page.goto(url);
    await page.getByRole("button", { name: "Load sample data" }).click();
    await page.locator(".catalogue .row-open").first().click();
    const price = page.locator('[data-field="price_list"] input');
    await price.waitFor();
    await page.locator(".results table:visible").first().waitFor();
    await price.click();
    await price.press("End");
    await page.evaluate(watch);
    const times = await timesOf(page, count);
    const typed = await page.evaluate(() => globalThis.typed);
    return { ...times, typed };
  } finally {
    await page.close();
  }
}

/** The same keys in a page that holds nothing but a field and a figure: what the browser and the machine take for themselves. */
export async function bareKeystrokes(browser, count) {
  const page = await browser.newPage({ locale: "en-US" });
  try {
    await page.setContent(`<label for="price">Price</label>
      <input id="price" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" value="49.99"><p></p>`);
    await page.evaluate(() => {
      const figure = document.querySelector("p");
      document.addEventListener("input", (event) => {
        figure.textContent = event.target.value;
      });
    });
    const price = page.locator("input");
    await price.click();
    await price.press("End");
    return await timesOf(page, count);
  } finally {
    await page.close();
  }
}
