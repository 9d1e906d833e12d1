// The engine for browsers and bundlers: what it exports, and how it and its fee tables are loaded.

import init, * as engine from "./engine/clearfloor.js";

export { everyProduct } from "./filter.js";

export const { Book, buildInfo, detectEncoding, pasteShipment, supplyFees } = engine;

/** Loads the engine; everything else works from then on. `source`: where its module lies, if not beside this file. */
export async function load(source = new URL("./engine/clearfloor_bg.wasm", import.meta.url)) {
  await init({ module_or_path: source });
}

/** The fee tables of a marketplace other than the US, for `chooseMarket` and `supplyFees`. */
export async function feeTables(market) {
  const response = await fetch(new URL(`./engine/fees-${market.toLowerCase()}.pack`, import.meta.url));
  if (!response.ok) throw new RangeError(`no fee tables for the marketplace ${market}`);
  return new Uint8Array(await response.arrayBuffer());
}
