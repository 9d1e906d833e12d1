/** Installs what is missing, each thing only if it is. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { ask, giveUp, inProject, must, run } from "./command.mjs";

const wasmTarget = "wasm32-unknown-unknown";
const leastNode = [20, 19];

/** Looks for Rust and Node and says what to do without them. */
export function needToolchains() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1])) {
    giveUp(`Node ${leastNode.join(".")} or newer is needed; this is ${process.versions.node}.`);
  }
  if (ask("cargo", ["--version"]) === null) {
    giveUp("Rust is needed (cargo was not found). Install it with rustup: https://rustup.rs");
  }
}

/** Installs the npm packages of the lock file. */
export async function needPackages() {
  const lock = createHash("sha256")
    .update(readFileSync(inProject("package-lock.json")))
    .digest("hex");
  const stamp = inProject("node_modules", ".installed-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  process.stdout.write("installing the npm packages of the lock file\n");
  await must("npm", ["ci", "--no-audit", "--no-fund"], {
    env: { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
    isQuiet: true,
  });
  writeFileSync(stamp, lock);
}

/** Adds the parts of the Rust toolchain that checks need, where they are missing. */
export async function needRustComponents() {
  const missing = [
    ["rustfmt", ["fmt", "--version"]],
    ["clippy", ["clippy", "--version"]],
  ].filter(([, args]) => ask("cargo", args) === null);
  for (const [name] of missing) await must("rustup", ["component", "add", name]);
  // Here and not only where the module is built: checks that run beside that need it too.
  const libraries = ask("rustc", ["--print", "target-libdir", "--target", wasmTarget]);
  if (libraries === null || !existsSync(libraries.trim())) await must("rustup", ["target", "add", wasmTarget]);
}

/** Where the programs lie that tests run in. */
export const programs = {
  chromium: process.env.CLEARFLOOR_CHROMIUM ?? "/usr/bin/chromium",
  // The same engine without a window's own pages: it is there in two thirds of the time.
  headless: process.env.CLEARFLOOR_CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  chromedriver: process.env.CHROMEDRIVER ?? "/usr/bin/chromedriver",
  firefox: process.env.CLEARFLOOR_FIREFOX ?? "/usr/bin/firefox",
  libreoffice: process.env.CLEARFLOOR_LIBREOFFICE ?? "/usr/bin/soffice",
};

/** Debian's package of each; several names are parted by a space. */
const packages = {
  chromium: "chromium",
  // With the Chinese letters of the stored pictures: with others a picture is not compared.
  headless: "chromium-headless-shell fonts-wqy-microhei",
  chromedriver: "chromium-driver",
  firefox: "firefox-esr",
  libreoffice: "libreoffice-calc-nogui",
};

/** Whether these programs are there; installs Debian's if not, and says what is wrong if it cannot. */
export async function needPrograms(names) {
  const missing = names.filter((name) => !existsSync(programs[name]));
  if (missing.length === 0) return true;
  const wanted = missing.flatMap((name) => packages[name].split(" "));
  const byHand =
    `The tests need ${wanted.join(", ")}. On Debian: apt-get install ${wanted.join(" ")}. ` +
    "Elsewhere name them in CLEARFLOOR_CHROMIUM, CHROMEDRIVER, CLEARFLOOR_FIREFOX and CLEARFLOOR_LIBREOFFICE.";
  if (ask("apt-get", ["--version"]) === null) {
    process.stderr.write(`${byHand}\n`);
    return false;
  }
  process.stdout.write(`installing ${wanted.join(", ")}\n`);
  const isRoot = process.getuid?.() === 0;
  const asRoot = (args) => (isRoot ? ["apt-get", args] : ["sudo", ["-n", "apt-get", ...args]]);
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" }, isQuiet: true };
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", ...wanted]]) {
    const { code, text } = await run(...asRoot(args), options);
    if (code !== 0) {
      process.stderr.write(`${text}\napt-get ${args[0]} ended with ${code}. ${byHand}\n`);
      return false;
    }
  }
  return names.every((name) => existsSync(programs[name]));
}

/** Everything that building the page needs. */
export async function needBuildTools() {
  needToolchains();
  await needPackages();
}
