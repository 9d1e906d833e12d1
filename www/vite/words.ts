// The words in two files a language: those that the first screen and the first result can show, and the rest. Which
// they are is read from the code of these: a key belongs to the first file if a module names it, or its family, that is
// there from the first. So a view that moves takes its words along.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { en } from "../src/i18n/en.ts";
import type { Catalogue } from "../src/i18n/message.ts";
import { zh } from "../src/i18n/zh.ts";

const sources = fileURLToPath(new URL("../src", import.meta.url));
const catalogues: Readonly<Record<string, Catalogue>> = { en, zh };

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

/** Gives `en-first` and its like what belongs into them. */
export function words(): Plugin {
  return {
    name: "clearfloor:words",
    load(id) {
      const [, language = "", part = ""] = /\/i18n\/(en|zh)-(first|later)\.ts$/.exec(id) ?? [];
      const catalogue = catalogues[language];
      if (catalogue === undefined) return null;
      const modules = modulesOf(firstEntries);
      for (const path of modules) this.addWatchFile(path);
      const first = keysIn(modules, Object.keys(catalogue));
      const own = Object.entries(catalogue).filter(([key]) => first.has(key) === (part === "first"));
      const name = `${language}${part === "first" ? "First" : "Later"}`;
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(own))};`;
    },
  };
}
