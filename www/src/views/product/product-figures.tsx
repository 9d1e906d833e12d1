import { computed } from "@preact/signals";
import type { NamedRatio, Outcome, PriceRange, ProductView, Target } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { day, money, percent, sum } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { listOf, nameOf, rich, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Door } from "../../parts/door";
import { Figure } from "../../parts/figure";
import { Money, toneOf } from "../../parts/money";
import { explain, showRatio } from "../../state/actions";
import { share } from "../../state/share";
import { shownCurrency, shownMissing, shownOutcomes, shownRecommended, shownToday } from "../../state/shown-product";
import { handPriceMinor, ledger, openExplanation, product, shownRatio } from "../../state/store";

/** Ranges shown in the headline; the drawer has all. */
const FIRST_RANGES = 3;

/** The four figures: what a unit nets, the floor, the prices that pay everything, the best plan. Each reads what it shows. */
export function ProductFigures() {
  return (
    <section class="figures" aria-labelledby="figures-title">
      <h2 id="figures-title" class="only-read">
        {t("figure.all")}
      </h2>
      <dl class={hasTarget.value ? "figures-row is-five" : "figures-row"}>
        <NetFigure />
        <FloorFigure />
        <PaysFigure />
        <TargetFigure />
        <BestFigure />
      </dl>
    </section>
  );
}

const hasTarget = computed(() => (product.value?.target ?? null) !== null);

const bestOutcome = computed(() =>
  shownOutcomes.value.find((outcome) => outcome.scenario.id === shownRecommended.value),
);

function doorOf(id: string, label: string) {
  return {
    label: t("ledger.explain", { line: label }),
    isOpen: openExplanation.value === id,
    onOpen: () => explain(id),
  };
}

const floor = computed(() => product.value?.row.floor ?? null);
const hasNoFloor = computed(() => product.value !== null && isWithoutFloor(product.value));
const floorWords = computed(() => (product.value === null ? "" : floorNote(product.value, bestOutcome.value)));

function FloorFigure() {
  const label = t("figure.floor");
  return (
    <Figure part="floor" label={label} note={floorWords.value}>
      <Door {...doorOf("floor", label)}>
        <Money amount={floor.value} unknown={hasNoFloor.value ? t("value.none") : undefined} />
      </Door>
    </Figure>
  );
}

/** Prices in words; that none will do, where that is known; a dash where nothing is. */
function rangesOf(ranges: readonly PriceRange[], isKnown: boolean) {
  return rangesText(ranges, FIRST_RANGES) ?? (isKnown ? t("figure.pays_never") : <Money amount={null} />);
}

const affordableCost = computed(() => product.value?.affordableCost ?? null);
const hasProfit = computed(() => (product.value?.ledger?.profit ?? null) !== null);
const paysWords = computed(() => rangesOf(product.value?.paysFullCost ?? [], hasProfit.value));

function PaysFigure() {
  const label = t("figure.pays");
  const { value: cost } = affordableCost;
  return (
    <Figure
      part="pays_full_cost"
      label={label}
      tone="second"
      note={cost ? t("figure.pays_note", { cost: money(cost), currency: shownCurrency.value ?? "" }) : undefined}
    >
      <Door {...doorOf("pays_full_cost", label)}>
        <span class="range-figure">{paysWords.value}</span>
      </Door>
    </Figure>
  );
}

function TargetFigure() {
  const shown = hasTarget.value ? product.value : null;
  if (!shown?.target) return null;
  const label = t("figure.target", { kind: nameOf("choice", shown.target.kind) });
  return (
    <Figure
      tone="second"
      label={label}
      note={t("figure.target_note", { text: targetText(shown.target, shownCurrency.value ?? "") })}
    >
      <Door {...doorOf("target", label)}>
        <span class="range-figure">{rangesOf(shown.targetRanges, hasProfit.value)}</span>
      </Door>
    </Figure>
  );
}

function BestFigure() {
  const { value: best } = bestOutcome;
  const { value: lacking } = shownMissing;
  const label = t("figure.best");
  return (
    <Figure
      part={`scenario:${shownRecommended.value ?? ""}`}
      label={label}
      note={
        best?.presentValue
          ? // An exit ends the stock today, its money comes later: no date stands beside it.
            rich(best.clearsOn && best.scenario.kind === "cut" ? "figure.best_note" : "figure.best_note_left", {
              value: sum(best.presentValue),
              date: best.clearsOn ? day(best.clearsOn, shownToday.value) : "",
              gain: best.againstHold ? (
                <span class={toneOf(best.againstHold)}>{sum(best.againstHold, "always")}</span>
              ) : (
                t("value.unknown")
              ),
            })
          : lacking.length > 0
            ? t("catalogue.needs", {
                fields: listOf(lacking.map(fieldName)),
              })
            : undefined
      }
    >
      <Door {...doorOf("best", label)}>
        <span class="range-figure">{best ? scenarioName(best.scenario) : <Money amount={null} />}</span>
      </Door>
    </Figure>
  );
}

