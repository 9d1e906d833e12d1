import { t } from "../i18n/locale";
import { isRestoring } from "../state/store";

/** In the place of a product's view until it can be shown: it is on its way, or is not in the tables. */
export function Waiting(props: { isThere: boolean }) {
  const isComing = props.isThere || isRestoring.value;
  return (
    <p class="empty" role="status">
      {t(isComing ? "product.coming" : "product.loading")}
    </p>
  );
}
