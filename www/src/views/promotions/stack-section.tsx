import type { PromotionStack, Promotions } from "../../engine/types";
import { price } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { ConfidenceBadge } from "../../parts/confidence-badge";

/** What a buyer pays if all the promotions run at the same time, and which of them meet. */
export function StackSection(props: { answer: Promotions; stack: PromotionStack }) {
  const { answer, stack } = props;
  const name = (place: number) => `${place + 1} ${nameOf("mechanic", answer.columns[place]?.mechanic ?? "")}`;
  return (
    <section aria-labelledby="offers-stack">
      <h2 id="offers-stack">{t("offers.stack")}</h2>
      <p>
        {t("offers.stack_answer", { additive: price(stack.additive), sequential: price(stack.sequential) })}{" "}
        <span class="second">{t("offers.stack_hint")}</span>
      </p>
      <ul class="conditions">
        {stack.meetings.map(({ first, second, code }) => (
          <li key={`${first} ${second}`}>
            <span class="badge">{nameOf("meeting", code)}</span> {name(first)} + {name(second)}
          </li>
        ))}
      </ul>
      <p class="second">
        <ConfidenceBadge status={stack.confidence} /> <bdi>{stack.source}</bdi>
      </p>
    </section>
  );
}
