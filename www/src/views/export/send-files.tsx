import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Draft } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { listOf, t, wordsOf } from "../../i18n/locale";
import { download, downloadText } from "../../state/actions";
import { theSession } from "../../state/current";
import { plain } from "../../state/file-name";

/** For people who pack and carry, or for the marketplace. */
export type DraftForm = "list" | "upload";

/** Headings of a list, in the order of its columns. */
const columns = [
  "from",
  "to",
  "sku",
  "units",
  "box_units",
  "full_boxes",
  "loose_units",
  "ship_by",
  "there_by",
] as const;

/** Excel takes a CSV for UTF-8 only with it in front. */
const mark = "\uFEFF";

/**
 * Files of what is to be sent. Each is read again by the engine once it is written, and given out only if it holds what was
 * chosen and nothing else; what is in it stands beside it then.
 */
export function SendFiles(props: {
  /** Names the goods where several of these stand on a page. */
  of: string;
  /** What the file is called, without its ending. */
  file: string;
  /** What the file is made from: where that changes, what is said of the one saved before goes. */
  from: unknown;
  ask: (form: DraftForm, names: readonly string[]) => Promise<Draft>;
}) {
  const { of, file, from, ask } = props;
  const saved = useSignal<Draft | null>(null);
  useEffect(() => {
    saved.value = null;
  }, [from]);
  const save = async (form: DraftForm): Promise<void> => {
    try {
      const draft = await ask(
        form,
        columns.map((column) => t(`send.${column}`)),
      );
      saved.value = draft;
      if (!draft.isChecked || draft.lines.length === 0) return;
      if (form === "upload") return downloadText(draft.text, `${plain(file)}.txt`);
      download(new Blob([mark + draft.text], { type: "text/csv;charset=utf-8" }), `${plain(file)}.csv`);
    } catch (thrown) {
      theSession().tellFailure(thrown, "refused");
    }
  };
  return (
    <div class="send-files">
      <div class="landed-ticks">
        <button type="button" aria-label={t("send.list_of", { of })} onClick={() => void save("list")}>
          {t("send.list")}
        </button>
        <button type="button" aria-label={t("send.upload_of", { of })} onClick={() => void save("upload")}>
          {t("send.upload")}
        </button>
      </div>
      <p role="status" class="second">
        {saved.value ? said(saved.value) : ""}
      </p>
    </div>
  );
}

/** What is in a file and what is not. */
function said(draft: Draft): string {
  if (!draft.isChecked) return t("act.not_checked");
  const left = draft.leftOut.map(
    ({ sku, why }) => `${sku.trim() || t("product.no_sku")}: ${wordsOf("act_left", why) ?? why}`,
  );
  const what =
    draft.lines.length === 0
      ? t("send.empty")
      : t("send.saved", { n: draft.lines.length, units: quantity(draft.units) });
  return left.length === 0 ? what : `${what} ${t("send.left_out", { what: listOf(left) })}`;
}
