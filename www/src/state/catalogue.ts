// What the seller can do with the list: narrow it, put it together, mark rows, change many at once.

import { Refused } from "../engine/failure";
import type { Look, Selection } from "../engine/protocol";
import type { Bounds, Filter, Found, Problem } from "../engine/types";
import { theSession } from "./current";
import * as store from "./store";

/** Figures that span each scatter. */
export const spans: Readonly<Record<store.Scatter, { readonly x: string; readonly y: string }>> = {
  cover: { x: "cover", y: "gain" },
  turns: { x: "turns", y: "units" },
};

/** How many rows of what to do first are shown. */
const mostFirst = 8;

/** Everything that could be done, the most urgent first. */
export function firstWindow(urgency: store.Urgency): typeof store.firstWindow {
  return {
    ...store.firstWindow,
    count: mostFirst,
    sort: urgency,
    isDescending: urgency !== "deadline",
    filter: { ...store.noFilter, actions: ["cut", "liquidate", "remove", "resell", "dispose"] },
  };
}

/** What the list shows beside its rows. */
export function boardLook(): Look {
  const { filter } = store.list.peek();
  const { x, y } = spans[store.scatter.peek()];
  const selection = selectionOf(store.marked.peek());
  return {
    totals: filter,
    ages: { ...filter, ages: null },
    points: { filter: { ...filter, bounds: filter.bounds.filter(({ figure }) => figure !== x && figure !== y) }, x, y },
    ...(selection === null ? {} : { selection }),
  };
}

export function selectionOf(marked: store.Marked): Selection | null {
  if (marked.kind === "all") return { filter: marked.filter, except: [...marked.except] };
  return marked.keys.size === 0 ? null : { keys: [...marked.keys] };
}

export function isMarked(marked: store.Marked, key: string): boolean {
  return marked.kind === "all" ? !marked.except.has(key) : marked.keys.has(key);
}

/** Categories of what the filter lets through but for its part on category, with how many products are of each. */
export async function lookAtCategories(): Promise<void> {
  await lookAtChoices("category", store.categories);
}

/** The same by supplier. */
export async function lookAtSuppliers(): Promise<void> {
  if (store.hasSuppliers.peek()) await lookAtChoices("supplier", store.suppliers);
}

async function lookAtChoices(group: "category" | "supplier", into: typeof store.categories): Promise<void> {
  const filter = { ...store.list.peek().filter, ...(group === "category" ? { category: null } : { supplier: "" }) };
  const list = { ...store.firstWindow, filter, group };
  try {
    const seen = await theSession().client.request("look", { look: { list } }, { lane: group, isBackground: true });
    if (seen.rows) into.value = seen.rows.heads.map(({ code, totals }) => ({ code, products: totals.products }));
  } catch (thrown) {
    theSession().tellFailure(thrown, "refused");
  }
}

// --- narrowing and order ----------------------------------------------------------------

/** Sorts the list; the same column again turns the direction. */
export function sortBy(sort: string): void {
  const { list } = store;
  const isSame = list.value.sort === sort;
  const isDescending = isSame ? !list.value.isDescending : sort !== "sku" && sort !== "deadline";
  changeList({ sort, isDescending, offset: 0 });
}

/** Moves the window of rows. */
export function showRows(offset: number, count: number): void {
  changeList({ offset, count });
}

/** Narrows the list further, or less. */
export function narrow(part: Partial<Filter>): void {
  const filter = { ...store.list.value.filter, ...part };
  store.marked.value = store.noneMarked;
  store.markedTotals.value = null;
  store.openRow.value = null;
  store.list.value = { ...store.list.value, filter, offset: 0, count: store.firstWindow.count };
  void theSession().refresh({ list: store.list.value, ...boardLook() }, "list");
}

/** Narrows by a figure; both ends open takes the bounds away. */
export function bound(figure: string, from: number | null, to: number | null): void {
  const others = store.list.value.filter.bounds.filter((bounds) => bounds.figure !== figure);
  const own: Bounds[] = from === null && to === null ? [] : [{ figure, from, to }];
  narrow({ bounds: [...others, ...own] });
}

/** Narrows by two figures at once, as a brush over a picture does. */
export function boundBoth(bounds: readonly Bounds[]): void {
  const figures = new Set(bounds.map(({ figure }) => figure));
  const others = store.list.value.filter.bounds.filter(({ figure }) => !figures.has(figure));
  narrow({ bounds: [...others, ...bounds.filter(({ from, to }) => from !== null || to !== null)] });
}

/** Shows everything again. */
export function clearFilter(): void {
  narrow(store.noFilter);
}

/** Puts rows together; null = one list. Groups begin closed. */
export function groupBy(group: string | null): void {
  changeList({ group, open: [], offset: 0 });
}

export function toggleGroup(code: string): void {
  const { open } = store.list.value;
  changeList({ open: open.includes(code) ? open.filter((other) => other !== code) : [...open, code] });
}

/** Ranks what to do first. */
export function rankFirst(urgency: store.Urgency): void {
  store.urgency.value = urgency;
  void theSession().refresh({ first: firstWindow(urgency) }, "first");
}

