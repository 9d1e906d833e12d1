import type { ComponentChildren } from "preact";
import type { Ledger, Line, Outcome, ProductView } from "../../engine/types";
import { fullDay, money, percent, price, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Drawer } from "../../parts/drawer";
import { LineReasons, Pair } from "../../parts/line-reasons";
import { Money } from "../../parts/money";
import { remarksOf } from "../../parts/outcome-table";
import { explain } from "../../state/actions";
import { fieldOfInput } from "../../state/input-field";
import { ledger } from "../../state/store";
import { isWithoutFloor, rangesText, targetText } from "./product-figures";
import { fieldToTry, WhatIfField } from "./what-if";

/** The drawer for one figure: its sentence, its inputs, its fee row with dates and source, how sure it is. */
export function Explanation(props: { product: ProductView; today: string; id: string }) {
  const { id, product } = props;
  const shown = ledger.value ?? product.ledger;
  const line = shown?.lines.find((candidate) => candidate.id === id);
  const close = () => explain(null);
  if (line && shown) {
    return (
      <Drawer key={id} title={nameOf("line", line.id)} onClose={close}>
        <LineExplained line={line} ledger={shown} product={product} today={props.today} />
      </Drawer>
    );
  }
  const figure = figureOf(id);
  if (!figure) return null;
  return (
    <Drawer key={id} title={t(figure.title)} onClose={close}>
      {figure.body(product, shown)}
    </Drawer>
  );
}

function LineExplained(props: { line: Line; ledger: Ledger; product: ProductView; today: string }) {
  const { line, product } = props;
  const isByVolume = line.inputs.some(({ name, text }) => name === "billed_by" && text === "dimensional");
  const toTry = fieldToTry(
    line.id,
    line.inputs.map((input) => fieldOfInput(input.name, product, isByVolume)),
    product,
  );
  return (
    <>
      <LineReasons
        line={line}
        today={props.today}
        fieldOf={(input) => fieldOfInput(input, product, isByVolume)}
        onField={focusField}
      />
      {toTry ? <WhatIfField key={toTry.field} product={product} field={toTry} line={line.id} /> : null}
      <p class="second">{t("explain.on", { date: fullDay(props.ledger.on) })}</p>
    </>
  );
}

/** Figures that are no line of the ledger: what they mean, and what they are made of. */
function figureOf(id: string) {
  return FIGURES.find((figure) => figure.id === id);
}

interface FigureExplained {
  readonly id: string;
  readonly title:
    | "ledger.net_proceeds"
    | "ledger.profit"
    | "figure.floor"
    | "figure.pays"
    | "explain.target_title"
    | "figure.best";
  readonly body: (product: ProductView, shown: Ledger | null) => ComponentChildren;
}

const FIGURES: readonly FigureExplained[] = [
  {
    id: "net_proceeds",
    title: "ledger.net_proceeds",
    body: (_, shown) => (
      <SumExplained
        ledger={shown}
        words={t("explain.net_proceeds")}
        lines={shown?.lines.filter((line) => !line.isSunk) ?? []}
        total={shown?.netProceeds ?? null}
      />
    ),
  },
  {
    id: "profit",
    title: "ledger.profit",
    body: (_, shown) => (
      <>
        <SumExplained
          ledger={shown}
          words={t("explain.profit")}
          lines={shown?.lines ?? []}
          total={shown?.profit ?? null}
        />
        {shown && shown.ratios.length > 0 ? (
          <dl class="pairs">
            {shown.ratios.map((ratio) => (
              <Pair
                key={`${ratio.id}-${ratio.base}`}
                name={`${nameOf("ratio", ratio.id)} (${nameOf("base", ratio.base)})`}
              >
                {ratio.ppm === null ? t("value.unknown") : percent(ratio.ppm)}
              </Pair>
            ))}
          </dl>
        ) : null}
      </>
    ),
  },
  {
    id: "floor",
    title: "figure.floor",
    body: (product) => (
      <>
        <p class="drawer-figure">
          <Money
            amount={product.row.floor}
            withCurrency
            unknown={isWithoutFloor(product) ? t("value.none") : undefined}
          />
        </p>
        <p>{t("explain.floor")}</p>
        <dl class="pairs">
          <FloorParts product={product} />
          <Pair name={t("explain.required_net")}>
            <Money amount={product.requiredNet} withCurrency />
          </Pair>
          <Pair name={t("explain.beats_at")}>
            {rangesText(product.beatsExits, Number.POSITIVE_INFINITY) ?? t("value.none")}
          </Pair>
          <Pair name={t("explain.charm_floor")}>
            <Money amount={product.charmFloor} withCurrency unknown={t("value.none")} />
          </Pair>
        </dl>
        <p class="second">{t("explain.sunk")}</p>
      </>
    ),
  },
  {
    id: "pays_full_cost",
    title: "figure.pays",
    body: (product) => (
      <>
        <p class="drawer-figure">{rangesText(product.paysFullCost, Number.POSITIVE_INFINITY) ?? t("value.none")}</p>
        <p>{t("explain.pays")}</p>
        <dl class="pairs">
          <Pair name={t("explain.affordable")}>
            <Money amount={product.affordableCost} withCurrency />
          </Pair>
        </dl>
        <p class="second">{t("explain.sunk")}</p>
      </>
    ),
  },
  {
    id: "target",
    title: "explain.target_title",
    body: (product) => (
      <>
        <p class="drawer-figure">{rangesText(product.targetRanges, Number.POSITIVE_INFINITY) ?? t("value.none")}</p>
        {product.target ? (
          <p>
            {t("explain.target", {
              kind: nameOf("choice", product.target.kind),
              text: targetText(product.target, product.row.price?.currency ?? ""),
            })}
          </p>
        ) : null}
        <button type="button" class="door" onClick={() => focusField("target_kind")}>
          {t("explain.go_to", { field: nameOf("field", "target_kind") })}
        </button>
        <p class="second">{t("explain.sunk")}</p>
      </>
    ),
  },
  {
    id: "best",
    title: "figure.best",
    body: (product) => {
      const best = product.outcomes.find((outcome) => outcome.scenario.id === product.recommended);
      if (!best) return <p>{t("product.no_answer")}</p>;
      return (
        <>
          <p class="drawer-figure">{scenarioName(best.scenario)}</p>
          <p>{t("explain.best")}</p>
          <dl class="pairs">
            <ValueParts outcome={best} />
            <Pair name={t("column.present_value")}>
              <strong>
                <Money amount={best.presentValue} withCurrency />
              </strong>
            </Pair>
            <Pair name={t("column.against_hold")}>
              <Money amount={best.againstHold} withCurrency isGain />
            </Pair>
            {best.low && best.high ? (
              <Pair name={t("column.low_high")}>
                {money(best.low)} … {price(best.high)}
              </Pair>
            ) : null}
          </dl>
          {remarksOf(best).length > 0 ? (
            <ul>
              {remarksOf(best).map((remark) => (
                <li key={remark}>{remark}</li>
              ))}
            </ul>
          ) : null}
        </>
      );
    },
  },
];

