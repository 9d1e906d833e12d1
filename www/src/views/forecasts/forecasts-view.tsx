import { useEffect } from "preact/hooks";
import type { ForecastRow, ForecastsBody } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Figure } from "../../parts/figure";
import { ForecastUse, TakenOver } from "../../parts/forecast-use";
import { MoreRows } from "../../parts/more-rows";
import { type Column, RowTable } from "../../parts/row-table";
import { Waiting } from "../../parts/waiting";
import { isEtsMissing } from "../../state/ets";
import {
  forecasting,
  forecastRows,
  forecastShown,
  forecasts,
  historySheets,
  lookAtForecasts,
  saveForecasts,
  stopForecasting,
  stopped,
  takenOver,
  takeOverForecasts,
  triesEts,
  tryEtsOnListAgain,
  tryingEts,
} from "../../state/forecasts";
import { fragmentOf } from "../../state/location";
import { summary, undoable } from "../../state/store";

/** What the whole catalogue is expected to sell, and how well that would have been foretold. */
export function ForecastsView() {
  const shown = forecastShown.value;
  const sheets = historySheets.value;
  const withEts = triesEts.value;
  const current = summary.value;
  const step = undoable.value;
  // Asked anew whenever what is shown or what is known of the products changes, or something is entered or taken back.
  useEffect(() => {
    if (current !== null) void lookAtForecasts(sheets, shown, withEts);
  }, [shown, current, sheets, withEts, step]);
  useEffect(() => stopForecasting, []);
  const body = forecasts.value;
  if (current === null) return <Waiting isThere={false} />;
  return (
    <div class="plan health forecasts">
      <h1>{t("forecasts.title")}</h1>
      <Progress />
      {body === null ? null : <Answer body={body} />}
    </div>
  );
}

function Progress() {
  const progress = forecasting.value;
  const trying = tryingEts.value;
  return (
    <>
      {progress ? (
        <p class="second">
          <progress value={progress.done} max={progress.total} aria-label={t("forecasts.title")} />{" "}
          {t("forecasts.progress", { done: quantity(progress.done), total: quantity(progress.total) })}{" "}
          <button type="button" onClick={stopForecasting}>
            {t("forecasts.stop")}
          </button>
        </p>
      ) : null}
      {trying ? (
        <p class="second">
          <progress value={trying.done} max={trying.total} aria-label={t("forecasts.ets")} />{" "}
          {t("forecasts.ets_progress", { done: quantity(trying.done), total: quantity(trying.total) })}{" "}
          <button type="button" onClick={stopForecasting}>
            {t("forecasts.stop")}
          </button>
        </p>
      ) : null}
      {stopped.value !== null ? (
        <p class="second">
          {t(stopped.value === "ets" ? "forecasts.ets_stopped" : "forecasts.stopped")}{" "}
          <button
            type="button"
            class="link"
            onClick={() => void lookAtForecasts(historySheets.peek(), forecastShown.peek(), triesEts.peek())}
          >
            {t("forecasts.go_on")}
          </button>
        </p>
      ) : null}
    </>
  );
}

function Answer(props: { body: ForecastsBody }) {
  const { body } = props;
  if (body.forecast + body.problems === 0) {
    return (
      <p class="empty" role="status">
        {t("forecasts.empty")}
      </p>
    );
  }
  return (
    <>
      <div role="status">
        <p class="plan-why">
          {t("forecasts.verdict", { n: body.forecast, near: expected(body.next4), far: expected(body.next13) })}
        </p>
        <p class="second">
          {body.judged > 0
            ? t("forecasts.against_naive", { n: body.judged, better: quantity(body.better) })
            : t("forecasts.not_judged")}{" "}
          {body.without > 0 ? t("forecasts.without", { n: body.without }) : null}{" "}
          {body.problems > 0 ? t("forecasts.problems", { n: body.problems }) : null}
        </p>
      </div>
      <dl class="figures-row">
        {body.methods.map(({ code, products }) => (
          <Figure key={code} label={nameOf("restock_code", code)} note={t("forecasts.products")}>
            {quantity(products)}
          </Figure>
        ))}
      </dl>
      <Ets body={body} />
      <p class="landed-ticks">
        <button type="button" onClick={() => void saveForecasts()}>
          {t("forecasts.save")}
        </button>
      </p>
      <Rows body={body} />
      <Markets body={body} />
    </>
  );
}

