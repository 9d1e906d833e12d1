// The engine's code: its first part, enough until a later view is opened, and the whole.

/** How the code comes to whoever compiles it. */
export type EngineCode =
  | { readonly url: string }
  | { readonly bytes: ArrayBuffer }
  | { readonly module: WebAssembly.Module };

/** Where the parts are to be had. */
export interface EngineParts {
  /** Enough for the start; null where the whole is there anyway. Asked anew for each worker: bytes may be transferred. */
  readonly first: (() => EngineCode) | null;
  readonly whole: () => Promise<EngineCode>;
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
