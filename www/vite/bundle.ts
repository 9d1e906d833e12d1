// Bundles one entry into one classic script, for what runs outside the page.

import { rolldown } from "rolldown";

/** Code of `entry` with everything it imports. `define` replaces whole expressions. */
export async function bundle(
  entry: string,
  define: Readonly<Record<string, string>> = {},
): Promise<{ code: string; files: string[] }> {
  const build = await rolldown({
    input: entry,
    platform: "browser",
    transform: { define: { "process.env.NODE_ENV": '"production"', ...define } },
  });
  try {
    const { output } = await build.generate({ format: "iife", minify: true });
    const [script, ...others] = output;
    if (others.length > 0) throw new Error(`${entry} does not make one script`);
    const files = script.moduleIds.filter((id) => id.startsWith("/"));
    return { code: script.code, files };
  } finally {
    await build.close();
  }
}
