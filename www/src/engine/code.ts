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
  /** Both are had before the book is filled. */
  readonly isWholeAtOnce?: boolean;
  /** Where the second lies: a worker that needs it in the middle of a call fetches it itself. */
  readonly secondUrl?: string;
}

/** Fetches code while the caller waits, which only a worker may do, and compiles it. */
export function compiledAtOnce(url: string): WebAssembly.Module {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`the engine's code: ${request.status}`);
  return new WebAssembly.Module(request.response as ArrayBuffer);
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
