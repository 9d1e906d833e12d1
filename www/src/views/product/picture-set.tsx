import { useEffect } from "preact/hooks";
import type { Outcome, ProductView } from "../../engine/types";
import { Far } from "../../parts/far";
import { CashOverTime } from "../../parts/pictures/cash-over-time";
import { DifferencePicture } from "../../parts/pictures/difference";
import { ExitsFrontier } from "../../parts/pictures/exits-frontier";
import { NetAgainstDiscount } from "../../parts/pictures/net-against-discount";
import { PriceToPocket } from "../../parts/pictures/price-to-pocket";
import { StockByAge } from "../../parts/pictures/stock-by-age";
import { Tornado } from "../../parts/pictures/tornado";
import { chooseStock, comparePair, explain, lookAtSensitivity, showPictures, sightPicture } from "../../state/actions";
import { comparedPair, difference, pictures, sensitivity, stockScenario } from "../../state/pictures";
import { ledger, openExplanation, pickedScenarios, product } from "../../state/store";
import { forgetRest, whenRested } from "../../state/turns";

/** The pictures of one product: where its price goes, how cash and stock run, which way brings what, and how sure it is. */
export function PictureSet(props: { today: string }) {
  const { today } = props;
  const current = product.value;
  useEffect(() => {
    showPictures(true);
    return () => showPictures(false);
  }, []);
  useEffect(() => {
    if (current) whenRested(lookAtSensitivity);
    else forgetRest(lookAtSensitivity);
  }, [current]);
  useEffect(() => () => forgetRest(lookAtSensitivity), []);
  useEffect(() => {
    if (current) comparePair(...pairOf(current));
  }, [current?.row.key, current?.recommended]);
  useEffect(() => {
    // A price of the seller's own that was shown may be gone.
    const isGone = (id: string) => current?.outcomes.every((outcome) => outcome.scenario.id !== id) ?? false;
    const pair = comparedPair.peek();
    if (current && pair && (isGone(pair.from) || isGone(pair.to))) comparePair(...pairOf(current));
    if (stockScenario.peek() !== null && isGone(stockScenario.peek() ?? "")) chooseStock(null);
  }, [current?.outcomes]);
  if (!current) return null;
  const { outcomes, recommended } = current;
  const shown = pictures.value;
  const priced = ledger.value;
  const exit = outcomes.find((outcome) => outcome.scenario.id === shown?.bestExit);
  return (
    <div class="pictures">
      {priced ? (
        <Far>
          <PriceToPocket ledger={priced} opened={openExplanation.value} onOpen={explain} />
        </Far>
      ) : null}
      {shown ? (
        <Far onSight={(isSeen) => sightPicture("pictures", "cash", isSeen)}>
          <CashOverTime
            outcomes={outcomes}
            picked={pickedScenarios.value}
            recommended={recommended}
            bestExit={shown.bestExit}
            surcharges={shown.surcharges}
            today={today}
          />
        </Far>
      ) : null}
      {shown?.stock ? (
        <Far onSight={(isSeen) => sightPicture("pictures", "stock", isSeen)}>
          <StockByAge path={shown.stock} outcomes={outcomes} onChoose={chooseStock} today={today} />
        </Far>
      ) : null}
      {shown ? (
        <Far onSight={(isSeen) => sightPicture("pictures", "discount", isSeen)}>
          <NetAgainstDiscount discounts={shown.discounts} exitValue={exit?.presentValue ?? null} />
        </Far>
      ) : null}
      {difference.value ? (
        <Far onSight={(isSeen) => sightPicture("difference", "difference", isSeen)}>
          <DifferencePicture difference={difference.value} outcomes={outcomes} onChoose={comparePair} />
        </Far>
      ) : null}
      <Far>
        <ExitsFrontier outcomes={outcomes} recommended={recommended} />
      </Far>
      {sensitivity.value ? (
        <Far>
          <Tornado sensitivity={sensitivity.value} />
        </Far>
      ) : null}
    </div>
  );
}

/** Doing nothing against the recommended way; if that is doing nothing, the best of the others against it. */
function pairOf(current: ProductView): [string, string] {
  const value = (outcome: Outcome) => outcome.presentValue?.minor ?? Number.NEGATIVE_INFINITY;
  const [hold, ...others] = current.outcomes;
  const from = hold?.scenario.id ?? "hold";
  if (current.recommended !== null && current.recommended !== from) return [from, current.recommended];
  const next = others.reduce<Outcome | null>((a, b) => (a === null || value(b) > value(a) ? b : a), null);
  return [next?.scenario.id ?? from, from];
}
