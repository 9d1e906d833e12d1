import type { ScenarioName } from "../engine/types";
import { discount, money, percent } from "./format";
import { nameOf, t } from "./locale";

/** A scenario in words: `−30 % to 17.49`, `Liquidate`, `Do nothing`. */
export function scenarioName(name: ScenarioName): string {
  const price = name.price ? money(name.price) : null;
  if (name.isOwn && price && name.kind === "cut") return t("scenario_text.own", { price });
  if (name.kind === "cut" && name.discountPpm !== null) {
    const off = discount(name.discountPpm);
    return price ? t("scenario_text.cut_to", { discount: off, price }) : off;
  }
  if (name.kind === "resell" && price) return t("scenario_text.resell_at", { price });
  // Ids of offers name their kind: `promotion-0-coupon`, `virtual_bundle-100000`.
  const [, mechanic] = /^promotion-\d+-(.+)$/.exec(name.id) ?? [];
  if (mechanic) {
    const of = nameOf("mechanic", mechanic);
    return price ? t("scenario_text.offer_at", { offer: of, price }) : of;
  }
  const [, bundle, attach] = /^(\w+_bundle)-(\d+)$/.exec(name.id) ?? [];
  if (bundle) return t("scenario_text.bundle", { offer: nameOf("mechanic", bundle), share: percent(Number(attach)) });
  const [, gone] = /^split-(\d+)$/.exec(name.id) ?? [];
  if (gone && price) return t("scenario_text.split", { n: Number(gone), price });
  return nameOf("scenario", name.kind);
}