/** Chooses what the scatter shows. Bounds made by the other one stay in force. */
export function showScatter(scatter: store.Scatter): void {
  store.scatter.value = scatter;
  void theSession().refresh(boardLook(), "board");
}

function changeList(part: Partial<typeof store.list.value>): void {
  // Rows get other places; only scrolling leaves them where they are.
  if ("sort" in part || "group" in part || "open" in part) store.openRow.value = null;
  store.list.value = { ...store.list.value, ...part };
  void theSession().refresh({ list: store.list.value }, "list");
}

// --- rows and columns -------------------------------------------------------------------

/** Opens a row in place, or closes it; one is open at a time. */
export function toggleRow(key: string, place: number): void {
  store.openRow.value = store.openRow.value?.key === key ? null : { key, place };
}

/** Looks at the product of the row that is open. */
export async function peekProduct(key: string): Promise<void> {
  const session = theSession();
  try {
    const { product } = await session.client.request("look", { look: { key, product: true } }, { lane: "peek" });
    if (product) store.peeked.value = { key, product };
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
  }
}

/** Hides a column, or shows it again; the choice is kept. */
export function toggleColumn(column: string): void {
  const hidden = new Set(store.hiddenColumns.value);
  if (!hidden.delete(column)) hidden.add(column);
  store.hiddenColumns.value = hidden;
  void theSession().storage.prefer("columns", [...hidden].join(" "));
}

/** Products whose SKU or title is closest to the text. */
export async function find(text: string): Promise<readonly Found[]> {
  return theSession().client.request("find", { text, limit: 8 }, { lane: "find" });
}

// --- marking and changing many -----------------------------------------------------------

/** Marks a row, or takes the mark away. */
export function toggleMark(key: string): void {
  const marked = store.marked.value;
  const listed = new Set(marked.kind === "all" ? marked.except : marked.keys);
  if (!listed.delete(key)) listed.add(key);
  setMarked(marked.kind === "all" ? { ...marked, except: listed } : { kind: "keys", keys: listed });
}

/** Marks all rows of the list, shown or not, or takes all marks away. */
export function markAll(isMarked: boolean): void {
  setMarked(isMarked ? { kind: "all", filter: store.list.value.filter, except: new Set<string>() } : store.noneMarked);
}

function setMarked(marked: store.Marked): void {
  store.marked.value = marked;
  const selection = selectionOf(marked);
  if (selection === null) store.markedTotals.value = null;
  else void theSession().refresh({ selection }, "selection");
}

/** Keys of all marked products. */
export async function markedKeys(): Promise<readonly string[]> {
  const marked = store.marked.value;
  const keys = marked.kind === "keys" ? [...marked.keys] : await keysOf(marked.filter);
  return keys.filter((key) => isMarked(marked, key));
}

/** Puts a text into a field of all marked products: one step. Gives what is wrong with it, or null. */
export async function editMarked(field: string, text: string): Promise<Problem | null> {
  const keys = await markedKeys();
  return keys.length === 0 ? null : editMany(keys, field, text);
}

/** Keys of what a filter lets through; none if the engine cannot say, which is told. */
async function keysOf(filter: Filter): Promise<readonly string[]> {
  const session = theSession();
  try {
    return await session.client.request("keys", { filter });
  } catch (thrown) {
    session.tellFailure(thrown, "refused");
    return [];
  }
}

/** Puts a text into a field of these products: one step. Gives what is wrong with it, or null. */
export async function editMany(keys: readonly string[], field: string, text: string): Promise<Problem | null> {
  const session = theSession();
  session.isAsked();
  try {
    await session.client.request("editMany", { keys, field, text });
  } catch (thrown) {
    if (thrown instanceof Refused) return toProblem(thrown, field);
    session.tellFailure(thrown, "refused");
    return null;
  }
  session.dropDrafts(keys, field);
  void session.calculate();
  return null;
}

/** Puts a text into a field of every product that lacks it: one step. Gives what is wrong with it, or null. */
export async function fillMissing(field: string, text: string): Promise<Problem | null> {
  const keys = await keysOf({ ...store.noFilter, missing: field });
  return keys.length === 0 ? null : editMany(keys, field, text);
}

/** Has a missing size read in a unit, for every product that lacks it: one step. */
export async function setMissingUnit(asked: string, field: "dim_unit" | "weight_unit", unit: string): Promise<void> {
  const keys = await keysOf({ ...store.noFilter, missing: asked });
  if (keys.length > 0) await editMany(keys, field, unit);
}

function toProblem({ refusal }: Refused, field: string): Problem {
  return {
    code: refusal.code,
    severity: "error",
    file: null,
    line: null,
    column: null,
    heading: null,
    field,
    sku: null,
    params: [...refusal.params],
  };
}

// --- back and forth ---------------------------------------------------------------------

/** Takes the last step back. */
export async function undo(): Promise<void> {
  await theSession().stepBack();
}

/** Puts the step back that was taken back last. */
export async function redo(): Promise<void> {
  await theSession().stepForth();
}
