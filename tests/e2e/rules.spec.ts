// Every rule of docs/rules.md is seen on the page: its data are opened as a workspace, and the words that its row names
// stand in its view, in sight. The data are those that the book is held to (tests/book/rules.json).

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { en } from "../../www/src/i18n/en.ts";
import type { Message } from "../../www/src/i18n/message.ts";
import { expect, test, words } from "./stage.ts";

type Texts = Readonly<Record<string, string>>;

/** What is entered for a rule; the first product is the one looked at. */
interface Data {
  readonly products?: readonly string[];
  readonly market?: string;
  readonly settings?: Texts;
  readonly lines?: Texts;
  readonly own?: Texts;
  readonly log?: readonly Texts[];
  readonly restock?: Texts;
  readonly weeks?: readonly { count: number; units: number; market?: string; before?: number }[];
  readonly plan?: Texts;
  readonly promotions?: readonly { mechanic: string; texts: Texts }[];
  readonly bundle?: Texts;
  readonly review?: object;
  readonly transfers?: object;
  readonly isAlone?: boolean;
  readonly other?: Data;
}

interface Row {
  readonly rule: string;
  readonly views: readonly string[];
  readonly keys: readonly (keyof typeof en)[];
  readonly data: Data;
}

/** A row with the product that was entered for it; null = none. */
interface Placed {
  readonly row: Row;
  readonly key: string | null;
}

/** A view, and whether it is of a product. */
interface Place {
  readonly hash: string;
  readonly isProduct: boolean;
}

/** A workspace and the rows that are looked at in it. */
interface Scene {
  readonly entries: readonly object[];
  readonly rows: readonly Placed[];
}

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");

const file: { today: string; products: Record<string, Texts>; rules: Record<string, Data> } = JSON.parse(
  read("../book/rules.json"),
);

const rows: readonly Row[] = read("../../docs/rules.md")
  .split("\n")
  .filter((line) => /^\| [a-z]/.test(line) && !line.startsWith("| rule "))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, rule = "", views = "", named = ""]) => ({
    rule,
    views: views.split(", "),
    keys: named.split(", ") as (keyof typeof en)[],
    data: file.rules[rule] ?? {},
  }));

/** Views of a product. */
const ofProduct = ["#product", "#plan", "#promotions", "#restock"];

/** Words that only the page of the product says because of its own data: the catalogue names every rule beside its lines. */
const ofFindings = ["alert_rule", "alert_why", "health_figure", "health_class"];

/** Whether a word is looked for at a place: of the two pages of health each has its own words. */
function isSought(key: string, place: Place): boolean {
  const isOfProduct = ofFindings.includes(key.split(".")[0] ?? "");
  return !place.hash.startsWith("#health") || isOfProduct === place.isProduct;
}

/** What is pasted as sales. */
function sales(weeks: Data["weeks"] = []): string {
  const rows = weeks.flatMap(({ count, units, market = "", before = 0 }) =>
    Array.from({ length: count }, (_, week) => {
      const day = new Date(Date.parse(`${file.today}T00:00:00Z`) - 7 * (week + before) * 86_400_000);
      return `${day.toISOString().slice(0, 10)} ${units} ${market}`;
    }),
  );
  return rows.join("\n");
}

