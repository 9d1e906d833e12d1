// The days that matter as entries of the seller's own calendar.

import type { OutCalendar, OutEvent } from "../../engine/sheets";
import type { CalendarEntry, DateEntry, PlanBody } from "../../engine/types";
import { discount, fullDay, price, quantity } from "../../i18n/format";
import { type Key, listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { entryText, kindText } from "../calendar/day-list";

/** Days before a deadline on which the calendar reminds. */
const remindDays = 3;

export function calendarOf(dates: readonly DateEntry[], name: string, today: string, market: string): OutCalendar {
  return { name, madeOn: today, events: dates.map((date) => eventOf(date, today, market)) };
}

function eventOf(date: DateEntry, today: string, market: string): OutEvent {
  const { id, on, kind } = date;
  const where = nameOf("market", market);
  const made = t("export.made_on", { date: fullDay(today) });
  if (kind === "deadline") {
    const one = date.products === 1 ? date.skus[0] : undefined;
    const title =
      one === undefined
        ? t("calendar.deadline_many", { n: date.products })
        : t("calendar.deadline_one", { sku: one, n: Math.round(date.units) });
    const cost = date.cost ? t("calendar.deadline_cost", { cost: price(date.cost) }) : "";
    const more = date.products - date.skus.length;
    const named = listOf([...date.skus, ...(more > 0 ? [t("calendar.more", { n: more })] : [])]);
    return { id, on, title, text: [cost, named, `${where}. ${made}`].filter(Boolean).join("\n"), remindDays };
  }
  if (kind === "snapshot")
    return { id, on, title: t("calendar.snapshot"), text: `${t("calendar.snapshot_note")}\n${where}. ${made}` };
  if (kind === "fees") {
    const params = { family: date.families.map((family) => nameOf("fee", family)).join(t("place.join")) };
    const what = wordsOf("calendar_text", `fees.${date.change}`, params) ?? "";
    const isPeak = date.change === "peak_begins" || date.change === "peak_ends";
    const title = isPeak ? t(`calendar.${date.change}` as Key) : t("calendar.fees");
    return { id, on, title, text: `${what}\n${t("calendar.fees_note")}\n${where}. ${made}`.trim(), remindDays };
  }
  return { id, on, title: t("calendar.review"), text: `${t("calendar.review_note")}\n${where}. ${made}` };
}

/**
 * Days of buying again, of a successor, of looking back and of the marketplace's deals, of one product or of all. What hangs on a
 * product keeps its id when its day moves, so a later file moves the entry.
 */
export function careOf(
  entries: readonly CalendarEntry[],
  key: string | null,
  today: string,
  market: string,
): OutEvent[] {
  const made = t("export.made_on", { date: fullDay(today) });
  return entries.flatMap((entry) => {
    const { id, kind, on } = entry;
    if (kind !== "restock" && kind !== "launch" && kind !== "review" && kind !== "deal") return [];
    // A sale of the marketplace bears on every product; what is of other products bears on none but them.
    const isForAll = kind === "deal" && entry.products === 0;
    if (key !== null && entry.key !== key && !isForAll) return [];
    const what = isForAll ? nameOf("calendar_deal", entry.code) : entry.sku;
    return {
      id: entry.key === null ? `${id}-${market}` : `${kind}-${market}-${entry.key}`,
      on,
      ...(entry.ends === null ? {} : { ends: entry.ends }),
      title: [kindText(kind), what].filter(Boolean).join(" · "),
      text: `${entryText(entry, today)}\n${nameOf("market", market)}. ${made}`,
      remindDays: kind === "review" ? 0 : remindDays,
    };
  });
}

/** The steps of a plan, each on the day its price begins; a later plan takes the place of an earlier step by step. */
export function stepsOf(plan: PlanBody, key: string, sku: string, today: string, market: string): OutEvent[] {
  const made = t("export.made_on", { date: fullDay(today) });
  const { answer, deadline } = plan;
  if (answer === null) return [];
  const steps = answer.steps.map((step, i) => ({
    id: `step-${market}-${key}-${i + 1}`,
    on: step.from,
    title: t("calendar.step", { sku, price: price(step.price), off: discount(step.discountPpm) }),
    text: `${t("calendar.step_note", { sold: quantity(step.sold, 1), left: quantity(step.left, 1), until: fullDay(step.until) })}\n${made}`,
    remindDays: 1,
  }));
  const review = { id: `plan-review-${market}-${key}`, on: answer.nextOn, title: t("calendar.plan_review", { sku }) };
  const end = { id: `plan-end-${market}-${key}`, on: deadline, title: t("calendar.plan_end", { sku }) };
  return [
    ...steps,
    { ...review, text: `${t("calendar.plan_review_note")}\n${made}`, remindDays: 0 },
    { ...end, text: `${t("calendar.plan_end_note")}\n${made}`, remindDays: remindDays },
  ];
}
