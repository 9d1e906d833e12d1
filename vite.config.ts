/** Builds the page from `www/` into `dist/`. */
import { defineConfig } from "vite";

export default defineConfig({
  root: "www",
  // Relative, so that the page works from any folder of any host.
  base: "./",
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    // A file that is fetched is a file that counts; nothing is inlined behind the counter's back.
    assetsInlineLimit: 0,
  },
  worker: { format: "es" },
  // Fixed, so that what the browser keeps for this origin is found again at the next start.
  preview: { port: 4173, host: "127.0.0.1" },
  server: { port: 5173, host: "127.0.0.1" },
});
