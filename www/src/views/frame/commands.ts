import { LANGUAGES, t } from "../../i18n/locale";
import { stepText } from "../../i18n/step-text";
import {
  addProduct,
  copyTable,
  downloadTable,
  forgetEverything,
  go,
  loadSample,
  setLocale,
  setTheme,
} from "../../state/actions";
import { clearFilter, narrow, redo, undo } from "../../state/catalogue";
import { isEmpty, list, locale, noFilter, redoable, theme, undoable } from "../../state/store";
import { openExport } from "./export-menu";
import { destinations } from "./views";

/** Something the search box can do. */
export interface Command {
  readonly id: string;
  readonly group: "views" | "actions";
  readonly label: string;
  readonly note?: string;
  /** Asked once more before it is done. */
  readonly question?: string;
  /** Offered whatever is typed. */
  readonly isAlways?: boolean;
  readonly run: () => void;
}

/** Every view and action there is now; `text` is what stands in the box. */
export function commands(text: string): Command[] {
  const views = destinations.flatMap<Command>(({ id, words, to }) => {
    const target = to();
    return target === null ? [] : [{ id: `view-${id}`, group: "views", label: t(words), run: () => go(target) }];
  });
  return [...views, ...actions(text)];
}

async function saveWorkspace(): Promise<void> {
  await (await import("../../state/workspace")).saveWorkspace();
}

function actions(text: string): Command[] {
  const action = (id: string, label: string, run: () => void, more: Partial<Command> = {}): Command => ({
    id,
    group: "actions",
    label,
    run,
    ...more,
  });
  const { value: back } = undoable;
  const { value: forth } = redoable;
  const isThere = !isEmpty.value;
  const isNarrowed = list.value.filter !== noFilter;
  return [
    ...(isNarrowed ? [action("clear", t("filter.clear"), clearFilter)] : []),
    ...(back ? [action("undo", t("undo.undo"), () => void undo(), { note: stepText(back) })] : []),
    ...(forth ? [action("redo", t("undo.redo"), () => void redo(), { note: stepText(forth) })] : []),
    action("add", t("entry.by_hand"), () => void addProduct()),
    action("save-workspace", t("workspace.save"), () => void saveWorkspace()),
    action("sample", t("entry.sample"), () => void loadSample()),
    ...(isThere
      ? [
          action("export", t("export.title"), openExport),
          action("download", t("catalogue.download"), () => void downloadTable("csv")),
          action("copy", t("catalogue.copy"), () => void copyTable("csv")),
        ]
      : []),
    ...LANGUAGES.flatMap(({ id, name }) =>
      id === locale.value ? [] : [action(`language-${id}`, name, () => setLocale(id))],
    ),
    ...(["auto", "light", "dark"] as const)
      .filter((choice) => choice !== theme.value)
      .map((choice) =>
        action(`theme-${choice}`, t("search.theme", { theme: t(`theme.${choice}`) }), () => setTheme(choice)),
      ),
    ...(isThere
      ? [action("forget", t("forget.label"), () => void forgetEverything(), { question: t("forget.question") })]
      : []),
    ...(isThere && text !== ""
      ? [
          action(
            "narrow",
            t("search.narrow", { text }),
            () => {
              narrow({ text });
              go({ name: "catalogue" });
            },
            { isAlways: true },
          ),
        ]
      : []),
  ];
}
