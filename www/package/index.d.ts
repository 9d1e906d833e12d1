import type * as engine from "./engine/clearfloor.js";

// Types of what goes in and comes out, generated from the Rust types.
export type * from "./engine/clearfloor.js";

export { Book, buildInfo, detectEncoding, pasteShipment, supplyFees } from "./engine/clearfloor.js";

/** Loads the engine; everything else works from then on. `source`: where its module lies, if not beside this file. */
export function load(source?: URL): Promise<void>;

/**
 * The fee tables of a marketplace other than the US (`"UK"`, `"DE"`, …), for `chooseMarket` and `supplyFees`.
 *
 * Rejects with a `RangeError` where there are none.
 */
export function feeTables(market: string): Promise<Uint8Array>;

/** The filter that every product passes. */
export const everyProduct: engine.Filter;

/** What every call throws for wrong input: `code` and `params` say what, `message` is English and meant for logs. */
export type BookError = engine.BookError;
