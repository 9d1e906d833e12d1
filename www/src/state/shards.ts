// Further workers for what takes longest of a large catalogue: each holds a book of its own with the same input and
// finds the ways of products from the back, while the engine's own worker comes towards it from the front.

import { EngineClient } from "../engine/client";
import type { Progress } from "../engine/types";
import { InputLog } from "./input-log";
import { packOf } from "./market";
import { feeView, giveOwnFees } from "./own-fees";
import type { Environment } from "./session";

/** What they take from the session. */
export interface Sources {
  readonly environment: Pick<Environment, "spawn" | "clock" | "today" | "readAsset" | "traffic">;
  readonly log: InputLog;
  readonly client: Pick<EngineClient, "request" | "code">;
}

type Texts = readonly { readonly field: string; readonly text: string }[];

/** Below so many products the engine is done before another worker has read the tables. */
const fewest = 4000;
/** Above so many the books of several workers would take more memory than a page should. */
const most = 250_000;
/** Text of the tables for each product, in characters: above, reading it again takes longer than finding its ways. */
const mostText = 250;
/** Further workers at most: beyond, handing over costs as much as is gained. */
const mostWorkers = 3;
/** Products of a share: some hundredths of a second, so little is lost where both meet. */
const products = 256;

/** Workers that are worth their start for so much work, with so many characters to read, on this machine. */
export function shardsFor({ done, total }: Progress, characters: number, processors: number): number {
  const isWorthIt = total - done >= fewest && total <= most && characters <= mostText * total;
  return isWorthIt ? Math.max(0, Math.min(processors - 1, mostWorkers)) : 0;
}

/** Workers beside the engine's for one run of `findWays`; they end with it. */
export class Shards {
  readonly #sources: Sources;
  readonly #texts: Texts;
  readonly #clients: EngineClient[] = [];
  /** Places before this one are still to be given away. */
  #back: number;
  /** The engine's own worker has come so far. */
  #front = 0;
  /** Products taken in from others. */
  #taken = 0;
  /** Workers that are still at it, and one for the start. */
  #running = 1;
  #isOver = false;

  constructor(sources: Sources, texts: Texts, progress: Progress) {
    this.#sources = sources;
    this.#texts = texts;
    this.#back = progress.total;
    this.follow(progress);
  }

  /** Products that others found. */
  get taken(): number {
    return this.#taken;
  }

  /** What they were started for. */
  get texts(): Texts {
    return this.#texts;
  }

  /** None of them is at work any more. */
  get isOver(): boolean {
    return this.#isOver || this.#running === 0;
  }

  /** Takes note of how far the engine is. */
  follow({ done }: Progress): void {
    this.#front = done - this.#taken;
  }

  /** Starts so many workers. */
  async start(count: number): Promise<void> {
    try {
      await this.#start(count);
    } finally {
      this.#running -= 1;
    }
  }

  async #start(count: number): Promise<void> {
    const { client } = this.#sources;
    const [first, second] = client.code;
    if (first === undefined) return;
    // The number first: what the log holds by then is at least the input it stands for.
    const revision = await client.request("waysRevision", {}).catch(() => null);
    if (revision === null || this.#isOver) return;
    for (let i = 0; i < count; i += 1) {
      const shard = this.#make(first, second);
      this.#clients.push(shard);
      shard.start();
      this.#running += 1;
      void this.#work(shard, revision).finally(() => {
        this.#running -= 1;
        shard.close();
      });
    }
  }

  /** Ends them. */
  end(): void {
    this.#isOver = true;
    for (const client of this.#clients) client.close();
  }

  #make(first: WebAssembly.Module, second: WebAssembly.Module | undefined): EngineClient {
    const { environment, log } = this.#sources;
    const copy = new InputLog();
    copy.load(log.present);
    const { market } = log;
    const shard: EngineClient = new EngineClient({
      spawn: environment.spawn,
      clock: environment.clock,
      code: {
        first: async () => ({ module: first }),
        second: second === undefined ? null : async () => ({ module: second }),
        isWholeAtOnce: true,
      },
      restore: async (call) => {
        await copy.replay(call, environment.today(), {
          readPack: (market) => environment.readAsset(packOf(market)),
          onProgress: () => {},
          onRenamed: () => {},
          onDraft: () => {},
          onWorksheet: async (call, { view, sheet }) => {
            if (view === feeView) await giveOwnFees(call, environment.readAsset, sheet, market);
          },
          onBroken: () => {},
        });
      },
      onReady: ({ fetched }) => environment.traffic.note(fetched),
      onWhole: () => {},
      // One that ends is not missed: the engine's own worker finds what it would have found.
      onEnded: (ended) => {
        console.info("a further worker ended:", ended);
        shard.close();
      },
      onFailed: () => {},
      onChanged: () => {},
    });
    return shard;
  }

  /** Has a worker find share after share until it meets the engine's own. */
  async #work(shard: EngineClient, revision: number): Promise<void> {
    const texts = this.#texts;
    try {
      for (;;) {
        const until = this.#back;
        const from = until - products;
        if (this.#isOver || from < this.#front + products) return;
        this.#back = from;
        const share = await shard.request("shareOfWays", { texts, from, until });
        const count = productsIn(share);
        const transfer = [share.buffer];
        const isTaken = await this.#sources.client.request("takeWays", { texts, revision, share }, { transfer });
        if (!isTaken) return;
        this.#taken += count;
      }
    } catch {
      // It has ended, or the engine's own has.
    }
  }
}

/** A share says first where it begins and where it ends: it may be smaller than was asked for. */
function productsIn(share: Uint8Array<ArrayBuffer>): number {
  const head = new DataView(share.buffer, share.byteOffset);
  return Number(head.getBigInt64(8, true) - head.getBigInt64(0, true));
}
