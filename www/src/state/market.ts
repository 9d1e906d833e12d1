// The marketplaces whose fees the page knows.

/** The one that is calculated for until the seller turns to another; its fee tables are in the engine. */
export const home = "US";

/** The others by code, each with fee tables of its own that are loaded when it is turned to. */
export const markets = ["UK", "DE", "FR", "IT", "ES", "JP", "CA", "MX", "AU"] as const;

/** Name of the file with the fee tables of a marketplace. */
export function packOf(market: string): string {
  return `fees-${market.toLowerCase()}.pack`;
}
