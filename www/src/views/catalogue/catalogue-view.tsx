import { InTurn } from "../../parts/in-turn";
import { followingFirst } from "../../parts/later";
import { DecisionLine } from "../frame/decision-line";
import { FirstList } from "./first-list";
import { OtherMarkets } from "./other-markets";

const list = followingFirst(() => import("./whole-list").then((part) => part.WholeList));

const splits = followingFirst(() => import("./better-splits").then((part) => part.BetterSplits));

/** The catalogue: the decision, what to do first, what is missing, and every product with what to do. */
export function CatalogueView() {
  return (
    <>
      <DecisionLine />
      <splits.View />
      <OtherMarkets />
      <InTurn>
        <FirstList />
      </InTurn>
      <InTurn>
        <list.View />
      </InTurn>
    </>
  );
}