/** One more method, tried on request: what it would take, and what came of it. */
function Ets(props: { body: ForecastsBody }) {
  const { body } = props;
  const best = body.methods.find(({ code }) => code === "ets")?.products ?? 0;
  return (
    <p class="landed-ticks">
      <label class="landed-tick">
        <input
          type="checkbox"
          checked={triesEts.value}
          onChange={(event) => {
            triesEts.value = event.currentTarget.checked;
          }}
        />{" "}
        {t("forecasts.try_ets")}
      </label>{" "}
      <span class="second">
        {body.etsTried > 0
          ? t("forecasts.ets_tried", {
              n: body.etsTried,
              judged: quantity(body.etsJudged),
              best: quantity(best),
            })
          : t("forecasts.ets_takes")}
      </span>{" "}
      {isEtsMissing.value ? (
        <span class="second" role="status">
          {t("forecasts.ets_missing")}{" "}
          <button type="button" class="link" onClick={tryEtsOnListAgain}>
            {t("forecasts.ets_again")}
          </button>
        </span>
      ) : null}
    </p>
  );
}

function Markets(props: { body: ForecastsBody }) {
  const { markets } = props.body;
  if (markets.length === 0) return null;
  const title = t("restock.markets");
  return (
    <section aria-labelledby="forecast-markets">
      <h2 id="forecast-markets">{title}</h2>
      <p class="second">{t("forecasts.markets_note")}</p>
      <RowTable
        caption={title}
        kind="fitted"
        rows={markets}
        keyOf={({ name }) => name}
        columns={[
          { id: "market", words: t("restock.market"), cell: ({ name }) => name },
          {
            id: "products",
            words: t("forecasts.column_products"),
            kind: "figure",
            cell: ({ products }) => quantity(products),
          },
          { id: "next_13", words: t("forecasts.next_13"), kind: "figure", cell: ({ next13 }) => expected(next13) },
        ]}
      />
    </section>
  );
}

function Rows(props: { body: ForecastsBody }) {
  const { body } = props;
  const how = forecastShown.value;
  const choices = [...body.methods.map(({ code }) => `method:${code}`), "worse", "problem"];
  const text = (only: string) =>
    only === "worse" || only === "problem"
      ? t(only === "worse" ? "forecasts.only_worse" : "forecasts.only_problem")
      : nameOf("restock_code", only.slice("method:".length));
  const left = body.count - body.rows.length;
  return (
    <section aria-labelledby="forecast-rows">
      <h2 id="forecast-rows">{t("forecasts.rows")}</h2>
      <p>
        <label>
          {t("health.show")}{" "}
          <select
            value={how.only}
            onChange={(event) => {
              forecastShown.value = { ...how, only: event.currentTarget.value, count: forecastRows };
            }}
          >
            <option value="">{t("forecasts.show_all")}</option>
            {choices.map((choice) => (
              <option key={choice} value={choice} selected={choice === how.only}>
                {text(choice)}
              </option>
            ))}
          </select>
        </label>{" "}
        <span class="second">{t("health.rows_of", { n: body.count })}</span>
      </p>
      <UseShown rows={body.rows} />
      {body.rows.length === 0 ? (
        <p class="empty">{t("health.no_rows")}</p>
      ) : (
        <RowTable
          caption={t("forecasts.rows")}
          columns={columns()}
          rows={body.rows}
          keyOf={({ key }) => key}
          sort={{
            by: how.sort,
            isDescending: how.isDescending,
            onSort: (next) => {
              const isDescending = next === how.sort ? !how.isDescending : next !== "sku";
              forecastShown.value = { ...how, sort: next, isDescending };
            },
          }}
        />
      )}
      <MoreRows
        left={left}
        words={t("health.more", { n: Math.min(left, 4 * forecastRows) })}
        onMore={() => {
          forecastShown.value = { ...how, count: how.count + 4 * forecastRows };
        }}
      />
    </section>
  );
}

