import { defineConfig } from "vite";
import { pageAssets } from "./www/vite/assets.ts";
import { firstChunk } from "./www/vite/first-chunk.ts";
import { firstScreen } from "./www/vite/first-screen.ts";
import { offline } from "./www/vite/offline.ts";
import { oneFileForm } from "./www/vite/one-file.ts";
import { policy } from "./www/vite/policy.ts";
import { words } from "./www/vite/words.ts";
import { workerCode } from "./www/vite/worker-code.ts";

/** What makes the page, in either form. */
const page = (form: "hosted" | "file") => [policy(), firstScreen(), workerCode(), words(form), pageAssets()];

export default defineConfig({
  root: "www",
  // Addresses relative to the page: it can lie in any folder of any server.
  base: "./",
  plugins: [...page("hosted"), oneFileForm(() => page("file")), offline()],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    target: "es2022",
    // Nothing is taken into a style or script as text behind the policy's back.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The one-file form is a build within the build; that it takes time is no finding.
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: { codeSplitting: { groups: [{ name: firstChunk }] } },
    },
  },
  preview: { port: 4173, strictPort: false },
});
