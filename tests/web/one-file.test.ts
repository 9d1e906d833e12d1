import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { scriptSafe } from "../../www/vite/one-file.ts";
import { hosted, oneFile, policyElement } from "../../www/vite/policy.ts";

test("keeps a script inside its element, and its meaning", () => {
  const code = 'const a = "</script><!-- </SCRIPT x"; const b = `</script>`; globalThis.found = a + b;';
  const safe = scriptSafe(code);
  assert.doesNotMatch(safe, /<\/script|<!--/i);
  const run = new Function(`${safe}; return globalThis.found;`) as () => string;
  assert.equal(run(), "</script><!-- </SCRIPT x</script>");
});

test("begins each policy with nothing, and lets the one file make no request at all", () => {
  const hash = `sha256-${createHash("sha256").update("x").digest("base64")}`;
  for (const policy of [hosted, oneFile(hash, hash)]) {
    assert.match(policyElement(policy), /content="default-src 'none'; /);
    assert.doesNotMatch(policyElement(policy), /https?:|\*|'unsafe-inline'|'unsafe-eval'/);
  }
  assert.match(policyElement(oneFile(hash, hash)), /connect-src 'none'/);
  assert.match(policyElement(hosted), /connect-src 'self'[;"]/);
});
