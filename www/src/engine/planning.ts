// Forecasts by a library of heavy mathematics: asks a worker with the third module, which is fetched when it is needed.

import planningCode from "virtual:planning-code";
import { readAsset } from "./assets";
import { trustedScriptUrl } from "./script-url";
import type { EtsAnswers, EtsQuestions } from "./types";

export type PlanningRequest =
  | { readonly kind: "start"; readonly wasm: ArrayBuffer }
  | { readonly kind: "ets"; readonly asked: EtsQuestions };

export type PlanningReply =
  | { readonly kind: "done"; readonly answer: EtsAnswers | null }
  | { readonly kind: "broken"; readonly why: string };

const ended = "the worker for planning was ended";

/** A worker that forecasts series. It must be ended, which also stops what it does. */
export class Planning {
  readonly #worker: Worker;
  readonly #address: string;
  #reject: (why: Error) => void = () => {};
  #isEnded = false;
  /** One request after the other. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor() {
    this.#address = URL.createObjectURL(new Blob([planningCode], { type: "text/javascript" }));
    this.#worker = new Worker(trustedScriptUrl(this.#address), { name: "planning" });
  }

  /** Starts one with its module. */
  static async start(): Promise<Planning> {
    const wasm = await readAsset("planning");
    const planning = new Planning();
    try {
      await planning.#ask({ kind: "start", wasm }, [wasm]);
    } catch (thrown) {
      planning.end();
      throw thrown;
    }
    return planning;
  }

  /** What the library says of the series of a question. */
  ets(asked: EtsQuestions): Promise<EtsAnswers> {
    return this.#ask({ kind: "ets", asked }) as Promise<EtsAnswers>;
  }

  end(): void {
    this.#isEnded = true;
    this.#worker.terminate();
    URL.revokeObjectURL(this.#address);
    this.#reject(new Error(ended));
  }

  #ask(request: PlanningRequest, transfer: Transferable[] = []): Promise<EtsAnswers | null> {
    const worker = this.#worker;
    const next = () =>
      new Promise<EtsAnswers | null>((resolve, reject) => {
        this.#reject = reject;
        // What waited behind a request that ended it.
        if (this.#isEnded) reject(new Error(ended));
        worker.onmessage = ({ data: reply }: MessageEvent<PlanningReply>) => {
          if (reply.kind === "done") resolve(reply.answer);
          else reject(new Error(reply.why));
        };
        worker.onerror = (event) => {
          event.preventDefault();
          reject(new Error(event.message));
        };
        worker.postMessage(request, transfer);
      });
    const answer = this.#last.then(next, next);
    this.#last = answer.catch(() => {});
    return answer;
  }
}
