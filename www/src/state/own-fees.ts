// Fees of the seller's own: kept as a worksheet, and given to the book whenever it is filled.

import { signal } from "@preact/signals";
import type { Call } from "../engine/client";
import type { OwnFees, OwnFeesTaken } from "../engine/types";
import { feeAsset, feeFiles } from "./fee-files";
import type { Sheet } from "./input-log";

/** View whose worksheet holds them; the book is given it, unlike other worksheets. */
export const feeView = "fees";

const nothing: OwnFees = { file: null, figures: [] };

/** What of them is in use for the present marketplace; null = there are none. */
export const taken = signal<OwnFeesTaken | null>(null);

type ReadAsset = (name: string) => Promise<ArrayBuffer>;

/** The project's text of a marketplace's fee file. */
export async function feeFile(market: string, readAsset: ReadAsset): Promise<string> {
  return new TextDecoder().decode(await readAsset(feeAsset(feeFiles[market] ?? "")));
}

/** Fees of the seller's own in a worksheet as it was kept; whatever has another shape is left out. */
export function ownOf(sheet: Sheet | undefined, market: string): OwnFees {
  const kept = sheet?.[market] as Partial<OwnFees> | undefined;
  if (typeof kept !== "object" || kept === null) return nothing;
  const text = (value: unknown): string => (typeof value === "string" ? value : "");
  const figures = Array.isArray(kept.figures) ? kept.figures : [];
  return {
    file: kept.file ? { name: text(kept.file.name), text: text(kept.file.text) } : null,
    figures: figures.map((figure) => ({
      table: text(figure?.table),
      path: text(figure?.path),
      from: text(figure?.from),
      to: text(figure?.to),
      text: text(figure?.text),
      name: text(figure?.name),
    })),
  };
}

/** Gives a book what a worksheet holds for its marketplace. */
export async function giveOwnFees(
  call: Call,
  readAsset: ReadAsset,
  sheet: Sheet | undefined,
  market: string,
): Promise<void> {
  const fees = ownOf(sheet, market);
  const isEmpty = fees.file === null && fees.figures.length === 0;
  if (feeFiles[market] === undefined || (isEmpty && taken.peek() === null)) return;
  const answer = await call("setOwnFees", { market, projectFile: await feeFile(market, readAsset), fees });
  taken.value = isEmpty ? null : answer;
}
