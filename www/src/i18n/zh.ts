import type { Key } from "./locale";
import type { Message } from "./message";
import { abroad } from "./zh/abroad.ts";
import { catalogue } from "./zh/catalogue.ts";
import { cataloguePlan } from "./zh/catalogue-plan.ts";
import { categories } from "./zh/categories.ts";
import { channels } from "./zh/channels.ts";
import { codes } from "./zh/codes.ts";
import { exits } from "./zh/exits.ts";
import { exports } from "./zh/exports.ts";
import { fees } from "./zh/fees.ts";
import { fields } from "./zh/fields.ts";
import { forecasts } from "./zh/forecasts.ts";
import { health } from "./zh/health.ts";
import { landed } from "./zh/landed.ts";
import { offers } from "./zh/offers.ts";
import { page } from "./zh/page.ts";
import { pictures } from "./zh/pictures.ts";
import { plan } from "./zh/plan.ts";
import { problems } from "./zh/problems.ts";
import { reconcile } from "./zh/reconcile.ts";
import { restock } from "./zh/restock.ts";
import { review } from "./zh/review.ts";
import { rules } from "./zh/rules.ts";
import { transfers } from "./zh/transfers.ts";
import { workspace } from "./zh/workspace.ts";

/** 简体中文. Its type is the list of English keys: what is missing does not compile. */
export const zh: Record<Key, Message> = {
  ...catalogue,
  ...categories,
  ...codes,
  ...fields,
  ...page,
  ...pictures,
  ...problems,
  ...abroad,
  ...cataloguePlan,
  ...channels,
  ...exits,
  ...exports,
  ...fees,
  ...health,
  ...landed,
  ...offers,
  ...plan,
  ...reconcile,
  ...forecasts,
  ...restock,
  ...review,
  ...rules,
  ...transfers,
  ...workspace,
};
