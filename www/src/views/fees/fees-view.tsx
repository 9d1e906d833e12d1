import { useEffect, useId, useState } from "preact/hooks";
import type { FeeLibrary } from "../../engine/types";
import { fullDay } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { feeDay, library, lookAtFees } from "../../state/fees";
import { taken } from "../../state/own-fees";
import { market, summary } from "../../state/store";
import { DaysCompared } from "./days-compared";
import { Families } from "./families";
import { type Narrowing, noNarrowing } from "./narrowing";
import { OwnFeesList } from "./own-fees-list";

/** Every fee table: what it says, from when, who says it; what changes; the seller's own in its place. */
export function FeesView() {
  const today = summary.value?.today ?? null;
  const [of, on, own] = [market.value, feeDay.value, taken.value];
  useEffect(() => {
    if (today !== null) void lookAtFees(today);
    // The tables are others where the seller's own stand in their place.
  }, [today, of, on, own]);
  const found = library.value;
  return (
    <section class="fees" aria-labelledby="fees-title">
      <h1 id="fees-title">{t("fees.title")}</h1>
      <p class="lead">{t("fees.lead")}</p>
      {today === null || found === null ? (
        <p class="empty">{t("fees.empty")}</p>
      ) : (
        <>
          <DaysCompared today={today} changeDays={found.changeDays} />
          <OwnFeesList found={found} />
          <Tables found={found} today={today} />
        </>
      )}
    </section>
  );
}

function Tables(props: { found: FeeLibrary; today: string }) {
  const { found, today } = props;
  const [narrowing, setNarrowing] = useState<Narrowing>(noNarrowing);
  const id = useId();
  const change = (part: Partial<Narrowing>) => setNarrowing({ ...narrowing, ...part });
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("fees.tables", { market: nameOf("market", market.value) })}</h2>
      {found.asOf === null ? null : <p class="second">{t("fees.as_of", { date: fullDay(found.asOf) })}</p>}
      <div class="fees-controls">
        <label>
          {t("fees.on_day")}
          <input
            type="date"
            value={feeDay.value ?? today}
            onChange={(event) => (feeDay.value = event.currentTarget.value || null)}
          />
        </label>
        <label>
          {t("fees.confidence")}
          <select value={narrowing.confidence} onChange={(event) => change({ confidence: event.currentTarget.value })}>
            <option value="">{t("fees.any")}</option>
            {["official", "cross-checked", "single-source", "unverified", "yours"].map((status) => (
              <option key={status} value={status}>
                {nameOf("status", status)}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={narrowing.withHoles}
            onChange={(event) => change({ withHoles: event.currentTarget.checked })}
          />
          {t("fees.with_holes")}
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={narrowing.isPast}
            onChange={(event) => change({ isPast: event.currentTarget.checked })}
          />
          {t("fees.to_check")}
        </label>
      </div>
      <Families tables={found.tables} narrowing={narrowing} day={feeDay.value ?? today} currency={found.currency} />
    </section>
  );
}
