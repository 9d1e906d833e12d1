/** Runs the commands of the other scripts. Needs nothing but node, since it runs before `npm ci`. */
import { spawn, spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The top folder of the project. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const isWindows = process.platform === "win32";

/** Path of a file of the project. */
export function inProject(...parts) {
  return resolve(root, ...parts);
}

/** What a command printed, or null if it is not there or failed. */
export function ask(program, args) {
  const answer = spawnSync(program, args, { cwd: root, encoding: "utf8", shell: isWindows });
  return answer.status === 0 ? answer.stdout : null;
}

/**
 * Runs a command, shows what it prints, and gives its exit code and its text.
 *
 * The text is what the closing lines of a test runner are read from.
 */
export function run(program, args, { env = {}, isQuiet = false } = {}) {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindows,
    });
    let text = "";
    const take = (stream) => (chunk) => {
      text += chunk;
      if (!isQuiet) stream.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", take(process.stdout));
    child.stderr.setEncoding("utf8").on("data", take(process.stderr));
    child.on("error", (why) => settle({ code: 127, text: `${program}: ${why.message}\n` }));
    child.on("close", (code) => settle({ code: code ?? 1, text }));
  });
}

/** Runs a command and ends the script with its exit code if it fails. */
export async function must(program, args, options) {
  const { code, text } = await run(program, args, options);
  if (code !== 0) {
    if (options?.isQuiet || code === 127) process.stderr.write(text);
    process.stderr.write(`\n${program} ${args.join(" ")} ended with ${code}\n`);
    process.exit(code);
  }
  return text;
}

/** Ends the script with words for the one who called it. */
export function giveUp(words) {
  process.stderr.write(`\n${words}\n`);
  process.exit(2);
}

/** Runs the program of an installed npm package. */
export function tool(path, ...args) {
  return [process.execPath, [inProject("node_modules", path), ...args]];
}
