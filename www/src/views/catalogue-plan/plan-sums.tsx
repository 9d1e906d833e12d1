import { useId } from "preact/hooks";
import type { CataloguePlan } from "../../engine/types";
import { day, expected, quantity } from "../../i18n/format";
import { groupName } from "../../i18n/group-name";
import { t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { RowTable } from "../../parts/row-table";
import { rowsAtOnce, shown } from "../../state/catalogue-plan";
import { hasSuppliers } from "../../state/store";

const BY = ["action", "deadline", "age", "category", "supplier"] as const;

/** Sums of the plan by what to do, deadline, age, category or supplier. */
export function PlanGroups(props: { plan: CataloguePlan; today: string }) {
  const { plan } = props;
  const id = useId();
  const how = shown.value;
  const currency = plan.plan.value.currency;
  const name = (code: string) =>
    code === "then" ? t("catalogue_plan.then_group") : groupName(how.group, code, props.today);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("catalogue_plan.sums")}</h2>
      <p>
        <label>
          {t("catalogue_plan.by")}{" "}
          <select
            value={how.group}
            onChange={(event) => {
              const group = BY.find((by) => by === event.currentTarget.value) ?? "action";
              shown.value = { ...how, group, only: null };
            }}
          >
            {BY.filter((by) => by !== "supplier" || hasSuppliers.value).map((by) => (
              <option key={by} value={by}>
                {t(`group_by.${by}`)}
              </option>
            ))}
          </select>
        </label>
      </p>
      <RowTable
        caption={t("catalogue_plan.sums")}
        rows={plan.groups}
        keyOf={({ code }) => code}
        columns={[
          {
            id: "group",
            words: t(`group_by.${how.group}`),
            cell: ({ code }) => (
              <button
                type="button"
                class="link"
                aria-pressed={how.only === code}
                title={t("catalogue_plan.show_only")}
                onClick={() => {
                  shown.value = { ...how, only: how.only === code ? null : code, count: rowsAtOnce };
                }}
              >
                {name(code)}
              </button>
            ),
          },
          { id: "products", words: t("catalogue_plan.products"), kind: "figure", cell: (of) => quantity(of.products) },
          {
            id: "cash",
            words: t("catalogue_plan.group_cash"),
            unit: currency,
            kind: "figure",
            cell: ({ sums }) => <Money amount={sums.cash} />,
          },
          {
            id: "room",
            words: t("catalogue_plan.group_room"),
            kind: "figure",
            cell: ({ sums }) => quantity(sums.volume, 1),
          },
          {
            id: "value",
            words: t("catalogue_plan.group_value"),
            unit: currency,
            kind: "figure",
            cell: ({ sums }) => <Money amount={sums.value} />,
          },
          {
            id: "gain",
            words: t("catalogue_plan.gain"),
            unit: currency,
            kind: "figure",
            cell: ({ gain }) => <Money amount={gain} isGain />,
          },
          {
            id: "loss",
            words: t("catalogue_plan.cost_of_target"),
            unit: currency,
            kind: "figure",
            cell: ({ loss }) => <Money amount={loss} />,
          },
        ]}
      />
    </section>
  );
}

/** What has to be done by when, if stock is not to pay a surcharge. */
export function PlanDeadlines(props: { plan: CataloguePlan; today: string }) {
  const { deadlines } = props.plan;
  const id = useId();
  if (deadlines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{t("catalogue_plan.deadlines")}</h2>
      <RowTable
        caption={t("catalogue_plan.deadlines")}
        rows={deadlines}
        keyOf={({ on }) => on}
        columns={[
          { id: "on", words: t("catalogue_plan.deadline"), cell: ({ on }) => day(on, props.today) },
          { id: "products", words: t("catalogue_plan.products"), kind: "figure", cell: (of) => quantity(of.products) },
          { id: "units", words: t("catalogue_plan.units_due"), kind: "figure", cell: ({ units }) => expected(units) },
          {
            id: "cost",
            words: t("catalogue_plan.cost_due"),
            unit: props.plan.plan.value.currency,
            kind: "figure",
            cell: ({ cost }) => <Money amount={cost} />,
          },
        ]}
      />
    </section>
  );
}
