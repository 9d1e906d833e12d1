import { useEffect, useState } from "preact/hooks";
import type { ShipmentAnswer, ShipmentSaid } from "../../engine/types";
import { fullDay, quantity, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { Drawer } from "../../parts/drawer";
import { lookAtShipment, sheet, shipment, takenOver, takeOver } from "../../state/shipment";
import { summary } from "../../state/store";
import { saidId } from "./cell";
import { Bill, Freights, Taxes } from "./charges";
import { Order } from "./order";
import { Explanation, Result } from "./result";

/** A shipment: the order, freight, duty and bill, and what each product costs by them. */
export function LandedView() {
  const typed = sheet.value;
  const known = summary.value;
  // Asked anew whenever the sheet or the catalogue changes.
  useEffect(() => {
    void lookAtShipment();
  }, [typed, known]);
  const [open, setOpen] = useState<number | null>(null);
  const answer = shipment.value;
  const line = answer?.lines.find(({ row }) => row === open) ?? null;
  return (
    <section class="landed" aria-labelledby="landed-title">
      <h1 id="landed-title">{t("landed.title")}</h1>
      {answer ? <Lead answer={answer} hasRows={typed.rows.length > 0} /> : <p class="lead">{t("landed.lead")}</p>}
      <Order />
      <Taxes />
      <Freights />
      <Bill />
      {answer ? <SaidList said={answer.said} hasRows={typed.rows.length > 0} /> : null}
      {answer ? <Result answer={answer} open={open} onOpen={setOpen} /> : null}
      {answer?.sums ? <TakeOver answer={answer} /> : null}
      {answer && line ? (
        <Drawer title={t("landed.explain", { sku: line.sku })} onClose={() => setOpen(null)}>
          <Explanation answer={answer} line={line} />
        </Drawer>
      ) : null}
    </section>
  );
}

/** The answer in one sentence. */
function Lead(props: { answer: ShipmentAnswer; hasRows: boolean }) {
  const { sums, lines } = props.answer;
  if (!props.hasRows) {
    return (
      <p class="lead">
        {t("landed.lead")} {t("landed.answer_empty")}
      </p>
    );
  }
  if (!sums?.landed || !sums.way) return <p class="lead">{t("landed.answer_open")}</p>;
  return (
    <p class="lead">
      {t("landed.answer", {
        units: quantity(lines.reduce((units, line) => units + line.units, 0)),
        skus: quantity(lines.length),
        landed: sum(sums.landed),
        goods: sum(sums.goods),
        rest: sum(sums.way),
      })}
    </p>
  );
}

const severities = ["error", "warning", "note"] as const;

/** What is wrong, in question or worth knowing; each leads to its field. */
function SaidList(props: { said: readonly ShipmentSaid[]; hasRows: boolean }) {
  // Before the first row the only thing to say is that there is none.
  const said = props.hasRows ? props.said : props.said.filter(({ place }) => !place.startsWith("rates"));
  if (said.length === 0) return null;
  const sorted = severities.flatMap((severity) => said.filter((entry) => entry.severity === severity));
  const firstOf = new Map<string, ShipmentSaid>();
  for (const entry of sorted) if (!firstOf.has(entry.place)) firstOf.set(entry.place, entry);
  return (
    <section class="landed-part problems" aria-labelledby="landed-said">
      <h2 id="landed-said">{t("landed.said")}</h2>
      <ul>
        {sorted.map((entry, i) => (
          // What is said has no identity of its own; the list is drawn anew with each answer.
          <li
            key={i}
            id={firstOf.get(entry.place) === entry && entry.place !== "" ? saidId(entry.place) : undefined}
            class={`problem is-${entry.severity}`}
          >
            <span class="severity">{t(`severity.${severityOf(entry.severity)}`)}</span>
            <span>
              {words(entry)} <GoTo place={entry.place} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function severityOf(severity: string): (typeof severities)[number] {
  return severities.find((known) => known === severity) ?? "note";
}

function GoTo(props: { place: string }) {
  const id = `at-${props.place.replace(/\./g, "-")}`;
  if (props.place === "" || props.place === "rows" || props.place === "freights") return null;
  return (
    <button type="button" class="link" onClick={() => document.getElementById(id)?.focus()}>
      {t("landed.go_to")}
    </button>
  );
}

/** The sentence of what is said; codes among its values are put into words. */
function words(said: ShipmentSaid): string {
  const params = said.params.map(({ name, text }) => ({ name, text: inWords(name, text) }));
  return problemText({
    code: said.code,
    severity: said.severity,
    file: null,
    line: null,
    column: null,
    heading: null,
    field: null,
    sku: null,
    params,
  });
}

function inWords(name: string, text: string): string {
  if (name === "programme") return nameOf("duty", text);
  if (name === "charge") return nameOf("landed_bill", text);
  if (name === "basis") return nameOf("landed_basis", text);
  if (name === "day") return fullDay(text);
  return name === "text" ? (wordsOf("landed_per", text) ?? text) : text;
}

/** Makes the result the products' own; says what it changed. */
function TakeOver(props: { answer: ShipmentAnswer }) {
  const { answer } = props;
  const ready = answer.lines.filter(({ key, unit }) => key !== null && unit !== null).length;
  const done = takenOver.value;
  return (
    <div class="landed-take">
      {!answer.isBookCurrency ? (
        <p class="second">{t("landed.take_over_currency")}</p>
      ) : ready === 0 ? (
        <p class="second">{t("landed.take_over_none")}</p>
      ) : (
        <button type="button" class="primary" onClick={() => void takeOver()}>
          {t("landed.take_over", { n: ready })}
        </button>
      )}
      <p role="status">{done === null ? "" : t("landed.taken_over", { n: done.length, skus: done.join(", ") })}</p>
    </div>
  );
}
