// The page's end of the engine: typed requests, the newest of a lane wins, any can be
// cancelled, and a worker that traps or falls silent is replaced by one that gets the
// seller's input again.

import type { EngineParts } from "./code";
import { Cancelled, Refused, reasonOf, Superseded, WorkerEnded } from "./failure";
import {
  type Answer,
  type Ask,
  changingKinds,
  type FileTaken,
  isBeyondFirst,
  type Kind,
  type Reply,
  type Request,
  type SlicedKind,
  type Started,
} from "./protocol";
import type { FirstPass, Progress } from "./types";

/** A worker, as far as the client needs one. */
export interface Port {
  post(request: Request, transfer: readonly Transferable[]): void;
  terminate(): void;
  onReply: (reply: Reply) => void;
  onBroken: (why: string) => void;
}

/** Time, so that tests need not wait. */
export interface Clock {
  now(): number;
  /** Calls `then` after so many milliseconds, unless the returned function is called first. */
  after(milliseconds: number, then: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Sends one request straight to a worker that is being filled, ahead of everything waiting. */
export type Call = <K extends Kind>(kind: K, ask: Ask<K>) => Promise<Answer<K>>;

export interface ClientOptions {
  readonly spawn: () => Port;
  readonly code: EngineParts;
  readonly clock: Clock;
  /** Brings an empty book to the state the seller left. */
  readonly restore: (call: Call) => Promise<void>;
  /** A worker is ready and filled; `replaced` says why its predecessor ended, if there was one. */
  readonly onReady: (started: Started, replaced: WorkerEnded | null) => void;
  /** The worker has all of the engine's code: its parts as they were compiled. */
  readonly onWhole: (code: readonly WebAssembly.Module[]) => void;
  /** A worker has ended and another is being started. */
  readonly onEnded: (ended: WorkerEnded) => void;
  /** No further worker is started until `start` is called again. */
  readonly onFailed: (ended: WorkerEnded) => void;
  /**
   * The book has changed, also where nobody waits for the answer any more: whoever keeps
   * the seller's input must hear of every change the worker has made.
   */
  readonly onChanged: <K extends Kind>(kind: K, ask: Ask<K>, answer: Answer<K>) => void;
}

export interface Wish {
  /** A newer request of the same lane takes the place of an older one. */
  readonly lane?: string;
  readonly signal?: AbortSignal;
  readonly transfer?: readonly Transferable[];
  /** Background requests go when nothing else waits. */
  readonly isBackground?: boolean;
  /** Sent after so many milliseconds, or before the next request of another lane: a newer one may spare it. */
  readonly holdMs?: number;
}

interface Waiting {
  readonly kind: Kind;
  readonly ask: object;
  readonly lane: string | null;
  readonly transfer: readonly Transferable[];
  readonly isBackground: boolean;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (why: Error) => void;
  /** Stops listening to the caller's signal. */
  unlisten: () => void;
  /** It may be spared by a newer one still. */
  isHeld: boolean;
  /** Its promise is settled; the reply, when it comes, is for nobody. */
  isSettled: boolean;
}

/** A worker that has not answered for so long is taken to hang. */
const boundMs = 20_000;
/** A worker that fetches the rest of the code in the middle of a call may take so much longer. */
const fetchMs = 120_000;
/** Reading a table may take longer: one second more per so many bytes. */
const bytesPerExtraSecond = 1_000_000;
/** Workers that end one after the other without a single answer in between. */
const endsBeforeGivingUp = 3;

export class EngineClient {
  readonly #options: ClientOptions;
  #port: Port | null = null;
  #isFilled = false;
  /** The engine's first part as the worker has compiled it. */
  #first: WebAssembly.Module | undefined;
  /** The second part, once it was had; a worker is given it between two answers. */
  #second: { readonly module: WebAssembly.Module } | null = null;
  #isSecondAsked = false;
  /** The worker has all of the engine's code. */
  #isWhole = false;
  #nextId = 1;
  #current: { readonly id: number; readonly waiting: Waiting; stopTimer: () => void } | null = null;
  #queue: Waiting[] = [];
  #endsInARow = 0;
  /** Why no worker is there any more; requests are then rejected at once. */
  #failure: WorkerEnded | null = null;
  #stopHolding: () => void = () => {};

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Starts the first worker, or tries again after `onFailed`. */
  start(): void {
    if (this.#port !== null) return;
    this.#endsInARow = 0;
    this.#failure = null;
    void this.#launch(null);
  }

  /**
   * Asks for one thing. The promise always settles.
   *
   * Rejects with `Superseded`, `Cancelled`, `Refused` or `WorkerEnded`.
   */
  request<K extends Kind>(kind: K, ask: Ask<K>, wish: Wish = {}): Promise<Answer<K>> {
    return new Promise<Answer<K>>((resolve, reject) => {
      if (wish.signal?.aborted) {
        reject(new Cancelled("cancelled before it was sent"));
        return;
      }
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      const waiting: Waiting = {
        kind,
        ask,
        lane: wish.lane ?? null,
        transfer: wish.transfer ?? [],
        isBackground: wish.isBackground ?? false,
        resolve: (answer) => resolve(answer as Answer<K>),
        reject,
        unlisten: () => {},
        isHeld: wish.holdMs !== undefined,
        isSettled: false,
      };
      if (waiting.lane !== null) this.#supersede(waiting.lane);
      this.#stopHolding();
      // What was held for a newer one of its lane goes first.
      for (const other of this.#queue) other.isHeld = false;
      const { signal } = wish;
      if (signal) {
        const onAbort = (): void => this.#cancel(waiting);
        signal.addEventListener("abort", onAbort);
        waiting.unlisten = () => signal.removeEventListener("abort", onAbort);
      }
      this.#queue.push(waiting);
      if (wish.holdMs !== undefined) this.#stopHolding = this.#options.clock.after(wish.holdMs, () => this.release());
      this.#pump();
    });
  }

  /** Asks slice by slice until the answer is there; what else is asked goes in between. */
  async inSlices<K extends SlicedKind>(kind: K, ask: Ask<K>, wish: Wish = {}): Promise<NonNullable<Answer<K>>> {
    for (;;) {
      const answer = await this.request(kind, ask, wish);
      if (answer !== null) return answer;
    }
  }

  /**
   * Reads a large file into the book, slice by slice, so that other requests go in between. Stopped, it leaves the book
   * as it was; a worker that is replaced meanwhile begins anew.
   */
  async readFile(
    input: Ask<"openTable">["input"],
    file: Blob,
    onProgress: (progress: Progress) => void,
    signal?: AbortSignal,
    more: Pick<Ask<"openTable">, "encoding" | "isAgain"> = {},
  ): Promise<FileTaken> {
    const call: Call = (kind, ask) =>
      this.request(kind, ask, { ...(signal ? { signal } : {}), isBackground: kind === "readTable" });
    for (;;) {
      try {
        return await readFileBy(call, input, file, onProgress, more);
      } catch (thrown) {
        if (this.#failure === null && isOfAnother(thrown)) continue;
        // Whether or not a worker has it open.
        this.request("dropTable", {}).catch(() => {});
        throw thrown;
      }
    }
  }

  /** Sends what is held. */
  release(): void {
    for (const waiting of this.#queue) waiting.isHeld = false;
    this.#pump();
  }

  /**
   * Calculates whatever of the catalogue is not calculated yet, slice by slice, so that
   * other requests go in between. A newer run takes the place of an older one.
   *
   * While only the engine's first part is there, the products that it answers come first; `isPassed` says
   * that these are done and the others wait for the second.
   */
  async calculate(
    onProgress: (progress: Progress, isPassed: boolean) => void,
    signal?: AbortSignal,
  ): Promise<Progress> {
    let isPassed = false;
    for (;;) {
      const isFirst: boolean = !isPassed && !this.#isWhole;
      const wish: Wish = { lane: "advance", isBackground: true, ...(signal ? { signal } : {}) };
      const progress: Progress | FirstPass = await (isFirst
        ? this.request("firstPass", {}, wish)
        : this.request("advance", {}, wish));
      const isDone: boolean = progress.done >= progress.total;
      isPassed = "left" in progress && progress.left === 0 && !isDone;
      onProgress(progress, isPassed);
      if (isDone) return progress;
    }
  }

  /** The worker has all of the engine's code. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** The engine's parts as they were compiled, as far as they are there. */
  get code(): readonly WebAssembly.Module[] {
    return [this.#first, this.#second?.module].filter((module) => module !== undefined);
  }

  /** Has the rest of the engine's code fetched before something asks for it. */
  complete(): void {
    const { second } = this.#options.code;
    if (second === null || this.#second !== null || this.#isSecondAsked) return;
    this.#isSecondAsked = true;
    second()
      .then(
        (code) => {
          this.#second = code;
        },
        (thrown) => this.#refuseBeyond(reasonOf(thrown)),
      )
      .finally(() => {
        this.#isSecondAsked = false;
        this.#pump();
      });
  }

  /** What only the second part answers is given up; asked again, it is fetched again. */
  #refuseBeyond(why: string): void {
    const isBeyond = ({ kind, ask }: Waiting): boolean => isBeyondFirst(kind, ask);
    const left = this.#queue.filter(isBeyond);
    this.#queue = this.#queue.filter((waiting) => !isBeyond(waiting));
    const thrown = new Error(`a later part of the engine could not be had: ${why}`);
    for (const waiting of left) this.#settle(waiting, () => waiting.reject(thrown));
  }

  /** Ends the worker and starts another with the state as it is kept; whatever waits is answered by that one. */
  replace(): void {
    this.#end(new WorkerEnded("closed", "replaced on request"));
  }

  /** Ends the worker for good; whatever waits is given up. */
  close(): void {
    const ended = new WorkerEnded("closed", "no longer needed");
    if (this.#port !== null) this.#dismiss(this.#port, ended);
    this.#giveUp(ended);
  }

  #supersede(lane: string): void {
    const older = this.#queue.filter((waiting) => waiting.lane === lane);
    this.#queue = this.#queue.filter((waiting) => waiting.lane !== lane);
    const current = this.#current?.waiting;
    if (current?.lane === lane) older.push(current);
    for (const waiting of older) {
      this.#settle(waiting, () => waiting.reject(new Superseded(`a newer request of ${lane}`)));
    }
  }

  #cancel(waiting: Waiting): void {
    if (waiting.isSettled) return;
    this.#settle(waiting, () => waiting.reject(new Cancelled("cancelled")));
    this.#queue = this.#queue.filter((other) => other !== waiting);
    // A change that is half done cannot be taken back in place: its worker is given up, and
    // the next one is filled with what was kept, which does not hold the change.
    if (this.#current?.waiting === waiting && changingKinds.has(waiting.kind)) {
      this.#end(new WorkerEnded("closed", "a change was cancelled"));
    }
  }

  #settle(waiting: Waiting, settle: () => void): void {
    if (waiting.isSettled) return;
    waiting.isSettled = true;
    waiting.unlisten();
    settle();
  }

  #pump(): void {
    if (!this.#isFilled || this.#current !== null) return;
    if (!this.#isWhole && this.#second !== null) {
      this.#extend(this.#second);
      return;
    }
    const isBeyond = ({ kind, ask }: Waiting): boolean => !this.#isWhole && isBeyondFirst(kind, ask);
    // The worker goes on with what its first part answers meanwhile.
    if (this.#queue.some(isBeyond)) this.complete();
    const ready = this.#queue.filter((waiting) => !waiting.isHeld && !isBeyond(waiting));
    const next = ready.find((waiting) => !waiting.isBackground) ?? ready[0];
    if (next === undefined) return;
    this.#queue.splice(this.#queue.indexOf(next), 1);
    this.#send(next);
  }

  /** Gives the worker the rest of the code, between two answers. */
  #extend(code: { readonly module: WebAssembly.Module }): void {
    this.#send(
      internal("extend", { wasm: code }, this.#becomeWhole.bind(this), () => {
        // A worker that ends gives way to one that gets all of the code at its start.
      }),
    );
  }

  #becomeWhole(): void {
    this.#isWhole = true;
    if (this.#first !== undefined) this.#options.onWhole(this.code);
  }

  #send(waiting: Waiting): void {
    const port = this.#port;
    if (port === null) return;
    const id = this.#nextId++;
    const stopTimer = this.#bound(waiting);
    this.#current = { id, waiting, stopTimer };
    try {
      port.post({ id, kind: waiting.kind, ...waiting.ask } as Request, waiting.transfer);
    } catch (thrown) {
      // What cannot be cloned never reached the worker, which is as good as before.
      stopTimer();
      this.#current = null;
      this.#settle(waiting, () => waiting.reject(thrown as Error));
      this.#pump();
    }
  }

  /** Ends a worker that does not answer in time; gives what calls that off. */
  #bound(waiting: Waiting, more = 0): () => void {
    return this.#options.clock.after(boundOf(waiting.ask) + more, () => {
      this.#end(new WorkerEnded("silent", `no answer to ${waiting.kind} within the bound`));
    });
  }

  #receive(port: Port, reply: Reply): void {
    const current = this.#current;
    if (port !== this.#port || current === null || current.id !== reply.id) return;
    if (reply.kind === "trapped") {
      this.#end(new WorkerEnded("trap", reply.why));
      return;
    }
    current.stopTimer();
    const { waiting } = current;
    if (reply.kind === "fetching") {
      current.stopTimer = this.#bound(waiting, fetchMs);
      return;
    }
    this.#current = null;
    if (this.#isFilled) this.#endsInARow = 0;
    if (reply.kind === "done") {
      const answer = reply.answer as Answer<Kind>;
      if (this.#isFilled && changingKinds.has(waiting.kind)) {
        this.#options.onChanged(waiting.kind, waiting.ask as Ask<Kind>, answer);
      }
      this.#settle(waiting, () => waiting.resolve(answer));
    } else {
      this.#settle(waiting, () => waiting.reject(new Refused(reply.refusal)));
    }
    this.#pump();
  }

  #end(ended: WorkerEnded): void {
    const port = this.#port;
    // While no worker is there the next one is filled with the state as it is kept anyway.
    if (port === null) return;
    this.#dismiss(port, ended);
    if (ended.reason !== "closed") this.#endsInARow += 1;
    if (this.#endsInARow >= endsBeforeGivingUp) {
      this.#giveUp(ended);
      return;
    }
    this.#options.onEnded(ended);
    // Whoever heard of it may have closed the client.
    if (this.#failure === null) void this.#launch(ended);
  }

  /** Ends a worker; what it was at work on is not answered. */
  #dismiss(port: Port, ended: WorkerEnded): void {
    this.#port = null;
    this.#isFilled = false;
    port.terminate();
    const current = this.#current;
    this.#current = null;
    current?.stopTimer();
    if (current) this.#settle(current.waiting, () => current.waiting.reject(ended));
  }

  #giveUp(ended: WorkerEnded): void {
    this.#failure = ended;
    const left = this.#queue;
    this.#queue = [];
    for (const waiting of left) this.#settle(waiting, () => waiting.reject(ended));
    this.#options.onFailed(ended);
  }

  async #launch(replaced: WorkerEnded | null): Promise<void> {
    let port: Port;
    try {
      port = this.#options.spawn();
    } catch (thrown) {
      this.#giveUp(new WorkerEnded("broken", reasonOf(thrown)));
      return;
    }
    this.#port = port;
    port.onReply = (reply) => this.#receive(port, reply);
    port.onBroken = (why) => {
      if (port === this.#port) this.#end(new WorkerEnded("broken", why));
    };
    const call: Call = (kind, ask) =>
      new Promise((resolve, reject) => {
        if (port !== this.#port) {
          reject(new WorkerEnded("closed", "this worker is no more"));
          return;
        }
        this.#send(internal(kind, ask, resolve as (answer: unknown) => void, reject));
      });
    const { code, restore } = this.#options;
    this.#isWhole = code.second === null;
    const complete = async (): Promise<void> => {
      if (this.#isWhole || code.second === null) return;
      try {
        this.#second ??= await code.second();
      } catch (thrown) {
        throw new WorkerEnded("broken", reasonOf(thrown));
      }
      await call("extend", { wasm: this.#second });
      this.#isWhole = true;
    };
    try {
      const { secondUrl } = code;
      const started = await call("start", {
        wasm: await code.first(),
        ...(secondUrl === undefined ? {} : { secondUrl }),
      });
      this.#first = started.module;
      if (this.#second !== null || code.isWholeAtOnce === true) await complete();
      await restore(async (kind, ask) => {
        if (isBeyondFirst(kind, ask)) await complete();
        return call(kind, ask);
      });
      if (port !== this.#port) return;
      this.#isFilled = true;
      this.#options.onReady(started, replaced);
      if (this.#isWhole) this.#becomeWhole();
      this.#pump();
    } catch (thrown) {
      if (port !== this.#port) return;
      this.#end(new WorkerEnded("broken", reasonOf(thrown)));
    }
  }
}

/** Reads a large file into the book that these calls reach. */
export async function readFileBy(
  call: Call,
  input: Ask<"openTable">["input"],
  file: Blob,
  onProgress: (progress: Progress) => void,
  more: Pick<Ask<"openTable">, "encoding" | "isAgain"> = {},
): Promise<FileTaken> {
  await call("openTable", { input, file, ...more });
  for (;;) {
    const progress = await call("readTable", {});
    onProgress(progress);
    if (progress.done >= progress.total) return call("takeTable", { input, file, ...more });
  }
}

/** The worker that had the file open has given way to another one, for a reason that has nothing to do with it. */
function isOfAnother(thrown: unknown): boolean {
  if (thrown instanceof Refused) return thrown.refusal.code === "table_not_opened";
  return thrown instanceof WorkerEnded && thrown.reason === "closed";
}

/** A request that nobody waits for in the queue. */
function internal<K extends Kind>(
  kind: K,
  ask: Ask<K>,
  resolve: (answer: unknown) => void,
  reject: (why: Error) => void,
): Waiting {
  return {
    kind,
    ask,
    lane: null,
    transfer: [],
    isBackground: false,
    resolve,
    reject,
    unlisten: () => {},
    isHeld: false,
    isSettled: false,
  };
}

function boundOf(ask: object): number {
  return boundMs + (bytesOf(ask) / bytesPerExtraSecond) * 1000;
}

/** Of the table that is to be read. */
function bytesOf(ask: object): number {
  if ("file" in ask) return (ask.file as Blob).size;
  if (!("source" in ask)) return 0;
  const source = ask.source as { text: string } | { bytes: ArrayBuffer };
  return "text" in source ? source.text.length : source.bytes.byteLength;
}
