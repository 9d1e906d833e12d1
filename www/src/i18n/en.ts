import { abroad } from "./en/abroad";
import { catalogue } from "./en/catalogue";
import { categories } from "./en/categories";
import { channels } from "./en/channels";
import { codes } from "./en/codes";
import { fees } from "./en/fees";
import { fields } from "./en/fields";
import { landed } from "./en/landed";
import { offers } from "./en/offers";
import { page } from "./en/page";
import { pictures } from "./en/pictures";
import { problems } from "./en/problems";

/** English, the pattern of all catalogues. */
export const en = {
  ...page,
  ...catalogue,
  ...pictures,
  ...codes,
  ...problems,
  ...fees,
  ...fields,
  ...categories,
  ...landed,
  ...offers,
  ...abroad,
  ...channels,
};
