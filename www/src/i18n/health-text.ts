// Figures and sentences of health and alerts, as the reader writes them.

import type { Amount, DrawnLine, HealthFinding, Input } from "../engine/types";
import { cover, day, decimal, expected, fullDay, percent, price, quantity } from "./format";
import { nameOf, t, wordsOf } from "./locale";

/** Figures of a sentence that are shares. */
const SHARES = new Set(["drop", "change", "rate"]);
/** Figures that are days and may be never. */
const LASTING = new Set(["days_of_stock", "days_of_supply_30", "days_of_supply_90", "cover"]);

/** Figures that are money and stand as the core wrote them. */
const MONEY = new Set(["price", "cost", "market", "floor", "gap", "revenue"]);

/** A share as a percentage to one digit. */
export function shareOf(share: number): string {
  return percent(Math.round(share * 1_000_000), "auto", 1);
}

/** Days, turns, months: a figure that may be never. */
export function lasting(figure: number, digits = 1): string {
  return Number.isFinite(figure) ? quantity(figure, figure < 10 ? digits : 0) : t("unit.never");
}

function written(name: string, text: string, today: string): string {
  if (name === "family") return nameOf("fee", text);
  if (name.endsWith("date") || name === "due_at") return day(text, today);
  if (text === "never") return t("unit.never");
  const figure = Number(text);
  if (!Number.isFinite(figure)) return text;
  if (SHARES.has(name)) return shareOf(figure);
  if (LASTING.has(name)) return cover(figure);
  if (MONEY.has(name)) return text;
  return expected(figure) === "0" && figure !== 0 ? decimal(text) : decimal(String(Math.round(figure * 100) / 100));
}

/** Values of a sentence; of a name that stands several times all are said. */
export function healthParams(inputs: readonly Input[], today: string): Record<string, string> {
  const params: Record<string, string> = {};
  for (const { name, text } of inputs) {
    const words = written(name, text, today);
    const before = params[name];
    params[name] = before === undefined ? words : `${before}${t("place.join")}${words}`;
  }
  return params;
}

/** Why a rule says what it says, in one sentence. */
export function findingText(finding: HealthFinding, today: string): string {
  const params = healthParams(finding.params, today);
  return wordsOf("alert_why", `${finding.rule}.${finding.code}`, params) ?? nameOf("alert_rule", finding.rule);
}

/** Since when the base line holds, and from what; none where all that is known counts. */
export function drawnText(drawn: DrawnLine | null): string | null {
  return drawn === null ? null : wordsOf("health_drawn", drawn.code, { date: fullDay(drawn.on) });
}

/** What to do about it. */
export function actionText(finding: HealthFinding): string {
  return finding.action === "" ? "" : nameOf("alert_action", finding.action);
}

/** Money at stake, with what money that is. */
export function stakeWords(kind: string, amount: Amount): string {
  return t(
    kind === "surcharge"
      ? "health.stake_surcharge"
      : kind === "lost_sales"
        ? "health.stake_lost_sales"
        : "health.stake_cash_tied_up",
    { money: price(amount) },
  );
}

/** Money at stake by what a rule says; empty where none is known. */
export function stakeText({ stake, stakeKind }: HealthFinding): string {
  return stake === null || stakeKind === null ? "" : stakeWords(stakeKind, stake);
}

/** A level in words. */
export function levelText(level: number): string {
  return t(
    level >= 3 ? "health.level_3" : level === 2 ? "health.level_2" : level === 1 ? "health.level_1" : "health.level_0",
  );
}

/** A day, or now. */
export function dueText(on: string | null): string {
  return on === null ? t("health.now") : fullDay(on);
}
