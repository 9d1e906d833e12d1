// The words in two files a language: those that the first screen and the first result can show, and the rest. Which
// they are is read from the code of these: a key belongs to the first file if a module names it, or its family, that is
// there from the first. So a view that moves takes its words along.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { en } from "../src/i18n/en.ts";
import type { Catalogue } from "../src/i18n/message.ts";
import type { PackedWords } from "../src/i18n/packed-words.ts";
import { zh } from "../src/i18n/zh.ts";

const sources = fileURLToPath(new URL("../src", import.meta.url));
const catalogues: Readonly<Record<"en" | "zh", Catalogue>> = { en, zh };

/** Where the code begins that is there from the first: the page, and the first result. */
export const firstEntries = ["main.tsx", "views/frame/current-view.tsx"].map((path) => join(sources, path));

/** A module of the page, as an import names it; null = none of its own. */
function resolved(from: string, address: string): string | null {
  if (!address.startsWith(".") || /\.(css|js)$/.test(address)) return null;
  const base = join(dirname(from), address).replace(/\.tsx?$/, "");
  for (const path of [`${base}.ts`, `${base}.tsx`]) {
    try {
      readFileSync(path);
      return path;
    } catch {
      // The other ending.
    }
  }
  return null;
}

/** Modules that are there once these are; what they import by `import()` comes later. */
export function modulesOf(entries: readonly string[]): Set<string> {
  const modules = new Set(entries);
  for (const path of modules) {
    const text = readFileSync(path, "utf8");
    for (const [, , address = ""] of text.matchAll(/^(import|export) (?!type )[^;]*?"([^"]+)"/gm)) {
      const next = resolved(path, address);
      if (next !== null && !/i18n\/(en|zh)(\/|\.ts$)/.test(next)) modules.add(next);
    }
  }
  return modules;
}

/** Keys that these modules can ask for. */
export function keysIn(modules: Iterable<string>, keys: readonly string[]): Set<string> {
  const literals = new Set<string>();
  const prefixes = new Set<string>();
  for (const path of modules) {
    const text = readFileSync(path, "utf8");
    for (const [, key = ""] of text.matchAll(/["'`]([a-z_]+\.[A-Za-z0-9_.-]+)["'`]/g)) literals.add(key);
    for (const [, prefix = ""] of text.matchAll(/`([a-z_]+\.)\$\{/g)) prefixes.add(prefix);
    for (const [, family] of text.matchAll(/(?:wordsOf|nameOf)\(\s*"([a-z_]+)"/g)) prefixes.add(`${family}.`);
  }
  return new Set(keys.filter((key) => literals.has(key) || prefixes.has(key.slice(0, key.indexOf(".") + 1))));
}

/** Keys of the first words; `watch` is told of every module that has a say in it. */
function firstKeys(keys: readonly string[], watch: (path: string) => void = () => {}): ReadonlySet<string> {
  const modules = modulesOf(firstEntries);
  for (const path of modules) watch(path);
  return keysIn(modules, keys);
}

/** The later words as an asset of the one-file form: of both languages together, for they have their keys in common. */
export function laterWords(): readonly [name: string, content: string] {
  const first = firstKeys(Object.keys(en));
  const keys = Object.keys(en).filter((key) => !first.has(key));
  const packed: PackedWords = {
    keys,
    en: keys.map((key) => catalogues.en[key] ?? key),
    zh: keys.map((key) => catalogues.zh[key] ?? key),
  };
  return ["words", JSON.stringify(packed)];
}

/** Gives `en-first` and its like what belongs into them; in the one-file form the later words lie packed beside them. */
export function words(form: "hosted" | "file"): Plugin {
  return {
    name: "clearfloor:words",
    load(id) {
      const [, language = "", part = ""] = /\/i18n\/(en|zh)-(first|later)\.ts$/.exec(id) ?? [];
      if (language !== "en" && language !== "zh") return null;
      const catalogue = catalogues[language];
      if (part === "later" && form === "file") {
        const from = JSON.stringify(fileURLToPath(new URL("../src/i18n/packed-words.ts", import.meta.url)));
        return `import { packedWords } from ${from}; export const ${language}Later = () => packedWords("${language}");`;
      }
      const first = firstKeys(Object.keys(catalogue), (path) => this.addWatchFile(path));
      const own = Object.entries(catalogue).filter(([key]) => first.has(key) === (part === "first"));
      const text = JSON.stringify(Object.fromEntries(own));
      return part === "first"
        ? `export const ${language}First = ${text};`
        : `const words = ${text}; export const ${language}Later = async () => words;`;
    },
  };
}
