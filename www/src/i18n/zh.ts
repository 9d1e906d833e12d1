import type { Key } from "./locale";
import type { Message } from "./message";
import { abroad } from "./zh/abroad";
import { catalogue } from "./zh/catalogue";
import { categories } from "./zh/categories";
import { channels } from "./zh/channels";
import { codes } from "./zh/codes";
import { fees } from "./zh/fees";
import { fields } from "./zh/fields";
import { landed } from "./zh/landed";
import { offers } from "./zh/offers";
import { page } from "./zh/page";
import { pictures } from "./zh/pictures";
import { problems } from "./zh/problems";

/** 简体中文. Its type is the list of English keys: what is missing does not compile. */
export const zh: Record<Key, Message> = {
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
