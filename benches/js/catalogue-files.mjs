// A seeded catalogue as the files that a seller drops, for benches that drive the built page.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costSheet, feePreview, makeCatalogue, planningReport } from "./dataset.mjs";

const SEED = 20_261_121;

/** Planning report, fee preview and cost sheet of `count` SKUs, as long as `act` works with their paths. */
export async function withCatalogueFiles(tables, count, today, act) {
  const folder = mkdtempSync(join(tmpdir(), "clearfloor-bench-"));
  try {
    const catalogue = makeCatalogue(tables, count, SEED);
    const files = [
      ["planning.txt", planningReport(tables, catalogue, today)],
      ["preview.txt", feePreview(tables, catalogue, today)],
      ["costs.csv", costSheet(tables, catalogue)],
    ].map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
    return await act(files);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
