// The product on other channels: what the seller typed for it, and the engine's last answer.

import { computed, signal } from "@preact/signals";
import type { ChannelsView } from "../engine/types";
import { sheetName } from "./input-log";
import { selectedKey, worksheets } from "./store";

/** Texts by field, `place.field` or `field`, as typed. */
export type ChannelTexts = Readonly<Record<string, string>>;

/** The answer, and for which product it is. */
export const channels = signal<{ readonly key: string; readonly view: ChannelsView } | null>(null);

/** What was typed for the selected product. */
export const channelTexts = computed<ChannelTexts>(() => {
  const key = selectedKey.value;
  return key === null ? {} : textsOf(worksheets.value[sheetName("channels", key)]);
});

/** The texts of a worksheet; whatever else was kept there is left out. */
export function textsOf(sheet: unknown): ChannelTexts {
  const kept = (sheet as { texts?: unknown } | undefined)?.texts;
  if (typeof kept !== "object" || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter(([, text]) => typeof text === "string"));
}
