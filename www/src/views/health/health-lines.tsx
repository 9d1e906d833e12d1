import type { ChannelField, HealthLine } from "../../engine/types";
import { nameOf, t } from "../../i18n/locale";
import { SheetField } from "../../parts/sheet-field";
import { lineTexts, typeLine } from "../../state/health";

/** Every line the figures are held against, by rule: the seller's to change, and said where nobody gave it. */
export function HealthLines(props: { fields: readonly ChannelField[]; lines: readonly HealthLine[] }) {
  const rules = [...new Set(props.lines.map(({ rule }) => rule))];
  const texts = lineTexts.value;
  const isOpen = props.fields.some(({ field }) => field.problem !== null);
  return (
    <section aria-labelledby="health-lines" class="plan-group">
      <h2 id="health-lines">{t("health.lines")}</h2>
      <p class="second">{t("health.lines_note")}</p>
      <details class="plan-menu" open={isOpen || undefined}>
        <summary>{t("health.lines_open", { n: props.lines.length })}</summary>
        {rules.map((rule) => (
          <section key={rule} aria-label={nameOf("alert_rule", rule)}>
            <h3>{nameOf("alert_rule", rule)}</h3>
            <div class="plan-fields">
              {props.lines
                .filter((line) => line.rule === rule)
                .flatMap((line) =>
                  props.fields.filter((field) => field.name === line.name).map((field) => ({ line, field })),
                )
                .map(({ line, field }) => (
                  <SheetField
                    key={field.name}
                    field={field}
                    text={texts[field.name]}
                    label={nameOf("health_line", field.name)}
                    hint={line.isGiven ? null : t("health.line_chosen")}
                    onType={(next) => typeLine(field.name, next)}
                  />
                ))}
            </div>
          </section>
        ))}
      </details>
    </section>
  );
}
