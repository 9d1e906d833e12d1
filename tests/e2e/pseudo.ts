// The pseudo-locale: English two fifths longer, for layout tests. It is no part of the page;
// the file with the English words is exchanged on the wire.

import type { Page } from "@playwright/test";
import { en } from "../../www/src/i18n/en.ts";
import { type Message, splitPlaces } from "../../www/src/i18n/message.ts";

const plain = "acdegilnorstuyzACDEINORSTUYZ";
const accented = "áçðéğíłñöřšţüýžÅÇÐÉÎÑØŘŠŢÛÝŽ";
const accents = new Map([...plain].map((letter, i) => [letter, [...accented][i] ?? letter]));

/** A pattern made 40 % longer and accented, its places kept. */
export function toPseudo(pattern: string): string {
  const parts = splitPlaces(pattern);
  const isPlace = (i: number): boolean => i % 2 === 1;
  const text = parts
    .map((part, i) => (isPlace(i) ? `{${part}}` : [...part].map((letter) => accents.get(letter) ?? letter).join("")))
    .join("");
  const visible = parts.filter((_, i) => !isPlace(i)).join("").length;
  const longer = Math.ceil(visible * 0.4);
  if (longer === 0) return text;
  // In words of four: text of other languages can be broken, too.
  const more = "~~~~ ".repeat(Math.ceil(longer / 5)).slice(0, longer);
  return `${text} ${more.trim()}`;
}

function turned(message: Message): Message {
  if (typeof message === "string") return toPseudo(message);
  const forms = Object.entries(message).map(([form, text]) => [form, toPseudo(text)] as const);
  return { ...Object.fromEntries(forms), other: toPseudo(message.other) };
}

/** The English words with everything longer. */
export const pseudo: Readonly<Record<string, Message>> = Object.fromEntries(
  Object.entries(en).map(([key, message]) => [key, turned(message)]),
);

/** Lets the hosted form speak the pseudo-locale in place of English. Service workers must be blocked, as they are by default. */
export async function speakPseudo(page: Page): Promise<void> {
  await page.route(/\/assets\/en-[^/]*\.js$/, (route) =>
    route.fulfill({
      contentType: "text/javascript",
      body: `const words = ${JSON.stringify(pseudo)}; export { words as enFirst }; export const enLater = async () => words;`,
    }),
  );
}

/** A word of the pseudo-locale. */
export function pseudoWords(key: keyof typeof en): string {
  const message = pseudo[key];
  if (typeof message !== "string") throw new Error(`${key} is no plain message`);
  return message;
}
