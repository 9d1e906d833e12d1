import { computed } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../../i18n/format";
import { t } from "../../i18n/locale";
import type { PriceCurve as Picture } from "../../parts/pictures/price-curve";
import { setHandPrice } from "../../state/actions";
import { shownCurrency } from "../../state/shown-product";
import { curve, handPriceMinor, product } from "../../state/store";
import { PriceHand } from "./price-hand";

type PictureProps = Parameters<typeof Picture>[0];

/** The curve with a handle for the price under the hand. The drawing part is loaded with the first product. */
export function ProductCurve() {
  const { value: currency } = shownCurrency;
  if (currency === null) return null;
  return (
    <section aria-labelledby="curve-title">
      <h2 id="curve-title">
        {t("curve.title")} <span class="unit">{currency}</span>
      </h2>
      {isOpen.value ? (
        <p class="picture-sentence">{t("curve.sentence_open")}</p>
      ) : (
        <>
          <Sentence />
          <div class="curve-frame">
            <Drawing />
          </div>
          <Hand />
        </>
      )}
    </section>
  );
}

/** No price has a net: a fee that each of them needs is not known. */
const isOpen = computed(() => curve.value?.net.every((net) => net === null || Number.isNaN(net)) === true);

function Sentence() {
  const { row } = product.value ?? {};
  if (!row?.price || !row.netPerUnit || !row.floor) return null;
  return (
    <p class="picture-sentence">
      {t("curve.sentence", {
        price: money(row.price),
        net: money(row.netPerUnit),
        floor: money(row.floor),
      })}
    </p>
  );
}

function Drawing() {
  const [PriceCurve, setPicture] = useState<ComponentType<PictureProps> | null>(null);
  useEffect(() => {
    void import("../../parts/pictures/price-curve").then((part) => setPicture(() => part.PriceCurve));
  }, []);
  const { value: drawn } = curve;
  const { value: shown } = product;
  if (!PriceCurve || drawn === null || shown === null) return null;
  return (
    <PriceCurve
      curve={drawn}
      price={shown.row.price}
      floor={shown.row.floor}
      requiredNet={shown.requiredNet}
      paysFullCost={shown.paysFullCost}
      beatsExits={shown.beatsExits}
      handPrice={handPriceMinor.value}
      onHand={setHandPrice}
    />
  );
}

function Hand() {
  const { value: drawn } = curve;
  const { value: shown } = product;
  const from = drawn?.prices[0];
  const to = drawn?.prices[drawn.prices.length - 1];
  if (shown === null || from === undefined || to === undefined) return null;
  return <PriceHand product={shown} from={from} to={to} />;
}
