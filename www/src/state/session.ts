// Ties engine, input and storage together: starts, restores, looks, and tells.

import { batch } from "@preact/signals";
import type { Call, Clock, Port } from "../engine/client";
import { EngineClient } from "../engine/client";
import type { EngineParts } from "../engine/code";
import { Cancelled, codeOfRestart, Refused, reasonOf, Superseded, WorkerEnded } from "../engine/failure";
import type { Answer, Ask, Kind, Look, Seen, Started } from "../engine/protocol";
import type { Input, MissingFact } from "../engine/types";
import { boardLook, firstWindow, spans } from "./catalogue";
import { clearShown } from "./clear-shown";
import { renamedDrafts, withAnswered } from "./drafts";
import { History, type Recorded, type Side, type Step } from "./history";
import { inTime, tooSlow } from "./in-time";
import { type Difference, type Entry, InputLog, nameOfEntry, sheetName, tableOf } from "./input-log";
import { KeptSteps } from "./kept-steps";
import { isOfProductAlone, isSameWindow, sameRows, take, withoutProduct } from "./looks";
import { packOf } from "./market";
import type { Near } from "./near";
import { feeView, giveOwnFees, taken } from "./own-fees";
import { isPictureOld, pictureLook, showPictures } from "./pictures";
import { type Journal, type Preferences, Storage } from "./storage";
import * as store from "./store";
import type { Traffic } from "./traffic";

/** What the session takes from outside. */
export interface Environment {
  readonly spawn: () => Port;
  readonly code: EngineParts;
  readonly clock: Clock;
  /** Today as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Hears of what the workers fetch. */
  readonly traffic: Pick<Traffic, "note">;
  /** Whether no other tab writes the storage. */
  readonly isOnlyTab: () => Promise<boolean>;
  /** Bytes of a file of the page. */
  readonly readAsset: (name: string) => Promise<ArrayBuffer>;
  /** Takes what is not written yet when the page goes. */
  readonly journal: Journal | null;
}

/** A text put into a field, and the answer to it. */
interface Typed {
  readonly ask: Ask<"edit">;
  readonly answer: Answer<"edit">;
}

/** The list and the line above it follow long work at most this often. */
const refreshMs = 300;
/** After so long without another edit of the open product the catalogue follows. */
const settleMs = 450;
/** Changes within so long of each other are written together. */
const writeMs = 200;
/** A write that failed is tried again after so long, then after twice as long, and so on. */
const retryMs = 5000;
const mostRetryMs = 80_000;
/** Restarts without anything done by the seller in between, before the page stops asking by itself. */
const quietRestarts = 2;

export class Session {
  readonly environment: Environment;
  readonly log = new InputLog();
  readonly history = new History();
  readonly #keptSteps = new KeptSteps();
  readonly client: EngineClient;
  /** The open product's own book, for an answer within the frame. */
  near: Near | null = null;
  readonly storage: Storage;
  #noticeId = 1;
  #restarts = 0;
  #isSaving = true;
  #retryMs = retryMs;
  /** One's own workspace while another one is looked at beside it. */
  #own: { entries: readonly Entry[]; newest: number; steps: Readonly<Record<Side, readonly Recorded[]>> } | null = null;
  /** The facts the engine asks for. */
  #askedFacts: readonly MissingFact[] = [];
  #calculation: AbortController | null = null;
  #more: AbortController | null = null;
  #stopSettling: () => void = () => {};
  /** Settles when the worker has what was typed last. */
  #typed: Promise<unknown> = Promise.resolve();
  #known: Typed | null = null;

