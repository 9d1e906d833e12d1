import { catalogue } from "./en/catalogue";
import { categories } from "./en/categories";
import { codes } from "./en/codes";
import { fields } from "./en/fields";
import { page } from "./en/page";
import { pictures } from "./en/pictures";
import { problems } from "./en/problems";

/** English words of the first screen, the catalogue, a product and what stands beside them. */
export const enFirst = {
  ...page,
  ...catalogue,
  ...pictures,
  ...codes,
  ...problems,
  ...fields,
  ...categories,
};
