import { abroad } from "./en/abroad";
import { catalogue } from "./en/catalogue";
import { cataloguePlan } from "./en/catalogue-plan";
import { categories } from "./en/categories";
import { channels } from "./en/channels";
import { codes } from "./en/codes";
import { exits } from "./en/exits";
import { exports } from "./en/exports";
import { fees } from "./en/fees";
import { fields } from "./en/fields";
import { health } from "./en/health";
import { landed } from "./en/landed";
import { offers } from "./en/offers";
import { page } from "./en/page";
import { pictures } from "./en/pictures";
import { plan } from "./en/plan";
import { problems } from "./en/problems";
import { reconcile } from "./en/reconcile";
import { restock } from "./en/restock";
import { review } from "./en/review";
import { rules } from "./en/rules";
import { transfers } from "./en/transfers";
import { workspace } from "./en/workspace";

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
  ...restock,
  ...review,
  ...rules,
  ...transfers,
  ...workspace,
};
