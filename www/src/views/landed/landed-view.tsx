import { useEffect, useState } from "preact/hooks";
import type { ShipmentAnswer } from "../../engine/types";
import { fullDay, quantity, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Drawer } from "../../parts/drawer";
import { SaidList } from "../../parts/said-list";
import { lookAtShipment, sheet, shipment, takenOver, takeOver } from "../../state/shipment";
import { summary } from "../../state/store";
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
      {answer ? <SaidList said={worthSaying(answer, typed.rows.length > 0)} inWords={inWords} /> : null}
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

/** Before the first row the only thing to say is that there is none. */
function worthSaying(answer: ShipmentAnswer, hasRows: boolean) {
  return hasRows ? answer.said : answer.said.filter(({ place }) => !place.startsWith("rates"));
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
