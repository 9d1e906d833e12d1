// Exponential smoothing by likelihood (ETS) as one more candidate of a forecast: the book says what there is to be asked, the
// module for planning answers, and the book judges it as it judges the others.

import { signal } from "@preact/signals";
import { Planning } from "../engine/planning";
import type { EtsAnswers, EtsQuestions, Progress } from "../engine/types";
import { theSession } from "./current";

/** The module could not be loaded; forecasts stand without it. */
export const isEtsMissing = signal(false);

let planning: Promise<Planning> | null = null;

/** The worker, started once and kept; one that could not be started is tried again the next time. */
async function thePlanning(): Promise<Planning> {
  planning ??= Planning.start();
  try {
    return await planning;
  } catch (thrown) {
    planning = null;
    throw thrown;
  }
}

/** Ends the worker, and with it whatever it does; the next question starts another. */
export function endPlanning(): void {
  const ended = planning;
  planning = null;
  void ended?.then(
    (running) => running.end(),
    () => {},
  );
}

/** The answer that nothing could be forecast. */
function nothingOf(asked: EtsQuestions): EtsAnswers {
  const periods = asked.ahead.reduce((sum, ahead) => sum + ahead, 0);
  const [points, deviations] = [new Float64Array(periods), new Float64Array(periods)];
  return { id: asked.id, points, deviations, answered: new Uint8Array(asked.lengths.length) };
}

/** Has series forecast and the book take the answers in; null where the module is not to be had, or was ended. */
export async function answerEts(asked: EtsQuestions): Promise<Progress | null> {
  let running: Planning;
  try {
    running = await thePlanning();
  } catch {
    isEtsMissing.value = true;
    return null;
  }
  isEtsMissing.value = false;
  const own = planning;
  let answers: EtsAnswers;
  try {
    answers = await running.ets(asked);
  } catch {
    if (planning !== own) return null;
    // What the library breaks on is no reason to go without it elsewhere: that much is refused, and another worker goes on.
    endPlanning();
    answers = nothingOf(asked);
  }
  return theSession().client.request("etsAnswers", { answers });
}