/** What today's value of a way is made of; the lines add up to it to the cent. */
function ValueParts(props: { outcome: Outcome }) {
  const { outcome } = props;
  const isExit = outcome.scenario.kind !== "hold" && outcome.scenario.kind !== "cut";
  const paid = [
    { id: "storage", amount: outcome.storage },
    { id: "surcharge", amount: outcome.surcharge },
    { id: "utilization", amount: outcome.utilization },
  ] as const;
  if (!outcome.sales) return null;
  return (
    <>
      {isExit ? null : (
        <>
          <Pair name={t("explain.sales")}>
            <Money amount={outcome.sales} withCurrency />
          </Pair>
          {paid.map(({ id, amount }) =>
            amount ? (
              <Pair key={id} name={t("explain.less", { what: nameOf("part", id) })}>
                <Money amount={amount} withCurrency />
              </Pair>
            ) : null,
          )}
        </>
      )}
      <Pair name={t(isExit ? "explain.let_go" : "explain.leftover")}>
        <Money amount={outcome.exit} withCurrency />
      </Pair>
      <Pair name={t("column.cash")}>
        <strong>
          <Money amount={outcome.cash} withCurrency />
        </strong>
      </Pair>
      <Pair name={nameOf("part", "timing")}>
        <Money amount={outcome.timing} withCurrency isGain />
      </Pair>
    </>
  );
}

/** What one sale must bring, taken apart: the best exit's value and the holding avoided, over all units. */
function FloorParts(props: { product: ProductView }) {
  const { outcomes, row } = props.product;
  const value = (outcome: Outcome) => outcome.presentValue?.minor ?? Number.NEGATIVE_INFINITY;
  const exits = outcomes.filter(({ scenario }) => scenario.kind !== "hold" && scenario.kind !== "cut");
  const exit = exits.reduce<Outcome | null>((a, b) => (a === null || value(b) > value(a) ? b : a), null);
  const hold = outcomes.find(({ scenario }) => scenario.kind === "hold");
  if (!exit?.presentValue || !hold) return null;
  const held = [
    { id: "storage", amount: hold.storage },
    { id: "surcharge", amount: hold.surcharge },
    { id: "utilization", amount: hold.utilization },
  ] as const;
  return (
    <>
      <Pair name={t("explain.floor_exit", { exit: scenarioName(exit.scenario) })}>
        <Money amount={exit.presentValue} withCurrency />
      </Pair>
      {held.map(({ id, amount }) =>
        amount ? (
          <Pair key={id} name={t("explain.floor_held", { what: nameOf("part", id) })}>
            <Money amount={amount} withCurrency />
          </Pair>
        ) : null,
      )}
      <Pair name={t("explain.floor_units")}>{row.units === null ? t("value.unknown") : quantity(row.units)}</Pair>
    </>
  );
}

function SumExplained(props: {
  ledger: Ledger | null;
  words: string;
  lines: readonly Line[];
  total: Ledger["profit"];
}) {
  if (!props.ledger) return <p>{t("ledger.empty")}</p>;
  return (
    <>
      <p class="drawer-figure">
        <Money amount={props.total} withCurrency />
      </p>
      <p>{props.words}</p>
      <dl class="pairs is-sum">
        {props.lines.map((line) => (
          <div key={line.id} class={line.isSunk ? "is-second" : undefined}>
            <dt>{nameOf("line", line.id)}</dt>
            <dd>
              <button type="button" class="door" onClick={() => explain(line.id)}>
                {line.amount ? <Money amount={line.amount} /> : t("ledger.not_known")}
                <span class="only-read"> {t("ledger.explain", { line: nameOf("line", line.id) })}</span>
              </button>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Puts the focus into a field of the page, opening its group if it is folded. */
function focusField(field: string) {
  const found = document.querySelector<HTMLElement>(`.inputs [data-field="${CSS.escape(field)}"]`);
  const group = found?.closest("details");
  if (group) group.open = true;
  found?.querySelector<HTMLElement>("input, select")?.focus();
}
