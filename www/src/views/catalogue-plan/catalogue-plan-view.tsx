import { useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { CataloguePlan, ChannelField } from "../../engine/types";
import { fullDay, quantity, sum } from "../../i18n/format";
import { nameOf, t, wordsOf } from "../../i18n/locale";
import { Door } from "../../parts/door";
import { Figure } from "../../parts/figure";
import { SheetField } from "../../parts/sheet-field";
import { Waiting } from "../../parts/waiting";
import {
  cataloguePlan,
  catalogueTexts,
  finding,
  isStopped,
  lookAtCataloguePlan,
  planned,
  shown,
  stopFinding,
  typeInCataloguePlan,
} from "../../state/catalogue-plan";
import { fragmentOf } from "../../state/location";
import { list, noFilter, summary } from "../../state/store";
import { CashCalendar } from "./cash-calendar";
import { FigureDrawer } from "./figure-drawer";
import { PlanDeadlines, PlanGroups } from "./plan-sums";
import { TaskTable } from "./task-table";
import { WhatIf } from "./what-if";

const TARGET = ["need_cash", "need_volume", "by", "payout_days"];
const OTHERWISE = ["pace_share", "reaction_share", "storage_share", "fuel_added", "season_weeks", "pause_days"];
const SEASON = ["season"];

/** What to do with every product, so that enough is free by a day. */
export function CataloguePlanView() {
  const texts = catalogueTexts.value;
  const how = shown.value;
  const filter = planned.value;
  const current = summary.value;
  const opened = useSignal<string | null>(null);
  const open = (id: string | null) => {
    opened.value = id;
  };
  // Asked anew whenever what is typed here, what is shown or what is known of the products changes.
  useEffect(() => {
    if (current !== null) void lookAtCataloguePlan(texts, how, filter);
  }, [texts, how, filter, current]);
  useEffect(() => stopFinding, []);
  const view = cataloguePlan.value;
  if (current === null || view === null) {
    return finding.value || isStopped.value ? <Standing /> : <Waiting isThere={current !== null} />;
  }
  const { fields, body } = view;
  const { plan } = body;
  const isPlanned = plan !== null && (plan.products > 0 || plan.hasTarget);
  return (
    <div class="plan catalogue-plan">
      <h1>{t("catalogue_plan.title")}</h1>
      {plan && isPlanned ? <Verdict plan={plan} by={body.by} /> : null}
      <p class="second">{t("catalogue_plan.lead")}</p>
      <FieldGroup title={t("catalogue_plan.target")} fields={fields} names={TARGET} />
      <Standing />
      <Scope products={plan?.products ?? 0} />
      {plan ? (
        !isPlanned ? (
          <p class="empty" role="status">
            {current.products === 0 ? (
              t("catalogue_plan.empty")
            ) : (
              <>
                {t("catalogue_plan.none")} <a href={fragmentOf({ name: "catalogue" })}>{t("plan.fill_in")}</a>
              </>
            )}
          </p>
        ) : (
          <>
            <Figures plan={plan} by={body.by} opened={opened.value} onOpen={open} />
            <TaskTable plan={plan} today={body.today} by={body.by} opened={opened.value} onOpen={open} />
            <PlanGroups plan={plan} today={body.today} />
            <PlanDeadlines plan={plan} today={body.today} />
            <CashCalendar periods={plan.calendar} today={body.today} />
          </>
        )
      ) : null}
      <FieldGroup
        title={t("catalogue_plan.season")}
        note={t("catalogue_plan.season_note")}
        fields={fields}
        names={SEASON}
      />
      <FieldGroup
        title={t("catalogue_plan.what_if")}
        note={t("catalogue_plan.what_if_note")}
        fields={fields}
        names={OTHERWISE}
      />
      {plan?.whatIf ? <WhatIf plan={plan} whatIf={plan.whatIf} by={body.by} /> : null}
      <p class="second">{t("catalogue_plan.assumed")}</p>
      {plan && opened.value !== null ? (
        <FigureDrawer id={opened.value} plan={plan} today={body.today} by={body.by} onClose={() => open(null)} />
      ) : null}
    </div>
  );
}

/** Fields of the worksheet under one heading. */
function FieldGroup(props: {
  title: string;
  note?: string;
  fields: readonly ChannelField[];
  names: readonly string[];
}) {
  const id = useId();
  const group = props.names.flatMap((name) => props.fields.filter((field) => field.name === name));
  return (
    <section class="plan-group" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.note ? <p class="second">{props.note}</p> : null}
      <div class="plan-fields">
        {group.map((field) => (
          <SheetField
            key={field.name}
            field={field}
            text={catalogueTexts.value[field.field.field]}
            label={nameOf("task_field", field.name)}
            hint={wordsOf("task_hint", field.name)}
            onType={(next) => typeInCataloguePlan(field.field.field, next)}
          />
        ))}
      </div>
    </section>
  );
}

