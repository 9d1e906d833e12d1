// Why a request was not answered.

import type { Refusal } from "./protocol";

/** A newer request of the same lane took its place. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** The caller's signal was aborted. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The core refused: wrong input, not a bug. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The worker ended before it answered. */
export class WorkerEnded extends Error {
  override readonly name = "WorkerEnded";
  /** `trap` = a bug of the engine, `silent` = no answer within the bound, `closed` = ended by the page. */
  readonly reason: "trap" | "silent" | "broken" | "closed";

  constructor(reason: WorkerEnded["reason"], why: string) {
    super(why);
    this.reason = reason;
  }
}

/** Why a worker trapped that had no memory left. */
export const memoryFull = "memory full";

/** Code of what is to be told of a worker that ended and was replaced. */
export function codeOfRestart({ message }: WorkerEnded): "engine_memory_full" | "engine_restarted" {
  return message === memoryFull ? "engine_memory_full" : "engine_restarted";
}

/** Text of whatever was thrown. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
