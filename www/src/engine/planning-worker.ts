// A worker of its own for forecasts by the library: it takes long, and the book answers meanwhile.

import { etsMany, initSync } from "./generated/planning.js";
import type { PlanningReply, PlanningRequest } from "./planning";
import type { EtsAnswers } from "./types";

/** Part of the worker's global scope that is used; the page's own types are in force here. */
const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<PlanningRequest>) => void;
  postMessage: (reply: PlanningReply) => void;
};

async function answer(request: PlanningRequest): Promise<EtsAnswers | null> {
  if (request.kind === "start") {
    initSync({ module: await WebAssembly.compile(request.wasm) });
    return null;
  }
  const { id, values, lengths, ahead } = request.asked;
  const found = etsMany(values, lengths, ahead);
  const { points, deviations, answered } = found;
  found.free();
  return { id, points, deviations, answered };
}

scope.onmessage = async ({ data: request }) => {
  try {
    scope.postMessage({ kind: "done", answer: await answer(request) });
  } catch (thrown) {
    scope.postMessage({ kind: "broken", why: thrown instanceof Error ? thrown.message : String(thrown) });
  }
};
