import type { ComponentChildren } from "preact";
import type { PlanAnswer, PlanStep, PlanWay } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { day, discount, expected, quantity } from "../../i18n/format";
import { nameOf, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { SideHead, SideRow, SideTable } from "../../parts/side-table";

/** What to do and when: a row a change of the price. */
export function PlanSteps(props: { steps: readonly PlanStep[]; today: string; exit: string | null }) {
  const { steps, today } = props;
  const letsGo = steps.some(({ letGo }) => letGo > 0);
  const currency = steps[0]?.price.currency;
  const columns: Column<PlanStep>[] = [
    { id: "from", words: t("plan.from"), tone: "is-nowrap", cell: ({ from }) => day(from, today) },
    { id: "until", words: t("plan.until"), tone: "is-nowrap", cell: ({ until }) => day(until, today) },
    {
      id: "price",
      words: t("plan.price"),
      unit: currency,
      kind: "figure",
      tone: "is-answer",
      cell: ({ price }) => <Money amount={price} />,
    },
    offColumn(),
    ...(letsGo
      ? [
          {
            id: "let_go",
            words: t("plan.let_go", { exit: props.exit ? nameOf("scenario", props.exit) : "–" }),
            kind: "figure" as const,
            cell: ({ letGo }: PlanStep) => (letGo > 0 ? quantity(letGo) : "–"),
          },
        ]
      : []),
    { id: "net", words: t("plan.net"), kind: "figure", cell: ({ net }) => <Money amount={net} /> },
    { id: "sold", words: t("plan.sold"), kind: "figure", cell: ({ sold }) => expected(sold) },
    { id: "left", words: t("plan.left_then"), kind: "figure", cell: ({ left }) => expected(left) },
    {
      id: "band",
      words: t("plan.left_band"),
      kind: "figure",
      tone: "is-nowrap",
      cell: ({ leftLow, leftHigh }) => `${quantity(leftLow)}–${quantity(leftHigh)}`,
    },
  ];
  return <RowTable caption={t("plan.steps")} rows={steps} keyOf={({ from }) => from} columns={columns} />;
}

/** How much is taken off. */
function offColumn<T extends { readonly discountPpm: number }>(): Column<T> {
  return {
    id: "off",
    words: t("plan.off"),
    kind: "figure",
    tone: "is-nowrap",
    cell: ({ discountPpm }) => (discountPpm === 0 ? "–" : discount(discountPpm)),
  };
}

/** The ways side by side. */
export function PlanWays(props: {
  answer: PlanAnswer;
  today: string;
  opened: string | null;
  onOpen: (id: string) => void;
}) {
  const { ways } = props.answer;
  const sides = ways.map((way) => ({ key: way.code, name: nameOf("plan_way", way.code), of: way }));
  const best = Math.max(...ways.map((way) => way.presentValue?.minor ?? Number.NEGATIVE_INFINITY));
  const least = Math.min(...ways.map((way) => way.regret?.minor ?? Number.POSITIVE_INFINITY));
  const door = (id: string, way: PlanWay, words: string, content: ComponentChildren) => {
    const open = `${id}:${way.code}`;
    return (
      <Door
        label={t("plan.explain_of", { figure: words, way: nameOf("plan_way", way.code) })}
        isOpen={props.opened === open}
        onOpen={() => props.onOpen(open)}
      >
        {content}
      </Door>
    );
  };
  return (
    <SideTable caption={t("plan.ways")} first={t("plan.way")} sides={sides}>
      <tbody>
        <SideRow label={t("plan.first_price")} sides={sides} cell={(way) => <Money amount={way.price} />} isNumber />
        <SideRow
          label={t("plan.cash")}
          sides={sides}
          cell={(way) => door("cash", way, t("plan.cash"), <Money amount={way.cash} />)}
          isNumber
        />
        <SideRow
          label={t("plan.value")}
          sides={sides}
          cell={(way) => door("value", way, t("plan.value"), <Money amount={way.presentValue} />)}
          isNumber
          isSum
          isBest={(way) => way.presentValue?.minor === best}
        />
        <SideRow
          label={t("plan.against_hold")}
          sides={sides}
          cell={(way) => (way.code === "hold" ? null : <Money amount={way.againstHold} isGain />)}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("plan.stock")} columns={ways.length} />
        <SideRow label={t("plan.sold")} sides={sides} cell={(way) => expected(way.sold)} isNumber />
        <SideRow
          label={t("plan.let_go_before")}
          sides={sides}
          cell={(way) => (way.letGo > 0.05 ? expected(way.letGo) : null)}
          isNumber
        />
        <SideRow label={t("plan.left")} sides={sides} cell={(way) => expected(way.left)} isNumber />
        <SideRow
          label={t("plan.left_band")}
          sides={sides}
          cell={(way) => `${quantity(way.leftLow)}–${quantity(way.leftHigh)}`}
          isNumber
        />
        <SideRow
          label={t("plan.clears")}
          sides={sides}
          cell={(way) => (way.clearsOn ? day(way.clearsOn, props.today) : t("plan.not_by_deadline"))}
          isNumber
        />
        <SideRow
          label={t("plan.chance_row")}
          sides={sides}
          cell={(way) => door("chance", way, t("plan.chance_row"), chanceText(way.chanceToClear))}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("plan.if_demand")} columns={ways.length} />
        <SideRow label={t("plan.weak")} sides={sides} cell={(way) => <Money amount={way.weak} />} isNumber />
        <SideRow label={t("plan.strong")} sides={sides} cell={(way) => <Money amount={way.strong} />} isNumber />
        <SideRow
          label={t("plan.regret")}
          sides={sides}
          cell={(way) => door("regret", way, t("plan.regret"), <Money amount={way.regret} />)}
          isNumber
          isBest={(way) => way.regret?.minor === least}
        />
      </tbody>
    </SideTable>
  );
}

/** Every price there was to choose from. */
export function PlanMenu(props: { answer: PlanAnswer }) {
  const { menu } = props.answer;
  const named = new Set(props.answer.steps.map(({ price }) => price.minor));
  const currency = menu[0]?.price.currency;
  return (
    <RowTable
      caption={t("plan.menu")}
      rows={menu}
      keyOf={({ price }) => String(price.minor)}
      columns={[
        {
          id: "price",
          words: t("plan.price"),
          unit: currency,
          kind: "figure",
          cell: ({ price }) => <Money amount={price} />,
        },
        offColumn(),
        { id: "net", words: t("plan.net"), kind: "figure", cell: ({ net }) => <Money amount={net} /> },
        { id: "pace", words: t("plan.per_week"), kind: "figure", cell: ({ perWeek }) => expected(perWeek) },
        { id: "kept", words: t("plan.kept"), kind: "figure", cell: ({ kept }) => <Money amount={kept} /> },
        { id: "named", words: t("plan.in_plan"), cell: ({ price }) => (named.has(price.minor) ? t("plan.yes") : "") },
      ]}
    />
  );
}
