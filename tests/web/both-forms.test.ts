// The one-file form runs what is marked for both forms: this sees to it that each view's flow is.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../e2e", import.meta.url));

/** About one form alone, or about what is the same in both: looks, fit, parts, input that breaks, rules, what a browser keeps. */
const hostedAlone = [
  "broken-input",
  "install",
  "keeping",
  "layout",
  "package",
  "parts",
  "pictures",
  "recovery",
  "rows",
  "rules",
  "update",
  "views",
];

for (const file of readdirSync(folder).filter((name) => name.endsWith(".spec.ts"))) {
  const name = file.replace(".spec.ts", "");
  test(`${name} has a flow in both forms, or stands among those that need none`, () => {
    const hasBoth = readFileSync(`${folder}/${file}`, "utf8").includes('"@both"');
    assert.equal(hasBoth, !hostedAlone.includes(name));
  });
}
