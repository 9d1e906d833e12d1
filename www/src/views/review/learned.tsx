import type { ReviewAnswer, ReviewCommon } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { ScrollBox } from "../../parts/scroll-box";
import { takenOver, takeOverReaction } from "../../state/review";

/** What sales at different prices say, and the way to make it the product's own. */
export function Learned(props: { answer: ReviewAnswer }) {
  const { learned } = props.answer;
  if (learned.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-learned">
      <h2 id="review-learned">{t("review.learned")}</h2>
      <p class="second">{t("review.learned_hint")}</p>
      <ScrollBox label={t("review.learned")}>
        <table class="landed-table">
          <caption class="only-read">{t("review.learned")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("review.column.sku")}</th>
              {(["prices", "lift", "reaction", "believed"] as const).map((name) => (
                <th key={name} scope="col" class="is-number">
                  {t(`review.${name}`)}
                </th>
              ))}
              <th scope="col">
                <span class="only-read">{t("review.take_over")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {learned.map((of) => (
              <tr key={of.sku}>
                <th scope="row">
                  <bdi class="sku">{of.sku}</bdi> <span class="second">{of.channel}</span>
                </th>
                <td class="is-number">{quantity(of.prices)}</td>
                <td class="is-number">{of.lift === null ? "–" : t("review.times", { n: quantity(of.lift, 1) })}</td>
                <td class="is-number">
                  {of.elasticity === null ? (
                    <span class="second">
                      {of.problems
                        .map((code) => wordsOf("plan_note", code) ?? wordsOf("problem", code) ?? code)
                        .join(" ")}
                    </span>
                  ) : (
                    <>
                      {quantity(of.elasticity[0], 2)}
                      <span class="landed-under">
                        {t("review.between", {
                          low: quantity(of.elasticity[2], 2),
                          high: quantity(of.elasticity[3], 2),
                        })}
                      </span>
                    </>
                  )}
                </td>
                <td class="is-number">
                  {t("review.believed_is", { mean: quantity(of.believed[0], 2), sd: quantity(of.believed[1], 2) })}
                </td>
                <td>
                  {of.key !== null && of.take !== null ? (
                    <button
                      type="button"
                      aria-label={t("review.take_over_of", { sku: of.sku })}
                      onClick={() => void takeOverReaction(of.key ?? "", of.take ?? "", of.sku)}
                    >
                      {t("review.take_over")}
                    </button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p role="status">{takenOver.value === null ? "" : t("review.taken_over", { sku: takenOver.value })}</p>
    </section>
  );
}

/** What slow products have in common, for the next buying decision. */
export function Common(props: { answer: ReviewAnswer }) {
  const { common, currency } = props.answer;
  if (common.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-common">
      <h2 id="review-common">{t("review.common")}</h2>
      <p class="second">{t("review.common_hint")}</p>
      {common.map((of) => (
        <ScrollBox key={of.by} label={t(`review.by.${of.by}`)}>
          <table class="landed-table">
            <caption class="only-read">{t(`review.by.${of.by}`)}</caption>
            <thead>
              <tr>
                <th scope="col">
                  {t(`review.by.${of.by}`)}
                  {of.by === "price_band" ? `, ${currency}` : ""}
                </th>
                {(["products", "slow", "share", "against_all"] as const).map((name) => (
                  <th key={name} scope="col" class="is-number">
                    {t(`review.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {of.groups.map((group) => (
                <tr key={group.name}>
                  <th scope="row">{groupName(of, group.name)}</th>
                  <td class="is-number">{quantity(group.products)}</td>
                  <td class="is-number">{quantity(group.slow)}</td>
                  <td class="is-number is-answer">{shareOf(group.share)}</td>
                  <td class="is-number">
                    {group.againstAll === null ? "–" : t("review.times", { n: quantity(group.againstAll, 2) })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      ))}
    </section>
  );
}

function groupName(of: ReviewCommon, name: string): string {
  if (of.by === "category") return nameOf("category", name);
  if (of.by === "price_band" && name.endsWith("–")) return t("review.from_price", { from: name.slice(0, -1) });
  return name;
}
