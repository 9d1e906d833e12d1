import { batch } from "@preact/signals";
import * as pictureState from "./pictures";
import * as store from "./store";

/** Takes off the page what was calculated and typed for the products there were. */
export function clearShown(): void {
  batch(() => {
    store.product.value = null;
    store.handPriceMinor.value = null;
    store.handLedger.value = null;
    store.handOutcome.value = null;
    store.curve.value = null;
    store.curveRange.value = null;
    pictureState.clearPictures();
    store.choices.value = {};
    store.compared.value = [];
    store.drafts.value = {};
    store.isAnswerLate.value = false;
    store.openExplanation.value = null;
    store.list.value = store.firstWindow;
    store.first.value = null;
    store.totals.value = null;
    store.points.value = null;
    store.marked.value = store.noneMarked;
    store.markedTotals.value = null;
    store.openRow.value = null;
    store.peeked.value = null;
    store.lastKey.value = null;
  });
}
