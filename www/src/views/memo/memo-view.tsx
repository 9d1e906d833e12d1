import type { ComponentChildren } from "preact";
import type { ProductView } from "../../engine/types";
import { feeTableName } from "../../i18n/fee-table-name";
import { fullDay, price, quantity, sum } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Waiting } from "../../parts/waiting";
import { go } from "../../state/actions";
import { first, market, product, summary, view } from "../../state/store";
import { choiceOf, factsOf, waysOf } from "../export/memo-text";

/** One page that says what is decided, for whom it may concern: of one product or of the catalogue. */
export function MemoView() {
  const isOfProduct = "key" in view.value;
  const shown = product.value;
  const all = summary.value;
  if (all === null || (isOfProduct && shown === null)) return <Waiting isThere={false} />;
  const back = () => go(isOfProduct && shown ? { name: "product", key: shown.row.key } : { name: "catalogue" });
  return (
    <article class="memo">
      <p class="section-tools">
        <button type="button" class="link" onClick={back}>
          ← {t("memo.back")}
        </button>
        <button type="button" class="primary" onClick={() => print()}>
          {t("memo.print")}
        </button>
      </p>
      <h1>{t("memo.title")}</h1>
      <p class="second">
        {nameOf("market", market.value)} · {t("export.made_on", { date: fullDay(all.today) })}
      </p>
      {isOfProduct && shown ? <OfProduct product={shown} /> : <OfCatalogue />}
      <Assumed />
      <Signature />
    </article>
  );
}

function OfProduct(props: { product: ProductView }) {
  const { product: shown } = props;
  const { floor } = shown.row;
  return (
    <>
      <p class="memo-subject">
        <bdi class="sku">{shown.row.sku || t("product.no_sku")}</bdi> <bdi>{shown.row.title}</bdi>
      </p>
      <Part title={t("memo.facts")}>
        <dl class="memo-facts">
          {factsOf(shown).map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={t("memo.options")}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{t("column.scenario")}</th>
              <th scope="col" class="is-number">
                {t("column.present_value")}
              </th>
              <th scope="col" class="is-number">
                {t("column.against_hold")}
              </th>
              <th scope="col" class="is-number">
                {t("column.clears_on")}
              </th>
            </tr>
          </thead>
          <tbody>
            {waysOf(shown).map(({ scenario, presentValue, againstHold, clearsOn }) => (
              <tr key={scenario.id} class={scenario.id === shown.recommended ? "is-recommended" : undefined}>
                <th scope="row">{scenarioName(scenario)}</th>
                <td class="is-number">{presentValue ? sum(presentValue) : ""}</td>
                <td class="is-number">{againstHold ? sum(againstHold, "always") : ""}</td>
                <td class="is-number">{clearsOn ? fullDay(clearsOn) : t("outcomes.not_cleared")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title={t("memo.decision")}>
        <p class="lead">{choiceOf(shown)}</p>
      </Part>
      <Part title={t("memo.rule")}>
        <p>
          {t("memo.rule_none")} {floor ? t("memo.rule_floor", { floor: price(floor) }) : null}
        </p>
      </Part>
    </>
  );
}

function OfCatalogue() {
  const all = summary.value;
  const rows = first.value?.rows ?? [];
  if (all === null) return null;
  return (
    <>
      <Part title={t("memo.facts")}>
        <p>{t("memo.catalogue", { n: all.products, act: quantity(all.toAct) })}</p>
        <dl class="memo-facts">
          {all.cashTiedUp ? <Fact label={t("figure.cash_tied_up")} text={sum(all.cashTiedUp)} /> : null}
          {all.bestValue ? <Fact label={t("figure.best_value")} text={sum(all.bestValue)} /> : null}
          {all.gain ? <Fact label={t("column.gain")} text={sum(all.gain, "always")} /> : null}
          {all.deadline ? (
            <Fact
              label={t("memo.deadline")}
              text={
                all.deadline.cost
                  ? t("memo.deadline_text", {
                      date: fullDay(all.deadline.date),
                      n: Math.round(all.deadline.units),
                      cost: price(all.deadline.cost),
                    })
                  : fullDay(all.deadline.date)
              }
            />
          ) : null}
        </dl>
      </Part>
      {rows.length === 0 ? null : (
        <Part title={t("memo.largest")}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{t("column.sku")}</th>
                <th scope="col">{t("column.do_this")}</th>
                <th scope="col" class="is-number">
                  {t("column.gain")}
                </th>
                <th scope="col" class="is-number">
                  {t("memo.deadline")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    <bdi class="sku">{row.sku}</bdi>
                  </th>
                  <td>{row.best ? scenarioName(row.best) : ""}</td>
                  <td class="is-number">{row.gain ? sum(row.gain, "always") : ""}</td>
                  <td class="is-number">{row.deadline ? fullDay(row.deadline.date) : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      <Part title={t("memo.rule")}>
        <p>{t("memo.rule_none")}</p>
      </Part>
    </>
  );
}

function Part(props: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Fact(props: { label: string; text: string }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.text}</dd>
    </div>
  );
}

/** Tables that are taken to hold though nothing says so. */
function Assumed() {
  const tables = summary.value?.assumedTables ?? [];
  if (tables.length === 0) return null;
  return <p class="second">{t("memo.assumed", { what: listOf(tables.map(feeTableName)) })}</p>;
}

/** Filled in by hand. */
function Signature() {
  return (
    <dl class="memo-sign">
      <Fact label={t("memo.review")} text="" />
      <Fact label={t("memo.sign")} text="" />
      <Fact label={t("memo.date")} text="" />
    </dl>
  );
}
