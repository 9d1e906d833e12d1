import { useEffect, useId } from "preact/hooks";
import type { ChannelField, PlanSentence, RestockBody, RestockOutlook, Row } from "../../engine/types";
import { fullDay, percent, price, quantity, sum } from "../../i18n/format";
import { healthParams, lasting, shareOf } from "../../i18n/health-text";
import { listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { problemText } from "../../i18n/problem-text";
import { Figure } from "../../parts/figure";
import { ForecastUse, TakenOver } from "../../parts/forecast-use";
import { ProductHeading } from "../../parts/product-heading";
import { RowTable } from "../../parts/row-table";
import { leaveSheet, SheetField } from "../../parts/sheet-field";
import { SourceMark } from "../../parts/source-mark";
import { Waiting } from "../../parts/waiting";
import { isEtsMissing } from "../../state/ets";
import { historySheets, takenOver, takeOverForecasts } from "../../state/forecasts";
import { draftOfOrder, lookAtRestock, restock, restockTexts, tryEtsAgain, typeInRestock } from "../../state/restock";
import { product } from "../../state/store";
import { saveOrder } from "../export/order-draft";
import { SendFiles } from "../export/send-files";
import { ForecastPicture } from "./forecast-picture";
import { Events, Markets } from "./markets";
import { Cycles, PlainRules } from "./plain-rules";
import { SoldSources } from "./sold-sources";

const SUPPLY = ["legs", "lead_days", "lead_sd", "review_days", "service", "inbound"];
const ORDER = ["next_cost", "minimum_units", "box_units", "budget", "capacity"];
const HISTORY = ["market", "period", "absent", "out_of_stock"];
const EVENTS = ["factor_prime_day", "factor_deal_days", "factor_black_friday", "factor_double_11", "events"];
const LINES = [
  "cycle_periods",
  "cycle_days",
  "safety_units",
  "shortage_weeks",
  "band_low",
  "band_high",
  "target",
  "change",
  "change_wording",
  "growth",
  "average_window",
  "sell_days",
  "payout_days",
];

/** Buying a product again: whether, by when, how much, and what its history leads one to expect. */
export function RestockView() {
  const current = product.value;
  const key = current?.row.key ?? null;
  const texts = restockTexts.value;
  useEffect(() => {
    if (key !== null) void lookAtRestock(key, texts);
  }, [key, current, texts]);
  const shown = restock.value;
  if (!current || key === null || shown?.key !== key) return <Waiting isThere={current !== null} />;
  const { fields, body } = shown.view;
  return (
    <div class="plan health restock">
      <ProductHeading title={t("restock.title")} row={current.row} />
      <Verdict body={body} />
      <LowStockLine body={body} />
      <OrderDraft product={current.row} body={body} />
      <Figures body={body} />
      <PlainRules body={body} />
      <Cycles cycles={body.cycles} />
      <Group product={key} title={t("restock.supply")} fields={fields} names={SUPPLY} />
      <Group product={key} title={t("restock.order_rules")} fields={fields} names={ORDER} />
      <Group product={key} title={t("restock.lines")} fields={fields} names={LINES} />
      <section class="plan-group" aria-labelledby="restock-history">
        <h2 id="restock-history">{t("restock.history")}</h2>
        {fields
          .filter(({ name }) => name === "sales")
          .map((field) => (
            <Sales key={field.name} product={key} field={field} />
          ))}
        <SoldSources body={body} />
        <div class="plan-fields">
          <Fields product={key} fields={fields} names={HISTORY} />
        </div>
      </section>
      <Group product={key} title={t("restock.event_factors")} fields={fields} names={EVENTS} />
      {body.outlook ? (
        <>
          <Notes notes={body.outlook.notes} />
          <Markets outlook={body.outlook} />
          <Events outlook={body.outlook} today={body.today} />
          <ForecastPicture outlook={body.outlook} today={body.today} />
          <Judged outlook={body.outlook} />
          <EtsLine product={key} outlook={body.outlook} />
          <Used product={current.row} body={body} />
        </>
      ) : null}
    </div>
  );
}

function Verdict(props: { body: RestockBody }) {
  const { body } = props;
  const words =
    body.advice === "stop"
      ? t("restock.stop")
      : body.advice === "hold_back"
        ? t("restock.hold_back")
        : body.order === null
          ? t("restock.incomplete")
          : body.order.units === 0
            ? body.orderOn !== null && body.order.needed === 0
              ? t("restock.later", { date: fullDay(body.orderOn) })
              : t("restock.nothing")
            : t("restock.buy", {
                units: quantity(body.order.units),
                date: body.orderOn === null ? t("health.now") : fullDay(laterOf(body.orderOn, body.today)),
                cost: body.order.cost ? sum(body.order.cost) : t("value.unknown"),
              });
  return (
    <div role="status">
      <p class="plan-why">{words}</p>
      {body.reasons.length > 0 ? (
        <ul class="plan-notes">
          {body.reasons.map((reason) => (
            <li key={reason.code}>{sentence(reason, body.today)}</li>
          ))}
        </ul>
      ) : null}
      {body.lacks.length > 0 ? (
        <p class="second">
          {t("health.product_lacks", {
            what: listOf([...new Set(body.lacks)].map((what) => nameOf("health_lack", what))),
          })}
        </p>
      ) : null}
    </div>
  );
}

/** When the fee for low stock threatens. */
function LowStockLine(props: { body: RestockBody }) {
  const { lowStock } = props.body;
  if (lowStock === null) return null;
  const params = { days: quantity(lowStock.days), fee: price(lowStock.fee) };
  return (
    <p class={lowStock.isBeforeOrder ? "is-loss" : "second"}>
      {lowStock.fallsOn === null
        ? t("restock.low_never", params)
        : t(lowStock.isBeforeOrder ? "restock.low_before" : "restock.low_on", {
            ...params,
            date: fullDay(lowStock.fallsOn),
          })}
    </p>
  );
}

/** The order as a file for the supplier. */
function OrderDraft(props: { product: Row; body: RestockBody }) {
  const { key, sku } = props.product;
  const { order, today } = props.body;
  if (order === null || order.units === 0) return null;
  return (
    <>
      <div class="landed-ticks">
        <button type="button" onClick={() => void saveOrder("xlsx")}>
          {t("restock.draft_xlsx")}
        </button>
        <button type="button" onClick={() => void saveOrder("csv")}>
          {t("restock.draft_csv")}
        </button>
      </div>
      <SendFiles
        of={sku}
        file={`inbound-${sku}-${today}`}
        from={props.body}
        ask={(form, names) => draftOfOrder(key, form, names)}
      />
      <p class="second">{t("send.note")}</p>
    </>
  );
}

/** The later of two days. */
function laterOf(one: string, other: string): string {
  return one < other ? other : one;
}

function sentence(said: PlanSentence, today: string): string {
  const fell = said.params.find(({ name }) => name === "fell");
  const params = { ...healthParams(said.params, today), ...(fell ? { fell: shareOf(Number(fell.text)) } : {}) };
  const n = said.params.find(({ name }) => name === "n");
  return (
    wordsOf("restock_note", said.code, n ? { ...params, n: Number(n.text) } : params) ??
    t("problem.unknown_code", { code: said.code })
  );
}

function Figures(props: { body: RestockBody }) {
  const { body } = props;
  const unknown = t("value.unknown");
  return (
    <dl class="figures-row">
      <Figure
        label={t("restock.pace")}
        note={t(body.basis === "forecast" ? "restock.by_forecast" : "restock.by_pace", {
          sd: body.perDaySd === null ? unknown : quantity(body.perDaySd, 1),
        })}
      >
        {body.perDay === null ? unknown : quantity(body.perDay, 1)}
      </Figure>
      <Figure
        label={t("restock.cover")}
        note={body.latestStart ? t("restock.latest", { date: fullDay(body.latestStart) }) : undefined}
      >
        {body.coverDays === null ? unknown : lasting(body.coverDays)}
      </Figure>
      <Figure
        label={t("restock.point")}
        note={
          body.safetyUnits === null
            ? undefined
            : t("restock.safety", {
                units: quantity(body.safetyUnits),
                days: body.daysCovered === null ? unknown : quantity(body.daysCovered),
              })
        }
      >
        {body.orderPoint === null ? unknown : quantity(body.orderPoint)}
      </Figure>
      <Figure
        label={t("restock.quantity")}
        note={
          body.order
            ? t("restock.quantity_note", {
                needed: quantity(body.order.needed),
                limits:
                  body.order.limits.length > 0
                    ? listOf(body.order.limits.map((limit) => nameOf("restock_code", limit)))
                    : t("restock.no_limit"),
              })
            : undefined
        }
      >
        {body.order ? quantity(body.order.units) : unknown}
      </Figure>
      <Figure label={t("restock.cost")}>{body.order?.cost ? sum(body.order.cost) : unknown}</Figure>
      <Figure label={t("restock.cover_then")}>{body.order ? lasting(body.order.coverDays) : unknown}</Figure>
    </dl>
  );
}

function Fields(props: { product: string; fields: readonly ChannelField[]; names: readonly string[] }) {
  const texts = restockTexts.value;
  return (
    <>
      {props.names
        .flatMap((name) => props.fields.filter((field) => field.name === name))
        .map((field) => (
          <SheetField
            key={field.name}
            field={field}
            text={texts[field.field.field]}
            label={nameOf("restock_field", field.name)}
            hint={wordsOf("restock_hint", field.name)}
            onType={(next) => typeInRestock(props.product, field.field.field, next)}
          />
        ))}
    </>
  );
}

function Group(props: { product: string; title: string; fields: readonly ChannelField[]; names: readonly string[] }) {
  const id = useId();
  return (
    <section class="plan-group" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <div class="plan-fields">
        <Fields product={props.product} fields={props.fields} names={props.names} />
      </div>
    </section>
  );
}

/** The history: a day and its units a row, so a field of several lines. What the files say stands in it until it is edited. */
function Sales(props: { product: string; field: ChannelField }) {
  const { field } = props.field;
  const id = useId();
  const typed = restockTexts.value[field.field];
  const text = typed ?? field.text;
  const problem = text === "" ? null : field.problem;
  const type = (next: string | null) => typeInRestock(props.product, field.field, next);
  return (
    <div class={problem ? "field plan-rows is-wrong" : "field plan-rows"} data-field={field.field}>
      <label for={id} class="field-label">
        {nameOf("restock_field", "sales")}
      </label>
      <textarea
        id={id}
        rows={6}
        spellcheck={false}
        autocomplete="off"
        value={text}
        placeholder={"2026-11-01 12\n2026-11-08 9"}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem` : `${id}-hint`}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={() => leaveSheet(typed, type)}
      />
      <span class="field-source">
        {field.source === "unknown" ? null : <SourceMark source={field.source} name={null} line={null} />}
        {typed === undefined || typed === "" ? null : (
          <button type="button" class="link" title={t("field_state.reset_hint")} onClick={() => type(null)}>
            {t("field_state.reset")}
          </button>
        )}
      </span>
      <p id={`${id}-hint`} class="field-hint">
        {t("restock_hint.sales")}
      </p>
      {problem ? (
        <p id={`${id}-problem`} class="field-problem">
          {problemText(problem)}
        </p>
      ) : null}
    </div>
  );
}

function Notes(props: { notes: readonly PlanSentence[] }) {
  if (props.notes.length === 0) return null;
  return (
    <ul class="plan-notes">
      {props.notes.map((note) => (
        <li key={note.code}>{sentence(note, "")}</li>
      ))}
    </ul>
  );
}

/** How each method would have done, forecasting from earlier days what then came. */
/** What became of ETS where the table above does not show it. */
function EtsLine(props: { product: string; outlook: RestockOutlook }) {
  const { product, outlook } = props;
  const { ets } = outlook;
  if (ets === "judged" || outlook.judged.length === 0) return null;
  const isMissing = ets === "open" && isEtsMissing.value;
  return (
    <p class="second" role="status">
      {isMissing ? t("restock.ets_missing") : nameOf("restock_ets", ets)}{" "}
      {isMissing ? (
        <button type="button" class="link" onClick={() => tryEtsAgain(product)}>
          {t("forecasts.ets_again")}
        </button>
      ) : null}
    </p>
  );
}

/** The forecast as what holding and the price plan go by. */
function Used(props: { product: Row; body: RestockBody }) {
  const { key, sku } = props.product;
  const taken = takenOver.value;
  return (
    <section aria-labelledby="restock-use">
      <h2 id="restock-use">{t("forecasts.column_use")}</h2>
      <p class="second">{t("forecasts.use_note")}</p>
      <p>
        <ForecastUse
          sku={sku || key}
          used={props.body.used}
          onUse={() => void takeOverForecasts([key], historySheets.peek())}
        />
      </p>
      {taken !== null && taken.keys.length === 1 && taken.keys[0] === key ? <TakenOver taken={taken} /> : null}
    </section>
  );
}

function Judged(props: { outlook: RestockOutlook }) {
  const { outlook } = props;
  if (outlook.judged.length === 0) return <p class="second">{t("restock.too_short", { n: outlook.known })}</p>;
  const share = (value: number | null) => (value === null ? "–" : percent(Math.round(value * 1_000_000), "auto", 1));
  return (
    <section aria-labelledby="restock-judged">
      <h2 id="restock-judged">{t("restock.judged")}</h2>
      <p class="second">{t("restock.judged_note", { pattern: nameOf("restock_code", outlook.pattern) })}</p>
      <RowTable
        caption={t("restock.judged")}
        kind="fitted"
        rows={outlook.judged}
        keyOf={({ code }) => code}
        columns={[
          {
            id: "method",
            words: t("restock.method"),
            cell: ({ code, isChosen }) => (
              <>
                {nameOf("restock_code", code)}
                {isChosen ? <span class="second"> {t("restock.chosen")}</span> : null}
              </>
            ),
          },
          { id: "mase", words: "MASE", kind: "figure", cell: ({ mase }) => (mase === null ? "–" : quantity(mase, 2)) },
          { id: "rmse", words: "RMSE", kind: "figure", cell: ({ rmse }) => quantity(rmse, 1) },
          { id: "mape", words: "MAPE", kind: "figure", cell: ({ mape }) => share(mape) },
          { id: "wape", words: "WAPE", kind: "figure", cell: ({ wape }) => share(wape) },
          { id: "bias", words: t("restock.bias"), kind: "figure", cell: ({ bias }) => share(bias) },
        ]}
      />
    </section>
  );
}
