import { t, wordsOf } from "../../i18n/locale";
import { FieldInput } from "../../parts/field-input";
import { edit, leaveField, resetField, revertField } from "../../state/actions";
import { draftKey, drafts, missing, settings } from "../../state/store";

/** What is assumed for all products, until the seller says otherwise. */
export function SettingsView() {
  return (
    <section class="settings" aria-labelledby="settings-title">
      <h1 id="settings-title">{t("settings.title")}</h1>
      <p class="lead">{t("settings.lead")}</p>
      {settings.value.length === 0 ? <p class="empty">{t("settings.empty")}</p> : null}
      <div class="fields">
        {settings.value.map((field) => (
          <FieldInput
            key={field.field}
            field={field}
            hint={wordsOf("hint", field.field)}
            isNeeded={missing.value.some((fact) => fact.key === null && fact.field === field.field)}
            typed={drafts.value[draftKey(null, field.field)]}
            onType={(text) => void edit(null, field.field, text)}
            onLeave={() => leaveField(null, field.field)}
            onRevert={() => revertField(null, field.field)}
            onReset={() => void resetField(null, field.field)}
          />
        ))}
      </div>
    </section>
  );
}
