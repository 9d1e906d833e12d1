// The page's own files: inside the page in the one-file form, beside it in the hosted one.

import type { Ask } from "./protocol";

/** Name of the engine's code; `vite/assets.ts` puts it there under this name. */
const engineName = "engine";

function inlined(name: string): string | null {
  return document.getElementById(`asset-${name}`)?.textContent ?? null;
}

/** Where a file of the page lies; the build writes the addresses into the page's head. */
function address(name: string): string {
  const link = document.querySelector<HTMLLinkElement>(`link[data-asset="${name}"]`);
  if (link === null) throw new Error(`the page has no asset ${name}`);
  return link.href;
}

function fromBase64(text: string): ArrayBuffer {
  const binary = atob(text.trim());
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes.buffer;
}

/** Whether everything is inside the page. */
export function isOneFile(): boolean {
  return inlined(engineName) !== null;
}

/** The engine's code for a new worker. */
export function engineCode(): Ask<"start">["wasm"] {
  const inside = inlined(engineName);
  return inside === null ? { url: address(engineName) } : { bytes: fromBase64(inside) };
}

/** Bytes of a file of the page, such as a sample table. */
export async function readAsset(name: string): Promise<ArrayBuffer> {
  const inside = inlined(name);
  if (inside !== null) return fromBase64(inside);
  const response = await fetch(address(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}
