// Files that are no text: workbooks are read, sheet by sheet; of others it is said what to do.

import { Refused } from "../engine/failure";
import { type SheetInfo, Sheets } from "../engine/sheets";
import { loadLaterWords } from "../i18n/locale";
import { sheetQuestion } from "./store";

/** A table of a workbook, under the name it goes by. */
export interface SheetTable {
  readonly name: string;
  readonly text: string;
}

/** First bytes of what is no text and no workbook either. */
const others: readonly (readonly [string, readonly number[]])[] = [
  ["file_pdf", [0x25, 0x50, 0x44, 0x46]],
  ["file_picture", [0x89, 0x50, 0x4e, 0x47]],
  ["file_picture", [0xff, 0xd8, 0xff]],
  ["file_old_excel", [0xd0, 0xcf, 0x11, 0xe0]],
  ["file_packed", [0x1f, 0x8b]],
];

/** The tables of a file that is no text. */
export async function tablesOf(
  file: string,
  bytes: ArrayBuffer,
  signal: AbortSignal,
): Promise<{ readonly tables: readonly SheetTable[]; readonly leftOut: readonly string[] }> {
  // What is asked and what is refused is said in words of their own.
  await loadLaterWords();
  const start = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  const other = others.find(([, mark]) => mark.every((byte, i) => start[i] === byte));
  if (other) throw new Refused({ code: other[0], params: [], message: other[0] });
  const sheets = await Sheets.start();
  try {
    const all = await sheets.open(bytes);
    const filled = all.filter(({ hasData }) => hasData);
    if (filled.length === 0) throw new Refused({ code: "file_empty", params: [], message: "no sheet has data" });
    const chosen = filled.length === 1 ? filled.map(({ index }) => index) : await asked(file, filled, signal);
    const tables: SheetTable[] = [];
    for (const { index, name } of filled.filter(({ index }) => chosen.includes(index))) {
      const text = await sheets.table(index);
      tables.push({ name: filled.length === 1 ? file : `${file} › ${name}`, text });
    }
    return { tables, leftOut: filled.filter(({ index }) => !chosen.includes(index)).map(({ name }) => name) };
  } finally {
    sheets.end();
  }
}

function asked(file: string, sheets: readonly SheetInfo[], signal: AbortSignal): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const settle = (chosen: readonly number[]): void => {
      sheetQuestion.value = null;
      resolve(chosen);
    };
    signal.addEventListener("abort", () => settle([]), { once: true });
    sheetQuestion.value = { file, sheets, answer: settle };
  });
}