/** Entries of the data of a rule; its products are numbered after so many others. */
function entriesOf(data: Data, others: number): { entries: object[]; key: string | null } {
  const names = data.products ?? [];
  const key = names.length > 0 ? `own-${others + 1}` : null;
  const worksheet = (view: string, of: string | null, sheet: object) => ({ kind: "worksheet", view, key: of, sheet });
  const entries: object[] = names.flatMap((name, at) => {
    const product = `own-${others + 1 + at}`;
    const fields = Object.entries(file.products[name] ?? {});
    return [
      { kind: "product", key: product },
      ...fields.map(([field, text]) => ({ kind: "edit", key: product, field, text })),
    ];
  });
  for (const [field, text] of Object.entries(data.settings ?? {}))
    entries.push({ kind: "edit", key: null, field, text });
  const pasted = data.weeks ? { sales: sales(data.weeks) } : {};
  if (data.lines) entries.push(worksheet("health", null, { texts: data.lines }));
  if (data.own) entries.push(worksheet("health", key, { texts: data.own }));
  if (data.log) entries.push(worksheet("alerts", null, { log: data.log }));
  if (data.restock || data.weeks) entries.push(worksheet("restock", key, { texts: { ...data.restock, ...pasted } }));
  if (data.plan) entries.push(worksheet("plan", key, { texts: data.plan }));
  if (data.promotions || data.bundle) {
    const columns = (data.promotions ?? []).map((column, at) => ({ id: String(at + 1), ...column }));
    entries.push(worksheet("promotions", key, { shared: {}, columns, partner: null, bundle: data.bundle ?? {} }));
  }
  if (data.review) entries.push(worksheet("review", null, data.review));
  if (data.transfers) entries.push(worksheet("transfers", null, data.transfers));
  return { entries, key };
}

/** As few workspaces as can be: what holds for all products, and sums over them, are of one rule's data alone. */
function scenesOf(rows: readonly Row[]): Scene[] {
  const scenes = new Map<string, { entries: object[]; rows: Placed[]; products: number }>();
  for (const row of rows) {
    const { data } = row;
    const { isAlone, lines, log, settings, review, transfers, products = [] } = data;
    const whole = { lines, log, settings, review, transfers, products, bundle: data.bundle };
    const isShared = !(isAlone || lines || log || settings || review || transfers);
    const name = isShared ? "" : JSON.stringify(whole);
    const scene = scenes.get(name) ?? { entries: [{ kind: "today", today: file.today }], rows: [], products: 0 };
    scenes.set(name, scene);
    const isThere = !isShared && scene.rows.length > 0;
    const { entries, key } = entriesOf(data, isThere ? 0 : scene.products);
    if (!isThere) {
      scene.entries.push(...entries);
      scene.products += products.length;
    }
    scene.rows.push({ row, key });
  }
  return [...scenes.values()];
}

async function take(page: Page, scene: Scene): Promise<void> {
  await page.evaluate(() => location.assign("#workspace"));
  const saved = `${file.today}T12:00:00.000Z`;
  const text = JSON.stringify({ format: "clearfloor workspace", version: 1, saved, entries: scene.entries });
  const chooser = page.locator('input[accept=".json,application/json"]');
  await chooser.setInputFiles({ name: "rules.json", mimeType: "application/json", buffer: Buffer.from(text) });
  // The question differs where there is nothing yet.
  const button = (key: "workspace.take" | "workspace.replace") =>
    page.getByRole("button", { name: words(key), exact: true });
  await button("workspace.take").or(button("workspace.replace")).click();
  await expect(page.locator(".arrival")).toHaveCount(0);
}

/** What the engine's worker has been asked and not answered. */
const countAsked = () => {
  const Plain = globalThis.Worker;
  const asked = new Set<unknown>();
  Object.assign(globalThis, { asked });
  globalThis.Worker = class extends Plain {
    constructor(...of: ConstructorParameters<typeof Plain>) {
      super(...of);
      this.addEventListener("message", ({ data }) => {
        if (data?.kind !== "fetching") asked.delete(data?.id);
      });
    }
    override postMessage(message: { id?: unknown }, more?: unknown): void {
      if (message.id !== undefined) asked.add(message.id);
      super.postMessage(message, more as Transferable[]);
    }
  };
};

/** Texts in sight of the view, folds opened; none while the engine works. */
function inSight(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
    await new Promise((later) => setTimeout(later, 20));
    if ((globalThis as unknown as { asked: Set<unknown> }).asked.size > 0) return [];
    for (const fold of document.querySelectorAll("main details:not([open])")) fold.setAttribute("open", "");
    // Reasons that open below their line.
    const closed = document.querySelectorAll<HTMLElement>('main .door[aria-expanded="false"]:not([aria-haspopup])');
    for (const door of closed) door.click();
    const found: string[] = [];
    for (const element of document.querySelectorAll("main *, dialog[open] *")) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const text = own.map((node) => node.textContent).join("");
      if (text.trim() === "") continue;
      const shown = element.closest("select") ?? element;
      const { width, height } = shown.getBoundingClientRect();
      const isSeen = shown.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (isSeen && width > 1 && height > 1) found.push(text.replace(/\s+/g, " ").trim());
    }
    return found;
  });
}

