// A worker of its own for workbooks and calendars: whatever a file does to it, the book is not touched.

import { initSync, Workbook, writeCalendar, writeWorkbook } from "./generated/sheets.js";
import type { SheetsReply, SheetsRequest } from "./sheets";

/** Part of the worker's global scope that is used; the page's own types are in force here. */
const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<SheetsRequest>) => void;
  postMessage: (reply: SheetsReply, transfer: Transferable[]) => void;
};

let workbook: Workbook | null = null;

async function answer(request: SheetsRequest): Promise<unknown> {
  switch (request.kind) {
    case "start":
      initSync({ module: await WebAssembly.compile(request.wasm) });
      return null;
    case "open":
      workbook = new Workbook(new Uint8Array(request.bytes));
      return JSON.parse(workbook.sheets());
    case "table":
      if (workbook === null) throw new Error("no workbook is open");
      return workbook.table(request.sheet);
    case "workbook":
      return writeWorkbook(JSON.stringify(request.description));
    case "calendar":
      return writeCalendar(JSON.stringify(request.description));
  }
}

/** What the module throws is its refusal as JSON text; anything else is a fault. */
function refusalOf(thrown: unknown): { code: string; params: [string, string][] } | null {
  if (typeof thrown !== "string") return null;
  return JSON.parse(thrown);
}

scope.onmessage = async ({ data: request }) => {
  try {
    const result = await answer(request);
    const transfer = result instanceof Uint8Array ? [result.buffer as ArrayBuffer] : [];
    scope.postMessage({ kind: "done", answer: result }, transfer);
  } catch (thrown) {
    const refusal = refusalOf(thrown);
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    scope.postMessage(refusal === null ? { kind: "broken", why } : { kind: "refused", ...refusal }, []);
  }
};
