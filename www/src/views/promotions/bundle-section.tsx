import { useState } from "preact/hooks";
import type { Bundle, BundleWay, OfferLine } from "../../engine/types";
import { cover, expected, percent, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { OUTCOME_CELLS } from "../../parts/outcome-cells";
import { type Column, RowTable } from "../../parts/row-table";
import { ScrollBox } from "../../parts/scroll-box";
import { bundle, choosePartner, offerSheet, typeBundle } from "../../state/offers";
import { rows } from "../../state/store";
import { ConditionList } from "./condition-list";
import { OfferField } from "./offer-field";
import { LineFigure, LineReason } from "./offer-line";

const LINES = ["bundle_price", "bundle_fees", "prep_cost", "fast_cost", "bundle_net", "cannibalised", "bundle_gain"];

/** The product together with another: partners, what each bundle brings, from which price on, what it does to the stock. */
export function BundleSection(props: { product: string; today: string }) {
  const answer = bundle.value;
  const sheet = offerSheet.value;
  if (!answer) return null;
  return (
    <section aria-labelledby="bundle" class="bundle">
      <h2 id="bundle">{t("bundle.title")}</h2>
      <p class="offers-answer">{answerText(answer)}</p>
      <Partners answer={answer} product={props.product} chosen={sheet.partner} />
      {answer.ways.length > 0 ? (
        <>
          <div class="offer-fields is-wide">
            {answer.fields.map((field) => (
              <OfferField
                key={field.field}
                field={field}
                typed={sheet.bundle[field.field]}
                isNeeded={field.field === "prep_cost"}
                onType={(text) => typeBundle(field.field, text)}
              />
            ))}
          </div>
          <ScrollBox label={t("bundle.title")}>
            <Ways answer={answer} today={props.today} />
          </ScrollBox>
          <Stock answer={answer} today={props.today} />
          <div class="condition-columns">
            {answer.ways.map((way) => (
              <div key={way.code}>
                <h3>{nameOf("mechanic", way.code)}</h3>
                <ConditionList conditions={way.conditions} label={nameOf("mechanic", way.code)} />
              </div>
            ))}
          </div>
        </>
      ) : null}
    </section>
  );
}

function answerText(answer: Bundle): string {
  const other = answer.partner;
  if (!other) return t("bundle.no_partner", { n: answer.considered });
  const name = other.sku || other.title;
  if (answer.best === null) return t("bundle.answer_unknown", { name });
  const way = answer.ways.find(({ code }) => code === answer.best);
  const gain = way?.lines.find(({ id }) => id === "bundle_gain")?.amount ?? null;
  if (way && gain) return t("bundle.answer", { way: nameOf("mechanic", way.code), name, gain: sum(gain, "always") });
  return t("bundle.answer_other", { way: nameOf("mechanic", answer.best), name });
}

/** What suits, with the figures it was ranked by; another product of the list can be taken. */
function Partners(props: { answer: Bundle; product: string; chosen: string | null }) {
  const { answer } = props;
  const found = answer.partners;
  const known = new Set(found.map(({ key }) => key));
  const chosen = answer.partner;
  const shown = chosen && !known.has(chosen.key) ? [chosen, ...found] : found;
  const others = rows.value.rows.filter(({ key }) => key !== props.product && !known.has(key));
  return (
    <>
      <p class="second">{t("bundle.criteria", { n: answer.considered })}</p>
      {shown.length > 0 ? (
        <RowTable
          caption={t("bundle.partners")}
          rows={shown}
          keyOf={({ key }) => key}
          columns={[
            {
              id: "partner",
              words: t("bundle.partner"),
              cell: ({ key, sku, title }) => (
                <label class="partner">
                  <input
                    type="radio"
                    name="partner"
                    checked={chosen?.key === key}
                    onChange={() => choosePartner(key)}
                  />{" "}
                  <bdi class="sku">{sku || t("product.no_sku")}</bdi> <bdi>{title}</bdi>
                </label>
              ),
            },
            {
              id: "pace",
              words: t("column.units_per_week"),
              kind: "figure",
              cell: ({ perWeek }) => expected(perWeek),
            },
            {
              id: "cover",
              words: t("bundle.stock_lasts"),
              kind: "figure",
              cell: ({ coverDays }) => (coverDays === null ? t("value.none") : cover(coverDays)),
            },
            {
              id: "margin",
              words: t("bundle.margin"),
              kind: "figure",
              cell: ({ margin }) => <Money amount={margin} />,
            },
            { id: "moved", words: t("bundle.moved"), kind: "figure", cell: (of) => expected(of.unitsMoved) },
            {
              id: "gain",
              words: t("bundle.gain"),
              kind: "figure",
              cell: ({ gain }) => <Money amount={gain} isGain isWhole />,
            },
            {
              id: "category",
              words: t("bundle.same_category"),
              cell: (of) => t(of.isSameCategory ? "bundle.same" : "bundle.other"),
            },
          ]}
        />
      ) : null}
      <div class="compare-add">
        <label>
          {t("bundle.take_other")}{" "}
          <select
            value=""
            onChange={(event) => {
              const key = event.currentTarget.value;
              event.currentTarget.value = "";
              if (key !== "") choosePartner(key);
            }}
          >
            <option value="">{t("field_state.choose")}</option>
            {others.map((row) => (
              <option key={row.key} value={row.key}>
                {`${row.sku} ${row.title}`}
              </option>
            ))}
          </select>
        </label>
        {props.chosen === null ? null : (
          <button type="button" class="quiet" onClick={() => choosePartner(null)}>
            {t("bundle.take_best")}
          </button>
        )}
      </div>
    </>
  );
}

/** Both kinds side by side: from the price to the gain, then by share of sales that the other loses. */
function Ways(props: { answer: Bundle; today: string }) {
  const { answer } = props;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  const row = (id: string, lines: readonly (OfferLine | null)[]) => (
    <>
      <tr key={id} class={id === "bundle_gain" ? "is-sum" : undefined}>
        <th scope="row" class="is-first">
          <button type="button" class="door" aria-expanded={opened.has(id)} onClick={() => toggle(id)}>
            {nameOf("offer_line", id)}
          </button>
        </th>
        {lines.map((line, place) => (
          <td key={place} class="is-number">
            {line ? <LineFigure line={line} isGain={id.endsWith("gain")} /> : t("value.none")}
          </td>
        ))}
      </tr>
      {opened.has(id) ? (
        <tr key={`${id} how`} class="offer-reasons">
          <th scope="row" class="is-first">
            {t("offers.how")}
          </th>
          {lines.map((line, place) => (
            <td key={place}>{line ? <LineReason line={line} today={props.today} /> : null}</td>
          ))}
        </tr>
      ) : null}
    </>
  );
  const lineOf = ({ lines }: { lines: readonly OfferLine[] }, id: string) =>
    lines.find((line) => line.id === id) ?? null;
  const shares = answer.ways[0]?.gains.map(({ cannibalPpm }) => cannibalPpm) ?? [];
  const at = (way: BundleWay, ppm: number) => way.gains.find(({ cannibalPpm }) => cannibalPpm === ppm) ?? null;
  return (
    <table class="plain compare-table offer-table">
      <caption class="only-read">{t("bundle.caption")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-first">
            {answer.price ? <span class="unit">{answer.price.currency}</span> : null}
          </th>
          {answer.ways.map(({ code }) => (
            <th key={code} scope="col">
              {nameOf("mechanic", code)} {answer.best === code ? <span class="tag">{t("bundle.best")}</span> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LINES.map((id) =>
          row(
            id,
            answer.ways.map((way) => lineOf(way, id)),
          ),
        )}
      </tbody>
      <tbody>
        <tr class="offer-group">
          <th scope="rowgroup" colSpan={answer.ways.length + 1}>
            {t("bundle.by_share")}
          </th>
        </tr>
        {shares.map((ppm) => (
          <tr key={ppm}>
            <th scope="row" class="is-first">
              {percent(ppm)}
            </th>
            {answer.ways.map((way) => {
              const gain = at(way, ppm);
              return (
                <td key={way.code} class="is-number">
                  <Money amount={gain?.gain ?? null} isGain />
                  <span class="compare-change">
                    {t("bundle.least")} <Money amount={gain?.leastPrice ?? null} />
                  </span>
                  <span class="compare-change">
                    {t("bundle.least_markdown")} <Money amount={gain?.leastAgainstMarkdown ?? null} />
                  </span>
                </td>
              );
            })}
          </tr>
        ))}
        <tr>
          <th scope="row" class="is-first">
            {t("bundle.most_share")}
          </th>
          {answer.ways.map((way) => (
            <td key={way.code} class="is-number">
              {way.mostCannibalPpm === null ? t("value.none") : percent(way.mostCannibalPpm)}
            </td>
          ))}
        </tr>
      </tbody>
      <tbody>
        <tr class="offer-group">
          <th scope="rowgroup" colSpan={answer.ways.length + 1}>
            {t("bundle.both")}
          </th>
        </tr>
        {answer.lines.map((line) => row(line.id, [line, ...answer.ways.slice(1).map(() => null)]))}
      </tbody>
    </table>
  );
}

const CELLS = ["pace", "clears", "left", "value", "against"] as const;

/** The slow stock if a share of the other's buyers takes the bundle. */
function Stock(props: { answer: Bundle; today: string }) {
  const { answer, today } = props;
  const listed = [
    ...(answer.hold ? [{ name: nameOf("scenario", "hold"), attach: null, outcome: answer.hold }] : []),
    ...answer.outcomes.map(({ way, attachPpm, outcome }) => ({
      name: nameOf("mechanic", way),
      attach: attachPpm,
      outcome,
    })),
  ];
  if (listed.length === 0) return null;
  return (
    <section aria-labelledby="bundle-stock">
      <h3 id="bundle-stock">{t("bundle.stock")}</h3>
      <RowTable
        caption={t("bundle.stock")}
        rows={listed}
        keyOf={({ name, attach }) => `${name} ${attach}`}
        columns={[
          { id: "way", words: t("bundle.way"), cell: ({ name }) => name },
          {
            id: "attach",
            words: wordsOf("field", "attach_rate") ?? "",
            kind: "figure",
            cell: ({ attach }) => (attach === null ? t("value.none") : percent(attach)),
          },
          ...CELLS.map(
            (id): Column<(typeof listed)[number]> => ({
              id,
              words: t(OUTCOME_CELLS[id].label),
              kind: "figure",
              cell: ({ outcome }) => OUTCOME_CELLS[id].cell(outcome, today, true),
            }),
          ),
        ]}
      />
    </section>
  );
}
