/** `npm run package`: `dist/npm/`, the engine as a package for other programs, around the module that is there. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { inProject } from "./command.mjs";

const engineFiles = /^(?:clearfloor\.(?:js|d\.ts)|clearfloor_bg\.wasm|fees-[a-z]+\.pack)$/;

/** Writes the package and gives its folder. */
export function makePackage() {
  const target = inProject("dist/npm");
  const generated = inProject("www/src/engine/generated");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(`${target}/engine`, { recursive: true });
  cpSync(inProject("www/package"), target, { recursive: true });
  for (const name of readdirSync(generated).filter((name) => engineFiles.test(name))) {
    cpSync(`${generated}/${name}`, `${target}/engine/${name}`);
  }
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT"]) cpSync(inProject(name), `${target}/${name}`);
  const { name, version, description, license } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const manifest = {
    name,
    version,
    description,
    license,
    type: "module",
    sideEffects: false,
    engines: { node: ">=20" },
    types: "./index.d.ts",
    exports: {
      ".": { types: "./index.d.ts", node: "./node.js", default: "./index.js" },
      "./engine/*": "./engine/*",
    },
  };
  writeFileSync(`${target}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  return target;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(`${makePackage()}\n`);
