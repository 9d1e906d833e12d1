import type { ComponentChildren } from "preact";
import type { CataloguePlan, PlanTaskRow } from "../../engine/types";
import { day, expected, money, quantity } from "../../i18n/format";
import { type Key, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { type Column, RowTable } from "../../parts/row-table";
import { copyText } from "../../state/actions";
import { rowsAtOnce, savePlan, shown, wholePlan } from "../../state/catalogue-plan";
import { fragmentOf } from "../../state/location";
import { taskName, whyText } from "./task-name";

/** Whose figures open an explanation. */
interface Explained {
  /** The figure that is explained now: `cash:` and the key of the product. */
  readonly opened: string | null;
  readonly onOpen: (id: string) => void;
}

/** A list that can be worked off tomorrow: a row a product. */
export function TaskTable(props: Explained & { plan: CataloguePlan; today: string; by: string }) {
  const { plan, today, by } = props;
  const how = shown.value;
  const sort = (next: string) => {
    const isDescending = next === how.sort ? !how.isDescending : next !== "sku" && next !== "deadline";
    shown.value = { ...how, sort: next, isDescending };
  };
  const left = plan.total - plan.rows.length;
  return (
    <section aria-labelledby="plan-tasks">
      <h2 id="plan-tasks">{t("catalogue_plan.tasks")}</h2>
      <p class="second">{t("catalogue_plan.tasks_note")}</p>
      <p class="plan-actions">
        <button type="button" class="quiet" onClick={() => void copyPlan(today, by)}>
          {t("catalogue_plan.copy")}
        </button>
        <button type="button" class="quiet" onClick={() => void savePlan(`clearfloor-plan-${today}.csv`)}>
          {t("catalogue_plan.save")}
        </button>
        {how.only === null ? null : (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              shown.value = { ...how, only: null, count: rowsAtOnce };
            }}
          >
            {t("catalogue_plan.show_all")}
          </button>
        )}
      </p>
      <RowTable
        caption={t("catalogue_plan.tasks")}
        columns={columns(props)}
        rows={plan.rows}
        keyOf={({ key }) => key}
        sort={{ by: how.sort, isDescending: how.isDescending, onSort: sort }}
      />
      {left > 0 ? (
        <p class="second">
          {t("catalogue_plan.shown", { n: plan.rows.length, of: quantity(plan.total) })}{" "}
          <button
            type="button"
            class="link"
            onClick={() => {
              shown.value = { ...how, count: how.count + 4 * rowsAtOnce };
            }}
          >
            {t("catalogue_plan.more", { n: Math.min(left, 4 * rowsAtOnce) })}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function columns(
  props: Explained & { plan: CataloguePlan; today: string; by: string },
): readonly Column<PlanTaskRow>[] {
  const { plan, today, by } = props;
  const currency = plan.plan.value.currency;
  /** A figure that is sorted by and opens its explanation, which may go by a longer name. */
  const figure = (
    id: string,
    words: Key,
    label: Key,
    cell: (row: PlanTaskRow) => ComponentChildren,
    unit?: string,
  ): Column<PlanTaskRow> => ({
    id,
    words: t(words),
    unit,
    kind: "figure",
    sort: id,
    cell: (row) => {
      const open = `${id === "volume" ? "room" : id}:${row.key}`;
      const named = t("catalogue_plan.explained", { figure: t(label), sku: row.sku || row.key });
      return (
        <Door
          label={t("plan.explain", { figure: named })}
          isOpen={props.opened === open}
          onOpen={() => props.onOpen(open)}
        >
          {cell(row)}
        </Door>
      );
    },
  });
  const amount =
    (id: "cash" | "value" | "gain" | "loss" | "waitWeek", isGain = false) =>
    (row: PlanTaskRow) => <Money amount={row[id]} isGain={isGain} />;
  return [
    {
      id: "sku",
      words: t("catalogue_plan.product"),
      sort: "sku",
      cell: (row) => (
        <>
          <a href={fragmentOf({ name: "plan", key: row.key })}>{row.sku || row.key}</a>
          <span class="second task-title">{row.title}</span>
        </>
      ),
    },
    {
      id: "task",
      words: t("catalogue_plan.task"),
      kind: "sentence",
      isPlain: true,
      cell: (row) => (
        <>
          <strong>{taskName(row.task, by, today)}</strong>
          <span class="second task-why">{whyText(row.why, today, row.value.currency)}</span>
        </>
      ),
    },
    {
      id: "units",
      words: t("catalogue_plan.units"),
      kind: "figure",
      cell: (row) => t("catalogue_plan.units_of", { gone: expected(row.sold + row.letGo), all: expected(row.units) }),
    },
    {
      id: "clears",
      words: t("catalogue_plan.clears"),
      tone: "is-nowrap",
      cell: (row) => (row.clearsOn ? day(row.clearsOn, today) : t("catalogue_plan.not_in_a_year")),
    },
    figure("cash", "catalogue_plan.group_cash", "catalogue_plan.group_cash", amount("cash"), currency),
    figure("volume", "catalogue_plan.group_room", "catalogue_plan.group_room", (row) => quantity(row.volume, 1)),
    figure("value", "catalogue_plan.worth", "catalogue_plan.value", amount("value"), currency),
    figure("gain", "catalogue_plan.gain", "catalogue_plan.gain", amount("gain", true), currency),
    ...(plan.hasTarget
      ? [figure("loss", "catalogue_plan.cost_of_target", "catalogue_plan.cost_of_target", amount("loss"), currency)]
      : []),
    figure("wait", "catalogue_plan.week", "catalogue_plan.week", amount("waitWeek"), currency),
    {
      id: "deadline",
      words: t("catalogue_plan.deadline"),
      sort: "deadline",
      tone: "is-nowrap",
      cell: (row) => (row.deadline ? day(row.deadline, today) : ""),
    },
  ];
}

async function copyPlan(today: string, by: string): Promise<void> {
  const plan = await wholePlan();
  if (plan) await copyText(asTable(plan, today, by));
}

/** All rows, tab by tab, as a spreadsheet takes them. */
function asTable(plan: CataloguePlan, today: string, by: string): string {
  const heads = [
    "SKU",
    t("catalogue_plan.task"),
    t("catalogue_plan.units"),
    t("catalogue_plan.clears"),
    t("catalogue_plan.group_cash"),
    t("catalogue_plan.group_room"),
    t("catalogue_plan.worth"),
    t("catalogue_plan.gain"),
    t("catalogue_plan.cost_of_target"),
    t("catalogue_plan.deadline"),
  ];
  const lines = plan.rows.map((row) => [
    row.sku,
    `${taskName(row.task, by, today)}: ${whyText(row.why, today, row.value.currency)}`,
    quantity(row.sold + row.letGo, 1),
    row.clearsOn ?? "",
    money(row.cash),
    quantity(row.volume, 1),
    money(row.value),
    money(row.gain),
    money(row.loss),
    row.deadline ?? "",
  ]);
  return [heads, ...lines].map((cells) => cells.map(plain).join("\t")).join("\n");
}

/** A cell that no spreadsheet takes for more cells or for a formula. */
function plain(text: string): string {
  const flat = text.replace(/[\t\r\n]+/g, " ");
  return /^[=@]/.test(flat) || (/^[+-]/.test(flat) && !/^[+-]?[\d.,\s]+$/.test(flat)) ? `'${flat}` : flat;
}
