// The page's own data files: the engine's code and the sample tables. The page finds them
// by `<link data-asset>`, or inside itself in the one-file form.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { feeAsset, feeFiles } from "../src/state/fee-files.ts";
import { markets, packOf } from "../src/state/market.ts";
import { sample } from "../src/state/sample.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const feeFileNames = [...new Set(Object.values(feeFiles))];

/** Where each asset lies in the sources, by the name the page asks for. */
export const assets: ReadonlyMap<string, string> = new Map([
  ["engine", `${root}www/src/engine/generated/clearfloor_first.wasm`],
  ["engine-second", `${root}www/src/engine/generated/clearfloor_second.wasm`],
  ["planning", `${root}www/src/engine/generated/planning_bg.wasm`],
  ["sheets", `${root}www/src/engine/generated/sheets_bg.wasm`],
  ...markets.map((code) => [packOf(code), `${root}www/src/engine/generated/${packOf(code)}`] as const),
  ...sample.map((name) => [name, `${root}tests/conformance/reports/${name}`] as const),
  ...feeFileNames.map((name) => [feeAsset(name), `${root}src/fees/data/${name}`] as const),
]);

/** The engine in one piece, for the form that has everything in it, and its parts, which that form is without. */
export const whole = ["engine-whole", `${root}www/src/engine/generated/clearfloor_bg.wasm`] as const;
export const engineParts: ReadonlySet<string> = new Set(["engine", "engine-second"]);

/** Engine and fee tables belong together, so their names carry a hash, as do the fee files; a sample keeps its name. */
function fileNameOf(asset: string): { name: string } | { fileName: string } {
  if (asset.startsWith("engine") || asset === "sheets" || asset === "planning") return { name: `${asset}.wasm` };
  if (asset.endsWith(".pack")) return { name: asset };
  const feeFile = feeFileNames.find((name) => feeAsset(name) === asset);
  return feeFile === undefined ? { fileName: `samples/${asset}` } : { name: feeFile };
}

export function pageAssets(): Plugin {
  let isBuild = false;
  const references = new Map<string, string>();
  return {
    name: "clearfloor:assets",
    configResolved: (config) => {
      isBuild = config.command === "build";
    },
    buildStart() {
      if (!isBuild) return;
      for (const [asset, path] of assets) {
        const source = readFileSync(path);
        references.set(asset, this.emitFile({ type: "asset", ...fileNameOf(asset), source }));
      }
    },
    // Written when the names are final, which is after the page was made.
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") return this.error("the build made no index.html");
        const links = [...assets.keys()].map((asset) => {
          const href = `./${this.getFileName(references.get(asset) ?? "")}`;
          return `<link data-asset="${asset}" href="${href}">`;
        });
        page.source = String(page.source).replace("</head>", `${links.join("\n")}\n</head>`);
      },
    },
    transformIndexHtml: () => {
      if (isBuild) return [];
      return [...assets].map(([asset, path]) => ({
        tag: "link",
        attrs: { "data-asset": asset, href: `/@fs${path}` },
        injectTo: "head" as const,
      }));
    },
  };
}
