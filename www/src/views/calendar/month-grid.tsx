import type { CalendarEntry } from "../../engine/types";
import { month } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { kindText } from "./day-list";

/** Days of a week, Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

const weekdays = {
  1: "calendar.monday",
  2: "calendar.tuesday",
  3: "calendar.wednesday",
  4: "calendar.thursday",
  5: "calendar.friday",
  6: "calendar.saturday",
  7: "calendar.sunday",
} as const;

/** Days of a month in weeks from Monday; null where the week belongs to another month. */
export function weeksOf(year: number, of: number): (string | null)[][] {
  const first = new Date(Date.UTC(year, of - 1, 1));
  const count = new Date(Date.UTC(year, of, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  const pad = (n: number) => String(n).padStart(2, "0");
  const days: (string | null)[] = [
    ...Array.from({ length: before }, () => null),
    ...Array.from({ length: count }, (_, i) => `${year}-${pad(of)}-${pad(i + 1)}`),
  ];
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** Months from a day on: year and month of each. */
export function monthsFrom(iso: string, count: number): [number, number][] {
  const year = Number(iso.slice(0, 4));
  const first = Number(iso.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, i) => [year + Math.floor((first + i) / 12), ((first + i) % 12) + 1]);
}

/** A month as a grid of days; a day with entries leads to them in the list below. */
export function MonthGrid(props: {
  year: number;
  month: number;
  today: string;
  entries: ReadonlyMap<string, readonly CalendarEntry[]>;
}) {
  const name = month(`${props.year}-${String(props.month).padStart(2, "0")}`);
  return (
    <table class="month-grid">
      <caption>{name}</caption>
      <thead>
        <tr>
          {WEEK.map((day) => (
            <th key={day} scope="col">
              {t(weekdays[day])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(props.year, props.month).map((week, i) => (
          <tr key={i}>
            {week.map((day, place) =>
              day === null ? (
                <td key={`none-${place}`} />
              ) : (
                <td key={day} class={day === props.today ? "is-today" : undefined}>
                  <Day day={day} entries={props.entries.get(day) ?? []} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day(props: { day: string; entries: readonly CalendarEntry[] }) {
  const { day, entries } = props;
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return (
    <>
      <span class="month-day">{Number(day.slice(8))}</span>
      {kinds.length === 0 ? null : (
        <button
          type="button"
          class="month-entries"
          onClick={() => {
            const list = document.getElementById(`day-${day}`);
            list?.scrollIntoView({ block: "start" });
            list?.focus({ preventScroll: true });
          }}
        >
          {kinds.map((kind) => (
            <span key={kind} class={`day-kind kind-${kind}`}>
              {kindText(kind)}
            </span>
          ))}
        </button>
      )}
    </>
  );
}
