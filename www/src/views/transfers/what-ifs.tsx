import type { TransferAnswer, TransferWhatIf } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
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
        <ScrollBox label={t("transfers.what_if")}>
          <table class="landed-table">
            <caption class="only-read">{t("transfers.what_if")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("transfers.then_if")}</th>
                {(["as_planned", "same_moves", "best_then", "short"] as const).map((name) => (
                  <th key={name} scope="col" class="is-number">
                    {t(`transfers.${name}`)}
                  </th>
                ))}
                <th scope="col">{t("transfers.changes")}</th>
              </tr>
            </thead>
            <tbody>
              {answer.whatIfs.map((one) => (
                <tr key={one.code}>
                  <th scope="row">{nameOf("transfer_if", one.code)}</th>
                  <td class="is-number">
                    <Money amount={one.asPlanned} isGain />
                  </td>
                  <td class="is-number">
                    <Money amount={one.sameMoves} isGain />
                  </td>
                  <td class="is-number">
                    <Money amount={one.bestThen} isGain />
                  </td>
                  <td class="is-number">{quantity(one.short)}</td>
                  <td class="transfers-why">{changesOf(one)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
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