  constructor(environment: Environment) {
    this.environment = environment;
    const isWriter = environment.isOnlyTab();
    this.storage = new Storage(
      (why) => this.#written(why),
      isWriter,
      () => new Promise((resolve) => void environment.clock.after(writeMs, resolve)),
      environment.journal,
    );
    void isWriter.then((isIt) => {
      if (isIt) return;
      this.#isSaving = false;
      store.isSaved.value = false;
      this.tell("open_elsewhere", "warning");
    });
    this.client = new EngineClient({
      spawn: environment.spawn,
      code: environment.code,
      clock: environment.clock,
      restore: async (call) => {
        const isLong = this.log.entries.length > 0;
        taken.value = null;
        const difference = await this.log.replay(call, environment.today(), {
          readPack: (market) => environment.readAsset(packOf(market)),
          onProgress: (progress, entry) => {
            if (isLong) store.work.value = { kind: "restoring", name: nameOfEntry(entry), progress };
          },
          onRenamed: (from, to) => {
            const view = store.view.peek();
            if ("key" in view && view.key === from) store.view.value = { ...view, key: to };
            store.drafts.value = renamedDrafts(store.drafts.peek(), from, to);
            this.history.rename(from, to);
          },
          onDraft: ({ key, field, text }, problem) => {
            const name = store.draftKey(key, field);
            // What is being typed meanwhile is newer.
            if ((store.drafts.peek()[name]?.text ?? text) !== text) return;
            store.drafts.value = { ...store.drafts.peek(), [name]: { text, isPending: false, problem } };
          },
          onWorksheet: async (call, { view, sheet }) => {
            if (view !== feeView) return;
            try {
              await giveOwnFees(call, environment.readAsset, sheet, this.log.market);
            } catch (thrown) {
              if (thrown instanceof WorkerEnded) throw thrown;
              // The page's own file could not be had: the seller's input stays, the tables hold.
              this.tell("own_fees_not_used", "error", { why: reasonOf(thrown) });
            }
          },
          onBroken: (entry, why) =>
            this.tell("engine_entry_left_out", "error", { entry: nameOfEntry(entry), why: reasonOf(why) }),
        });
        this.keep(difference);
      },
      onReady: (started, replaced) => this.#ready(started, replaced),
      onWhole: (code) => {
        const make = ({ Near }: typeof import("./near")): void => {
          this.near ??= new Near();
          this.near.takeCode(code);
          this.fillNear();
        };
        import("./near").then(make).catch((thrown) => console.info("no quick answers:", thrown));
        if (store.settings.peek().length === 0) void this.refresh({ settings: true }, "settings");
      },
      onEnded: ({ reason }) => {
        this.near?.drop();
        // One that was given up on purpose is no news.
        if (reason !== "closed") store.status.value = "restarting";
      },
      onFailed: (ended) => {
        store.status.value = "failed";
        store.work.value = null;
        store.isRestoring.value = false;
        this.tell("engine_failed", "error", { why: ended.message });
      },
      onChanged: (kind, ask, answer) => this.#changed(kind, ask, answer),
    });
  }

  /** Reads what was kept. */
  async load(): Promise<Preferences> {
    let preferences: Preferences = {};
    try {
      const kept = await inTime(this.storage.load(), this.environment.clock);
      const steps = this.#keptSteps.restore(kept.steps, kept.entries);
      const orders = [...steps.done, ...steps.undone].flatMap(({ removed, added }) => [...removed, ...added]);
      this.log.load(kept.entries, Math.max(kept.newest, ...orders.map(({ order }) => order)));
      this.history.load(steps);
      this.#keptSteps.follow(steps.done, steps.undone, kept.entries);
      this.#tellSteps();
      ({ preferences } = kept);
      if (kept.isLost) this.tell("kept_lost", "warning");
      if (kept.unreadable > 0) this.tell("kept_unreadable", "warning", { count: String(kept.unreadable) });
    } catch (thrown) {
      // Nothing is written over what could not be read.
      this.#isSaving = false;
      store.isSaved.value = false;
      const name = thrown instanceof Error ? thrown.name : "";
      if (thrown === tooSlow) this.tell("not_loaded_in_time", "warning");
      else if (name === "VersionError") this.tell("kept_by_newer", "warning");
      else this.tell("not_loaded", "warning", { why: reasonOf(thrown) });
    }
    store.isTodayFixed.value = this.log.fixedToday !== null;
    store.isRestoring.value = this.log.entries.length > 0;
    store.choices.value = this.log.choices;
    return preferences;
  }

