import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ChannelField, PlanAnswer, PlanBody, PlanSentence } from "../../engine/types";
import { chanceText } from "../../i18n/chance-text";
import { day, decimal, expected, fullDay, price, quantity, sum } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import { Door } from "../../parts/door";
import { Figure } from "../../parts/figure";
import { ProductHeading } from "../../parts/product-heading";
import { ScrollBox } from "../../parts/scroll-box";
import { Waiting } from "../../parts/waiting";
import { channelTexts } from "../../state/channels";
import { fragmentOf } from "../../state/location";
import { isPlanning, leavePlan, lookAtPlan, plan, planDoubts, planExits, planTexts } from "../../state/plan";
import { product } from "../../state/store";
import { CashBand } from "./cash-band";
import { Doubts } from "./doubts";
import { ExitDrawer } from "./exit-drawer";
import { PlainRules } from "./plain-rules";
import { PlanDrawer } from "./plan-drawer";
import { Exits } from "./plan-exits";
import { HistoryField, PlanField } from "./plan-field";
import { PlanHistory } from "./plan-history";
import { PlanMenu, PlanSteps, PlanWays } from "./plan-tables";
import { PricePath } from "./price-path";
import { Split } from "./split";
import { StockBand } from "./stock-band";

const LIMITS = [
  "deadline",
  "floor",
  "most_changes",
  "least_days",
  "review_days",
  "menu",
  "ending",
  "may_rise",
  "lets_go",
];
const DEMAND = ["units_per_day", "prior", "elasticity", "elasticity_sd", "season"];
const SINCE = ["sold_since", "price_now"];

/** The prices of a product over time: what to do and when, and what it is held against. */
export function PlanView() {
  const current = product.value;
  const key = current?.row.key ?? null;
  const texts = planTexts.value;
  const elsewhere = channelTexts.value;
  const opened = useSignal<string | null>(null);
  // Asked anew whenever what is typed here or what is known of the product changes.
  useEffect(() => {
    if (key !== null) void lookAtPlan(key, texts);
  }, [key, current, texts, elsewhere]);
  useEffect(() => leavePlan, []);
  const shown = plan.value;
  if (!current || key === null || shown?.key !== key) return <Waiting isThere={current !== null} />;
  const { fields, body } = shown.view;
  const exits = planExits.value?.key === key ? planExits.value.view : null;
  const doubts = planDoubts.value?.key === key ? planDoubts.value.view : null;
  const open = (id: string | null) => {
    opened.value = id;
  };
  return (
    <div class="plan" aria-busy={isPlanning.value}>
      <ProductHeading title={t("plan.title")} row={current.row} />
      {body.answer ? (
        <Answer body={body} answer={body.answer} opened={opened.value} onOpen={open} />
      ) : (
        <Missing product={key} body={body} />
      )}
      <Notes notes={body.notes} />
      {exits?.body.split && body.answer ? <Split split={exits.body.split} opened={opened.value} onOpen={open} /> : null}
      {exits ? <Exits product={key} exits={exits} opened={opened.value} onOpen={open} /> : null}
      {doubts?.body.value && body.answer ? <Doubts product={key} doubts={doubts} today={body.today} /> : null}
      <FieldGroup product={key} title={t("plan.since")} note={t("plan.since_note")} fields={fields} names={SINCE} />
      <FieldGroup product={key} title={t("plan.limits")} note={t("plan.limits_note")} fields={fields} names={LIMITS} />
      <FieldGroup
        product={key}
        title={t("plan.own")}
        note={t("plan.own_note")}
        fields={fields}
        names={["own_ladder", "ladder_by"]}
      />
      <PlainRules product={key} fields={fields} body={body} />
      <FieldGroup product={key} title={t("plan.demand")} note={t("plan.demand_note")} fields={fields} names={DEMAND} />
      <section class="plan-group" aria-labelledby="plan-history">
        <h2 id="plan-history">{t("plan.history")}</h2>
        {fields
          .filter(({ name }) => name === "history")
          .map((field) => (
            <HistoryField key={field.name} product={key} field={field} />
          ))}
        {body.history ? (
          <>
            <PlanHistory history={body.history} prior={body.elasticity} />
            {fields
              .filter(({ name }) => name === "use_history")
              .map((field) => (
                <PlanField key={field.name} product={key} field={field} />
              ))}
          </>
        ) : null}
      </section>
      {exits && opened.value ? <ExitDrawer id={opened.value} body={exits.body} onClose={() => open(null)} /> : null}
      {body.answer && opened.value ? (
        <PlanDrawer id={opened.value} body={body} answer={body.answer} onClose={() => open(null)} />
      ) : null}
    </div>
  );
}

