import { useId } from "preact/hooks";
import type { ProductView } from "../../engine/types";
import { day, discount, money, percent, sum } from "../../i18n/format";
import { rich, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { keepHandPrice, setHandPrice } from "../../state/actions";
import { shownToday } from "../../state/shown-product";
import { handOutcome, handPriceMinor, ledger } from "../../state/store";

const MILLION = 1_000_000;
/** Distance of the cuts that every product is looked at with, parts per million. */
const LADDER_STEP = 50_000;

/** Price and discount under the hand: two sliders of one price, and what would come of it. */
export function PriceHand(props: { product: ProductView; from: number; to: number }) {
  const id = useId();
  const { price } = props.product.row;
  if (!price || price.minor <= 0) return null;
  const { from, to } = props;
  const { currency } = price;
  const hand = handPriceMinor.value;
  const shown = hand ?? price.minor;
  const off = offOf(shown, price.minor);
  const cuts = cutsOf(props.product);
  const percents = cuts.map(({ percentOff }) => percentOff);
  const isAbove = shown > price.minor;
  return (
    <div class="hand">
      <div class="hand-sliders">
        <label for={`${id}-price`}>{t("hand.price")}</label>
        <input
          id={`${id}-price`}
          type="range"
          min={from}
          max={to}
          step={1}
          value={shown}
          aria-valuetext={`${money({ minor: shown, currency })} ${currency}`}
          onInput={(event) => setHandPrice(Number(event.currentTarget.value))}
        />
        <output for={`${id}-price`}>
          <strong>{money({ minor: shown, currency })}</strong> <span class="unit">{currency}</span>
        </output>
        <label for={`${id}-off`}>{t("hand.discount")}</label>
        <input
          id={`${id}-off`}
          type="range"
          min={0}
          max={Math.max(0, ...percents)}
          step={LADDER_STEP / 10_000}
          disabled={cuts.length === 0}
          value={Math.max(0, Math.round(off / 10_000))}
          aria-valuetext={isAbove ? t("hand.above") : discount(off)}
          onInput={(event) => {
            const percentOff = Number(event.currentTarget.value);
            setHandPrice(cuts.find((cut) => cut.percentOff === percentOff)?.minor ?? price.minor);
          }}
        />
        <output for={`${id}-off`}>
          {isAbove ? <span class="second">{percent(-off, "always", 1)}</span> : discount(Math.round(off / 1000) * 1000)}
        </output>
      </div>
      <p class="hand-result" aria-live="off">
        <HandResult />
      </p>
      <p class="hand-actions">
        <button type="button" class="quiet" disabled={hand === null} onClick={() => setHandPrice(null)}>
          {t("hand.back")}
        </button>
        <button type="button" class="quiet" disabled={hand === null} onClick={() => void keepHandPrice()}>
          {t("hand.keep")}
        </button>
      </p>
    </div>
  );
}

/** What a sale at that price nets, and what selling at it from today on would bring. */
function HandResult() {
  const shown = ledger.value;
  if (!shown) return null;
  const outcome = handPriceMinor.value === null ? null : handOutcome.value;
  const net = rich("hand.nets", {
    net: <Money amount={shown.netProceeds} />,
    profit: <Money amount={shown.profit} isGain />,
  });
  if (!outcome?.presentValue) return net;
  return (
    <>
      {net}
      {t("place.sentence")}
      {rich(outcome.clearsOn ? "hand.brings" : "hand.brings_left", {
        value: <strong>{sum(outcome.presentValue)}</strong>,
        date: outcome.clearsOn ? day(outcome.clearsOn, shownToday.value) : "",
        gain: Money({ amount: outcome.againstHold, isGain: true, isWhole: true }),
      })}
    </>
  );
}

/** Share taken off a price, parts per million; below zero for a dearer one. */
function offOf(minor: number, of: number): number {
  return Math.round(((of - minor) / of) * MILLION);
}

/** The cuts the core looks at, with the price it makes of each: how a cut is rounded is its rule alone. */
function cutsOf(product: ProductView): { percentOff: number; minor: number }[] {
  return product.outcomes.flatMap(({ scenario }) =>
    scenario.kind === "cut" &&
    scenario.price &&
    scenario.discountPpm !== null &&
    scenario.discountPpm % LADDER_STEP === 0
      ? [{ percentOff: scenario.discountPpm / 10_000, minor: scenario.price.minor }]
      : [],
  );
}
