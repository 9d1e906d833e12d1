// A worker made of plain functions, and time that moves only when told to.

import type { Clock, Port } from "../../www/src/engine/client.ts";
import type { Kind, Reply, Request } from "../../www/src/engine/protocol.ts";

/** What a fake worker does with a request: an answer, a refusal, a trap, or silence. */
export type Behaviour = (request: Request) => Reaction;
export type Reaction =
  | { readonly answer: unknown }
  | { readonly refuse: string }
  | { readonly trap: string }
  | "silence";

export class FakeWorker implements Port {
  onReply: (reply: Reply) => void = () => {};
  onBroken: (why: string) => void = () => {};
  readonly received: Request[] = [];
  isTerminated = false;
  readonly #behave: Behaviour;

  constructor(behave: Behaviour) {
    this.#behave = behave;
  }

  post(request: Request): void {
    this.received.push(request);
    const reaction = this.#behave(request);
    if (reaction === "silence") return;
    queueMicrotask(() => {
      if (!this.isTerminated) this.reply(request, reaction);
    });
  }

  reply({ id }: Request, reaction: Exclude<Reaction, "silence">): void {
    if ("answer" in reaction) this.onReply({ id, kind: "done", answer: reaction.answer });
    else if ("trap" in reaction) this.onReply({ id, kind: "trapped", why: reaction.trap });
    else {
      const refusal = { code: reaction.refuse, params: [], message: reaction.refuse };
      this.onReply({ id, kind: "refused", refusal });
    }
  }

  terminate(): void {
    this.isTerminated = true;
  }

  /** Kinds received, the start and the day left out. */
  get kinds(): Kind[] {
    return this.received.map(({ kind }) => kind).filter((kind) => kind !== "start");
  }

  /** The request of this kind that came last. */
  last(kind: Kind): Request {
    const request = this.received.filter((one) => one.kind === kind).at(-1);
    if (request === undefined) throw new Error(`the worker was not asked for ${kind}`);
    return request;
  }
}

export class FakeClock implements Clock {
  #now = 0;
  #timers: { readonly at: number; readonly then: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, then: () => void): () => void {
    const timer = { at: this.#now + milliseconds, then };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Lets time go by. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#timers.filter(({ at }) => at <= this.#now);
    this.#timers = this.#timers.filter(({ at }) => at > this.#now);
    for (const { then } of due) then();
  }
}

/** Waits until everything that is ready to run has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise<void>((done) => setImmediate(done));
  }
}
