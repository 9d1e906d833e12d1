import { t } from "../i18n/locale";

/** What a paste into a sheet took, and which of its columns it did not. */
export function TakenRows(props: { taken: { readonly count: number; readonly leftOut: readonly string[] } | null }) {
  const { taken } = props;
  return (
    <p class="second" role="status">
      {taken === null ? "" : t("landed.pasted", { n: taken.count })}{" "}
      {taken !== null && taken.leftOut.length > 0
        ? t("landed.pasted_left_out", { columns: taken.leftOut.join(", ") })
        : ""}
    </p>
  );
}
