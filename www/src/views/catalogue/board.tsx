import { quantity } from "../../i18n/format";
import { AGE_BANDS } from "../../i18n/group-name";
import { t } from "../../i18n/locale";
import { AgeHistogram } from "../../parts/pictures/age-histogram";
import { Scatter } from "../../parts/pictures/scatter";
import { boundBoth, narrow, showScatter, spans } from "../../state/catalogue";
import { agesToBrush, listFilter, points, scatter, summary } from "../../state/store";

const scatters = ["cover", "turns"] as const;

/** Two pictures of the list that narrow it: what is slow and worth acting on, and how old it is. */
export function Board() {
  const ages = agesToBrush.value;
  const seen = points.value;
  if (ages === null || seen === null) return null;
  const { value: filter } = listFilter;
  const { x, y } = spans[seen.of];
  const of = (figure: string) => filter.bounds.find((bounds) => bounds.figure === figure) ?? null;
  const hasPoints = seen.points.x.some((x, i) => Number.isFinite(x) && Number.isFinite(seen.points.y[i] ?? Number.NaN));
  const currency = summary.value?.currency ?? "";
  return (
    <section class="board" aria-label={t("board.label")}>
      <figure class="picture">
        <figcaption class="picture-head">
          <h3>{t(`board.${seen.of}_title`)}</h3>
          <fieldset class="switch">
            <legend class="only-read">{t("board.choose")}</legend>
            {scatters.map((id) => (
              <button key={id} type="button" aria-pressed={scatter.value === id} onClick={() => showScatter(id)}>
                {t(`board.${id}_short`)}
              </button>
            ))}
          </fieldset>
          <p class="second">{t(`board.${seen.of}_note`)}</p>
        </figcaption>
        {hasPoints ? (
          <Scatter
            figures={seen.of}
            points={seen.points}
            currency={currency}
            brushed={{ x: of(x), y: of(y) }}
            onBrush={(brushed) =>
              boundBoth([
                { figure: x, from: brushed?.x[0] ?? null, to: brushed?.x[1] ?? null },
                { figure: y, from: brushed?.y[0] ?? null, to: brushed?.y[1] ?? null },
              ])
            }
          />
        ) : (
          <p class="empty">{t("board.none")}</p>
        )}
      </figure>
      <figure class="picture">
        <figcaption class="picture-head">
          <h3>{t("board.ages_title")}</h3>
          <p class="second">{t("board.ages_note")}</p>
        </figcaption>
        <AgeHistogram ages={ages} brushed={filter.ages} onBrush={(brushed) => narrow({ ages: brushed })} />
        <details class="figures-table">
          <summary>{t("board.as_table")}</summary>
          <table class="plain">
            <caption class="only-read">{t("board.ages_title")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("board.age")}</th>
                <th scope="col" class="is-number">
                  {t("column.units")}
                </th>
              </tr>
            </thead>
            <tbody>
              {AGE_BANDS.map((band, i) => (
                <tr key={band}>
                  <th scope="row">{band}</th>
                  <td class="is-number">{quantity(ages[i] ?? 0)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figure>
    </section>
  );
}
