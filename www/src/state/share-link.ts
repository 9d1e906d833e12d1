// A workspace in the fragment of a link, which no browser sends anywhere: packed, with its length and a checksum, so
// that a link that lost its end on the way says so.

import { type Fault, type Reading, workspaceOf } from "./workspace-text";

/** Longest text behind the `#` that is offered: browsers differ, and this is what all of them open. */
export const mostLinkCharacters = 64_000;
/** Above so many characters some programs for messages cut a link. */
export const cutByMessages = 2_000;
/** Text that a link may unpack to; one that goes on and on is stopped there. */
const mostUnpacked = 50_000_000;
/** How what follows is packed. */
const packing = 1;

/** Text packed for a link: how it is packed, its length, its checksum, itself. */
export async function linkOf(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const packed = toBase64(new Uint8Array(await new Response(stream).arrayBuffer()));
  return [packing, packed.length.toString(36), checksum(packed).toString(36), packed].join(".");
}

/**
 * The workspace in a link; the faults of a text, and those of a link:
 *
 * - `link_cut`: a part of it is missing; `there`, `of`.
 * - `link_changed`: it is not what it was.
 */
export async function workspaceOfLink(link: string): Promise<Reading> {
  const [version = "", length = "", sum = "", all = ""] = link.split(".");
  if (/^\d{1,6}$/.test(version) && Number(version) > packing) return fault("newer", { version });
  if (version !== String(packing) || !/^[0-9a-z]{1,8}$/.test(length)) return fault("link_changed");
  const count = Number.parseInt(length, 36);
  // What a program put behind the link is none of it.
  const packed = all.slice(0, count);
  if (packed.length < count) return fault("link_cut", { there: String(packed.length), of: String(count) });
  if (checksum(packed).toString(36) !== sum) return fault("link_changed");
  const bytes = fromBase64(packed);
  const text = bytes === null ? null : await unpacked(bytes);
  if (text === null) return fault("link_changed");
  if (text === "too large") return fault("too_large");
  return workspaceOf(text);
}

/** Text of packed bytes; null if they are none, `too large` if there is no end to it. */
async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let count = 0;
  try {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      count += value.byteLength;
      if (count > mostUnpacked) {
        await reader.cancel();
        return "too large";
      }
      parts.push(decoder.decode(value, { stream: true }));
    }
  } catch {
    return null;
  }
  return parts.join("") + decoder.decode();
}

/** In letters that stand in an address as they are. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}

/** CRC-32 (ISO 3309) of a text in letters of one byte each. */
function checksum(text: string): number {
  let sum = 0xffff_ffff;
  for (let at = 0; at < text.length; at += 1) {
    sum ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb8_8320 : 0);
  }
  return (sum ^ 0xffff_ffff) >>> 0;
}

function fault(code: string, params: Fault["params"] = {}): Reading {
  return { fault: { code, params } };
}
