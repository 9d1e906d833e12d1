// Every colour of `tokens.css` against what it stands on, by WCAG 2.2: text 4.5 : 1, lines and
// shapes that carry meaning 3 : 1, in both lights and on paper.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

const css = readFileSync(new URL("../../www/src/style/tokens.css", import.meta.url), "utf8");

type Tokens = ReadonlyMap<string, string>;

/** Tokens set by the rule whose selector stands in the file as written. */
function tokensOf(selector: string): Tokens {
  const from = css.indexOf(`${selector} {`);
  assert.notEqual(from, -1, `tokens.css has no rule for ${selector}`);
  const rule = css.slice(from, css.indexOf("}", from));
  return new Map([...rule.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", text = ""]) => [name, text.trim()]));
}

const light = tokensOf(":root");
const dark = tokensOf(':root[data-theme="dark"]');
const darkBySystem = tokensOf(':root:not([data-theme="light"])');
const printed = tokensOf(':root,\n  :root[data-theme="dark"],\n  :root:not([data-theme="light"])');

/** Relative luminance of a colour written as six hexadecimal digits. */
function luminance(colour: string): number {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  assert.ok(found, `${colour} is not six hexadecimal digits`);
  const [red = 0, green = 0, blue = 0] = found.slice(1).map((digits) => {
    const share = Number.parseInt(digits, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** What each colour is for: the grounds it is read on, and how well. */
const text: Readonly<Record<string, readonly string[]>> = {
  ink: ["paper", "raised", "selected", "assumed-paper"],
  second: ["paper", "raised", "selected"],
  accent: ["paper", "raised", "selected"],
  "on-accent": ["accent"],
  gain: ["paper", "raised", "selected"],
  loss: ["paper", "raised", "selected"],
  assumed: ["paper", "raised", "assumed-paper"],
};
const graphics: Readonly<Record<string, readonly string[]>> = {
  edge: ["paper", "raised", "assumed-paper"],
  "way-1": ["paper"],
  "way-2": ["paper"],
  "way-3": ["paper"],
  "way-4": ["paper"],
  "way-5": ["paper"],
  "way-6": ["paper"],
  "age-4": ["paper"],
  "age-5": ["paper"],
};
/** Grounds, and what parts without saying anything: no rule of contrast. Young stock has its edge and its height. */
const silent = [
  "paper",
  "raised",
  "selected",
  "assumed-paper",
  "rule",
  "strong-rule",
  "scrim",
  "age-1",
  "age-2",
  "age-3",
];

const isColour = (value: string): boolean => /^(#|rgb)/.test(value);

for (const [name, tokens] of [
  ["by day", light],
  ["by night", dark],
  ["on paper", new Map([...light, ...printed])],
] as const) {
  describe(name, () => {
    for (const [uses, least] of [
      [text, 4.5],
      [graphics, 3],
    ] as const) {
      for (const [colour, grounds] of Object.entries(uses)) {
        test(`${colour} has at least ${least} : 1`, () => {
          for (const ground of grounds) {
            const ratio = contrast(tokens.get(colour) ?? "", tokens.get(ground) ?? "");
            assert.ok(ratio >= least, `${colour} on ${ground}: ${ratio.toFixed(2)} : 1`);
          }
        });
      }
    }
  });
}

test("knows of every colour what it is for", () => {
  const known = new Set([...Object.keys(text), ...Object.keys(graphics), ...silent]);
  const colours = [...light].filter(([, value]) => isColour(value)).map(([name]) => name);
  assert.deepEqual(
    colours.filter((name) => !known.has(name)),
    [],
  );
});

test("has the same night whether the system or the seller asked for it", () => {
  assert.deepEqual([...darkBySystem], [...dark]);
});

test("has a night for every colour of the day", () => {
  const colours = [...light].filter(([, value]) => isColour(value)).map(([name]) => name);
  assert.deepEqual(
    colours.filter((name) => !dark.has(name)),
    [],
  );
});
