import { useEffect, useState } from "preact/hooks";
import type { TransferAnswer } from "../../engine/types";
import { quantity, sum } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { Drawer } from "../../parts/drawer";
import { SaidList } from "../../parts/said-list";
import { summary } from "../../state/store";
import { lookAtTransfers, transferSheet, transfers } from "../../state/transfers";
import { Given } from "./given";
import { Loads } from "./loads";
import { MoveExplained, Moves, routeOf, Sites, Ways } from "./result";
import { WhatIfs } from "./what-ifs";

/** What to move between warehouses and marketplaces, and why. */
export function TransfersView() {
  const typed = transferSheet.value;
  const known = summary.value;
  // Asked anew whenever the sheet or the catalogue changes.
  useEffect(() => {
    void lookAtTransfers();
  }, [typed, known]);
  const [open, setOpen] = useState<string | null>(null);
  const answer = transfers.value;
  const move = answer?.moves.find((one) => routeOf(one) === open) ?? null;
  return (
    <section class="landed transfers" aria-labelledby="transfers-title">
      <h1 id="transfers-title">{t("transfers.title")}</h1>
      <p class="lead" role="status">
        {answer ? leadOf(answer, typed.rows.length > 0) : t("transfers.lead")}
      </p>
      <Given answer={answer} />
      {answer && typed.rows.length > 0 ? (
        <>
          <SaidList said={answer.said} />
          <Moves answer={answer} today={known?.today ?? ""} open={open} onOpen={setOpen} />
          <Loads answer={answer} today={known?.today ?? ""} />
          <Ways answer={answer} />
          <Sites answer={answer} />
          <WhatIfs answer={answer} />
        </>
      ) : null}
      {move ? (
        <Drawer title={routeOf(move)} onClose={() => setOpen(null)}>
          <MoveExplained move={move} days={answer?.days ?? 0} />
        </Drawer>
      ) : null}
    </section>
  );
}

/** The answer in one sentence. */
function leadOf(answer: TransferAnswer, hasRows: boolean): string {
  if (!hasRows) return `${t("transfers.lead")} ${t("transfers.empty")}`;
  const plan = answer.ways.find(({ code }) => code === "plan");
  if (!plan || answer.moves.length === 0) return t("transfers.none", { days: quantity(answer.days) });
  const params = { units: quantity(plan.moved), moves: answer.moves.length, cost: sum(plan.cost) };
  if (plan.gain === null) return t("transfers.answer_need", { ...params, n: answer.moves.length });
  return t("transfers.answer", { ...params, n: answer.moves.length, gain: sum(plan.gain, "always") });
}
