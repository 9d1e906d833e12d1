import { t } from "../../i18n/locale";
import { Entry } from "./entry";

/** The first screen: in one line what to do, then the box to do it in, then where the files are found. */
export function StartView() {
  return (
    <div class="start">
      <h1>{t("start.title")}</h1>
      <p class="lead">{t("start.what_to_do")}</p>
      <Entry hasSample />
      <section class="teach" aria-labelledby="start-where">
        <h2 id="start-where">{t("start.where_title")}</h2>
        <dl>
          <dt>{t("report.GET_FBA_INVENTORY_PLANNING_DATA")}</dt>
          <dd>{t("start.where_planning")}</dd>
          <dt>{t("report.GET_FBA_ESTIMATED_FBA_FEES_TXT_DATA")}</dt>
          <dd>{t("start.where_fees")}</dd>
          <dt>{t("start.cost_sheet")}</dt>
          <dd>{t("start.where_costs")}</dd>
        </dl>
        <p class="second">{t("start.partial")}</p>
      </section>
      <section class="teach" aria-labelledby="start-answers">
        <h2 id="start-answers">{t("start.answers_title")}</h2>
        <ul>
          <li>{t("start.answer_floor")}</li>
          <li>{t("start.answer_best")}</li>
          <li>{t("start.answer_date")}</li>
          <li>{t("start.answer_why")}</li>
        </ul>
        <p class="second">{t("start.private")}</p>
      </section>
    </div>
  );
}
