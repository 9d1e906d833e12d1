// What the page may do, said by the page itself, so that it holds wherever it is served
// from. `default-src 'none'` first; then only what it needs.

import type { Plugin } from "vite";

type Directives = Readonly<Record<string, readonly string[]>>;

/** Scripts run only by the page's one policy, `clearfloor` in `engine/script-url.ts`. */
const always: Directives = {
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "require-trusted-types-for": ["'script'"],
  "trusted-types": ["clearfloor"],
};

/** Own files from the page's own origin, and nothing from elsewhere. */
export const hosted: Directives = {
  ...always,
  "script-src": ["'self'", "'wasm-unsafe-eval'"],
  "style-src": ["'self'"],
  // A picture that goes out as dots is drawn from its own text.
  "img-src": ["'self'", "data:"],
  "manifest-src": ["'self'"],
  "connect-src": ["'self'"],
  // The worker runs from a blob; the service worker is a file.
  "worker-src": ["'self'", "blob:"],
};

/** No request at all. What is inside the page is known by its hash. */
export function oneFile(scriptHash: string, styleHash: string): Directives {
  return {
    ...always,
    "script-src": [`'${scriptHash}'`, "'wasm-unsafe-eval'"],
    "style-src": [`'${styleHash}'`],
    "img-src": ["data:"],
    "connect-src": ["'none'"],
    "worker-src": ["blob:"],
  };
}

/** The `<meta>` element of a policy. */
export function policyElement(directives: Directives): string {
  const content = Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
  return `<meta http-equiv="Content-Security-Policy" content="${content}">`;
}

/** Place of the policy in `index.html`: before anything it should hold for. */
export const policyMark = "<!-- policy -->";

/** Puts the hosted policy into the built page. The development server needs what it forbids. */
export function policy(): Plugin {
  return {
    name: "clearfloor:policy",
    transformIndexHtml: {
      order: "pre",
      handler: (html, { server }) => {
        if (!html.includes(policyMark)) throw new Error("index.html has no place for the policy");
        return server ? html : html.replace(policyMark, policyElement(hosted));
      },
    },
  };
}
