// The hosted form as a host serves it: packed where it can be packed, on a port of its own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = fileURLToPath(new URL("../../dist", import.meta.url));

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

/** Serves `dist/`; `close()` ends it. */
export async function serveHosted() {
  const packed = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = normalize(join(dist, pathname === "/" ? "index.html" : decodeURIComponent(pathname)));
    if (!path.startsWith(dist + sep)) return response.writeHead(404).end();
    try {
      if (!packed.has(path)) packed.set(path, gzipSync(await readFile(path), { level: 9 }));
    } catch {
      return response.writeHead(404).end();
    }
    response.writeHead(200, {
      "content-type": types[extname(path)] ?? "application/octet-stream",
      "content-encoding": "gzip",
      // As on a host that knows which names carry a hash.
      "cache-control": pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    });
    response.end(packed.get(path));
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
  return {
    address: `http://localhost:${server.address().port}/`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  };
}
