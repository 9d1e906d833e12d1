import type { Amount, ImportSource, ShipmentAnswer, ShipmentCharge, ShipmentLine } from "../../engine/types";
import { decimal, fullDay, percent, price } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { ConfidenceBadge } from "../../parts/confidence-badge";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { sheet } from "../../state/shipment";

/** The seller's name of a charge, else the usual one. */
export function chargeName(charge: ShipmentCharge): string {
  return charge.name || nameOf("landed_bill", charge.id);
}

/** A row of the result: a line of the order, or the sum of all (`line` is null). */
interface Costed extends Pick<ShipmentLine, "units" | "goods" | "charges" | "duty" | "entryFees" | "tax" | "landed"> {
  readonly line: ShipmentLine | null;
}

function amount(id: string, words: string, of: (row: Costed) => Amount | null): Column<Costed> {
  return { id, words, kind: "figure", cell: (row) => <Money amount={of(row)} /> };
}

/** What each product costs, part by part; each column adds up to the line of the bill. */
export function Result(props: { answer: ShipmentAnswer; open: number | null; onOpen: (row: number) => void }) {
  const { answer } = props;
  const { sums } = answer;
  if (!sums) return null;
  const hasTax = answer.hasTax && answer.lines.some(({ tax }) => tax !== null);
  const rows: Costed[] = [
    ...answer.lines.map((line) => ({ ...line, line })),
    {
      ...sums,
      units: answer.lines.reduce((sum, { units }) => sum + units, 0),
      charges: answer.charges.map((charge) => charge.amount),
      entryFees: answer.entryFees.map((fee) => fee.amount),
      line: null,
    },
  ];
  return (
    <section class="landed-part" aria-labelledby="landed-result">
      <h2 id="landed-result">
        {t("landed.result")}
        {t("place.join")}
        {answer.currency}
      </h2>
      <RowTable
        caption={t("landed.result_caption")}
        rows={rows}
        keyOf={(row) => row.line?.row.toString() ?? "sum"}
        toneOf={({ line }) => (line === null ? "total" : "")}
        columns={[
          {
            id: "sku",
            words: t("landed.sku"),
            cell: ({ line }) =>
              line === null ? (
                t("landed.sum")
              ) : (
                <>
                  <Door
                    label={t("landed.explain", { sku: line.sku })}
                    isOpen={props.open === line.row}
                    onOpen={() => props.onOpen(line.row)}
                  >
                    <bdi class="sku">{line.sku}</bdi>
                  </Door>
                  {line.key === null ? <span class="landed-under">{t("landed.not_in_catalogue")}</span> : null}
                </>
              ),
          },
          {
            id: "units",
            words: t("landed.units"),
            kind: "figure",
            cell: ({ units }) => decimal(String(units)),
          },
          amount("goods", t("landed.goods"), ({ goods }) => goods),
          ...answer.charges.map((charge, place) =>
            amount(`charge-${place}`, chargeName(charge), ({ charges }) => charges[place] ?? null),
          ),
          amount("duty", t("landed.duties"), ({ duty }) => duty),
          ...answer.entryFees.map(({ id }, place) =>
            amount(id, nameOf("duty", id), ({ entryFees }) => entryFees[place] ?? null),
          ),
          ...(hasTax
            ? [amount("tax", t(sheet.value.isTaxCost ? "landed.tax" : "landed.tax_recovered"), ({ tax }) => tax)]
            : []),
          amount("landed", t("landed.landed"), ({ landed }) => landed),
          {
            id: "unit",
            words: t("landed.unit_cost"),
            kind: "figure",
            tone: "is-answer",
            cell: ({ line }) => (line === null ? null : line.unit === null ? <Money amount={null} /> : fine(line.unit)),
          },
        ]}
      />
    </section>
  );
}

/** A unit's cost with the digits that a field takes. */
function fine(text: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  return `${decimal(whole)}.${fraction.padEnd(4, "0")}`;
}

