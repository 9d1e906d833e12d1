// The engine for Node: as `index.js`, with files in place of requests.

import { readFile } from "node:fs/promises";
import * as engine from "./engine/clearfloor.js";

export { everyProduct } from "./filter.js";

export const { Book, buildInfo, detectEncoding, pasteShipment, supplyFees } = engine;

/** Loads the engine; everything else works from then on. `source`: where its module lies, if not beside this file. */
export async function load(source = new URL("./engine/clearfloor_bg.wasm", import.meta.url)) {
  engine.initSync({ module: await readFile(source) });
}

/** The fee tables of a marketplace other than the US, for `chooseMarket` and `supplyFees`. */
export async function feeTables(market) {
  const path = new URL(`./engine/fees-${market.toLowerCase()}.pack`, import.meta.url);
  try {
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new RangeError(`no fee tables for the marketplace ${market}`, { cause });
  }
}
