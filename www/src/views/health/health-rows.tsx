import type { HealthBody, HealthRow } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { actionText, findingText, lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { Money } from "../../parts/money";
import { MoreRows } from "../../parts/more-rows";
import { type Column, RowTable } from "../../parts/row-table";
import { healthRows, healthShown } from "../../state/health";
import { fragmentOf } from "../../state/location";

/** What the rows can be narrowed to. */
const CHOICES = [
  "level:3",
  "level:2",
  "level:1",
  "pace:high_risk",
  "pace:slow",
  "cleared",
  "quadrant:clear_now",
  "quadrant:promote_harder",
  "quadrant:restock_with_caution",
  "quadrant:keep_as_is",
  "stage:declining",
  "stage:ended",
] as const;

/** What a choice is called; others come from buttons of the tables. */
export function choiceText(only: string): string {
  const [family = "", code = ""] = only.split(":");
  if (only === "cleared") return t("health.only_cleared");
  if (family === "level") return t("health.only_level", { level: code });
  if (family === "quadrant") return nameOf("alert_action", code);
  if (family === "lack") return t("health.only_lack", { what: nameOf("health_lack", code) });
  if (family === "class" || family === "abc" || family === "xyz") return code;
  return nameOf("health_class", code);
}

/** Every product with its indicators: the most urgent first, sorted and narrowed as wanted. */
export function HealthRows(props: { body: HealthBody }) {
  const { body } = props;
  const how = healthShown.value;
  const sort = (next: string) => {
    const isDescending = next === how.sort ? !how.isDescending : next !== "sku";
    healthShown.value = { ...how, sort: next, isDescending };
  };
  const left = body.total - body.rows.length;
  const isOther = how.only !== "" && !CHOICES.some((choice) => choice === how.only);
  return (
    <section aria-labelledby="health-rows">
      <h2 id="health-rows">{t("health.rows")}</h2>
      <p>
        <label>
          {t("health.show")}{" "}
          <select
            value={how.only}
            onChange={(event) => {
              healthShown.value = { ...how, only: event.currentTarget.value, count: healthRows };
            }}
          >
            <option value="">{t("health.show_all")}</option>
            {[...CHOICES, ...(isOther ? [how.only] : [])].map((choice) => (
              <option key={choice} value={choice} selected={choice === how.only}>
                {choiceText(choice)}
              </option>
            ))}
          </select>
        </label>{" "}
        <span class="second">{t("health.rows_of", { n: body.total })}</span>
      </p>
      {body.rows.length === 0 ? (
        <p class="empty">{t("health.no_rows")}</p>
      ) : (
        <RowTable
          caption={t("health.rows")}
          columns={columns(body)}
          rows={body.rows}
          keyOf={({ key }) => key}
          sort={{ by: how.sort, isDescending: how.isDescending, onSort: sort }}
        />
      )}
      <MoreRows
        left={left}
        words={t("health.more", { n: Math.min(left, 4 * healthRows) })}
        onMore={() => {
          healthShown.value = { ...how, count: how.count + 4 * healthRows };
        }}
      />
    </section>
  );
}

function columns(body: HealthBody): readonly Column<HealthRow>[] {
  const { today, agedAfter } = body;
  const figure = (value: number | null, write: (figure: number) => string) =>
    value === null ? <Money amount={null} /> : write(value);
  const column = (id: string, words: string, cell: Column<HealthRow>["cell"], unit?: string): Column<HealthRow> => ({
    id,
    words,
    unit,
    kind: "figure",
    sort: id,
    cell,
  });
  return [
    {
      id: "sku",
      words: t("health.product"),
      sort: "sku",
      cell: (row) => (
        <>
          <a href={fragmentOf({ name: "product-health", key: row.key })}>{row.sku || row.key}</a>
          <span class="second task-title">{row.title}</span>
        </>
      ),
    },
    {
      id: "level",
      words: t("health.alert"),
      kind: "sentence",
      isPlain: true,
      sort: "level",
      cell: (row) =>
        row.first ? (
          <>
            <LevelMark level={row.level} /> <strong>{actionText(row.first)}</strong>
            <span class="second task-why">{findingText(row.first, today)}</span>
          </>
        ) : row.isCleared ? (
          <span class="second">{t("health.cleared_row")}</span>
        ) : (
          <LevelMark level={0} />
        ),
    },
    column("units", t("health.units"), (row) => expected(row.units)),
    column("cost", t("health.cost"), (row) => <Money amount={row.cost} isWhole />, body.totals.cost?.currency),
    column("days", t("health.days_of_stock"), (row) => figure(row.daysOfSupply, lasting)),
    column("turnover", t("health.turns_a_year"), (row) => figure(row.turnover, (turns) => quantity(turns, 1))),
    column("aged", t("health.aged_over", { days: agedAfter }), (row) => figure(row.agedShare, shareOf)),
    column("sell_through", t("health.sell_through"), (row) => figure(row.sellThrough, shareOf)),
    column("excess", t("health.excess"), (row) => figure(row.excessUnits, expected)),
    {
      id: "classes",
      words: t("health.classes"),
      tone: "is-nowrap",
      cell: (row) => (
        <>
          {row.abc ?? "–"}
          {row.xyz ?? "–"}
          {row.stage ? <span class="second"> {nameOf("health_class", row.stage)}</span> : null}
        </>
      ),
    },
  ];
}