/** All forecasts in sight taken over at once. */
function UseShown(props: { rows: readonly ForecastRow[] }) {
  const isOpen = ({ problem, used }: ForecastRow) => problem === null && !used?.isNewest;
  const keys = props.rows.filter(isOpen).map(({ key }) => key);
  const taken = takenOver.value;
  return (
    <>
      {keys.length > 0 ? (
        <p class="landed-ticks">
          <button type="button" onClick={() => void takeOverForecasts(keys, historySheets.peek())}>
            {t("forecasts.use_shown", { n: keys.length })}
          </button>{" "}
          <span class="second">{t("forecasts.use_note")}</span>
        </p>
      ) : null}
      {taken === null ? null : <TakenOver taken={taken} />}
    </>
  );
}

function columns(): readonly Column<ForecastRow>[] {
  const figure = (value: number | null, write: (figure: number) => string) => (value === null ? "–" : write(value));
  const change = (share: number) => (share > 0 ? `+${shareOf(share)}` : shareOf(share));
  const column = (
    id: string,
    words: string,
    cell: Column<ForecastRow>["cell"],
    sort: string | undefined = id,
  ): Column<ForecastRow> => ({ id, words, kind: "figure", ...(sort === "" ? {} : { sort }), cell });
  return [
    {
      id: "sku",
      words: t("health.product"),
      sort: "sku",
      cell: (row) => (
        <>
          <a href={fragmentOf({ name: "restock", key: row.key })}>{row.sku || row.key}</a>
          <span class="second task-title">{row.title}</span>
        </>
      ),
    },
    {
      id: "method",
      words: t("restock.method"),
      kind: "sentence",
      cell: (row) =>
        row.problem !== null ? (
          <span class="is-loss">{wordsOf("forecasts_problem", row.problem) ?? t("forecasts.cannot_read")}</span>
        ) : (
          <>
            {row.method === null ? "–" : nameOf("restock_code", row.method)}
            <span class="second task-why">
              {t(row.basis === "pasted" ? "forecasts.by_pasted" : "forecasts.by_tables", { n: row.known ?? 0 })}
              {row.market === null ? null : ` ${t("forecasts.of_market", { market: row.market })}`}
            </span>
          </>
        ),
    },
    column("sold_13", t("forecasts.sold_13"), (row) => figure(row.sold13, expected), ""),
    column("next_4", t("forecasts.next_4"), (row) => figure(row.next4, expected)),
    column("next_13", t("forecasts.next_13"), (row) => figure(row.next13, expected)),
    column("trend", t("forecasts.trend"), (row) => figure(row.trend, change)),
    column("mase", "MASE", (row) => figure(row.mase, (mase) => quantity(mase, 2))),
    column("naive", t("forecasts.naive"), (row) => figure(row.naiveMase, (mase) => quantity(mase, 2)), ""),
    column("bias", t("restock.bias"), (row) => figure(row.bias, change)),
    column("units", t("health.units"), (row) => figure(row.units, quantity), ""),
    column("lasts", t("forecasts.lasts"), (row) => figure(row.lastsDays, lasting)),
    {
      id: "order",
      words: t("forecasts.order"),
      sort: "order",
      kind: "figure",
      cell: (row) => (
        <>
          {figure(row.order, quantity)}
          {row.orderLacks === null && row.orderAdvice !== "stop" && row.orderAdvice !== "hold_back" ? null : (
            <span class="second task-why">
              {row.orderLacks === null
                ? nameOf("forecasts_advice", row.orderAdvice ?? "buy")
                : nameOf("forecasts_lack", row.orderLacks)}
            </span>
          )}
        </>
      ),
    },
    {
      id: "use",
      words: t("forecasts.column_use"),
      kind: "sentence",
      cell: ({ key, sku, problem, used }) =>
        problem === null ? (
          <ForecastUse sku={sku || key} used={used} onUse={() => void takeOverForecasts([key], historySheets.peek())} />
        ) : (
          "–"
        ),
    },
  ];
}
