// Workbooks in and out, calendars out: asks a worker that lives as long as it is needed.

import sheetsCode from "virtual:sheets-code";
import { readAsset } from "./assets";
import { Refused } from "./failure";
import { trustedScriptUrl } from "./script-url";

/** A sheet of a workbook that is open. */
export interface SheetInfo {
  readonly index: number;
  readonly name: string;
  /** As far as the workbook says. */
  readonly rows: number;
  readonly columns: number;
  readonly isHidden: boolean;
  readonly hasData: boolean;
}

/** A cell going out; the short names are those of the module. */
export interface OutCell {
  /** Words. */
  readonly t?: string;
  /** A plain decimal. */
  readonly n?: string;
  /** A day, `YYYY-MM-DD`. */
  readonly d?: string;
  /** A formula in US notation; `n` is its result as known now. */
  readonly x?: string;
  /** Looks, parted by blanks. */
  readonly f?: string;
  /** A note that opens at the cell. */
  readonly c?: string;
}

export interface OutSheet {
  readonly name: string;
  readonly widths?: readonly number[];
  readonly frozenRows?: number;
  readonly frozenColumns?: number;
  readonly isLandscape?: boolean;
  readonly filterRow?: number;
  readonly rows: readonly (readonly OutCell[])[];
}

export interface OutWorkbook {
  readonly title: string;
  readonly madeOn: string;
  readonly sheets: readonly OutSheet[];
}

export interface OutEvent {
  readonly id: string;
  readonly on: string;
  /** The first day after several; without it that day alone. */
  readonly ends?: string;
  readonly title: string;
  readonly text: string;
  readonly remindDays?: number;
}

export interface OutCalendar {
  readonly name: string;
  readonly madeOn: string;
  readonly events: readonly OutEvent[];
}

export type SheetsRequest =
  | { readonly kind: "start"; readonly wasm: ArrayBuffer }
  | { readonly kind: "open"; readonly bytes: ArrayBuffer }
  | { readonly kind: "table"; readonly sheet: number }
  | { readonly kind: "workbook"; readonly description: OutWorkbook }
  | { readonly kind: "calendar"; readonly description: OutCalendar };

export type SheetsReply =
  | { readonly kind: "done"; readonly answer: unknown }
  | { readonly kind: "refused"; readonly code: string; readonly params: readonly (readonly [string, string])[] }
  | { readonly kind: "broken"; readonly why: string };

/** A worker for one piece of work. It must be ended. */
export class Sheets {
  readonly #worker: Worker;
  readonly #address: string;

  private constructor() {
    this.#address = URL.createObjectURL(new Blob([sheetsCode], { type: "text/javascript" }));
    this.#worker = new Worker(trustedScriptUrl(this.#address), { name: "sheets" });
  }

  /** Starts one with its module, which is fetched now if it never was. */
  static async start(): Promise<Sheets> {
    const wasm = await readAsset("sheets");
    const sheets = new Sheets();
    await sheets.#ask({ kind: "start", wasm }, [wasm]);
    return sheets;
  }

  /** Opens a workbook and gives its sheets. */
  open(bytes: ArrayBuffer): Promise<readonly SheetInfo[]> {
    return this.#ask({ kind: "open", bytes }, [bytes]) as Promise<readonly SheetInfo[]>;
  }

  /** The text of a sheet of the workbook that is open. */
  table(sheet: number): Promise<string> {
    return this.#ask({ kind: "table", sheet }) as Promise<string>;
  }

  workbook(description: OutWorkbook): Promise<Uint8Array<ArrayBuffer>> {
    return this.#ask({ kind: "workbook", description }) as Promise<Uint8Array<ArrayBuffer>>;
  }

  calendar(description: OutCalendar): Promise<string> {
    return this.#ask({ kind: "calendar", description }) as Promise<string>;
  }

  end(): void {
    this.#worker.terminate();
    URL.revokeObjectURL(this.#address);
  }

  /** One request at a time. A worker that ends on a file ends nothing else. */
  #ask(request: SheetsRequest, transfer: Transferable[] = []): Promise<unknown> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const broken = (why: string): void => {
        const params = [{ name: "why", text: why }];
        reject(new Refused({ code: "file_broken", params, message: why }));
      };
      worker.onmessage = ({ data: reply }: MessageEvent<SheetsReply>) => {
        if (reply.kind === "done") resolve(reply.answer);
        else if (reply.kind === "broken") broken(reply.why);
        else {
          const params = reply.params.map(([name, text]) => ({ name, text }));
          reject(new Refused({ code: reply.code, params, message: reply.code }));
        }
      };
      worker.onerror = (event) => {
        event.preventDefault();
        broken(event.message);
      };
      worker.postMessage(request, transfer);
    });
  }
}
