// Logs made at random, the same ones every time: what a property is tried on.

import type { Entry, NewEntry } from "../../www/src/state/input-log.ts";

/** Numbers that look random and follow from the seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e37_79b9) | 1;
  }

  /** A whole number from 0 to below the bound. */
  below(bound: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % bound;
  }

  of<T>(choices: readonly T[] | string): T | string {
    return choices[this.below(choices.length)] ?? "";
  }
}

/** Letters that have made trouble somewhere before. */
const letters = ["a", "Z", "0", " ", "\t", "\n", "\r\n", '"', "\\", ",", "价", "é", "🧺", "\u0000", "\uD800", "\uDC00"];
const more = ["\u202E", "<b>", "__proto__", "=1+1", "\u2028", "\uFEFF", "'", "&", "#", "%25", "constructor"];

function text(random: Random): string {
  const count = random.below(12);
  return Array.from({ length: count }, () => random.of([...letters, ...more])).join("");
}

function plain(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 4 : 6)) {
    case 0:
      return text(random);
    case 1:
      return random.below(1_000_000) / 7;
    case 2:
      return random.below(2) === 0;
    case 3:
      return null;
    case 4:
      return Array.from({ length: random.below(4) }, () => plain(random, depth + 1));
    default:
      return sheet(random, depth + 1);
  }
}

function sheet(random: Random, depth = 0): Record<string, unknown> {
  const parts = Array.from({ length: random.below(4) }, () => [text(random), plain(random, depth)] as const);
  return Object.fromEntries(parts.filter(([name]) => name !== "__proto__"));
}

function entry(random: Random): NewEntry {
  const key = text(random);
  const of = random.below(3) === 0 ? { of: String(random.of(["US", "UK", "JP"])) } : {};
  switch (random.below(10)) {
    case 0:
      return { kind: "market", market: String(random.of(["UK", "DE", "AU"])) };
    case 1:
      return { kind: "today", today: `2026-0${1 + random.below(9)}-1${random.below(10)}` };
    case 2: {
      const mapping = Array.from({ length: random.below(3) }, () => ({ name: text(random), text: text(random) }));
      const currency = random.below(2) === 0 ? null : "CNY";
      const input = { name: text(random), isClipboard: random.below(2) === 0, currency, mapping };
      return { kind: "table", input, text: text(random) + text(random) };
    }
    case 3:
      return { ...of, kind: "product", key };
    case 4:
      return { ...of, kind: "bulk", keys: [key, text(random)], field: text(random), text: text(random) };
    case 5: {
      const column = { id: "1", scenario: null, typed: text(random), name: text(random), note: text(random) };
      return { ...of, kind: "comparison", key, choice: { base: "1", columns: [column] } };
    }
    case 6:
      return { ...of, kind: "worksheet", view: text(random), key: null, sheet: sheet(random) };
    case 7:
      return { kind: "heading", report: null, heading: text(random), words: [text(random)] };
    case 8:
      return { ...of, kind: "draft", key, field: text(random), text: text(random) };
    default:
      return { ...of, kind: "edit", key: random.below(4) === 0 ? null : key, field: text(random), text: text(random) };
  }
}

/** Entries of a log, numbered from 1. */
export function entriesFrom(random: Random): Entry[] {
  return Array.from({ length: random.below(20) }, (_, at) => ({ ...entry(random), order: at + 1 }) as Entry);
}
