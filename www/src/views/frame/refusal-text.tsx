import { t, wordsOf } from "../../i18n/locale";
import { toParams } from "../../i18n/problem-text";
import type { Notice } from "../../state/store";

/** The sentence of a notice whose reason is a code of the core. */
export function RefusalText(props: { notice: Notice }) {
  const { code } = props.notice;
  const params = toParams(props.notice.params);
  const { cause = "" } = params;
  const reason = wordsOf("problem", cause, params) ?? t("problem.unknown_code", { code: cause });
  return <>{wordsOf("notice", code, { ...params, cause: reason }) ?? t("notice.unknown_code", { code })}</>;
}
