import type { ComponentType } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import type { ProductView } from "../../engine/types";
import { money } from "../../i18n/format";
import { rich, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import type { PriceCurve as Picture } from "../../parts/pictures/price-curve";
import { setHandPrice } from "../../state/actions";
import { curve, handPriceMinor, ledger } from "../../state/store";

type PictureProps = Parameters<typeof Picture>[0];

/** The curve with a handle for the price under the hand. The drawing part is loaded with the first product. */
export function ProductCurve(props: { product: ProductView }) {
  const id = useId();
  const [PriceCurve, setPicture] = useState<ComponentType<PictureProps> | null>(null);
  useEffect(() => {
    void import("../../parts/pictures/price-curve").then((part) => setPicture(() => part.PriceCurve));
  }, []);
  const { product } = props;
  const drawn = curve.value;
  const price = product.row.price;
  if (!price) return null;
  const currency = price.currency;
  const from = drawn?.prices[0];
  const to = drawn?.prices[drawn.prices.length - 1];
  const hand = handPriceMinor.value;
  const shown = ledger.value;
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>
        {t("curve.title")} <span class="unit">{currency}</span>
      </h2>
      <div class="curve-frame">
        {PriceCurve && drawn ? (
          <PriceCurve
            curve={drawn}
            price={price}
            floor={product.row.floor}
            requiredNet={product.requiredNet}
            paysFullCost={product.paysFullCost}
            beatsExits={product.beatsExits}
            handPrice={hand}
            onHand={setHandPrice}
          />
        ) : null}
      </div>
      {from !== undefined && to !== undefined ? (
        <div class="hand">
          <label for={id}>{t("curve.try_price")}</label>
          <input
            id={id}
            type="range"
            min={from}
            max={to}
            step={1}
            value={hand ?? price.minor}
            aria-valuetext={money({ minor: hand ?? price.minor, currency })}
            onInput={(event) => setHandPrice(Number(event.currentTarget.value))}
          />
          <output for={id}>
            {shown
              ? rich("curve.at_price", {
                  price: <strong>{money(shown.price)}</strong>,
                  net: <Money amount={shown.netProceeds} />,
                  profit: <Money amount={shown.profit} isGain />,
                })
              : null}
          </output>
          {hand !== null ? (
            <button type="button" class="quiet" onClick={() => setHandPrice(null)}>
              {t("curve.back_to_today")}
            </button>
          ) : null}
        </div>
      ) : null}
    </section>
  );
}
