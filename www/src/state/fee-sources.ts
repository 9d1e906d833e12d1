// Which rows of the fee tables figures rest on, for whoever takes them out.

import type { FeeSources } from "../engine/types";
import { theSession } from "./current";
import { work } from "./store";

/** What the figures of a product rest on. */
export function sourcesOf(key: string): Promise<FeeSources> {
  return theSession().client.request("feeSources", { key });
}

/** What those of the catalogue rest on, product after product; the work can be stopped. */
export async function sourcesOfAll(): Promise<FeeSources> {
  const session = theSession();
  let found: FeeSources = { done: 0, total: 0, rows: [] };
  await session.calculateMore(async (signal) => {
    do {
      found = await session.client.request("feeSources", { key: null }, { isBackground: true, signal });
      const { done, total } = found;
      if (done < total) work.value = { kind: "calculating", name: null, progress: { done, total } };
    } while (found.done < found.total);
  });
  return found;
}
