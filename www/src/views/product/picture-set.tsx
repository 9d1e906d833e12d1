import { computed, useSignalEffect } from "@preact/signals";
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
import { comparedPair, difference, type PicturePart, pictures, sensitivity, stockScenario } from "../../state/pictures";
import { shownKey, shownOutcomes, shownRecommended, shownToday, shownWays } from "../../state/shown-product";
import { ledger, openExplanation, pickedScenarios, product } from "../../state/store";
import { forgetRest, whenRested } from "../../state/turns";

const hasLedger = computed(() => ledger.value !== null);
const hasPictures = computed(() => pictures.value !== null);
const hasStock = computed(() => (pictures.value?.stock ?? null) !== null);
const hasDifference = computed(() => difference.value !== null);
const hasSensitivity = computed(() => sensitivity.value !== null);

/** The pictures of one product: where its price goes, how cash and stock run, which way brings what, and how sure it is. */
export function PictureSet() {
  useEffect(() => {
    showPictures(true);
    return () => {
      showPictures(false);
      forgetRest(lookAtSensitivity);
    };
  }, []);
  useSignalEffect(() => {
    if (product.value) whenRested(lookAtSensitivity);
    else forgetRest(lookAtSensitivity);
  });
  const { value: key } = shownKey;
  const { value: recommended } = shownRecommended;
  useEffect(() => {
    const current = product.peek();
    if (current) comparePair(...pairOf(current));
  }, [key, recommended]);
  const { value: ways } = shownWays;
  useEffect(() => {
    // A price of the seller's own that was shown may be gone.
    const current = product.peek();
    const isGone = (id: string) => current?.outcomes.every((outcome) => outcome.scenario.id !== id) ?? false;
    const pair = comparedPair.peek();
    if (current && pair && (isGone(pair.from) || isGone(pair.to))) comparePair(...pairOf(current));
    if (stockScenario.peek() !== null && isGone(stockScenario.peek() ?? "")) chooseStock(null);
  }, [ways]);
  if (key === null) return null;
  return (
    <div class="pictures">
      {hasLedger.value ? <Far draw={drawPocket} /> : null}
      {hasPictures.value ? <Far draw={drawCash} onSight={sightOf("pictures", "cash")} /> : null}
      {hasStock.value ? <Far draw={drawStock} onSight={sightOf("pictures", "stock")} /> : null}
      {hasPictures.value ? <Far draw={drawDiscount} onSight={sightOf("pictures", "discount")} /> : null}
      {hasDifference.value ? <Far draw={drawDifference} onSight={sightOf("difference", "difference")} /> : null}
      <Far draw={drawExits} />
      {hasSensitivity.value ? <Far draw={drawTornado} /> : null}
    </div>
  );
}

/** Tells what comes into sight and leaves it. */
function sightOf(part: PicturePart, by: string) {
  return (isSeen: boolean) => sightPicture(part, by, isSeen);
}

function drawPocket() {
  const { value: priced } = ledger;
  return priced && <PriceToPocket ledger={priced} opened={openExplanation.value} onOpen={explain} />;
}

function drawCash() {
  const { value: shown } = pictures;
  return (
    shown && (
      <CashOverTime
        outcomes={shownOutcomes.value}
        picked={pickedScenarios.value}
        recommended={shownRecommended.value}
        bestExit={shown.bestExit}
        surcharges={shown.surcharges}
        today={shownToday.value}
      />
    )
  );
}

function drawStock() {
  const { stock } = pictures.value ?? {};
  return (
    stock && <StockByAge path={stock} outcomes={shownOutcomes.value} onChoose={chooseStock} today={shownToday.value} />
  );
}

function drawDiscount() {
  const { value: shown } = pictures;
  const exit = shownOutcomes.value.find((outcome) => outcome.scenario.id === shown?.bestExit);
  return shown && <NetAgainstDiscount discounts={shown.discounts} exitValue={exit?.presentValue ?? null} />;
}

function drawDifference() {
  const { value: shown } = difference;
  return shown && <DifferencePicture difference={shown} outcomes={shownOutcomes.value} onChoose={comparePair} />;
}

function drawExits() {
  return <ExitsFrontier outcomes={shownOutcomes.value} recommended={shownRecommended.value} />;
}

function drawTornado() {
  return sensitivity.value && <Tornado sensitivity={sensitivity.value} />;
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
