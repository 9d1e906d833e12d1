/** A part of a name of a file that every system takes. */
export function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N}._-]+/gu, "_").slice(0, 60);
}
