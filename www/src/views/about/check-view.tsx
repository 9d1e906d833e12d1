import { t } from "../../i18n/locale";
import { ConfirmRow } from "../../parts/confirm-row";
import { forgetEverything } from "../../state/actions";
import { form, isEmpty, requestCounts } from "../../state/store";

/** How to check that nothing leaves, how far the figures can be trusted, and what is kept where. */
export function CheckView() {
  const { own, others, refused } = requestCounts.value;
  return (
    <article class="check">
      <h1>{t("check.title")}</h1>
      <p class="lead">{t("page.line")}</p>
      <h2>{t("check.requests_title")}</h2>
      <table class="plain is-narrow">
        <caption class="only-read">{t("check.requests_title")}</caption>
        <tbody>
          <tr>
            <th scope="row">{t("check.own")}</th>
            <td class="is-number">{own}</td>
          </tr>
          <tr>
            <th scope="row">{t("check.others")}</th>
            <td class="is-number">{others}</td>
          </tr>
          <tr>
            <th scope="row">{t("check.refused")}</th>
            <td class="is-number">{refused}</td>
          </tr>
        </tbody>
      </table>
      <ol>
        <li>{t("check.step_panel")}</li>
        <li>{t("check.step_reload")}</li>
        <li>{t("check.step_offline")}</li>
        <li>{t("check.step_policy")}</li>
      </ol>
      <p class="second">{form.value === "file" ? t("check.form_file") : t("check.form_hosted")}</p>
      <h2>{t("check.trust_title")}</h2>
      <dl class="teach">
        <dt>{t("status.official")}</dt>
        <dd>{t("check.official")}</dd>
        <dt>{t("status.cross-checked")}</dt>
        <dd>{t("check.cross_checked")}</dd>
        <dt>{t("status.single-source")}</dt>
        <dd>{t("check.single_source")}</dd>
        <dt>{t("status.yours")}</dt>
        <dd>{t("check.yours")}</dd>
        <dt>
          <span class="is-assumed">{t("status.assumed")}</span>
        </dt>
        <dd>{t("check.assumed")}</dd>
        <dt>{t("status.unknown")}</dt>
        <dd>{t("check.unknown")}</dd>
      </dl>
      <h2>{t("check.kept_title")}</h2>
      <p>{t("check.kept")}</p>
      {isEmpty.value ? null : (
        <ConfirmRow
          label={t("forget.label")}
          question={t("forget.question")}
          confirm={t("forget.confirm")}
          onConfirm={() => void forgetEverything()}
        />
      )}
    </article>
  );
}
