import type { Key } from "./locale";
import type { Message } from "./message";
import { abroad } from "./zh/abroad";
import { catalogue } from "./zh/catalogue";
import { cataloguePlan } from "./zh/catalogue-plan";
import { categories } from "./zh/categories";
import { channels } from "./zh/channels";
import { codes } from "./zh/codes";
import { exits } from "./zh/exits";
import { exports } from "./zh/exports";
import { fees } from "./zh/fees";
import { fields } from "./zh/fields";
import { health } from "./zh/health";
import { landed } from "./zh/landed";
import { offers } from "./zh/offers";
import { page } from "./zh/page";
import { pictures } from "./zh/pictures";
import { plan } from "./zh/plan";
import { problems } from "./zh/problems";
import { reconcile } from "./zh/reconcile";
import { restock } from "./zh/restock";
import { review } from "./zh/review";
import { rules } from "./zh/rules";
import { transfers } from "./zh/transfers";
import { workspace } from "./zh/workspace";

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
  ...restock,
  ...review,
  ...rules,
  ...transfers,
  ...workspace,
};