  /** Says something that belongs to no field. The same thing is said once. */
  tell(
    code: string,
    severity: store.Notice["severity"],
    params: Readonly<Record<string, string>> = {},
    more: readonly Input[] = [],
  ): void {
    const inputs = [...Object.entries(params).map(([name, text]) => ({ name, text })), ...more];
    const others = store.notices.value.filter((notice) => notice.code !== code || isOfFile(notice));
    const notice: store.Notice = { id: this.#noticeId++, code, severity, params: inputs };
    store.notices.value = [...others, notice];
  }

  /** Tells of a request that was not answered, unless the seller need not know. */
  tellFailure(thrown: unknown, code: string, params: Readonly<Record<string, string>> = {}): void {
    if (thrown instanceof Superseded) return;
    if (thrown instanceof Cancelled) this.tell("cancelled", "note");
    else if (thrown instanceof Refused) {
      const { refusal } = thrown;
      this.tell(code, "error", { ...params, cause: refusal.code }, refusal.params);
    } else if (!(thrown instanceof WorkerEnded)) {
      this.tell(code, "error", { ...params, cause: "unexpected", why: reasonOf(thrown) });
    }
    // A worker that ended is told of by `onReady` or `onFailed`.
  }

  keep(difference: Difference): void {
    if (difference.put.length + difference.remove.length === 0) return;
    if (!this.#isSaving || this.#own !== null) {
      store.isAtRisk.value = true;
      return;
    }
    const { done, undone } = this.history.steps;
    void this.storage.write(difference, this.#keptSteps.follow(done, undone, this.log.entries));
    if (this.storage.isFileWaiting) store.isAtRisk.value = true;
  }

  /** Notes a change of the log as a step that can be taken back. */
  record(step: Step, change: () => Difference, field: string | null = null): void {
    const before = [...this.log.entries];
    const difference = change();
    const gone = new Set([...difference.remove, ...difference.put.map(({ order }) => order)]);
    // A text that could not be used was never in force.
    const removed = before.filter((entry) => gone.has(entry.order) && entry.kind !== "draft");
    this.history.record(step, removed, difference.put, field);
    this.#tellSteps();
    this.keep(difference);
  }

  /** What is typed next into any field is a step of its own. */
  closeStep(): void {
    this.history.close();
  }

  /** Does several things as one step. */
  async asOneStep(step: Step, make: () => Promise<void>): Promise<void> {
    this.history.beginGroup(step);
    try {
      await make();
    } finally {
      this.history.endGroup();
    }
  }

  /** Takes note of what is on its way to the worker; `known` = what the product's own book said of it. */
  noteTyped(answer: Promise<unknown>, known: Typed | null): void {
    this.#known = known;
    this.#typed = answer.then(
      () => {
        if (this.#known === known) this.#known = null;
      },
      () => {},
    );
  }

  /** The page may be gone after this: what was entered is kept, also what the worker has not heard of yet. */
  leave(): void {
    const known = this.#known;
    if (known !== null) this.#changed("edit", known.ask, known.answer);
    this.client.release();
    this.storage.leave();
  }

  /** Sends what was typed and not sent yet; settles when the worker has it. */
  async stopTyping(): Promise<void> {
    this.client.release();
    await this.#typed;
  }

  async stepBack(): Promise<void> {
    await this.stopTyping();
    const step = this.history.undo();
    if (step !== null) await this.#exchange(step, step.added, step.removed);
  }

  async stepForth(): Promise<void> {
    await this.stopTyping();
    const step = this.history.redo();
    if (step !== null) await this.#exchange(step, step.removed, step.added);
  }

  /** Drops what is being typed in a field of these products. */
  dropDrafts(keys: readonly (string | null)[], field: string): void {
    const names = new Set(keys.map((key) => store.draftKey(key, field)));
    const others = Object.entries(store.drafts.peek()).filter(([name]) => !names.has(name));
    store.drafts.value = Object.fromEntries(others);
    for (const key of keys) this.keep(this.log.removeDraft(key, field));
  }

  async #exchange(step: Recorded, removed: readonly Entry[], added: readonly Entry[]): Promise<void> {
    this.isAsked();
    this.keep(this.log.exchange(removed, added));
    this.#tellSteps();
    if (step.what === "workspace") {
      this.#fillAnew();
      return;
    }
    store.isTodayFixed.value = this.log.fixedToday !== null;
    this.#showOwn();
    // What stands side by side and in other worksheets is the page's own: the book knows nothing of it.
    if ([...removed, ...added].some((entry) => entry.kind === "worksheet" && entry.view === feeView)) {
      await this.useOwnFees();
    }
    const touched = [...removed, ...added].filter(({ kind }) => kind !== "comparison" && kind !== "worksheet");
    if (touched.length === 0) return;
    const edits = touched.filter((entry) => entry.kind === "edit" || entry.kind === "bulk");
    for (const entry of edits) this.dropDrafts(entry.kind === "bulk" ? entry.keys : [entry.key], entry.field);
    if (edits.length < touched.length) {
      // Tables and products have their places among the others, so the book is filled anew.
      const shown = store.view.peek();
      const isGone = removed.some((entry) => entry.kind === "product" && "key" in shown && shown.key === entry.key);
      if (isGone) store.view.value = { name: "catalogue" };
      this.client.replace();
      return;
    }
    const fields = new Map<string, Set<string | null>>();
    for (const entry of edits) {
      const keys = fields.get(entry.field) ?? new Set();
      for (const key of entry.kind === "bulk" ? entry.keys : [entry.key]) keys.add(key);
      fields.set(entry.field, keys);
    }
    const texts = [...fields].flatMap(([field, keys]) =>
      [...this.log.textsOf([...keys], field)].flatMap(([text, of]) => {
        const ofProducts = of.filter((key) => key !== null);
        return [
          ...(ofProducts.length > 0 ? [{ keys: ofProducts, field, text }] : []),
          ...(ofProducts.length < of.length ? [{ keys: null, field, text }] : []),
        ];
      }),
    );
    try {
      await this.client.request("applyEdits", { edits: texts });
    } catch (thrown) {
      this.tellFailure(thrown, "refused", { step: step.what });
      return;
    }
    void this.refresh();
    await this.calculate();
  }

  /** Puts another workspace in the place of the present one, as a step that gives back all of it, also what could not be used. */
  adopt(step: Step, entries: readonly Entry[]): void {
    const removed = [...this.log.entries];
    const difference = this.log.exchangeAll(entries);
    this.history.record(step, removed, difference.put);
    this.keep(difference);
    this.#fillAnew();
  }

  /** Shows another workspace beside the present one, which is laid aside untouched. Nothing done there is kept. */
  lookBeside(entries: readonly Entry[]): void {
    const { done, undone } = this.history.steps;
    this.#own ??= {
      entries: this.log.entries,
      newest: this.log.newest,
      steps: { done: [...done], undone: [...undone] },
    };
    this.log.load(entries);
    this.history.forget();
    this.#fillAnew();
  }

