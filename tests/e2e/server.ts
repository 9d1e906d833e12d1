// A static server as anybody's: files of a folder, nothing else. It notes what it is asked.

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize, sep } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
};

/** What came in over the wire. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  /** All headers as one text, to search for what must not be there. */
  readonly headers: string;
  readonly bodyBytes: number;
}

export interface StaticServer {
  readonly origin: string;
  readonly arrivals: Arrival[];
  close(): Promise<void>;
}

/** Path of the file asked for; null if it is not one of the folder. */
function fileOf(folder: string, request: IncomingMessage): string | null {
  const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
  const path = normalize(join(folder, decodeURIComponent(pathname)));
  if (path !== folder && !path.startsWith(folder + sep)) return null;
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "index.html") : path;
  return existsSync(file) ? file : null;
}

export async function serve(folder: string): Promise<StaticServer> {
  const arrivals: Arrival[] = [];
  const server: Server = createServer((request, response) => {
    let bodyBytes = 0;
    request.on("data", (chunk: Buffer) => {
      bodyBytes += chunk.length;
    });
    request.on("end", () => {
      const { method = "", url = "", rawHeaders } = request;
      arrivals.push({ method, path: url, headers: rawHeaders.join("\n"), bodyBytes });
      const file = fileOf(folder, request);
      if (file === null || method !== "GET") {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "cache-control": "no-cache",
      });
      createReadStream(file).pipe(response);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    arrivals,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
