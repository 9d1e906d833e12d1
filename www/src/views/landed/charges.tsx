import type { ShipmentBill, ShipmentMode } from "../../engine/types";
import { day, decimal, money, percent } from "../../i18n/format";
import { codesOf, nameOf, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { changeBill, changeFreight, changeSheet, emptyBill, freightOf, sheet, shipment } from "../../state/shipment";
import { summary } from "../../state/store";
import { Cell, Choice, Labelled } from "./cell";
import { categoriesOf, currencies, plain } from "./order";

const freightPer = ["revenue_ton", "chargeable_kg", "kg", "bill"];
const billPer = ["bill", "percent", "unit", "kg", "cbm"];
const bases = ["value", "weight", "volume", "chargeable", "quantity", "equal"];
const counts = ["price", "to_border", "to_destination", "none"];

const perName = (code: string) => nameOf("landed_per", code);
const basisName = (code: string) => nameOf("landed_basis", code);
const countsName = (code: string) => nameOf("landed_counts", code);

/** Codes as options, in words. */
function named(codes: readonly string[], name: (code: string) => string): [string, string][] {
  return codes.map((code) => [code, name(code)]);
}

/** Duty rates and the tax on the import. */
export function Taxes() {
  const typed = sheet.value;
  const answer = shipment.value;
  const share = (field: "duty" | "section232" | "taxRate", words: string, hint?: string, placeholder?: string) => (
    <Labelled words={words} hint={hint}>
      <Cell
        place={field}
        label={words}
        text={typed[field]}
        placeholder={placeholder ?? ""}
        isNumber
        onType={(text) => changeSheet({ [field]: text }, field)}
      />
    </Labelled>
  );
  const lists = categoriesOf("us-301-china");
  const metals = categoriesOf("us-232");
  const none: [string, string] = ["", t("landed.listed_none")];
  return (
    <section class="landed-part" aria-labelledby="landed-taxes">
      <h2 id="landed-taxes">{t("landed.taxes")}</h2>
      <div class="landed-fields">
        {share("duty", t("landed.duty"), t("landed.duty_hint"), t("field_state.ask"))}
        {lists.length > 0 ? (
          <Labelled words={t("landed.listed")}>
            <Choice
              place="listed"
              label={t("landed.listed")}
              value={typed.listed}
              options={[none, ...lists]}
              onChoose={(listed) => changeSheet({ listed })}
            />
          </Labelled>
        ) : null}
        {metals.length > 0 ? (
          <>
            <Labelled words={t("landed.metals")}>
              <Choice
                place="metals"
                label={t("landed.metals")}
                value={typed.metals}
                options={[none, ...metals]}
                onChoose={(chosen) => changeSheet({ metals: chosen })}
              />
            </Labelled>
            {share("section232", t("landed.section232"))}
          </>
        ) : null}
        <Labelled words={t("landed.duty_base")}>
          <Choice
            place="dutyBase"
            label={t("landed.duty_base")}
            value={typed.dutyBase}
            options={[
              ["", t("landed.duty_base_usual")],
              ["fob", t("landed.duty_base_fob")],
              ["cif", t("landed.duty_base_cif")],
            ]}
            onChoose={(dutyBase) => changeSheet({ dutyBase })}
          />
        </Labelled>
        {answer?.hasTax
          ? share("taxRate", t("landed.tax_rate"), undefined, answer.taxPpm === null ? "" : percent(answer.taxPpm))
          : null}
      </div>
      <div class="landed-ticks">
        <Tick field="isDutyIncluded" words={t("landed.duty_included")} />
        {typed.market === "US" ? <Tick field="isInformal" words={t("landed.informal")} /> : null}
        {answer?.hasTax ? <Tick field="isTaxCost" words={t("landed.tax_cost")} /> : null}
      </div>
    </section>
  );
}

function Tick(props: { field: "isDutyIncluded" | "isInformal" | "isTaxCost"; words: string }) {
  return (
    <label class="landed-tick">
      <input
        type="checkbox"
        checked={sheet.value[props.field]}
        onChange={(event) => changeSheet({ [props.field]: event.currentTarget.checked })}
      />{" "}
      {props.words}
    </label>
  );
}

/** Freight by each way there: what was quoted, and what it would come to. */
export function Freights() {
  const answer = shipment.value;
  const typed = sheet.value;
  const today = summary.value?.today ?? "";
  if (!answer) return null;
  return (
    <section class="landed-part" aria-labelledby="landed-freight">
      <h2 id="landed-freight">{t("landed.freight")}</h2>
      <p class="second">
        {t("landed.freight_hint", { rate: percent(answer.annualPpm) })}{" "}
        <span class={answer.isAnnualAssumed ? "is-assumed-word" : ""}>
          {answer.isAnnualAssumed ? t("landed.annual_assumed") : t("landed.annual_typed")}
        </span>
      </p>
      <RowTable
        caption={t("landed.freight")}
        kind="filled-in"
        rows={answer.modes}
        keyOf={({ mode }) => mode}
        toneOf={({ isChosen }) => (isChosen ? "is-chosen" : "")}
        columns={[
          {
            id: "mode",
            words: t("landed.mode"),
            cell: ({ mode, isChosen }) => (
              <label class="landed-tick">
                <input type="radio" name="landed-mode" checked={isChosen} onChange={() => changeSheet({ mode })} />{" "}
                {nameOf("landed_mode", mode)}
              </label>
            ),
          },
          freightColumn("rate", t("landed.quote")),
          {
            id: "currency",
            words: t("landed.of_currency"),
            cell: ({ mode }) => (
              <Choice
                place={`freights.${mode}.currency`}
                label={`${t("landed.of_currency")}, ${nameOf("landed_mode", mode)}`}
                value={freightOf(mode).currency || typed.currency}
                options={plain(currencies)}
                onChoose={(currency) => changeFreight(mode, { currency })}
              />
            ),
          },
          {
            id: "per",
            words: t("landed.per"),
            cell: ({ mode, per }) => (
              <Choice
                place={`freights.${mode}.per`}
                label={`${t("landed.per")}, ${nameOf("landed_mode", mode)}`}
                value={per}
                options={named(freightPer, perName)}
                onChoose={(chosen) => changeFreight(mode, { per: chosen })}
              />
            ),
          },
          freightColumn("minimum", t("landed.minimum")),
          freightColumn("divisor", t("landed.divisor")),
          freightColumn("days", t("landed.days")),
          {
            id: "quantity",
            words: t("landed.quantity"),
            kind: "figure",
            cell: (mode) => (mode.quantity === null ? "–" : decimal(mode.quantity)),
          },
          {
            id: "freight",
            words: `${t("landed.freight_amount")}, ${answer.currency}`,
            kind: "figure",
            cell: ({ freight }) => <Money amount={freight} />,
          },
          {
            id: "landed",
            words: t("landed.landed"),
            kind: "figure",
            cell: ({ landed, entryOn }) => (
              <>
                <Money amount={landed} />
                <span class="landed-under">{t("landed.entered_on", { date: day(entryOn, today) })}</span>
              </>
            ),
          },
          {
            id: "capital",
            words: t("landed.capital"),
            kind: "figure",
            cell: ({ capital }) => <Money amount={capital} />,
          },
          { id: "total", words: t("landed.total"), kind: "figure", cell: ({ total }) => <Money amount={total} /> },
          {
            id: "difference",
            words: t("landed.difference"),
            kind: "figure",
            cell: ({ isChosen, difference }) =>
              isChosen ? "" : difference ? money(difference, "always") : <Money amount={null} />,
          },
        ]}
      />
      <div class="landed-fields">
        <Labelled words={t("landed.freight_basis")}>
          <Choice
            place="freightBasis"
            label={t("landed.freight_basis")}
            value={typed.freightBasis || "chargeable"}
            options={named(bases, basisName)}
            onChoose={(freightBasis) => changeSheet({ freightBasis })}
          />
        </Labelled>
      </div>
    </section>
  );
}

/** A text of a freight, typed into the row of its way there. */
function freightColumn(field: "rate" | "minimum" | "divisor" | "days", words: string): Column<ShipmentMode> {
  return {
    id: field,
    words,
    isTyped: true,
    cell: ({ mode, divisor }) => {
      const at = `freights.${mode}.${field}`;
      return (
        <Cell
          place={at}
          label={`${words}, ${nameOf("landed_mode", mode)}`}
          text={freightOf(mode)[field]}
          placeholder={field === "divisor" ? (divisor ?? "") : ""}
          isNumber
          onType={(text) => changeFreight(mode, { [field]: text }, at)}
        />
      );
    },
  };
}

/** The other lines of the bill. */
export function Bill() {
  const typed = sheet.value;
  const answer = shipment.value;
  if (!answer) return null;
  const kinds: [string, string][] = codesOf("landed_bill")
    .filter((code) => code !== "freight")
    .map((code) => [code, nameOf("landed_bill", code)]);
  // Lines without a readable amount are left out of the answer; the others keep their order.
  const said = new Set(answer.said.filter(({ severity }) => severity === "error").map(({ place }) => place));
  const charges = answer.charges.filter(({ id }) => id !== "freight");
  let next = 0;
  const results = typed.bill.map((line, place) =>
    line.amount.trim() === "" || said.has(`bill.${place}.amount`) ? null : (charges[next++] ?? null),
  );
  return (
    <section class="landed-part" aria-labelledby="landed-bill">
      <h2 id="landed-bill">{t("landed.bill")}</h2>
      <p class="second">{t("landed.bill_hint")}</p>
      <RowTable
        caption={t("landed.bill")}
        kind="filled-in"
        rows={typed.bill}
        keyOf={(_, place) => String(place)}
        columns={[
          {
            id: "line",
            words: t("landed.line"),
            isTyped: true,
            cell: (line, place) => (
              <Choice
                place={`bill.${place}.id`}
                label={`${t("landed.line")}, ${place + 1}`}
                value={line.id || "other"}
                options={kinds}
                onChoose={(id) => changeBill(place, { id, per: "", basis: "", counts: "" })}
              />
            ),
          },
          {
            id: "name",
            words: t("landed.own_name"),
            cell: (line, place) => (
              <Cell
                place={`bill.${place}.name`}
                label={`${t("landed.own_name")}, ${billName(line, place)}`}
                text={line.name}
                onType={(name) => changeBill(place, { name }, `bill.${place}.name`)}
              />
            ),
          },
          {
            id: "amount",
            words: t("landed.amount"),
            cell: (line, place) => (
              <Cell
                place={`bill.${place}.amount`}
                label={`${t("landed.amount")}, ${billName(line, place)}`}
                text={line.amount}
                isNumber
                onType={(amount) => changeBill(place, { amount }, `bill.${place}.amount`)}
              />
            ),
          },
          billChoice(
            "currency",
            t("landed.of_currency"),
            (line) => line.currency || typed.currency,
            () => plain(currencies),
          ),
          billChoice(
            "per",
            t("landed.per"),
            (line) => line.per,
            (line, place) => withUsual(line.per === "" ? results[place]?.per : undefined, billPer, perName),
          ),
          billChoice(
            "basis",
            t("landed.basis"),
            (line) => line.basis,
            (line, place) => withUsual(line.basis === "" ? results[place]?.basis : undefined, bases, basisName),
          ),
          billChoice(
            "counts",
            t("landed.counts"),
            (line) => line.counts,
            (line, place) => withUsual(line.counts === "" ? results[place]?.counts : undefined, counts, countsName),
          ),
          {
            id: "comes_to",
            words: `${t("landed.comes_to")}, ${answer.currency}`,
            kind: "figure",
            cell: (_, place) => <Money amount={results[place]?.amount ?? null} />,
          },
          {
            id: "remove",
            words: t("landed.remove"),
            isNameless: true,
            cell: (line, place) => (
              <button
                type="button"
                class="quiet"
                aria-label={`${t("landed.remove")}: ${billName(line, place)}`}
                onClick={() => changeSheet({ bill: typed.bill.filter((_, other) => other !== place) })}
              >
                {t("landed.remove")}
              </button>
            ),
          },
        ]}
      />
      <button
        type="button"
        class="quiet"
        onClick={() => changeSheet({ bill: [...typed.bill, { ...emptyBill, id: "other" }] })}
      >
        {t("landed.add_line")}
      </button>
    </section>
  );
}

function billName(line: ShipmentBill, place: number): string {
  return `${nameOf("landed_bill", line.id || "other")}, ${place + 1}`;
}

/** A choice in each line of the bill. */
function billChoice(
  field: "currency" | "per" | "basis" | "counts",
  words: string,
  chosen: (line: ShipmentBill) => string,
  options: (line: ShipmentBill, place: number) => [string, string][],
): Column<ShipmentBill> {
  return {
    id: field,
    words,
    cell: (line, place) => (
      <Choice
        place={`bill.${place}.${field}`}
        label={`${words}, ${billName(line, place)}`}
        value={chosen(line)}
        options={options(line, place)}
        onChoose={(code) => changeBill(place, { [field]: code })}
      />
    ),
  };
}

/** The options with the usual way first; what that is for the line the core says once it has an amount. */
function withUsual(
  known: string | undefined,
  codes: readonly string[],
  name: (code: string) => string,
): [string, string][] {
  const usual = known ? t("landed.usual_is", { way: name(known) }) : t("landed.usual");
  return [["", usual], ...named(codes, name)];
}
