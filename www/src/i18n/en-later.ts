import { abroad } from "./en/abroad";
import { channels } from "./en/channels";
import { fees } from "./en/fees";
import { landed } from "./en/landed";
import { offers } from "./en/offers";
import { plan } from "./en/plan";
import { rules } from "./en/rules";

/** English words of the views whose code comes when it is asked for. */
export const enLater = {
  ...fees,
  ...landed,
  ...offers,
  ...abroad,
  ...channels,
  ...plan,
  ...rules,
};
