import type { TransferAnswer, TransferWhatIf } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";
import { Labelled, SheetCell } from "../../parts/sheet-cell";
import { changeTransfers, transferSheet } from "../../state/transfers";
import { routeOf } from "./result";

/** The same moves where the way takes longer, or a promotion sells more. */
export function WhatIfs(props: { answer: TransferAnswer }) {
  const { answer } = props;
  const typed = transferSheet.value;
  const field = (name: "delay" | "factor" | "factorSite", words: string, placeholder: string, hint: string) => (
    <Labelled words={words} hint={hint}>
      <SheetCell
        place={name}
        label={words}
        text={typed[name]}
        said={answer.said}
        isNumber={name !== "factorSite"}
        placeholder={placeholder}
        likely={name === "factorSite" ? "transfer-sites" : undefined}
        onType={(text) => changeTransfers({ [name]: text }, name)}
      />
    </Labelled>
  );
  return (
    <section class="landed-part" aria-labelledby="transfers-what-if">
      <h2 id="transfers-what-if">{t("transfers.what_if")}</h2>
      <div class="landed-fields">
        {field("delay", t("transfers.delay"), "14", t("transfers.delay_hint"))}
        {field("factor", t("transfers.factor"), "2", t("transfers.factor_hint"))}
        {field("factorSite", t("transfers.factor_site"), "", t("transfers.factor_site_hint"))}
      </div>
      {answer.whatIfs.length > 0 ? (
        <RowTable
          caption={t("transfers.what_if")}
          rows={answer.whatIfs}
          keyOf={({ code }) => code}
          columns={[
            { id: "if", words: t("transfers.then_if"), cell: ({ code }) => nameOf("transfer_if", code) },
            {
              id: "planned",
              words: t("transfers.as_planned"),
              kind: "figure",
              cell: (one) => <Money amount={one.asPlanned} isGain />,
            },
            {
              id: "same",
              words: t("transfers.same_moves"),
              kind: "figure",
              cell: (one) => <Money amount={one.sameMoves} isGain />,
            },
            {
              id: "best",
              words: t("transfers.best_then"),
              kind: "figure",
              cell: (one) => <Money amount={one.bestThen} isGain />,
            },
            { id: "short", words: t("transfers.short"), kind: "figure", cell: ({ short }) => quantity(short) },
            { id: "changes", words: t("transfers.changes"), kind: "sentence", cell: changesOf },
          ]}
        />
      ) : null}
    </section>
  );
}

function changesOf(one: TransferWhatIf): string {
  if (one.changes.length === 0) return t("transfers.no_change");
  return one.changes
    .map((change) =>
      t("transfers.change", {
        route: routeOf(change),
        planned: quantity(change.planned),
        best: quantity(change.best),
      }),
    )
    .join(t("place.join"));
}
