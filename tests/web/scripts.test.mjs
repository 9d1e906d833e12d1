import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Scripts that no other test runs: the benches, the commands of the project, the long tests. */
const scripts = ["benches", "scripts", "tests/long"].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(ROOT, folder, name))
    .filter((path) => /(?<!\.d)\.(mjs|ts)$/.test(path) && !path.includes(`${sep}node_modules${sep}`)),
);

/** Its packages are its own, and are installed when it runs. */
const hasOwnPackages = (path) => dirname(path) === join(ROOT, "tests/long/lighthouse");

test("every script of the benches, the commands and the long tests finds what it imports", async () => {
  assert.ok(scripts.some((path) => path.endsWith(join("benches", "run.mjs"))));
  const lost = [];
  const build = await rolldown({
    input: scripts,
    platform: "node",
    plugins: [
      {
        name: "served from the project's folder",
        resolveId: (id) => (id.startsWith("/") && existsSync(join(ROOT, id)) ? join(ROOT, id) : null),
      },
    ],
    // What is built, what is Node's own, and packages, which need only be there.
    external: (id, importer) => {
      if (id.includes("/generated/")) return true;
      if (id.startsWith(".") || id.startsWith("/")) return false;
      try {
        if (importer !== undefined && !hasOwnPackages(importer)) import.meta.resolve(id);
      } catch {
        lost.push(`${importer}: ${id}`);
      }
      return true;
    },
  });
  try {
    // Fails for a file that is not there, and for a name that the file does not give.
    await build.generate({ format: "esm" });
  } finally {
    await build.close();
  }
  assert.deepEqual(lost, []);
});
