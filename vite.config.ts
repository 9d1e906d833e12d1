/** Builds the page from `www/` into `dist/`: the hosted form, and `clearfloor.html` with everything inside. */
import { defineConfig } from "vite";
import { pageAssets } from "./www/vite/assets.ts";
import { offline } from "./www/vite/offline.ts";
import { oneFileForm } from "./www/vite/one-file.ts";
import { policy } from "./www/vite/policy.ts";
import { workerCode } from "./www/vite/worker-code.ts";

export default defineConfig({
    root: "www",
    // Relative, so that the page works from any folder of any host.
    base: "./",
    plugins: [policy(), workerCode(), pageAssets(), oneFileForm(), offline()],
    build: {
        outDir: "../dist",
        emptyOutDir: true,
        target: "es2022",
        // A file that is fetched is a file that counts; nothing is inlined behind the counter's back.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
    },
    // Fixed, so that what the browser keeps for this origin is found again at the next start.
    preview: { port: 4173, host: "127.0.0.1" },
    server: { port: 5173, host: "127.0.0.1" },
});
