// Makes the worker. Its code lies in the page itself and runs from a blob, because only
// such a worker is bound by the page's own policy; one fetched by address would have none.

import workerCode from "virtual:worker-code";
import type { Port } from "./client";
import type { Reply } from "./protocol";
import { trustedScriptUrl } from "./script-url";

/** Starts a worker. */
export function spawn(): Port {
  const address = URL.createObjectURL(new Blob([workerCode], { type: "text/javascript" }));
  const worker = new Worker(trustedScriptUrl(address), { name: "engine" });
  const port: Port = {
    post: (request, transfer) => worker.postMessage(request, [...transfer]),
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
    onReply: () => {},
    onBroken: () => {},
  };
  worker.onmessage = (event: MessageEvent<Reply>) => port.onReply(event.data);
  worker.onmessageerror = () => port.onBroken("a reply could not be read");
  worker.onerror = (event) => {
    event.preventDefault();
    port.onBroken(event.message || "the worker could not be started");
  };
  return port;
}
