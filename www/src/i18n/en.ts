import { abroad } from "./en/abroad.ts";
import { catalogue } from "./en/catalogue.ts";
import { cataloguePlan } from "./en/catalogue-plan.ts";
import { categories } from "./en/categories.ts";
import { channels } from "./en/channels.ts";
import { codes } from "./en/codes.ts";
import { exits } from "./en/exits.ts";
import { exports } from "./en/exports.ts";
import { fees } from "./en/fees.ts";
import { fields } from "./en/fields.ts";
import { forecasts } from "./en/forecasts.ts";
import { health } from "./en/health.ts";
import { landed } from "./en/landed.ts";
import { offers } from "./en/offers.ts";
import { page } from "./en/page.ts";
import { pictures } from "./en/pictures.ts";
import { plan } from "./en/plan.ts";
import { problems } from "./en/problems.ts";
import { reconcile } from "./en/reconcile.ts";
import { restock } from "./en/restock.ts";
import { review } from "./en/review.ts";
import { rules } from "./en/rules.ts";
import { transfers } from "./en/transfers.ts";
import { workspace } from "./en/workspace.ts";

/** English, the pattern of all catalogues. It is shipped in two files: `en-first` and `en-later`. */
export const en = {
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
