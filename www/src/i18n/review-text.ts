// What a clearance brought back, in a sentence.

import type { ReviewAnswer } from "../engine/types";
import { sum } from "./format";
import { shareOf } from "./health-text";
import { t } from "./locale";

/** Cash released, discounts given, and the cash as a share of what the stock cost; or what is missing for it. */
export function returnText(roi: ReviewAnswer["roi"]): string {
  if (!roi || roi.cameBack === null) return t("review.answer_open");
  const share = shareOf(roi.cameBack);
  return t("review.answer_roi", { released: sum(roi.released), discount: sum(roi.discount), share });
}
