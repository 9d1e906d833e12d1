import type { ComponentChildren } from "preact";
import type { FeeSource, Line } from "../engine/types";
import { feeRowText } from "../i18n/fee-row-text";
import { feeTableName } from "../i18n/fee-table-name";
import { price } from "../i18n/format";
import { formulaText } from "../i18n/formula-text";
import { holeText } from "../i18n/hole-text";
import { nameOf, t } from "../i18n/locale";
import { symbolsOf } from "../i18n/symbols";
import { unitName } from "../i18n/unit-name";
import { valueText } from "../i18n/value-text";
import { copyText } from "../state/actions";
import { ConfidenceBadge } from "./confidence-badge";
import { inForce } from "./ledger-table";

/**
 * Why a line is what it is: its sentence, what is missing, its inputs, its fee row with dates and source, how
 * sure it is. Where the page has the field that an input came from, the input leads there.
 */
export function LineReasons(props: {
  line: Line;
  today: string;
  fieldOf?: (input: string) => string | null;
  onField?: (field: string) => void;
}) {
  const { line } = props;
  const symbols = symbolsOf(line);
  return (
    <>
      <p class="drawer-figure">
        {line.amount ? price(line.amount) : t("ledger.not_known")}{" "}
        <ConfidenceBadge status={line.fee?.isAssumed ? "assumed" : line.status} />
      </p>
      <p>{formulaText(line)}</p>
      {symbols ? <p class="symbols">{symbols}</p> : null}
      {line.spreadsheet ? <Spreadsheet formula={line.spreadsheet} /> : null}
      {line.holes.length > 0 ? (
        <ul>
          {line.holes.map((hole) => (
            <li key={hole}>{holeText(hole)}</li>
          ))}
        </ul>
      ) : null}
      {line.isSunk ? <p class="second">{t("explain.sunk")}</p> : null}
      {line.inputs.length > 0 ? (
        <>
          <h3>{t("explain.inputs")}</h3>
          <dl class="pairs">
            {line.inputs.map((input) => {
              const field = props.fieldOf?.(input.name) ?? null;
              return (
                <Pair key={`${input.name}-${input.text}`} name={nameOf("input", input.name)}>
                  {field ? (
                    <button type="button" class="door" onClick={() => props.onField?.(field)}>
                      {valueText(input.name, input.text)}
                      <span class="only-read"> {t("explain.go_to", { field: nameOf("input", input.name) })}</span>
                    </button>
                  ) : (
                    valueText(input.name, input.text)
                  )}
                </Pair>
              );
            })}
          </dl>
        </>
      ) : null}
      {line.fee ? <FeeRow fee={line.fee} today={props.today} /> : null}
    </>
  );
}

/** The line as a formula that gives the same amount in a spreadsheet. */
function Spreadsheet(props: { formula: string }) {
  return (
    <p class="spreadsheet">
      <code>{props.formula}</code>
      <button type="button" class="quiet" onClick={() => void copyText(props.formula)}>
        {t("explain.copy_formula")}
      </button>
    </p>
  );
}

function FeeRow(props: { fee: FeeSource; today: string }) {
  const { fee } = props;
  return (
    <>
      <h3>{t("explain.fee_row")}</h3>
      <dl class="pairs">
        <Pair name={t("explain.table")}>{feeTableName(fee.table)}</Pair>
        <Pair name={t("explain.row")}>{feeRowText(fee.row)}</Pair>
        <Pair name={t("explain.in_force")}>
          {inForce(fee.effectiveFrom, fee.effectiveTo, props.today)}
          {fee.isAssumed ? <span class="is-assumed"> {t("explain.assumed_to_hold")}</span> : null}
        </Pair>
        {fee.unit ? <Pair name={t("explain.unit")}>{unitName(fee.unit)}</Pair> : null}
        <Pair name={t("explain.source")}>
          {fee.own === null ? (
            <>
              <span class="source-text">{fee.source}</span>
              <span class="second">
                {" "}
                {t(fee.sourceKind === "official" ? "explain.source_official" : "explain.source_secondary")}
              </span>
            </>
          ) : fee.own === "" ? (
            t("fees.own_source")
          ) : (
            t("fees.own_source_named", { name: fee.own })
          )}
        </Pair>
        <Pair name={t("ledger.confidence")}>
          <ConfidenceBadge status={fee.confidence} />
        </Pair>
      </dl>
      <p class="second">{t("explain.source_note")}</p>
    </>
  );
}

/** A name and what stands for it. */
export function Pair(props: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
