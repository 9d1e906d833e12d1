import type { PlanExitRow, PlanExits } from "../../engine/types";
import { expected, quantity } from "../../i18n/format";
import { listOf, nameOf, t } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Money } from "../../parts/money";
import { Frontier, type FrontierPoint } from "../../parts/pictures/exits-frontier";
import { ScrollBox } from "../../parts/scroll-box";
import { tableRoles } from "../../parts/table-roles";
import { exitName, lackText } from "./exit-name";
import { PlanField } from "./plan-field";

/** Every way out beside the plan, what it brings, how soon, and what it asks. */
export function Exits(props: {
  product: string;
  exits: PlanExits;
  opened: string | null;
  onOpen: (id: string) => void;
}) {
  const { fields, body } = props.exits;
  const places = [...new Set(fields.map(({ field }) => field.field.split(".")[0] ?? ""))];
  return (
    <section aria-labelledby="plan-exits">
      <h2 id="plan-exits">{t("plan.exits")}</h2>
      <p class="second">{t("plan.exits_note")}</p>
      <ScrollBox label={t("plan.exits")}>
        <ExitTable rows={body.rows} opened={props.opened} onOpen={props.onOpen} />
      </ScrollBox>
      <ExitPicture rows={body.rows} />
      <details class="plan-menu">
        <summary>{t("plan.exit_fields")}</summary>
        {places.map((place) => (
          <div key={place}>
            <h3>{exitName(place)}</h3>
            <div class="plan-fields">
              {fields
                .filter(({ field }) => field.field.startsWith(`${place}.`))
                .map((field) => (
                  <PlanField key={field.field.field} product={props.product} field={field} place={place} />
                ))}
            </div>
          </div>
        ))}
      </details>
    </section>
  );
}

function ExitTable(props: { rows: readonly PlanExitRow[]; opened: string | null; onOpen: (id: string) => void }) {
  const { rows } = props;
  const known = rows.filter(({ cash }) => cash !== null);
  const most = Math.max(...known.map((row) => row.withRest?.minor ?? Number.NEGATIVE_INFINITY));
  const currency = known[0]?.cash?.currency;
  const sorted = [...known].sort((a, b) => (b.withRest?.minor ?? 0) - (a.withRest?.minor ?? 0));
  const lacking = rows.filter(({ cash }) => cash === null);
  return (
    <table class="plain plan-exits as-cards" {...tableRoles.table}>
      <caption class="only-read">{t("plan.exits")}</caption>
      <thead {...tableRoles.group}>
        <tr {...tableRoles.row}>
          <th scope="col" class="is-first" {...tableRoles.head}>
            {t("plan.exit")}
          </th>
          <th scope="col" class="is-number" {...tableRoles.head}>
            {t("plan.exit_units")}
          </th>
          <th scope="col" class="is-number" {...tableRoles.head}>
            {t("plan.cash")} {currency ? <span class="unit">{currency}</span> : null}
          </th>
          <th scope="col" class="is-number" {...tableRoles.head}>
            {t("plan.exit_total")}
          </th>
          <th scope="col" class="is-number" {...tableRoles.head}>
            {t("plan.against_plan")}
          </th>
          <th scope="col" class="is-number" {...tableRoles.head}>
            {t("plan.exit_days")}
          </th>
        </tr>
      </thead>
      <tbody {...tableRoles.group}>
        {[...sorted, ...lacking].map((row) => (
          <tr key={row.code} {...tableRoles.row}>
            <th scope="row" class="is-first" {...tableRoles.first}>
              <Door
                label={t("plan.explain", { figure: exitName(row.code) })}
                isOpen={props.opened === `exit:${row.code}`}
                onOpen={() => props.onOpen(`exit:${row.code}`)}
              >
                {exitName(row.code)}
              </Door>
              {row.cash === null ? null : <Remarks row={row} />}
            </th>
            {row.cash === null ? (
              <td colSpan={5} class="second" {...tableRoles.cell}>
                <Remarks row={row} />
              </td>
            ) : (
              <>
                <td class="is-number" data-name={t("plan.exit_units")} {...tableRoles.cell}>
                  {row.units === null ? "–" : expected(row.units)}
                </td>
                <td class="is-number" data-name={t("plan.cash")} {...tableRoles.cell}>
                  <Money amount={row.cash} isWhole />
                </td>
                <td
                  class={row.withRest?.minor === most ? "is-number is-best" : "is-number"}
                  data-name={t("plan.exit_total")}
                  {...tableRoles.cell}
                >
                  <Money amount={row.withRest} isWhole />
                </td>
                <td
                  class="is-number"
                  data-name={t("plan.against_plan")}
                  data-empty={row.code === "way-plan" ? "" : undefined}
                  {...tableRoles.cell}
                >
                  {row.code === "way-plan" ? null : <Money amount={row.againstPlan} isGain isWhole />}
                </td>
                <td class="is-number" data-name={t("plan.exit_days")} {...tableRoles.cell}>
                  {row.daysToCash === null ? "–" : quantity(row.daysToCash)}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Remarks(props: { row: PlanExitRow }) {
  return (
    <>
      {remarksOf(props.row).map((remark) => (
        <span key={remark} class="remark">
          {remark}
        </span>
      ))}
    </>
  );
}

/** What cannot be undone, what stands in the way, what is still to be said. */
function remarksOf(row: PlanExitRow): string[] {
  const remarks = [
    ...row.irrevocable.map((code) => nameOf("irrevocable", code)),
    ...row.blocks.map((code) => nameOf("block", code)),
  ];
  const missing = [...new Set(row.missing)].map((lack) => lackText(row.code, lack));
  if (row.cash === null && missing.length > 0) remarks.push(t("plan.exit_lacks", { what: listOf(missing) }));
  if (row.kind === "channel" && row.cash === null) remarks.push(t("plan.exit_by_channels"));
  return remarks;
}

function ExitPicture(props: { rows: readonly PlanExitRow[] }) {
  const points = props.rows.flatMap((row): FrontierPoint[] =>
    row.isAll && row.cash && row.daysToCash !== null
      ? [
          {
            id: row.code,
            name: exitName(row.code),
            kind: row.code === "way-hold" ? "hold" : row.kind === "way" ? "price" : "exit",
            days: row.daysToCash,
            minor: row.cash.minor,
            isEfficient: row.isEfficient,
            isBest: row.code === "way-plan",
          },
        ]
      : [],
  );
  const currency = props.rows.find(({ cash }) => cash !== null)?.cash?.currency;
  if (!currency || points.length < 2) return null;
  return (
    <div class="pictures">
      <Frontier points={points} currency={currency} />
    </div>
  );
}
