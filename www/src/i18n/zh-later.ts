import type { enLater } from "./en-later";
import type { Message } from "./message";
import { abroad } from "./zh/abroad";
import { channels } from "./zh/channels";
import { fees } from "./zh/fees";
import { landed } from "./zh/landed";
import { offers } from "./zh/offers";
import { plan } from "./zh/plan";
import { rules } from "./zh/rules";

/** 简体中文：其余视图的文字，打开时才取。 */
export const zhLater: Record<keyof typeof enLater, Message> = {
  ...fees,
  ...landed,
  ...offers,
  ...abroad,
  ...channels,
  ...plan,
  ...rules,
};
