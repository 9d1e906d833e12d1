import type { CalendarEntry } from "../../engine/types";
import { expected, fullDay, price } from "../../i18n/format";
import { healthParams } from "../../i18n/health-text";
import { listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { fragmentOf } from "../../state/location";

const KINDS = {
  deadline: "calendar.kind_deadline",
  surcharge: "calendar.kind_surcharge",
  fees: "calendar.kind_fees",
  deal: "calendar.kind_deal",
  alert: "calendar.kind_alert",
  restock: "calendar.kind_restock",
  launch: "calendar.kind_launch",
  review: "calendar.kind_review",
} as const;

export type DayKind = keyof typeof KINDS;

export const dayKinds = Object.keys(KINDS) as readonly DayKind[];

/** A kind of day in words. */
export function kindText(kind: DayKind): string {
  return t(KINDS[kind]);
}

/** What an entry says, in one sentence. */
export function entryText(entry: CalendarEntry, today: string): string {
  const params = {
    ...healthParams(entry.params, today),
    n: entry.products,
    units: entry.units === null ? "" : expected(entry.units),
    sku: entry.sku || (entry.key ?? ""),
    cost: entry.stake ? price(entry.stake) : t("value.unknown"),
  };
  return wordsOf("calendar_text", `${entry.kind}.${entry.code}`, params) ?? nameOf("alert_rule", entry.code);
}

/** The days that matter one after the other, with everything that falls on them. */
export function DayList(props: { days: readonly (readonly [string, readonly CalendarEntry[]])[]; today: string }) {
  return (
    <ol class="day-list">
      {props.days.map(([day, entries]) => (
        <li key={day}>
          <h3 id={`day-${day}`} tabIndex={-1}>
            {fullDay(day)}
          </h3>
          <ul>
            {entries.map((entry) => (
              <li key={entry.id}>
                <span class={`day-kind kind-${entry.kind}`}>{kindText(entry.kind)}</span>{" "}
                {entry.level > 0 ? <LevelMark level={entry.level} /> : null} {entryText(entry, props.today)}
                {entry.key !== null ? (
                  <>
                    {" "}
                    <a href={fragmentOf({ name: "product-health", key: entry.key })}>{entry.sku || entry.key}</a>
                  </>
                ) : entry.skus.length > 0 ? (
                  <span class="second">
                    {" "}
                    {t(entry.products > entry.skus.length ? "calendar.most" : "calendar.all", {
                      skus: listOf(entry.skus),
                    })}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