/** How far the work is, while there is any. */
function Standing() {
  const progress = finding.value;
  if (progress) {
    return (
      <p class="second" role="status">
        {t("catalogue_plan.finding", { n: progress.done, of: quantity(progress.total) })}{" "}
        <button type="button" class="link" onClick={stopFinding}>
          {t("catalogue_plan.stop")}
        </button>
      </p>
    );
  }
  if (!isStopped.value) return null;
  return (
    <p class="second" role="status">
      {t("catalogue_plan.stopped")}{" "}
      <button
        type="button"
        class="link"
        onClick={() => void lookAtCataloguePlan(catalogueTexts.peek(), shown.peek(), planned.peek())}
      >
        {t("catalogue_plan.again")}
      </button>
    </p>
  );
}

/** Which products are planned, where the catalogue is narrowed. */
function Scope(props: { products: number }) {
  if (list.value.filter === noFilter || JSON.stringify(list.value.filter) === JSON.stringify(noFilter)) return null;
  const { isFiltered } = shown.value;
  const turn = () => {
    shown.value = { ...shown.peek(), isFiltered: !isFiltered };
  };
  return (
    <p class="second">
      {isFiltered ? `${t("catalogue_plan.filtered", { n: props.products })} ` : null}
      <button type="button" class="link" onClick={turn}>
        {isFiltered ? t("catalogue_plan.plan_all") : t("catalogue_plan.plan_filtered")}
      </button>
    </p>
  );
}

/** Whether the target is met, in words. */
function Verdict(props: { plan: CataloguePlan; by: string }) {
  const { plan } = props;
  return (
    <div role="status">
      <p class="plan-why">{verdict(plan, fullDay(props.by))}</p>
      {plan.hasTarget && plan.isMet && plan.loss.minor > 0 ? (
        <p class="second">
          {plan.gap.minor === 0 ? t("catalogue_plan.proven") : t("catalogue_plan.gap", { gap: sum(plan.gap) })}
        </p>
      ) : null}
    </div>
  );
}

/** The figures that count. */
function Figures(props: { plan: CataloguePlan; by: string; opened: string | null; onOpen: (id: string) => void }) {
  const { plan, opened, onOpen } = props;
  const date = fullDay(props.by);
  const door = (id: string, label: string, content: string) => (
    <Door label={t("plan.explain", { figure: label })} isOpen={opened === id} onOpen={() => onOpen(id)}>
      {content}
    </Door>
  );
  return (
    <>
      <dl class="figures-row">
        <Figure
          label={t("catalogue_plan.cash", { date })}
          note={t("catalogue_plan.cash_hold", { hold: sum(plan.hold.cash) })}
        >
          {door("cash", t("catalogue_plan.cash", { date }), sum(plan.plan.cash))}
        </Figure>
        <Figure
          label={t("catalogue_plan.room", { date })}
          note={t("catalogue_plan.cash_hold", {
            hold: t("catalogue_plan.room_value", { n: quantity(plan.hold.volume, 1) }),
          })}
        >
          {door(
            "room",
            t("catalogue_plan.room", { date }),
            t("catalogue_plan.room_value", { n: quantity(plan.plan.volume, 1) }),
          )}
        </Figure>
        <Figure
          label={t("catalogue_plan.gain")}
          note={plan.loss.minor > 0 ? t("catalogue_plan.loss_note", { loss: sum(plan.loss) }) : undefined}
        >
          {door("gain", t("catalogue_plan.gain"), sum(plan.gain, "always"))}
        </Figure>
        <Figure label={t("catalogue_plan.value")} note={t("catalogue_plan.value_hold", { hold: sum(plan.hold.value) })}>
          {door("value", t("catalogue_plan.value"), sum(plan.plan.value))}
        </Figure>
        <Figure label={t("catalogue_plan.act")} note={t("catalogue_plan.act_of", { n: quantity(plan.products) })}>
          {door("act", t("catalogue_plan.act"), quantity(plan.toAct))}
        </Figure>
        {plan.waitWeek ? (
          <Figure label={t("catalogue_plan.wait")}>{door("wait", t("catalogue_plan.wait"), sum(plan.waitWeek))}</Figure>
        ) : null}
      </dl>
      {plan.leftOut > 0 ? (
        <p class="second">
          {t("catalogue_plan.left_out", { n: plan.leftOut })}{" "}
          <a href={fragmentOf({ name: "catalogue" })}>{t("catalogue_plan.see_missing")}</a>
        </p>
      ) : null}
    </>
  );
}

function verdict(plan: CataloguePlan, date: string): string {
  const params = {
    date,
    cash: sum(plan.plan.cash),
    volume: quantity(plan.plan.volume, 1),
    loss: sum(plan.loss),
    gain: sum(plan.gain),
    n: plan.products,
  };
  if (!plan.hasTarget) return t("catalogue_plan.free", params);
  if (plan.isImpossible) {
    return t("catalogue_plan.impossible", {
      date,
      cash: sum(plan.mostCash),
      volume: quantity(plan.mostVolume, 1),
    });
  }
  if (!plan.isMet) return t("catalogue_plan.not_found", params);
  return plan.loss.minor <= 0 ? t("catalogue_plan.met_free", params) : t("catalogue_plan.met", params);
}
