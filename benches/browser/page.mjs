// The bench page: starts workers, hands out the work and measures from the first message to the last answer.

function next(worker) {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.kind === "failed" ? reject(new Error(data.why)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message));
  });
}

/**
 * Runs one side. `asks` holds one request a worker (its part of the catalogue); `runs` how often, after one run that
 * does not count. Gives the milliseconds of each run and the answers of the last one.
 */
async function measure(asks, runs, isProven) {
  const workers = asks.map(() => new Worker("/benches/browser/worker.mjs", { type: "module" }));
  const together = (message) =>
    Promise.all(
      workers.map((worker, at) => {
        const answer = next(worker);
        worker.postMessage(message(at));
        return answer;
      }),
    );
  try {
    await together((at) => ({ kind: "prepare", ...asks[at] }));
    const ms = [];
    let answers = [];
    for (let run = 0; run <= runs; run += 1) {
      const began = performance.now();
      answers = await together(() => ({ kind: "run" }));
      const took = performance.now() - began;
      // Where a proof follows, the slowest worker's own clock counts: it stops before the proof.
      if (run > 0) ms.push(isProven ? Math.max(...answers.map((answer) => answer.ms)) : took);
    }
    return { ms, answers: answers.map((answer) => answer.answer) };
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

/** The parts of a catalogue of `count` SKUs for so many workers. */
function parts(count, workers) {
  return Array.from({ length: workers }, (_, at) => ({
    from: Math.floor((count * at) / workers),
    to: Math.floor((count * (at + 1)) / workers),
  }));
}

/** A run of one side over a catalogue, on so many workers; answers come back as one sum for each scenario. */
export async function catalogue(side, common, workers, runs) {
  const asks = parts(common.count, workers).map((part) => ({ ...common, ...part, side }));
  const { ms, answers } = await measure(asks, runs, false);
  const sums = new Array(12).fill(0);
  const bests = new Array(12).fill(0);
  asks.forEach(({ from, to }, at) => {
    const { value, best } = answers[at];
    for (let sku = 0; sku < to - from; sku += 1) {
      bests[best[sku]] += 1;
      for (let scenario = 0; scenario < 12; scenario += 1) sums[scenario] += value[sku * 12 + scenario];
    }
  });
  return { ms, sums, bests };
}

/** A run of a side that proves what it did instead of giving it to the page. */
export async function proven(side, common, workers, runs) {
  const asks = parts(common.count, workers).map((part) => ({ ...common, ...part, side }));
  const { ms, answers } = await measure(asks, runs, true);
  return { ms, proofs: answers };
}

globalThis.bench = { catalogue, proven, workers: navigator.hardwareConcurrency };
