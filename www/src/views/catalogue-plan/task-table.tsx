import type { ComponentChildren } from "preact";
import type { CataloguePlan, PlanTaskRow } from "../../engine/types";
import { day, expected, money, quantity } from "../../i18n/format";
import { type Key, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { SortHeader } from "../../parts/sort-header";
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
  const currency = plan.plan.value.currency;
  const sort = (next: string) => {
    const isDescending = next === how.sort ? !how.isDescending : next !== "sku" && next !== "deadline";
    shown.value = { ...how, sort: next, isDescending };
  };
  const head = (id: string, label: string, unit?: string) => (
    <SortHeader
      label={label}
      unit={unit}
      sort={id}
      current={how.sort}
      isDescending={how.isDescending}
      isNumber={id !== "sku" && id !== "deadline"}
      onSort={sort}
    />
  );
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
      <ScrollBox label={t("catalogue_plan.tasks")}>
        <table class="plain task-table">
          <caption class="only-read">{t("catalogue_plan.tasks")}</caption>
          <thead>
            <tr>
              {head("sku", t("catalogue_plan.product"))}
              <th scope="col">{t("catalogue_plan.task")}</th>
              <th scope="col" class="is-number">
                {t("catalogue_plan.units")}
              </th>
              <th scope="col">{t("catalogue_plan.clears")}</th>
              {head("cash", t("catalogue_plan.group_cash"), currency)}
              {head("volume", t("catalogue_plan.group_room"))}
              {head("value", t("catalogue_plan.worth"), currency)}
              {head("gain", t("catalogue_plan.gain"), currency)}
              {plan.hasTarget ? head("loss", t("catalogue_plan.cost_of_target"), currency) : null}
              {head("wait", t("catalogue_plan.week"), currency)}
              {head("deadline", t("catalogue_plan.deadline"))}
            </tr>
          </thead>
          <tbody>
            {plan.rows.map((row) => (
              <TaskLine
                key={row.key}
                row={row}
                today={today}
                by={by}
                hasTarget={plan.hasTarget}
                opened={props.opened}
                onOpen={props.onOpen}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
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

function TaskLine(props: Explained & { row: PlanTaskRow; today: string; by: string; hasTarget: boolean }) {
  const { row, today } = props;
  const door = (figure: string, label: Key, content: ComponentChildren) => {
    const id = `${figure}:${row.key}`;
    const named = t("catalogue_plan.explained", { figure: t(label), sku: row.sku || row.key });
    return (
      <Door label={t("plan.explain", { figure: named })} isOpen={props.opened === id} onOpen={() => props.onOpen(id)}>
        {content}
      </Door>
    );
  };
  return (
    <tr>
      <th scope="row">
        <a href={fragmentOf({ name: "plan", key: row.key })}>{row.sku || row.key}</a>
        <span class="second task-title">{row.title}</span>
      </th>
      <td class="task-do">
        <strong>{taskName(row.task, props.by, today)}</strong>
        <span class="second task-why">{whyText(row.why, today, row.value.currency)}</span>
      </td>
      <td class="is-number">
        {t("catalogue_plan.units_of", { gone: expected(row.sold + row.letGo), all: expected(row.units) })}
      </td>
      <td class="is-nowrap">{row.clearsOn ? day(row.clearsOn, today) : t("catalogue_plan.not_in_a_year")}</td>
      <td class="is-number">{door("cash", "catalogue_plan.group_cash", <Money amount={row.cash} />)}</td>
      <td class="is-number">{door("room", "catalogue_plan.group_room", quantity(row.volume, 1))}</td>
      <td class="is-number">{door("value", "catalogue_plan.value", <Money amount={row.value} />)}</td>
      <td class="is-number">{door("gain", "catalogue_plan.gain", <Money amount={row.gain} isGain />)}</td>
      {props.hasTarget ? (
        <td class="is-number">{door("loss", "catalogue_plan.cost_of_target", <Money amount={row.loss} />)}</td>
      ) : null}
      <td class="is-number">{door("wait", "catalogue_plan.week", <Money amount={row.waitWeek} />)}</td>
      <td class="is-nowrap">{row.deadline ? day(row.deadline, today) : ""}</td>
    </tr>
  );
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
