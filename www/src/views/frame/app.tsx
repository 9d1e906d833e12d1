import "../../style/page.css";
import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { hasWords, setLocale, t } from "../../i18n/locale";
import { DropTarget } from "../../parts/drop-target";
import { followingFirst, later } from "../../parts/later";
import { Hatches } from "../../parts/pictures/hatches";
import { dropFiles, pasteText } from "../../state/actions";
import { beside, isEmpty, locale, product, sheetQuestion, type View, view } from "../../state/store";
import { StartView } from "../start/start-view";
import { useFollowView } from "./follow-view";
import { Header } from "./header";
import { Notices } from "./notices";
import { destinationOf, destinations } from "./views";

/** The page: header, notices, the view asked for. Drops and pastes are taken anywhere. */
export function App() {
  useEffect(() => {
    document.addEventListener("paste", takePaste);
    return () => document.removeEventListener("paste", takePaste);
  }, []);
  const chosen = locale.value;
  useEffect(() => void setLocale(chosen), [chosen]);
  useFollowView(view.value);
  const title = hasWords.value ? titleOf(view.value, shownSku.value) : null;
  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);
  // The words come in a file of their own, one for each language.
  if (!hasWords.value) return null;
  return (
    <>
      <DropTarget onFiles={dropFiles} />
      <button type="button" class="skip" onClick={focusMain}>
        {t("page.skip")}
      </button>
      <Hatches />
      <Header />
      <Notices />
      {beside.value === null ? null : <besideBar.View />}
      {sheetQuestion.value === null ? null : <sheetChoice.View />}
      <main id="main" tabIndex={-1}>
        <FirstOrCurrent />
      </main>
    </>
  );
}

/** A product changes with every key, its name hardly ever. */
const shownSku = computed(() => product.value?.row.sku ?? "");

/** What stands on the tab of the browser, in its history, and is read out first. */
function titleOf(current: View, sku: string): string {
  if (isEmpty.value && current.name === "catalogue") return t("page.title");
  const name = "key" in current ? sku : "";
  const words = destinations.find(({ id }) => id === destinationOf(current))?.words;
  return [name, words ? t(words) : "", t("page.name")].filter(Boolean).join(" · ");
}

/** Over a workspace that is looked at beside one's own. */
const besideBar = later(() => import("../workspace/beside-bar").then((part) => part.BesideBar));

const sheetChoice = followingFirst(() => import("../export/sheet-choice").then((part) => part.SheetChoice));

const others = later(() => import("./current-view").then((part) => part.CurrentView));

/** Fetches the code of all views but the first screen. */
export const fetchViews = others.fetch;

const needNoProducts = new Set<View["name"]>([
  "about",
  "settings",
  "fees",
  "landed",
  "transfers",
  "review",
  "workspace",
  "shared",
]);

/** The first screen while nothing is entered, else the view asked for; those that need no products are there from the first. */
function FirstOrCurrent() {
  const { name } = view.value;
  const isFirst = isEmpty.value && !needNoProducts.has(name);
  return isFirst ? <StartView /> : <others.View />;
}

/** A button, since the fragment that a link would write holds the view. */
function focusMain() {
  document.getElementById("main")?.focus();
}

/** A paste outside of any field is a table. */
function takePaste(event: ClipboardEvent) {
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.trim() !== "") void pasteText(text);
  else if (files.length > 0) void dropFiles(files);
  else return;
  event.preventDefault();
}