/** How a product comes to its cost: every part with its formula, its figures and where they stand. */
export function Explanation(props: { answer: ShipmentAnswer; line: ShipmentLine }) {
  const { answer, line } = props;
  return (
    <div class="landed-why">
      <Part words={t("landed.goods")} amount={<Money amount={line.goods} withCurrency />}>
        {t("landed.explain_goods", { currency: answer.currency })}
        {answer.rates.map(({ currency, unit, rate }) => (
          <span key={currency} class="landed-under">
            {unit}: {rate ?? "–"}
          </span>
        ))}
        {line.weightKg !== null && line.volumeM3 !== null ? (
          <span class="landed-under">
            {t("landed.weights", { kg: decimal(line.weightKg), m3: decimal(line.volumeM3) })}
          </span>
        ) : null}
      </Part>
      {answer.charges.map((charge, place) => (
        <Part
          key={place}
          words={chargeName(charge)}
          amount={<Money amount={line.charges[place] ?? null} withCurrency />}
        >
          {counted(charge)}.{" "}
          {t("landed.explain_share", { amount: price(charge.amount), basis: nameOf("landed_basis", charge.basis) })}
        </Part>
      ))}
      <Part words={t("landed.duties")} amount={<Money amount={line.duty} withCurrency />}>
        {answer.isCif ? t("landed.explain_customs_cif") : t("landed.explain_customs_fob")}:{" "}
        <Money amount={line.customsValue} withCurrency />
        {answer.baseSource ? <Source source={answer.baseSource} /> : null}
      </Part>
      {line.duties.map((duty, place) => (
        <Part key={place} words={nameOf("duty", duty.programme)} amount={<Money amount={duty.amount} withCurrency />}>
          {duty.why === "replaced"
            ? t("landed.explain_replaced")
            : duty.ratePpm === null
              ? t("landed.explain_unknown")
              : t("landed.explain_duty", { rate: percent(duty.ratePpm) })}{" "}
          {duty.source ? (
            <Source source={duty.source} />
          ) : duty.why === "typed" ? (
            <ConfidenceBadge status="yours" />
          ) : null}
        </Part>
      ))}
      {answer.entryFees.map((fee, place) => (
        <Part
          key={fee.id}
          words={nameOf("duty", fee.id)}
          amount={<Money amount={line.entryFees[place] ?? null} withCurrency />}
        >
          {t("landed.explain_entry", { rate: percent(fee.ratePpm, "auto", 4) })}
          {fee.min ? `, ${t("landed.explain_min", { amount: price(fee.min) })}` : ""}
          {fee.max ? `, ${t("landed.explain_max", { amount: price(fee.max) })}` : ""}
          <Source source={fee.source} />
        </Part>
      ))}
      {answer.hasTax && answer.taxPpm !== null && line.taxBase ? (
        <Part words={t("landed.tax")} amount={<Money amount={line.tax} withCurrency />}>
          {t("landed.explain_tax", { rate: percent(answer.taxPpm), base: price(line.taxBase) })}
        </Part>
      ) : null}
      <Part words={t("landed.landed")} amount={<Money amount={line.landed} withCurrency />} />
      <Part words={t("landed.unit_cost")} amount={line.unit === null ? <Money amount={null} /> : fine(line.unit)}>
        {t("landed.explain_unit", { units: decimal(String(line.units)) })}
      </Part>
    </div>
  );
}

function counted(charge: ShipmentCharge): string {
  const rate = `${decimal(charge.rate)} ${charge.rateCurrency ?? ""}`.trim();
  if (charge.per === "percent") return t("landed.explain_percent", { rate: decimal(charge.rate) });
  if (charge.quantity === null || charge.per === "bill") return t("landed.explain_bill", { rate });
  return t("landed.explain_count", {
    rate,
    quantity: decimal(charge.quantity),
    per: nameOf("landed_per", charge.per),
  });
}

function Part(props: { words: string; amount: preact.ComponentChildren; children?: preact.ComponentChildren }) {
  return (
    <section class="landed-why-part">
      <h3>{props.words}</h3>
      <p class="landed-why-amount">{props.amount}</p>
      <div class="second">{props.children}</div>
    </section>
  );
}

/** Where a figure stands: page, days in force, last reading, how sure. */
function Source(props: { source: ImportSource }) {
  const { page, from, to, seenOn, confidence, note, row } = props.source;
  const source = page === "" ? t("landed.trade_knowledge") : page.replace(/^https?:\/\//, "");
  const parts = [
    row,
    from === null ? t("landed.source_open", { source }) : t("landed.source", { source, from: fullDay(from) }),
    to === null ? "" : t("landed.source_to", { to: fullDay(to) }),
    seenOn === null ? "" : t("landed.source_seen", { seen: fullDay(seenOn) }),
  ];
  return (
    <span class="landed-under">
      {parts.filter((part) => part !== "").join(", ")} <ConfidenceBadge status={confidence} />
      {note === null ? null : (
        <span lang="en" class="landed-under">
          {note}
        </span>
      )}
    </span>
  );
}
