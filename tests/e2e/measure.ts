// What a ruler finds on a page: text that is cut off or lies on other text, a page wider
// than its window, and targets too small for a finger. Each answers with words; none is well.

import type { Page } from "@playwright/test";

/**
 * What makes the page wider than its window: the innermost elements that reach beyond it.
 *
 * What scrolls in a box of its own, or is cut off by one, does not widen the page.
 */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const window = document.documentElement.clientWidth;
    const beyond = document.documentElement.scrollWidth - window;
    if (beyond <= 0) return [];
    const isOut = (element: Element): boolean => element.getBoundingClientRect().right + scrollX > window + 0.5;
    const isHeld = (element: Element): boolean => {
      for (let at = element.parentElement; at !== null && at !== document.body; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== "visible") return true;
      }
      return false;
    };
    const found = [...document.body.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && isOut(element) && !isHeld(element))
      .filter((element) => ![...element.children].some((child) => isOut(child) && !isHeld(child)))
      .map(
        (element) =>
          `${element.localName}.${element.getAttribute("class") ?? ""} “${element.textContent?.slice(0, 40)}”`,
      );
    return [`${beyond} px too wide`, ...found.slice(0, 8)];
  });
}

/** Boxes that scroll sideways, by their names: what stands in them is seen in part. */
export function sidewaysBoxes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".scroll-box")]
      .filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1)
      .map((box) => `“${box.getAttribute("aria-label")}” by ${box.scrollWidth - box.clientWidth} px`),
  );
}

/**
 * Text that does not fit where it stands: cut off by its box, or running out of it.
 *
 * A box that scrolls is well. So is one that is cut off on purpose and says the whole text
 * in its `title`.
 */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const wanted =
      "button, a, h1, h2, h3, h4, th, td, dt, dd, label, legend, summary, p, li, select, output, caption, .badge, .tag";
    for (const element of document.querySelectorAll<HTMLElement>(wanted)) {
      if (!element.checkVisibility() || element.closest(".only-read, .skip, [aria-hidden='true']") !== null) continue;
      const style = getComputedStyle(element);
      // What runs in a line has no box of its own.
      if (style.display === "inline" || element.clientWidth <= 1) continue;
      const text = (element.textContent ?? "").replace(/\s+/g, " ").trim().slice(0, 60);
      if (text === "") continue;
      const tooWide = element.scrollWidth - element.clientWidth;
      const tooHigh = element.scrollHeight - element.clientHeight;
      const isScrolled = (way: string): boolean => way === "auto" || way === "scroll";
      const isCut = (way: string): boolean => way === "hidden" || way === "clip";
      const isExplained = element.title !== "" || element.querySelector("[title]") !== null;
      // Within a box that scrolls a line may be as long as it likes; a cell or a button may not burst.
      if (element.closest(".scroll-box, [data-scrolls]") !== null && !element.matches("th, td, button, .badge, .tag"))
        continue;
      if (tooWide > 1 && !isScrolled(style.overflowX) && !(isCut(style.overflowX) && isExplained)) {
        // A box around what scrolls is as wide as it should be; only text counts.
        const box = element.getBoundingClientRect();
        const range = document.createRange();
        const isOut = [...element.childNodes].some((node) => {
          if (node.nodeType !== Node.TEXT_NODE || node.textContent?.trim() === "") return false;
          range.selectNodeContents(node);
          return [...range.getClientRects()].some((line) => line.right > box.right + 1 || line.left < box.left - 1);
        });
        const isSelect = element instanceof HTMLSelectElement;
        if (!isSelect && (isOut || isCut(style.overflowX)))
          found.push(`${element.localName} “${text}” is ${tooWide} px too wide`);
      }
      if (tooHigh > 2 && isCut(style.overflowY) && !isExplained) {
        found.push(`${element.localName} “${text}” is ${tooHigh} px too high`);
      }
    }
    return [...new Set(found)];
  });
}

/**
 * Text that lies on other text.
 *
 * What is taken out of the flow (a sticky head, a bar at the foot) may cover what scrolls
 * beneath it, so only text of one layer is compared.
 */
export function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const layerOf = (element: Element): Element | null => {
      for (let at: Element | null = element; at !== null; at = at.parentElement) {
        if (/absolute|fixed|sticky/.test(getComputedStyle(at).position)) return at;
      }
      return null;
    };
    const pieces: { text: string; owner: Element; layer: Element | null; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const owner = node.parentElement;
      const text = (node.textContent ?? "").replace(/\s+/g, " ").trim();
      if (owner === null || text === "" || /^(SCRIPT|STYLE|NOSCRIPT|TITLE|OPTION|TEXTAREA)$/i.test(owner.tagName))
        continue;
      if (!owner.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      if (owner.closest(".only-read, .skip, title, desc") !== null) continue;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        // The line box of text is higher than its letters.
        const trim = box.height * 0.2;
        pieces.push({
          text,
          owner,
          layer: layerOf(owner),
          box: new DOMRect(box.x, box.y + trim, box.width, box.height - 2 * trim),
        });
      }
    }
    pieces.sort((a, b) => a.box.top - b.box.top);
    const found = new Set<string>();
    for (const [i, one] of pieces.entries()) {
      for (let j = i + 1; j < pieces.length; j += 1) {
        const other = pieces[j];
        if (other === undefined || other.box.top >= one.box.bottom) break;
        if (one.owner === other.owner || one.layer !== other.layer) continue;
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (wide > 2 && high > 2) found.add(`“${one.text.slice(0, 40)}” lies on “${other.text.slice(0, 40)}”`);
      }
    }
    return [...found];
  });
}

/** Least side of what is pressed, in pixels. */
const leastSide = 24;

/** What can be pressed and is smaller than a target may be (WCAG 2.2, 2.5.8). A link within a sentence is let off. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    const wanted =
      "a[href], button, input, select, textarea, summary, [role=button], [role=slider], [role=option], [role=tab], [role=checkbox], [role=menuitem]";
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>(wanted)) {
      if (!element.checkVisibility() || element.closest(".only-read, .skip") !== null) continue;
      if ((element instanceof HTMLInputElement && element.type === "hidden") || element.matches(":disabled")) continue;
      // A point of a picture may be small where its link stands elsewhere, too (the rule's "equivalent").
      if (element instanceof SVGElement && element.matches("a[tabindex='-1']")) continue;
      if (element instanceof HTMLAnchorElement && getComputedStyle(element).display === "inline") {
        const around = element.parentElement?.textContent?.trim() ?? "";
        if (around !== (element.textContent ?? "").trim()) continue;
      }
      const boxes = [element.getBoundingClientRect()];
      if (element instanceof HTMLInputElement) {
        for (const label of element.labels ?? [])
          if (label.checkVisibility()) boxes.push(label.getBoundingClientRect());
      }
      const [box] = boxes;
      if (box === undefined || box.width + box.height === 0) continue;
      const isLarge = boxes.some(({ width, height }) => width >= least - 0.5 && height >= least - 0.5);
      if (isLarge) continue;
      const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
      const where = element.closest("section, nav, header, form")?.getAttribute("aria-label") ?? "";
      const size = `${box.width.toFixed(0)} × ${box.height.toFixed(0)} px`;
      found.push(
        `${element.localName}.${element.getAttribute("class") ?? ""} “${name.slice(0, 40)}” is ${size} ${where}`.trim(),
      );
    }
    return [...new Set(found)];
  }, leastSide);
}
