// `clearfloor.html`: the same page with everything inside it, for a double-click.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin, Rolldown } from "vite";
import { assets } from "./assets.ts";
import { hosted, oneFile, policyElement } from "./policy.ts";

export const oneFileName = "clearfloor.html";

const icon = fileURLToPath(new URL("../public/icon.svg", import.meta.url));

function hashOf(text: string): string {
    return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

/** Ends of element and comment starts inside a script would end it; escaped they mean the same in strings. */
function scriptSafe(code: string): string {
    return code.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}

/** Removes what matches, and insists that it was there. */
function cut(html: string, pattern: RegExp): string {
    if (!pattern.test(html)) throw new Error(`the page has nothing like ${pattern}`);
    return html.replaceAll(pattern, "");
}

/** The one-file form of a built page. */
export function inlined(html: string, script: string, style: string): string {
    const code = scriptSafe(script);
    let page = html.replace(policyElement(hosted), () => policyElement(oneFile(hashOf(code), hashOf(style))));
    if (page === html) throw new Error("the page does not carry the hosted policy");
    page = cut(page, /<script type="module"[^>]*><\/script>\n?/g);
    page = cut(page, /<link rel="stylesheet"[^>]*>\n?/g);
    page = cut(page, /<link rel="manifest"[^>]*>\n?/g);
    page = cut(page, /<link rel="icon"[^>]*>\n?/g);
    page = cut(page, /<link data-asset[^>]*>\n?/g);
    const picture = `data:image/svg+xml;base64,${readFileSync(icon).toString("base64")}`;
    const head = [`<link rel="icon" href="${picture}">`, `<style>${style}</style>`];
    const data = [...assets].map(
        ([name, path]) =>
            `<script type="text/plain" id="asset-${name}">${readFileSync(path).toString("base64")}</script>`,
    );
    const body = [...data, `<script type="module">${code}</script>`];
    return page
        .replace("</head>", () => `${head.join("\n")}\n</head>`)
        .replace("</body>", () => `${body.join("\n")}\n</body>`);
}

function isScript(file: Rolldown.OutputAsset | Rolldown.OutputChunk): file is Rolldown.OutputChunk {
    return file.type === "chunk";
}

/** Writes the one-file form beside the hosted one. */
export function oneFileForm(): Plugin {
    return {
        name: "clearfloor:one-file",
        apply: "build",
        enforce: "post",
        generateBundle: {
            order: "post",
            handler(_, bundle) {
                const files = Object.values(bundle);
                const scripts = files.filter(isScript);
                const [script] = scripts;
                if (script === undefined || scripts.length > 1) {
                    return this.error(`one script expected, not ${scripts.length}`);
                }
                const styles = files.flatMap((file) =>
                    file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [],
                );
                const page = bundle["index.html"];
                if (page?.type !== "asset") return this.error("the build made no index.html");
                const source = inlined(String(page.source), script.code, styles.join("\n"));
                this.emitFile({ type: "asset", fileName: oneFileName, source });
            },
        },
    };
}