function Answer(props: { body: PlanBody; answer: PlanAnswer; opened: string | null; onOpen: (id: string) => void }) {
  const { body, answer, onOpen } = props;
  const planned = answer.ways.find(({ code }) => code === "plan");
  const hold = answer.ways.find(({ code }) => code === "hold");
  const own = answer.ways.find(({ code }) => code === "own");
  const door = (id: string, label: string, content: string) => (
    <Door label={t("plan.explain", { figure: label })} isOpen={props.opened === id} onOpen={() => onOpen(id)}>
      {content}
    </Door>
  );
  if (!planned) return null;
  return (
    <>
      <p class="plan-why" role="status">
        {whyText(answer.why)}
      </p>
      <dl class="figures-row">
        <Figure
          label={t("plan.worth")}
          note={own?.presentValue ? t("plan.worth_own", { own: sum(own.presentValue) }) : undefined}
        >
          {door("value", t("plan.worth"), planned.presentValue ? sum(planned.presentValue) : "–")}
        </Figure>
        <Figure
          label={t("plan.gain")}
          note={hold?.presentValue ? t("plan.gain_hold", { hold: sum(hold.presentValue) }) : undefined}
        >
          {door("gain", t("plan.gain"), planned.againstHold ? sum(planned.againstHold, "always") : "–")}
        </Figure>
        <Figure label={t("plan.clears")} note={t("plan.clears_note", { date: fullDay(body.deadline) })}>
          {door(
            "chance",
            t("plan.clears"),
            planned.clearsOn ? day(planned.clearsOn, body.today) : t("plan.not_by_deadline"),
          )}
        </Figure>
        <Figure label={t("plan.left")} note={t("plan.chance", { chance: chanceText(planned.chanceToClear) })}>
          {door("left", t("plan.left"), expected(planned.left))}
        </Figure>
      </dl>
      <section aria-labelledby="plan-steps">
        <h2 id="plan-steps">{t("plan.steps")}</h2>
        <p class="second">{t("plan.steps_note")}</p>
        <PlanSteps steps={answer.steps} today={body.today} exit={answer.exit} />
        <Rules body={body} answer={answer} />
      </section>
      <section aria-labelledby="plan-ways">
        <h2 id="plan-ways">{t("plan.ways")}</h2>
        <ScrollBox label={t("plan.ways")}>
          <PlanWays answer={answer} today={body.today} onOpen={onOpen} opened={props.opened} />
        </ScrollBox>
        <p class="second">
          {t("plan.deadline_rule", {
            date: fullDay(body.deadline),
            exit: answer.exit ? nameOf("scenario", answer.exit) : t("plan.no_exit"),
            value: answer.exitValue ? price(answer.exitValue) : "–",
          })}
        </p>
      </section>
      <div class="pictures">
        <PricePath points={answer.points} today={body.today} />
        <StockBand points={answer.points} today={body.today} />
        <CashBand points={answer.points} today={body.today} currency={planned.presentValue?.currency ?? ""} />
      </div>
      <details class="plan-menu">
        <summary>{t("plan.menu")}</summary>
        <p class="second">{t("plan.menu_note")}</p>
        <PlanMenu answer={answer} />
      </details>
    </>
  );
}

/** What to do when the next review comes, by what is then left. */
function Rules(props: { body: PlanBody; answer: PlanAnswer }) {
  const { answer, body } = props;
  if (answer.next.length === 0) return null;
  const date = day(answer.nextOn, body.today);
  return (
    <>
      <h3>{t("plan.next", { date })}</h3>
      <ul class="plan-rules">
        {answer.next.map((rule, i) => {
          const params = {
            price: price(rule.price),
            from: quantity(rule.fromUnits),
            to: quantity(rule.toUnits),
            let_go: quantity(rule.letGo),
          };
          const isLast = i === answer.next.length - 1;
          const words =
            answer.next.length === 1
              ? t("plan.rule_any", params)
              : i === 0
                ? t("plan.rule_more", params)
                : isLast
                  ? t("plan.rule_less", params)
                  : t("plan.rule_between", params);
          return (
            <li key={rule.toUnits}>
              {words}
              {rule.letGo > 0 ? ` ${t("plan.rule_let_go", params)}` : ""}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** Why the plan is what it is, in the reader's words. */
export function whyText(why: PlanSentence): string {
  const params = toParams(why.params);
  for (const name of ["gain", "sold", "hold_sold", "left", "hold_left", "per_week"]) {
    const figure = params[name];
    if (figure !== undefined) params[name] = decimal(figure);
  }
  return wordsOf("plan_why", why.code, params) ?? t("problem.unknown_code", { code: why.code });
}

function Missing(props: { product: string; body: PlanBody }) {
  const { missing } = props.body;
  if (missing.length === 0) return null;
  return (
    <p class="plan-why" role="status">
      {t("plan.missing", { what: listOf([...new Set(missing)].map(holeText)) })}{" "}
      <a href={fragmentOf({ name: "product", key: props.product })}>{t("plan.fill_in")}</a>
    </p>
  );
}

function Notes(props: { notes: readonly PlanSentence[] }) {
  if (props.notes.length === 0) return null;
  return (
    <ul class="plan-notes">
      {props.notes.map((note) => {
        const params = toParams(note.params);
        return (
          <li key={note.code}>
            {wordsOf("plan_note", note.code, params) ??
              wordsOf("problem", note.code, params) ??
              t("problem.unknown_code", { code: note.code })}
          </li>
        );
      })}
    </ul>
  );
}

function FieldGroup(props: {
  product: string;
  title: string;
  note: string;
  fields: readonly ChannelField[];
  names: readonly string[];
}) {
  const shown = props.names.flatMap((name) => props.fields.filter((field) => field.name === name));
  return (
    <section class="plan-group" aria-label={props.title}>
      <h2>{props.title}</h2>
      <p class="second">{props.note}</p>
      <div class="plan-fields">
        {shown.map((field) => (
          <PlanField key={field.name} product={props.product} field={field} />
        ))}
      </div>
    </section>
  );
}