/** What a sale must bring is known, and no price brings it. */
export function isWithoutFloor({ row, requiredNet, beatsExits }: ProductView): boolean {
  return row.floor === null && requiredNet !== null && beatsExits.length === 0;
}

/** What the floor holds for: a plan that sells below it must not look like a mistake. */
function floorNote(product: ProductView, best: Outcome | undefined): string {
  const { floor } = product.row;
  const price = best?.scenario.price;
  if (floor && price && price.minor < floor.minor) return t("figure.floor_faster", { price: money(price) });
  if (product.charmFloor) return t("figure.floor_note", { price: money(product.charmFloor) });
  const { requiredNet } = product;
  if (requiredNet && isWithoutFloor(product)) {
    return t("figure.floor_none", { amount: money(requiredNet), currency: requiredNet.currency });
  }
  // A floor that hangs on what is not known says on what.
  const { floorUnknown } = product;
  if (floorUnknown.length > 0) {
    return t("figure.floor_lacks", { what: floorUnknown.map(holeText).join(t("place.join")) });
  }
  return t("figure.floor_why");
}

/** What a unit nets at the price under the hand or today's, with its profit and one ratio of it, the base named. */
function NetFigure() {
  const shown = ledger.value;
  const price = product.value?.row.price ?? null;
  const label =
    shown && handPriceMinor.value !== null ? t("figure.net_at", { price: money(shown.price) }) : t("figure.net_now");
  const { value: name } = chosenRatio;
  const ratio = shown?.ratios.find((one) => ratioName(one) === name);
  return (
    <Figure
      part="net_proceeds"
      label={label}
      note={
        shown && ratio ? (
          <>
            {rich("figure.profit_and", { profit: <Money amount={shown.profit} isGain /> })}
            {" · "}
            <RatioChoice /> {ratio.ppm === null ? null : percent(ratio.ppm, "auto", 1)}
          </>
        ) : price ? (
          t("figure.net_now_note", { price: money(price), currency: price.currency })
        ) : (
          t("figure.no_price")
        )
      }
    >
      <Door {...doorOf("net_proceeds", label)}>
        <Money amount={shown?.netProceeds ?? null} />
      </Door>
    </Figure>
  );
}

/** What there is to choose from: it stays while the figures change. */
function RatioChoice() {
  return (
    <select
      class="quiet-select"
      aria-label={t("figure.ratio")}
      value={chosenRatio.value ?? ""}
      onChange={(event) => showRatio(event.currentTarget.value)}
    >
      {knownRatios.value.map((one) => (
        <option key={ratioName(one)} value={ratioName(one)}>
          {t("figure.ratio_name", { ratio: nameOf("ratio", one.id), base: nameOf("base", one.base) })}
        </option>
      ))}
    </select>
  );
}

type RatioOf = Pick<NamedRatio, "id" | "base">;

let lastRatios: readonly RatioOf[] = [];
/** Ratios that are known. */
const knownRatios = computed(() => {
  const known = ledger.value?.ratios.filter(({ ppm }) => ppm !== null) ?? [];
  lastRatios = share(
    lastRatios,
    known.map(({ id, base }) => ({ id, base })),
  );
  return lastRatios;
});

/** The one that is shown; null = none is known. */
const chosenRatio = computed(() => {
  const names = knownRatios.value.map(ratioName);
  return names.find((name) => name === shownRatio.value) ?? names[0] ?? null;
});

/** What the seller wants to reach: money of one unit, or a share. */
export function targetText(target: Target, currency: string): string {
  return target.kind === "profit" ? `${target.text} ${currency}` : `${target.text} %`;
}

/** Name of a ratio with its base, to choose it by. */
function ratioName(ratio: RatioOf): string {
  return `${ratio.id} ${ratio.base}`;
}

/** Runs of prices in words: `9.71–9.99, from 10.83`. Null if there are none. */
export function rangesText(ranges: readonly PriceRange[], most: number): string | null {
  if (ranges.length === 0) return null;
  const words = ranges.slice(0, most).map((range) => {
    if (range.open) return t("range.from", { from: money(range.from) });
    if (range.from.minor === range.to.minor) return money(range.from);
    return t("range.between", { from: money(range.from), to: money(range.to) });
  });
  const more = ranges.length - most;
  return more > 0
    ? `${words.join(t("range.join"))}${t("range.join")}${t("range.more", { n: more })}`
    : words.join(t("range.join"));
}
