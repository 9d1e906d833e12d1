import type { enFirst } from "./en-first";
import type { Message } from "./message";
import { catalogue } from "./zh/catalogue";
import { categories } from "./zh/categories";
import { codes } from "./zh/codes";
import { fields } from "./zh/fields";
import { page } from "./zh/page";
import { pictures } from "./zh/pictures";
import { problems } from "./zh/problems";

/** 简体中文：首屏、商品列表和单品页的文字。 */
export const zhFirst: Record<keyof typeof enFirst, Message> = {
  ...page,
  ...catalogue,
  ...pictures,
  ...codes,
  ...problems,
  ...fields,
  ...categories,
};
