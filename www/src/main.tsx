// Starts the page.

import { render } from "preact";
import { engineCode, isOneFile, readAsset } from "./engine/assets";
import { browserClock } from "./engine/client";
import { spawn } from "./engine/spawn";
import { boot, followCalendar, followLocation } from "./state/actions";
import { offerUpdates } from "./state/offline";
import { isOnlyTab } from "./state/one-tab";
import * as store from "./state/store";
import { watchTraffic } from "./state/traffic";
import { App } from "./views/frame/app";

/** The day on the seller's own calendar. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

async function start(): Promise<void> {
  store.form.value = isOneFile() ? "file" : "hosted";
  const traffic = watchTraffic();
  await boot({
    spawn,
    wasm: engineCode,
    clock: browserClock,
    today,
    traffic,
    isOnlyTab,
    readAsset,
  });
  followLocation();
  addEventListener("popstate", followLocation);
  document.addEventListener("visibilitychange", followCalendar);
  const root = document.getElementById("app");
  if (root !== null) render(<App />, root);
  if (store.form.value === "hosted") offerUpdates();
}

void start();
