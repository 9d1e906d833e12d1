// `clearfloor.html`: the same page with everything inside it, for a double-click.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipAsync } from "@gfx/zopfli";
import { build, type Plugin } from "vite";
import { toPrintable } from "../src/engine/printable.ts";
import { assets, engineParts, whole } from "./assets.ts";
import { hosted, oneFile, policyElement } from "./policy.ts";
import { laterWords } from "./words.ts";

export const oneFileName = "clearfloor.html";

const icon = fileURLToPath(new URL("../public/icon.svg", import.meta.url));

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Ends of element and comment starts inside a script would end it; escaped they mean the same in strings. */
export function scriptSafe(code: string): string {
  return code.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/** Removes what matches, and insists that it was there. */
function cut(html: string, pattern: RegExp): string {
  if (!pattern.test(html)) throw new Error(`the page has nothing like ${pattern}`);
  return html.replaceAll(pattern, "");
}

/** As gzip; the packer looks longer than `gzip -9` does and leaves a twenty-fifth less. */
function tightlyPacked(content: string | Uint8Array): Promise<Uint8Array> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return gzipAsync(bytes, { numiterations: 5 });
}

/** The one-file form of a built page. */
export async function inlined(html: string, script: string, style: string): Promise<string> {
  const code = scriptSafe(script);
  let page = html.replace(policyElement(hosted), () => policyElement(oneFile(hashOf(code), hashOf(style))));
  if (page === html) throw new Error("the page does not carry the hosted policy");
  page = cut(page, /<script type="module"[^>]*><\/script>\n?/g);
  // What is to be seen before the scripts have come: here everything comes at once.
  page = page.replace(/<script src="[^"]*first\.js"[^>]*><\/script>\n?/, "");
  page = page.replace(/<div id="first">[\s\S]*?<\/div>\n(?=<div id="app">)/, "");
  page = cut(page, /<link rel="stylesheet"[^>]*>\n?/g);
  page = cut(page, /<link rel="manifest"[^>]*>\n?/g);
  page = cut(page, /<link rel="icon"[^>]*>\n?/g);
  page = cut(page, /<link data-asset[^>]*>\n?/g);
  const picture = `data:image/svg+xml;base64,${readFileSync(icon).toString("base64")}`;
  const head = [`<link rel="icon" href="${picture}">`, `<style>${style}</style>`];
  // Packed, and the engine in one piece: its parts are for what has to be fetched.
  const files = [whole, ...[...assets].filter(([name]) => !engineParts.has(name))];
  const inside = [...files.map(([name, path]) => [name, readFileSync(path)] as const), laterWords()];
  const data = await Promise.all(
    inside.map(async ([name, content]) => {
      const packed = toPrintable(await tightlyPacked(content));
      return `<script type="text/plain" id="asset-${name}">${packed}</script>`;
    }),
  );
  const body = [...data, `<script type="module">${code}</script>`];
  return page
    .replace("</head>", () => `${head.join("\n")}\n</head>`)
    .replace("</body>", () => `${body.join("\n")}\n</body>`);
}

/** The page built once more, as one script; the hosted form loads some parts of it later. */
async function asOneScript(root: string, base: string, plugins: Plugin[]): Promise<string> {
  const result = await build({
    configFile: false,
    root,
    base,
    plugins,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const files = outputs.flatMap((output) => ("output" in output ? output.output : []));
  let page = "";
  const scripts: string[] = [];
  const styles: string[] = [];
  for (const file of files) {
    if (file.type === "chunk") scripts.push(file.code);
    else if (file.fileName === "index.html") page = String(file.source);
    else if (file.fileName.endsWith(".css")) styles.push(String(file.source));
  }
  const [script] = scripts;
  if (script === undefined || scripts.length > 1) throw new Error(`one script expected, not ${scripts.length}`);
  return inlined(page, script, styles.join("\n"));
}

/** Writes the one-file form beside the hosted one. `plugins` are those that make the page. */
export function oneFileForm(plugins: () => Plugin[]): Plugin {
  let root = "";
  let base = "";
  let folder = "";
  return {
    name: "clearfloor:one-file",
    apply: "build",
    configResolved: (config) => {
      root = config.root;
      base = config.base;
      folder = join(config.root, config.build.outDir);
    },
    writeBundle: {
      order: "post",
      async handler() {
        writeFileSync(join(folder, oneFileName), await asOneScript(root, base, plugins()));
      },
    },
  };
}
