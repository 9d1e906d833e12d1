import type { ComponentChildren } from "preact";
import type { Row } from "../engine/types";
import { t } from "../i18n/locale";
import { select } from "../state/actions";

/** Heads a view of one product: the way back to it, what the view is, and which product. */
export function ProductHeading(props: { title: string; row: Row; children?: ComponentChildren }) {
  const { row } = props;
  return (
    <header class="product-head">
      <button type="button" class="link" onClick={() => select(row.key)}>
        ← {t("compare.back")}
      </button>
      <h1>
        {props.title} <bdi class="sku">{row.sku || t("product.no_sku")}</bdi> <bdi class="title">{row.title}</bdi>
      </h1>
      {props.children}
    </header>
  );
}