/** What a message looks like with anything in its places, in each of its forms. */
function looksOf(message: Message): RegExp[] {
  const forms = typeof message === "string" ? [message] : Object.values(message);
  return forms.map((form) => {
    const parts = form.split(/\{\w+\}/).map((part) => part.trim().replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const isPlain = parts.length === 1;
    // A heading may name the currency after its words, a figure its unit.
    return new RegExp(isPlain ? `^${parts[0]}(?:[,:(] ?.*)?$` : parts.join("\\s*.+?\\s*"));
  });
}

/** Where the words of a row may stand. */
function placesOf({ row, key }: Placed): Place[] {
  return row.views.flatMap((view) => {
    const own = { hash: `${view}/${key}`, isProduct: true };
    const whole = { hash: view, isProduct: false };
    if (ofProduct.includes(view)) return [own];
    return view === "#health" && key !== null ? [own, whole] : [whole];
  });
}

/** Words of a row that are not seen in its views by then. */
async function missing(page: Page, placed: Placed, ms: number): Promise<string[]> {
  const places = placesOf(placed);
  let left = placed.row.keys;
  for (const [at, place] of places.entries()) {
    const sought = left.filter((key) => isSought(key, place));
    if (sought.length === 0) continue;
    // What does not come here may stand in the next place.
    const isLast = places.slice(at + 1).every((later) => sought.every((key) => !isSought(key, later)));
    const longest = isLast ? ms : Math.min(ms, 600);
    await page.evaluate((to) => location.assign(to), place.hash);
    for (const end = Date.now() + longest; ; ) {
      const texts = await inSight(page);
      const isSeen = (key: Row["keys"][number]) =>
        looksOf(en[key]).some((look) => texts.some((text) => look.test(text)));
      const still = left.filter((key) => sought.includes(key) && !isSeen(key));
      left = left.filter((key) => !sought.includes(key) || still.includes(key));
      if (still.length === 0 || (Date.now() > end && texts.length > 0) || Date.now() > end + 4 * ms) break;
      const [door] = still.filter((key) => key.startsWith("explain."));
      const figure = door?.replace("explain.", "figure.") as keyof typeof en | undefined;
      const isOpen = (await page.locator("dialog[open]").count()) > 0;
      if (figure !== undefined && figure in en && texts.length > 0 && !isOpen) {
        await page
          .getByRole("button", { name: new RegExp(words(figure as "figure.pays")) })
          .first()
          .click();
      }
    }
  }
  if (left.length < placed.row.keys.length) await page.keyboard.press("Escape");
  return [...left];
}

test("every rule is seen on the page on data that trigger it", async ({ page, stage }) => {
  test.slow();
  await page.addInitScript(countAsked);
  await stage.open();
  const unseen: string[] = [];
  const look = async (rows: readonly Row[], ms: number): Promise<Row[]> => {
    const left: Row[] = [];
    for (const scene of scenesOf(rows)) {
      await take(page, scene);
      for (const placed of scene.rows) {
        const keys = await missing(page, placed, ms);
        if (keys.length > 0) left.push({ ...placed.row, keys: keys as Row["keys"] });
      }
    }
    return left;
  };
  // What one reading does not say, the other does.
  const [ms, once] = [8000, 2500];
  const left = await look(rows, once);
  const again = left.filter(({ data }) => data.other !== undefined);
  const others = again.map((row) => ({ ...row, data: { ...row.data, ...row.data.other, isAlone: true } }));
  const still = [...left.filter(({ data }) => data.other === undefined), ...(await look(others, once))];
  // On a busy machine something may have come too late.
  for (const { rule, keys } of await look(still, ms)) unseen.push(`${rule}: ${keys.join(", ")}`);
  expect(unseen).toEqual([]);
});