  /** Goes back to one's own workspace; gives what was looked at, as it is by now. */
  returnFromBeside(): readonly Entry[] {
    const seen = this.log.entries;
    if (this.#own === null) return seen;
    const { entries, newest, steps } = this.#own;
    this.#own = null;
    this.log.load(entries, newest);
    this.history.load(steps);
    store.isAtRisk.value = !store.isSaved.peek() && entries.length > 0;
    this.#fillAnew();
    return seen;
  }

  #fillAnew(): void {
    this.isAsked();
    clearShown();
    this.#tellSteps();
    this.#showOwn();
    this.client.replace();
  }

  /** Has the book calculate with the seller's own fees as the worksheet has them. */
  async useOwnFees(): Promise<void> {
    const sheet = this.log.worksheets[sheetName(feeView, null)];
    const call: Call = (kind, ask) => this.client.request(kind, ask);
    try {
      await giveOwnFees(call, this.environment.readAsset, sheet, this.log.market);
    } catch (thrown) {
      this.tellFailure(thrown, "refused");
      return;
    }
    void this.refresh();
    void this.calculate();
  }

  /** Shows what the log keeps for views of their own. */
  #showOwn(): void {
    store.choices.value = this.log.choices;
    store.worksheets.value = this.log.worksheets;
  }

  #tellSteps(): void {
    store.undoable.value = this.history.undoable;
    store.redoable.value = this.history.redoable;
  }

  /** Forgets everything entered and every step. */
  forget(): void {
    this.#own = null;
    store.isAtRisk.value = false;
    this.log.forget();
    this.history.forget();
    this.#keptSteps.forget();
    this.#tellSteps();
  }

  /** The seller has done something: what went wrong before counts no more. */
  isAsked(): void {
    this.#restarts = 0;
  }

  /** What the page shows at present. */
  look(): Look {
    return { ...this.overviewLook(), tables: true, ...this.productLook() };
  }

  /** What it shows of all products: the list only where it is to be seen. */
  overviewLook(): Look {
    const { name } = store.view.peek();
    // The engine's first part has no settings: nothing waits for them but their own view.
    const overview = { overview: true, settings: this.client.isWhole || name === "settings" };
    if (name !== "catalogue") return overview;
    const rows = { list: store.list.peek(), first: firstWindow(store.urgency.peek()) };
    return { ...overview, ...rows, ...boardLook() };
  }

  /** What it shows of the selected product; while the hand moves, what is in sight of it. */
  productLook(isQuick = false): Look {
    const key = store.selectedKey.peek();
    if (key === null) return {};
    const range = store.curveRange.peek();
    const price = store.handPriceMinor.peek();
    return {
      key,
      product: true,
      ...(price === null ? {} : { priceMinor: price }),
      ...(range === null ? {} : { curve: range }),
      ...pictureLook(isQuick),
      ...(store.askedComparison.peek() === null ? {} : { compare: store.askedComparison.peek() }),
    };
  }

  /** Looks again at what is shown. */
  async refresh(look: Look = this.look(), lane = "look"): Promise<void> {
    const atOnce = isOfProductAlone(look) ? (this.near?.see(look) ?? null) : null;
    if (atOnce !== null) {
      this.show(look, atOnce);
      return;
    }
    const changes = this.near?.changes;
    try {
      const seen = await this.client.request("look", { look }, { lane });
      // What was typed meanwhile is shown already; of the product this is older.
      const isOlder = this.near?.holds(look.key) === true && this.near.changes !== changes;
      this.show(isOlder ? withoutProduct(look) : look, seen);
    } catch (thrown) {
      this.tellFailure(thrown, "refused");
    }
  }

  /** Puts what was seen into the signals, unless the seller has gone on meanwhile. */
  show(look: Look, seen: Seen): void {
    batch(() => {
      if (seen.rows && look.list && isSameWindow(look.list, store.list.peek())) {
        store.rows.value = { ...seen.rows, rows: sameRows(seen.rows.rows), offset: look.list.offset };
      }
      if (seen.first && look.first?.sort === store.urgency.peek()) take(store.first, seen.first);
      if (seen.totals && look.totals === store.list.peek().filter) take(store.totals, seen.totals);
      if (seen.ages) take(store.agesToBrush, seen.ages.ages);
      if (seen.points && look.points) {
        const of = store.scatter.peek();
        if (look.points.x === spans[of].x) store.points.value = { of, points: seen.points };
      }
      if (seen.selected && look.selection) take(store.markedTotals, seen.selected);
      if (seen.summary) take(store.summary, seen.summary);
      if (seen.missing) {
        this.#askedFacts = seen.missing;
        take(store.missing, withAnswered(seen.missing, store.missing.peek()));
      }
      if (seen.settings) take(store.settings, seen.settings);
      if (seen.tables) take(store.tables, seen.tables);
      if (look.key === undefined || look.key !== store.selectedKey.peek()) return;
      if (seen.product) take(store.product, seen.product);
      else if (look.product) store.product.value = null;
      if (look.priceMinor !== undefined && look.priceMinor === store.handPriceMinor.peek()) {
        if (seen.ledger) take(store.handLedger, seen.ledger);
        if (seen.tried !== undefined) take(store.handOutcome, seen.tried);
      }
      if (seen.compared && look.compare === store.askedComparison.peek()) take(store.compared, seen.compared);
      if (seen.curve && look.curve === store.curveRange.peek()) take(store.curve, seen.curve);
      showPictures(look, seen);
    });
  }

  /** Facts that are answered leave the list once their field is left. */
  releaseFacts(): void {
    store.missing.value = withAnswered(this.#askedFacts, store.missing.peek());
  }

  /** Calculates the catalogue in the background; then looks again at what can have changed. */
  async calculate(afterwards: () => Look = () => this.look()): Promise<void> {
    const calculation = new AbortController();
    this.#calculation = calculation;
    const { clock } = this.environment;
    let shownAt = clock.now();
    try {
      await this.client.calculate((progress, isPassed) => {
        if (progress.done >= progress.total) return;
        store.work.value = { kind: "calculating", name: null, progress };
        if (!isPassed && clock.now() - shownAt < refreshMs) return;
        shownAt = clock.now();
        void this.refresh(this.overviewLook(), "progress");
      }, calculation.signal);
    } catch (thrown) {
      this.tellFailure(thrown, "refused");
      if (thrown instanceof Superseded) return;
    } finally {
      if (this.#calculation === calculation) {
        this.#calculation = null;
        if (store.work.peek()?.kind === "calculating") store.work.value = null;
      }
    }
    await this.refresh(afterwards());
    // The first result is there: the rest of the engine comes before it is asked for.
    if ((store.summary.peek()?.products ?? 0) > 0) this.client.complete();
    this.fillNear();
  }

  /** Does more of the calculation, which is stopped with it. */
  async calculateMore(make: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const more = new AbortController();
    this.#more = more;
    await make(more.signal).finally(() => {
      if (this.#calculation === null && store.work.peek()?.kind === "calculating") store.work.value = null;
    });
  }

  /** Makes the open product's own book ready, once nothing else is to be done. */
  fillNear(): void {
    const product = store.product.peek();
    const key = store.selectedKey.peek();
    if (product === null || key === null || product.row.key !== key || !this.near?.isWanted(key)) return;
    void this.near.fill({
      log: this.log,
      today: this.log.fixedToday ?? this.environment.today(),
      key,
      sku: product.row.sku,
      readPack: (market) => this.environment.readAsset(packOf(market)),
      truth: () => this.client.request("look", { look: { key, product: true } }),
    });
  }

  /**
   * Calculates the catalogue once the hand rests: while a product is open, nothing of the
   * others is on the screen, and typing in it must not wait for them.
   */
  calculateSoon(): void {
    this.#stopSettling();
    // What the product's own book said is looked at once more, as the worker sees it, and what was left out.
    const look = (): Look => ({
      ...this.overviewLook(),
      ...(this.near?.holds(store.selectedKey.peek()) || isPictureOld() ? this.productLook() : {}),
    });
    const go = (): void => void this.calculate(look);
    if (store.selectedKey.peek() === null) go();
    else this.#stopSettling = this.environment.clock.after(settleMs, go);
  }

  /** Stops the calculation of the catalogue after the present slice. */
  stopCalculation(): void {
    this.#calculation?.abort();
    this.#more?.abort();
  }

  #ready(started: Started, replaced: WorkerEnded | null): void {
    batch(() => {
      store.status.value = "ready";
      store.work.value = null;
      store.isTodayFixed.value = this.log.fixedToday !== null;
      store.market.value = this.log.market;
      this.#showOwn();
    });
    this.environment.traffic.note(started.fetched);
    if (replaced !== null && replaced.reason !== "closed") {
      this.#restarts += 1;
      this.tell(codeOfRestart(replaced), "warning", { why: replaced.message });
    }
    // Whatever is asked by the page itself may be what ended the worker: not again and again.
    if (this.#restarts >= quietRestarts) {
      store.isRestoring.value = false;
      this.tell("engine_failed", "error", { why: replaced?.message ?? "" });
      return;
    }
    void this.refresh().finally(() => {
      store.isRestoring.value = false;
    });
    void this.calculate();
  }

  #changed<K extends Kind>(kind: K, ask: Ask<K>, answer: Answer<K>): void {
    const change = { kind, ask, answer } as Changed;
    if (change.kind !== "edit" || !this.near?.follows(change.ask.key)) this.near?.drop();
    switch (change.kind) {
      case "addTable":
      case "takeTable": {
        const { ask, answer } = change;
        const add = (): Difference => this.log.add(tableOf(ask, answer), answer.view.id);
        this.record({ what: ask.isAgain ? "reading" : "table_added", name: ask.input.name, count: 1 }, add);
        break;
      }
      case "removeTable": {
        const { table: id } = change.ask;
        const name = this.log.table(id)?.input.name ?? "";
        this.record({ what: "table_removed", name, count: 1 }, () => this.log.removeTable(id));
        break;
      }
      case "addProduct": {
        const { key } = change.answer;
        this.record({ what: "product_added", name: key, count: 1 }, () => this.log.add({ kind: "product", key }));
        break;
      }
      case "removeProduct": {
        const { key } = change.ask;
        this.record({ what: "product_removed", name: key, count: 1 }, () => this.log.removeProduct(key));
        break;
      }
      case "editMany": {
        const { keys, field, text } = change.ask;
        this.record({ what: "bulk", name: field, count: keys.length }, () =>
          this.log.add({ kind: "bulk", keys: [...keys], field, text }),
        );
        break;
      }
      case "edit": {
        // A text that cannot be used is kept beside the one before it, which stays in use.
        const isUsed = change.answer.result.field.problem === null;
        const { key, field, text } = change.ask;
        if (isUsed) {
          const add = (): Difference => this.log.add({ kind: "edit", key, field, text });
          this.record({ what: "edit", name: field, count: 1 }, add, store.draftKey(key, field));
        } else {
          this.keep(this.log.add({ kind: "draft", key, field, text }));
        }
        break;
      }
      // The day is kept by whoever fixes it; an empty book is followed by a replay.
      default:
        break;
    }
  }

  #written(why: Error | null): void {
    const wasSaved = store.isSaved.peek();
    store.isSaved.value = why === null;
    store.isAtRisk.value = why !== null || this.#own !== null || this.storage.isFileWaiting;
    if (why === null) {
      this.#retryMs = retryMs;
      if (wasSaved) return;
      store.notices.value = store.notices.value.filter(({ code }) => code !== "not_saved");
      this.tell("saved_again", "note");
      return;
    }
    if (wasSaved) this.tell("not_saved", "warning", { why: why.message });
    // Room may be made meanwhile.
    this.environment.clock.after(this.#retryMs, () => void this.storage.write({ put: [], remove: [] }));
    this.#retryMs = Math.min(2 * this.#retryMs, mostRetryMs);
  }
}

type Changed = {
  [K in Kind]: { readonly kind: K; readonly ask: Ask<K>; readonly answer: Answer<K> };
}[Kind];

function isOfFile(notice: store.Notice): boolean {
  return notice.params.some(({ name }) => name === "file");
}
