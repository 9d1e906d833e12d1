import type { HealthFigure } from "../engine/types";
import { expected, money } from "../i18n/format";
import { lasting, shareOf } from "../i18n/health-text";
import { nameOf, t } from "../i18n/locale";
import { ScrollBox } from "./scroll-box";

/** Indicators of a product: each with its figure or word, and how it is worked out or what it lacks. */
export function IndicatorTable(props: {
  id: string;
  title: string;
  note?: string;
  figures: readonly HealthFigure[];
  nameOf: (figure: HealthFigure) => string;
  /** Words of a code that stands for a figure, or beside it. */
  classOf: (code: string) => string;
  howOf: (figure: HealthFigure) => string | null;
  /** What is taken for want of better. */
  assumedOf: (figure: HealthFigure) => string | null;
}) {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      {props.note ? <p class="second">{props.note}</p> : null}
      <ScrollBox label={props.title}>
        <table class="plain health-figures">
          <caption class="only-read">{props.title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("health.figure")}</th>
              <th scope="col" class="is-number">
                {t("health.value")}
              </th>
              <th scope="col">{t("health.how")}</th>
            </tr>
          </thead>
          <tbody>
            {props.figures.map((figure) => (
              <tr key={figure.code} data-figure={figure.code}>
                <th scope="row">{props.nameOf(figure)}</th>
                <td class={figure.lacks ? "is-number is-unknown" : "is-number"}>
                  {writtenValue(figure, props.classOf)}{" "}
                  {figure.lacks === null && figure.unit !== "class" && figure.unit !== "share" ? (
                    <span class="unit">{writtenUnit(figure)}</span>
                  ) : null}
                  {figure.class !== null && figure.figure !== null ? (
                    <span class="second task-why">{props.classOf(figure.class)}</span>
                  ) : null}
                </td>
                <td class="health-how">
                  {figure.lacks === null ? (
                    <>
                      {props.howOf(figure)}
                      {figure.isAssumed ? (
                        <span class="is-assumed"> {props.assumedOf(figure) ?? t("source.assumed")}</span>
                      ) : null}
                    </>
                  ) : (
                    t("health.figure_lacks", { what: nameOf("health_lack", figure.lacks) })
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </section>
  );
}

function writtenValue(figure: HealthFigure, classOf: (code: string) => string): string {
  if (figure.amount !== null) return money(figure.amount);
  if (figure.figure === null) return figure.class === null ? t("value.unknown") : classOf(figure.class);
  if (figure.unit === "share") return shareOf(figure.figure);
  return figure.unit === "units" ? expected(figure.figure) : lasting(figure.figure);
}

function writtenUnit(figure: HealthFigure): string {
  if (figure.amount !== null) return figure.amount.currency;
  if (figure.figure === null || !Number.isFinite(figure.figure)) return "";
  switch (figure.unit) {
    case "days":
      return t("health.unit_days");
    case "months":
      return t("health.unit_months");
    case "turns":
      return t("health.unit_turns");
    default:
      return "";
  }
}
