import "../../style/page.css";
import { useEffect } from "preact/hooks";
import { askedLocale, hasWords, setLocale, t } from "../../i18n/locale";
import { DropTarget } from "../../parts/drop-target";
import { Hatches } from "../../parts/pictures/age-bars";
import { dropFiles, pasteText } from "../../state/actions";
import { isEmpty, locale, view } from "../../state/store";
import { CheckView } from "../about/check-view";
import { CatalogueView } from "../catalogue/catalogue-view";
import { CompareView } from "../compare/compare-view";
import { TablesView } from "../data/tables-view";
import { ProductPage } from "../product/product-page";
import { SettingsView } from "../settings/settings-view";
import { StartView } from "../start/start-view";
import { Header } from "./header";
import { Notices } from "./notices";

/** The page: header, notices, the view asked for. Drops and pastes are taken anywhere. */
export function App() {
  useEffect(() => {
    document.addEventListener("paste", takePaste);
    return () => document.removeEventListener("paste", takePaste);
  }, []);
  const chosen = askedLocale ?? locale.value;
  useEffect(() => {
    void setLocale(chosen).then(() => {
      document.title = t("page.title");
    });
  }, [chosen]);
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
      <main id="main" tabIndex={-1}>
        <CurrentView />
      </main>
    </>
  );
}

function CurrentView() {
  const current = view.value;
  if (current.name === "about") return <CheckView />;
  if (current.name === "settings") return <SettingsView />;
  if (isEmpty.value) return <StartView />;
  if (current.name === "tables") return <TablesView />;
  if (current.name === "product") return <ProductPage />;
  if (current.name === "compare") return <CompareView />;
  return <CatalogueView />;
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
