import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { AbcShare, HealthBody, HealthGroup } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { lasting, shareOf } from "../../i18n/health-text";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { healthRows, healthShown } from "../../state/health";

/** A heading, a sentence, and a table. */
function Part<T>(props: {
  title: string;
  note: ComponentChildren;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (of: T) => string;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <p class="second">{props.note}</p>
      <RowTable caption={props.title} kind="fitted" columns={props.columns} rows={props.rows} keyOf={props.keyOf} />
    </section>
  );
}

/** Narrows the rows to what a number counts. */
function Narrow(props: { only: string; count: number; name: string }) {
  if (props.count === 0) return <>0</>;
  const isPressed = healthShown.value.only === props.only;
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isPressed}
      onClick={() => {
        healthShown.value = { ...healthShown.peek(), only: isPressed ? "" : props.only, count: healthRows };
      }}
    >
      {quantity(props.count)}
      <span class="only-read"> {props.name}</span>
    </button>
  );
}

/** Products, units and money of a group, after what names it. */
function groupColumns(
  body: HealthBody,
  first: Column<HealthGroup>,
  choice: ((code: string) => { readonly only: string; readonly name: string }) | null,
): readonly Column<HealthGroup>[] {
  return [
    first,
    {
      id: "products",
      words: t("health.products"),
      kind: "figure",
      cell: ({ code, products }) =>
        choice === null ? quantity(products) : <Narrow {...choice(code)} count={products} />,
    },
    { id: "units", words: t("health.units"), kind: "figure", cell: ({ units }) => expected(units) },
    {
      id: "cost",
      words: t("health.cost"),
      unit: body.totals.cost?.currency,
      kind: "figure",
      cell: ({ cost }) => <Money amount={cost} isWhole />,
    },
  ];
}

/** What a group is called, and what it asks for. */
function named(name: string, hint: string | null) {
  return (
    <>
      {name}
      <span class="second task-why">{hint}</span>
    </>
  );
}

const codeOf = ({ code }: HealthGroup) => code;

/** The four fields of the picture with what each asks for. */
export function Quadrants(props: { body: HealthBody }) {
  const { body } = props;
  const [turns, days] = body.cuts;
  const name = (code: string) => nameOf("alert_action", code);
  return (
    <Part
      title={t("health.quadrant_actions")}
      note={t("health.quadrant_note", { turns: quantity(turns, 1), days: quantity(days) })}
      rows={[...body.quadrants].reverse()}
      keyOf={codeOf}
      columns={groupColumns(
        body,
        {
          id: "quadrant",
          words: t("health.quadrant"),
          cell: ({ code }) => named(name(code), wordsOf("health_hint", code)),
        },
        (code) => ({ only: `quadrant:${code}`, name: name(code) }),
      )}
    />
  );
}

/** How widely to clear: by category, or everything. */
export function Breadth(props: { body: HealthBody }) {
  const { body } = props;
  if (body.categories.length === 0) return null;
  const far = body.categories.filter(({ isFarBelow }) => isFarBelow);
  const words =
    body.breadth === "whole_catalogue"
      ? t("health.breadth_whole")
      : body.breadth === "by_category"
        ? t("health.breadth_by", { n: far.length })
        : t("health.breadth_none");
  return (
    <Part
      title={t("health.categories")}
      note={words}
      rows={body.categories}
      keyOf={codeOf}
      columns={[
        ...groupColumns(
          body,
          {
            id: "category",
            words: t("health.category"),
            cell: ({ code, isFarBelow }) => (
              <>
                {category(code)}
                {isFarBelow ? <span class="second"> {t("health.far_below")}</span> : null}
              </>
            ),
          },
          null,
        ),
        {
          id: "turns",
          words: t("health.turns_a_year"),
          kind: "figure",
          cell: ({ turnover }) => (turnover === null ? "–" : quantity(turnover, 1)),
        },
      ]}
    />
  );
}

function category(code: string): string {
  return code === "none" ? t("health.no_category") : nameOf("category", code);
}

/** Value by regularity: nine fields with a policy each row and column. */
export function Matrix(props: { body: HealthBody }) {
  const { body } = props;
  if (body.matrix.every(({ products }) => products === 0)) return null;
  const of = (code: string) => body.matrix.find((group) => group.code === code);
  return (
    <Part
      title={t("health.matrix")}
      note={t(body.abcMeasure === "stock_value" ? "health.matrix_stock" : "health.matrix_sales")}
      rows={["A", "B", "C"]}
      keyOf={(abc) => abc}
      columns={[
        {
          id: "abc",
          words: t("health.classes"),
          cell: (abc) => named(nameOf("health_class", abc), wordsOf("health_hint", abc)),
        },
        ...["X", "Y", "Z"].map(
          (xyz): Column<string> => ({
            id: xyz,
            words: nameOf("health_class", xyz),
            kind: "figure",
            cell: (abc) => (
              <Narrow only={`class:${abc}${xyz}`} count={of(`${abc}${xyz}`)?.products ?? 0} name={`${abc}${xyz}`} />
            ),
          }),
        ),
        {
          id: "share",
          words: t("health.abc_share"),
          cell: (abc) => shareWords(body.abcShares.find(({ code }) => code === abc)),
        },
      ]}
    />
  );
}

/** The share of a class and whether it is the one that such a class usually has. */
function shareWords(of: AbcShare | undefined): string {
  if (!of) return "–";
  const params = { share: shareOf(of.share), products: shareOf(of.ofProducts), to: shareOf(of.to) };
  const usual =
    of.from === null
      ? t("health.abc_usual_below", params)
      : t("health.abc_usual", { ...params, from: shareOf(of.from) });
  return t(of.isUsual ? "health.abc_is_usual" : "health.abc_not_usual", { ...params, usual });
}

/** Where products stand in their lives. */
export function Stages(props: { body: HealthBody }) {
  const { body } = props;
  const name = (code: string) => nameOf("health_class", code);
  return (
    <Part
      title={t("health.stages")}
      note={t("health.stages_note")}
      rows={body.stages}
      keyOf={codeOf}
      columns={groupColumns(
        body,
        { id: "stage", words: t("health.stage"), cell: ({ code }) => named(name(code), wordsOf("health_hint", code)) },
        (code) => ({ only: `stage:${code}`, name: name(code) }),
      )}
    />
  );
}

/** Stored against shipped volume, and what the marketplace's index is made of. */
export function Utilization(props: { body: HealthBody }) {
  const { utilization } = props.body;
  if (utilization.length === 0) return null;
  return (
    <Part
      title={t("health.utilization")}
      note={`${t("health.utilization_note")} ${t("health.ipi")}`}
      rows={utilization}
      keyOf={({ group }) => group}
      columns={[
        {
          id: "group",
          words: t("health.size_group"),
          cell: ({ group, leftOut }) => (
            <>
              {t(group === "oversize" ? "health.oversize" : "health.standard")}
              {leftOut > 0 ? <span class="second"> {t("health.room_left_out", { n: leftOut })}</span> : null}
            </>
          ),
        },
        { id: "room", words: t("health.room"), kind: "figure", cell: (of) => quantity(of.cubicFeet, 1) },
        { id: "weeks", words: t("health.weeks_stored"), kind: "figure", cell: ({ weeks }) => lasting(weeks) },
        {
          id: "typed",
          words: t("health.weeks_typed"),
          kind: "figure",
          cell: ({ typed }) => (typed === null ? "–" : quantity(typed, 1)),
        },
      ]}
    />
  );
}
