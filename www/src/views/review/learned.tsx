import type { ReviewAnswer, ReviewCommon, ReviewLearned } from "../../engine/types";
import { quantity } from "../../i18n/format";
import { shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";
import { takenOver, takeOverReaction } from "../../state/review";

/** What sales at different prices say, and the way to make it the product's own. */
export function Learned(props: { answer: ReviewAnswer }) {
  const { learned } = props.answer;
  if (learned.length === 0) return null;
  return (
    <section class="landed-part" aria-labelledby="review-learned">
      <h2 id="review-learned">{t("review.learned")}</h2>
      <p class="second">{t("review.learned_hint")}</p>
      <RowTable
        caption={t("review.learned")}
        rows={learned}
        keyOf={({ sku, channel }) => `${sku} ${channel}`}
        columns={[
          {
            id: "sku",
            words: t("review.column.sku"),
            cell: ({ sku, channel }) => (
              <>
                <bdi class="sku">{sku}</bdi> <span class="second">{channel}</span>
              </>
            ),
          },
          { id: "prices", words: t("review.prices"), kind: "figure", cell: ({ prices }) => quantity(prices) },
          {
            id: "lift",
            words: t("review.lift"),
            kind: "figure",
            cell: ({ lift }) => (lift === null ? "–" : t("review.times", { n: quantity(lift, 1) })),
          },
          { id: "reaction", words: t("review.reaction"), kind: "figure", cell: (of) => <Reaction of={of} /> },
          {
            id: "believed",
            words: t("review.believed"),
            kind: "figure",
            cell: ({ believed: [mean, sd] }) =>
              t("review.believed_is", { mean: quantity(mean, 2), sd: quantity(sd, 2) }),
          },
          {
            id: "take",
            words: t("review.take_over"),
            isPlain: true,
            cell: ({ key, take, sku }) =>
              key !== null && take !== null ? (
                <button
                  type="button"
                  aria-label={t("review.take_over_of", { sku })}
                  onClick={() => void takeOverReaction(key, take, sku)}
                >
                  {t("review.take_over")}
                </button>
              ) : null,
          },
        ]}
      />
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
        <RowTable
          key={of.by}
          caption={t(`review.by.${of.by}`)}
          kind="fitted"
          rows={of.groups}
          keyOf={({ name }) => name}
          columns={[
            {
              id: "name",
              words: t(`review.by.${of.by}`),
              unit: of.by === "price_band" ? currency : undefined,
              cell: ({ name }) => groupName(of, name),
            },
            { id: "products", words: t("review.products"), kind: "figure", cell: (group) => quantity(group.products) },
            { id: "slow", words: t("review.slow"), kind: "figure", cell: ({ slow }) => quantity(slow) },
            {
              id: "share",
              words: t("review.share"),
              kind: "figure",
              tone: "is-answer",
              cell: ({ share }) => shareOf(share),
            },
            {
              id: "all",
              words: t("review.against_all"),
              kind: "figure",
              cell: ({ againstAll }) => (againstAll === null ? "–" : t("review.times", { n: quantity(againstAll, 2) })),
            },
          ]}
        />
      ))}
    </section>
  );
}

/** What was measured, and between what it lies; or why it could not be. */
function Reaction(props: { of: ReviewLearned }) {
  const { elasticity, problems } = props.of;
  if (elasticity === null) {
    return (
      <span class="second">
        {problems.map((code) => wordsOf("plan_note", code) ?? wordsOf("problem", code) ?? code).join(" ")}
      </span>
    );
  }
  return (
    <>
      {quantity(elasticity[0], 2)}
      <span class="landed-under">
        {t("review.between", { low: quantity(elasticity[2], 2), high: quantity(elasticity[3], 2) })}
      </span>
    </>
  );
}

function groupName(of: ReviewCommon, name: string): string {
  if (of.by === "category") return nameOf("category", name);
  if (of.by === "price_band" && name.endsWith("–")) return t("review.from_price", { from: name.slice(0, -1) });
  return name;
}
