// The head of the first screen as text in the page itself, so that it is painted before any script has come. In both
// languages; `public/first.js` says which of them is shown, or none where something else was there last.

import type { Plugin } from "vite";
import { page as en } from "../src/i18n/en/page.ts";
import { page as zh } from "../src/i18n/zh/page.ts";

const mark = "<!-- first screen -->";

function headOf(words: typeof en | typeof zh, language: string): string {
  // The boxes have the places of the search and the tools, so that nothing jumps when they come.
  return `<div lang="${language}">
<div class="header">
<div class="brand"><span class="brand-name">Clearfloor <span lang="zh-CN">清仓底价</span></span> <span class="brand-line">${words["page.line"]}</span></div>
<div class="first-box is-views"></div><div class="search first-box"></div><div class="header-tools first-box"></div>
</div>
<div class="first-main"><div class="start"><h1>${words["start.title"]}</h1><p class="lead">${words["start.what_to_do"]}</p></div></div>
</div>`;
}

/** Puts it into the hosted page; the one-file form has everything at once. */
export function firstScreen(): Plugin {
  return {
    name: "clearfloor:first-screen",
    transformIndexHtml: {
      order: "pre",
      handler: (html) => {
        if (!html.includes(mark)) throw new Error("index.html has no place for the first screen");
        return html.replace(mark, () => `<div id="first">\n${headOf(en, "en")}\n${headOf(zh, "zh-Hans")}\n</div>`);
      },
    },
  };
}
