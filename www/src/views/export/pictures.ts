// Pictures of the view as drawings of their own: what is drawn, and the words that stand beside it.

import { reasonOf } from "../../engine/failure";
import { download } from "../../state/actions";
import { theSession } from "../../state/current";
import { plain } from "../../state/file-name";
import { product } from "../../state/store";
import { xmlText } from "./xml-text";

/** Everything that is a picture: drawings, drawings with words of the page around them, tables with bars in their cells. */
const kinds = ".picture-drawing, .curve, .scatter, .age-histogram, table.waterfall";

function pictures(): Element[] {
  return [...document.querySelectorAll(`main :is(${kinds})`)].filter((picture) => {
    const { width, height } = picture.getBoundingClientRect();
    return width > 0 && height > 0;
  });
}

/** Beside a picture, but no part of it: the same figures as a table, and a key whose marks the style sheet draws. */
const beside = "details, .curve-legend";

/** The place of a picture in the page, without what is beside it. */
function placeOf(picture: Element): DOMRect {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const ends = [...picture.querySelectorAll(beside)].map((part) => part.getBoundingClientRect().top);
  return new DOMRect(left, top, width, Math.min(top + height, ...ends.filter((end) => end > top)) - top);
}

/** How many there are in the view. */
export function pictureCount(): number {
  return pictures().length;
}

/** Dots of a picture for one of the page: sharp on paper and on good screens. */
const sharpness = 2;

/** Saves every picture of the view, its looks written into it: as a drawing, or as dots for programs that take no drawing. */
export async function savePictures(form: "svg" | "png"): Promise<void> {
  const sku = plain(product.peek()?.row.sku ?? "");
  for (const [i, picture] of pictures().entries()) {
    const name = ["clearfloor", sku, String(i + 1)].filter(Boolean).join("-");
    const { width, height } = placeOf(picture);
    const text = xmlText(new XMLSerializer().serializeToString(drawingOf(picture)));
    try {
      const file = form === "svg" ? new Blob([text], { type: "image/svg+xml" }) : await dotted(text, width, height);
      download(file, `${name}.${form}`);
    } catch (thrown) {
      theSession().tell("not_exported", "error", { why: reasonOf(thrown) });
    }
  }
}

/** A drawing as dots. */
async function dotted(drawing: string, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * sharpness);
  canvas.height = Math.ceil(height * sharpness);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((settle) => {
    canvas.toBlob(settle, "image/png");
  });
  if (blob === null) throw new Error("the browser made no picture of it");
  return blob;
}

const looks = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
];

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>> = {},
): SVGElementTagNameMap[K] {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

/** A picture that needs no style sheet and nothing else of the page: its drawings and words where they stand. */
function drawingOf(picture: Element): SVGSVGElement {
  const box = placeOf(picture);
  const drawing = element("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width: box.width,
    height: box.height,
    viewBox: `0 0 ${box.width} ${box.height}`,
  });
  drawing.append(
    patterns(),
    element("rect", { width: "100%", height: "100%", fill: getComputedStyle(document.body).backgroundColor }),
  );
  const drawings =
    picture instanceof SVGSVGElement
      ? [picture]
      : [...picture.querySelectorAll("svg")].filter((part) => part.closest(beside) === null);
  for (const part of drawings) drawing.append(alone(part, box));
  if (!(picture instanceof SVGSVGElement)) drawing.append(...wordsOf(picture, box));
  const name = picture.getAttribute("aria-label") ?? picture.querySelector("title, caption")?.textContent;
  if (name) {
    const title = element("title");
    title.textContent = name;
    drawing.prepend(title);
  }
  return drawing;
}

/** Patterns that stand once in the page: hatches. */
function patterns(): SVGDefsElement {
  const all = element("defs");
  for (const pattern of document.querySelectorAll(".only-patterns pattern")) all.append(withLooks(pattern));
  return all;
}

/** A copy with its looks written into it. */
function withLooks<T extends Element>(original: T): T {
  const copy = original.cloneNode(true) as T;
  const originals = [original, ...original.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [i, from] of originals.entries()) {
    const style = getComputedStyle(from);
    for (const look of looks) copies[i]?.setAttribute(look, style.getPropertyValue(look));
  }
  return copy;
}

/** A drawing where it stands in its picture. */
function alone(part: SVGSVGElement, box: DOMRect): SVGSVGElement {
  const copy = withLooks(part);
  const { left, top, width, height } = part.getBoundingClientRect();
  const place = { x: left - box.left, y: top - box.top, width, height };
  for (const [attribute, value] of Object.entries(place)) copy.setAttribute(attribute, String(value));
  return copy;
}

/** Words of the page around drawings, line by line where they are read. */
function wordsOf(picture: Element, box: DOMRect): SVGTextElement[] {
  const found: SVGTextElement[] = [];
  const walker = document.createTreeWalker(picture, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const around = node.parentElement;
    if (around === null || around.closest(`svg, .only-read, ${beside}`) !== null) continue;
    const style = getComputedStyle(around);
    if (style.visibility === "hidden" || style.display === "none") continue;
    const size = Number.parseFloat(style.fontSize);
    for (const { text, place } of linesOf(node)) {
      const line = element("text", {
        x: place.left - box.left,
        // Letters stand on a line some four fifths down the height of their size.
        y: place.top - box.top + (place.height - size) / 2 + size * 0.82,
        fill: style.color,
        "font-family": style.fontFamily,
        "font-size": style.fontSize,
        "font-weight": style.fontWeight,
      });
      line.textContent = text;
      found.push(line);
    }
  }
  return found;
}

/** A text as it is broken into lines. */
function linesOf(node: Node): { text: string; place: DOMRect }[] {
  const whole = node.textContent ?? "";
  const range = document.createRange();
  const lines: { text: string; place: DOMRect }[] = [];
  for (const word of whole.matchAll(/\S+\s*/gu)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].trimEnd().length);
    const place = range.getBoundingClientRect();
    if (place.width === 0) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.place.top - place.top) < 2) last.text += word[0];
    else lines.push({ text: word[0], place });
  }
  return lines.map(({ text, place }) => ({ text: text.trimEnd(), place }));
}
