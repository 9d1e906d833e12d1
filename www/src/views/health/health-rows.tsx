import type { HealthBody, HealthRow } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { actionText, findingText, lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t } from "../../i18n/locale";
import { LevelMark } from "../../parts/level-mark";
import { Money } from "../../parts/money";
import { MoreRows } from "../../parts/more-rows";
import { ScrollBox } from "../../parts/scroll-box";
import { SortHeader } from "../../parts/sort-header";
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
  const currency = body.totals.cost?.currency;
  const sort = (next: string) => {
    const isDescending = next === how.sort ? !how.isDescending : next !== "sku";
    healthShown.value = { ...how, sort: next, isDescending };
  };
  const head = (id: string, label: string, unit?: string) => (
    <SortHeader
      label={label}
      unit={unit}
      sort={id}
      current={how.sort}
      isDescending={how.isDescending}
      isNumber={id !== "sku" && id !== "level"}
      onSort={sort}
    />
  );
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
        <ScrollBox label={t("health.rows")}>
          <table class="plain health-table">
            <caption class="only-read">{t("health.rows")}</caption>
            <thead>
              <tr>
                {head("sku", t("health.product"))}
                {head("level", t("health.alert"))}
                {head("units", t("health.units"))}
                {head("cost", t("health.cost"), currency)}
                {head("days", t("health.days_of_stock"))}
                {head("turnover", t("health.turns_a_year"))}
                {head("aged", t("health.aged_over", { days: body.agedAfter }))}
                {head("sell_through", t("health.sell_through"))}
                {head("excess", t("health.excess"))}
                <th scope="col">{t("health.classes")}</th>
              </tr>
            </thead>
            <tbody>
              {body.rows.map((row) => (
                <Line key={row.key} row={row} today={body.today} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
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

function Line(props: { row: HealthRow; today: string }) {
  const { row } = props;
  const figure = (value: number | null, write: (figure: number) => string) =>
    value === null ? <Money amount={null} /> : write(value);
  return (
    <tr>
      <th scope="row">
        <a href={fragmentOf({ name: "product-health", key: row.key })}>{row.sku || row.key}</a>
        <span class="second task-title">{row.title}</span>
      </th>
      <td class="health-do">
        {row.first ? (
          <>
            <LevelMark level={row.level} /> <strong>{actionText(row.first)}</strong>
            <span class="second task-why">{findingText(row.first, props.today)}</span>
          </>
        ) : row.isCleared ? (
          <span class="second">{t("health.cleared_row")}</span>
        ) : (
          <LevelMark level={0} />
        )}
      </td>
      <td class="is-number">{expected(row.units)}</td>
      <td class="is-number">
        <Money amount={row.cost} isWhole />
      </td>
      <td class="is-number">{figure(row.daysOfSupply, lasting)}</td>
      <td class="is-number">{figure(row.turnover, (turns) => quantity(turns, 1))}</td>
      <td class="is-number">{figure(row.agedShare, shareOf)}</td>
      <td class="is-number">{figure(row.sellThrough, shareOf)}</td>
      <td class="is-number">{figure(row.excessUnits, expected)}</td>
      <td class="is-nowrap">
        {row.abc ?? "–"}
        {row.xyz ?? "–"}
        {row.stage ? <span class="second"> {nameOf("health_class", row.stage)}</span> : null}
      </td>
    </tr>
  );
}
