// The page's own files: inside the page in the one-file form, beside it in the hosted one.

import { compiled, type EngineParts } from "./code";
import { fromPrintable } from "./printable";

/** Names of the engine's code; `vite/assets.ts` puts it there under these names. */
const firstName = "engine";
const secondName = "engine-second";
const wholeName = "engine-whole";

function inlined(name: string): string | null {
  return document.getElementById(`asset-${name}`)?.textContent ?? null;
}

/** Where a file of the page lies; the build writes the addresses into the page's head. */
function address(name: string): string {
  const link = document.querySelector<HTMLLinkElement>(`link[data-asset="${name}"]`);
  if (link === null) throw new Error(`the page has no asset ${name}`);
  return link.href;
}

/** Bytes of a file that lies packed inside the page. */
function unpacked(text: string): Promise<ArrayBuffer> {
  const packed = new Blob([fromPrintable(text)]).stream();
  return new Response(packed.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Whether everything is inside the page. */
export function isOneFile(): boolean {
  return inlined(wholeName) !== null;
}

/** The engine's code in the hosted form: in two parts, the second fetched and compiled once, for all workers. */
function fetched(): EngineParts {
  let second: Promise<{ module: WebAssembly.Module }> | null = null;
  return {
    first: async () => ({ url: address(firstName) }),
    secondUrl: address(secondName),
    second: () => {
      second ??= compiled({ url: address(secondName) }).then(
        (module) => ({ module }),
        (thrown) => {
          second = null;
          throw thrown;
        },
      );
      return second;
    },
  };
}

/** The engine's code for new workers. */
export function engineParts(): EngineParts {
  if (!isOneFile()) return fetched();
  return { first: async () => ({ bytes: await readAsset(wholeName) }), second: null };
}

/** Bytes of a file of the page, such as a sample table. */
export async function readAsset(name: string): Promise<ArrayBuffer> {
  const inside = inlined(name);
  if (inside !== null) return unpacked(inside);
  const response = await fetch(address(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}
