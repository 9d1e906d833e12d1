// Starts the page.

import { render } from "preact";
import { engineParts, isOneFile, readAsset } from "./engine/assets";
import { browserClock, type Port } from "./engine/client";
import { askedLocale, loadWords, setLocale } from "./i18n/locale";
import { followPrinting } from "./parts/printing";
import { boot, followCalendar, followLocation, leavePage, startEngine } from "./state/actions";
import { endFirstScreen, noteFirstScreen } from "./state/first-screen";
import { offerUpdates } from "./state/offline";
import { isOnlyTab } from "./state/one-tab";
import { localeOf } from "./state/preferences";
import { browserJournal } from "./state/storage";
import * as store from "./state/store";
import { watchTraffic } from "./state/traffic";
import { whenIdle } from "./state/turns";
import { App, fetchViews } from "./views/frame/app";

/** The day on the seller's own calendar. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The browser asks whether the page may go. */
function askBeforeLeaving(event: Event): void {
  event.preventDefault();
}

/** What follows the first screen: the worker with its code, the other views, the copy for use without a network. */
async function startRest(spawning: Promise<typeof import("./engine/spawn")>): Promise<void> {
  await painted();
  spawn = (await spawning).spawn;
  startEngine();
  await breath();
  void fetchViews();
  // The copy for use without a network fetches everything: not while the engine is on its way.
  await started();
  await whenIdle();
  if (store.form.value === "hosted") offerUpdates();
}

let spawn = (): Port => {
  throw new Error("the engine was asked for before its code was there");
};

/** After the next frame, or soon where nothing is painted. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, 100);
  });
}

/** Until the engine is there, or cannot be had. */
function started(): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.status.subscribe((status) => {
      if (status === "starting") return;
      resolve();
      // It may be told at once, before there is anything to stop.
      queueMicrotask(() => stop());
    });
  });
}

/** Lets the browser do what waits: what follows is a piece of work of its own. */
function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

async function start(): Promise<void> {
  store.form.value = isOneFile() ? "file" : "hosted";
  // Most likely these: asked for now, they come with what the browser remembers.
  void loadWords(askedLocale ?? localeOf(navigator.languages));
  const spawning = import("./engine/spawn");
  const traffic = watchTraffic();
  await boot({
    spawn: () => spawn(),
    code: engineParts(),
    clock: browserClock,
    today,
    traffic,
    isOnlyTab,
    readAsset,
    journal: browserJournal,
  });
  followLocation();
  addEventListener("popstate", followLocation);
  document.addEventListener("visibilitychange", () => (document.hidden ? leavePage() : followCalendar()));
  addEventListener("pagehide", leavePage);
  addEventListener("pagehide", noteFirstScreen);
  followPrinting();
  store.isAtRisk.subscribe((isAtRisk) => {
    // Only while it is needed: with it a browser keeps no page for going back to.
    if (isAtRisk) addEventListener("beforeunload", askBeforeLeaving);
    else removeEventListener("beforeunload", askBeforeLeaving);
  });
  await setLocale(store.locale.peek());
  await breath();
  const root = document.getElementById("app");
  endFirstScreen();
  if (root !== null) render(<App />, root);
  await startRest(spawning);
}

void start();
