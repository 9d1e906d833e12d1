// The engine's code: its first part, enough for the first result, and the second, which brings the rest.

/** How the code comes to whoever compiles it. */
export type EngineCode =
  | { readonly url: string }
  | { readonly bytes: ArrayBuffer }
  | { readonly module: WebAssembly.Module };

/** Where the parts are to be had. */
export interface EngineParts {
  /** Enough for the first result, or all of it. Asked anew for each worker: bytes may be transferred. */
  readonly first: () => Promise<EngineCode>;
  /** What goes on with everything on the memory of the first; null where the first is all of it. */
  readonly second: (() => Promise<{ readonly module: WebAssembly.Module }>) | null;
}

/** Fetches what has to be fetched, and compiles it. */
export async function compiled(code: EngineCode): Promise<WebAssembly.Module> {
  if ("module" in code) return code.module;
  if ("bytes" in code) return WebAssembly.compile(code.bytes);
  const response = await fetch(code.url);
  if (!response.ok) throw new Error(`the engine's code: ${response.status}`);
  // Compiled while it comes, where the host says what it is.
  const isNamed = response.headers.get("content-type")?.split(";")[0] === "application/wasm";
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
