import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ProductView } from "../../engine/types";
import { money } from "../../i18n/format";
import { t } from "../../i18n/locale";
import type { PriceCurve as Picture } from "../../parts/pictures/price-curve";
import { setHandPrice } from "../../state/actions";
import { curve, handPriceMinor } from "../../state/store";
import { PriceHand } from "./price-hand";

type PictureProps = Parameters<typeof Picture>[0];

/** The curve with a handle for the price under the hand. The drawing part is loaded with the first product. */
export function ProductCurve(props: { product: ProductView; today: string }) {
  const [PriceCurve, setPicture] = useState<ComponentType<PictureProps> | null>(null);
  useEffect(() => {
    void import("../../parts/pictures/price-curve").then((part) => setPicture(() => part.PriceCurve));
  }, []);
  const { product } = props;
  const drawn = curve.value;
  const price = product.row.price;
  if (!price) return null;
  const from = drawn?.prices[0];
  const to = drawn?.prices[drawn.prices.length - 1];
  return (
    <section aria-labelledby="curve-title">
      <h2 id="curve-title">
        {t("curve.title")} <span class="unit">{price.currency}</span>
      </h2>
      {product.row.netPerUnit && product.row.floor ? (
        <p class="picture-sentence">
          {t("curve.sentence", {
            price: money(price),
            net: money(product.row.netPerUnit),
            floor: money(product.row.floor),
          })}
        </p>
      ) : null}
      <div class="curve-frame">
        {PriceCurve && drawn ? (
          <PriceCurve
            curve={drawn}
            price={price}
            floor={product.row.floor}
            requiredNet={product.requiredNet}
            paysFullCost={product.paysFullCost}
            beatsExits={product.beatsExits}
            handPrice={handPriceMinor.value}
            onHand={setHandPrice}
          />
        ) : null}
      </div>
      {from !== undefined && to !== undefined ? (
        <PriceHand product={product} from={from} to={to} today={props.today} />
      ) : null}
    </section>
  );
}
