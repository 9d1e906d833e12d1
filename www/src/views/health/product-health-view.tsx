import { useEffect } from "preact/hooks";
import type { ProductHealthBody, ProductHealthView as View } from "../../engine/types";
import { expected, fullDay, quantity } from "../../i18n/format";
import { drawnText, healthParams, lasting } from "../../i18n/health-text";
import { listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { IndicatorTable } from "../../parts/indicator-table";
import { ProductHeading } from "../../parts/product-heading";
import { RowTable } from "../../parts/row-table";
import { SheetField } from "../../parts/sheet-field";
import { Waiting } from "../../parts/waiting";
import { healthSheets, lookAtProductHealth, ownTextsOf, productHealth, typeOwn } from "../../state/health";
import { fragmentOf } from "../../state/location";
import { product } from "../../state/store";
import { FindingList } from "../calendar/finding-list";

/** Health of one product: what the rules say of it, and each indicator with what it came from. */
export function ProductHealthView() {
  const current = product.value;
  const key = current?.row.key ?? null;
  const sheets = healthSheets.value;
  useEffect(() => {
    if (key !== null) void lookAtProductHealth(key, sheets);
  }, [key, current, sheets]);
  const shown = productHealth.value;
  if (!current || key === null || shown?.key !== key) return <Waiting isThere={current !== null} />;
  const { body } = shown.view;
  return (
    <div class="plan health">
      <ProductHeading title={t("health.title")} row={current.row} />
      <Verdict body={body} />
      <FindingList
        label={t("health.findings")}
        today={body.today}
        rows={body.findings.map((finding) => ({ key, sku: body.row.sku, finding }))}
      />
      <Figures body={body} />
      <Ages body={body} />
      <Fields product={key} view={shown.view} />
      <p class="second">
        <a href={fragmentOf({ name: "health" })}>{t("health.to_health")}</a>
      </p>
    </div>
  );
}

function Verdict(props: { body: ProductHealthBody }) {
  const { row, lacks } = props.body;
  const words = row.first
    ? t("health.product_alert", { level: String(row.level), action: nameOf("alert_action", row.first.action) })
    : row.isCleared
      ? t("health.cleared_row")
      : t("health.product_fine");
  return (
    <div role="status">
      <p class="plan-why">{words}</p>
      {lacks.length > 0 ? (
        <p class="second">
          {t("health.product_lacks", { what: listOf(lacks.map((what) => nameOf("health_lack", what))) })}
        </p>
      ) : null}
    </div>
  );
}

function Figures(props: { body: ProductHealthBody }) {
  const { body } = props;
  return (
    <IndicatorTable
      id="health-figures"
      title={t("health.figures")}
      figures={body.figures}
      nameOf={(figure) => nameOf("health_figure", figure.code)}
      classOf={(code) => nameOf("health_class", code)}
      howOf={(figure) => wordsOf("health_rule", figure.code, healthParams(figure.params, body.today))}
      assumedOf={(figure) => {
        const hint = wordsOf("health_hint", figure.code);
        const drawn = figure.code === "safety_stock" ? drawnText(body.drawn) : null;
        return drawn === null ? hint : `${hint ?? ""}${t("place.sentence")}${drawn}`;
      }}
    />
  );
}

function Ages(props: { body: ProductHealthBody }) {
  const { body } = props;
  if (body.ages.length === 0) return null;
  const note =
    body.feeAfterDays === null || body.unitsReachingFee === null
      ? t("health.ages_note")
      : t("health.ages_fee", { units: expected(body.unitsReachingFee), days: quantity(body.feeAfterDays) });
  return (
    <section aria-labelledby="health-ages">
      <h2 id="health-ages">{t("health.ages")}</h2>
      <p class="second">{note}</p>
      <RowTable
        caption={t("health.ages")}
        kind="fitted"
        rows={body.ages}
        keyOf={({ ageDays }) => String(ageDays)}
        columns={[
          { id: "now", words: t("health.age_now"), kind: "figure", cell: ({ ageDays }) => quantity(ageDays) },
          { id: "units", words: t("health.units"), kind: "figure", cell: ({ units }) => expected(units) },
          {
            id: "sold",
            words: t("health.age_sold"),
            kind: "figure",
            cell: ({ ageWhenCleared }) => lasting(ageWhenCleared, 0),
          },
        ]}
      />
    </section>
  );
}

function Fields(props: { product: string; view: View }) {
  const texts = ownTextsOf(props.product);
  return (
    <section class="plan-group" aria-labelledby="health-own">
      <h2 id="health-own">{t("health.own")}</h2>
      <p class="second">{t("health.own_note", { date: fullDay(props.view.body.today) })}</p>
      <div class="plan-fields">
        {props.view.fields.map((field) => (
          <SheetField
            key={field.name}
            field={field}
            text={texts[field.name]}
            label={nameOf("health_own", field.name)}
            hint={wordsOf("health_hint", field.name)}
            onType={(next) => typeOwn(props.product, field.name, next)}
          />
        ))}
      </div>
    </section>
  );
}
