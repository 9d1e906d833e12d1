import { useEffect, useState } from "preact/hooks";
import { choiceName } from "../../i18n/choice-name";
import { fieldName } from "../../i18n/field-name";
import { t } from "../../i18n/locale";
import { unitName } from "../../i18n/unit-name";
import { ScrollBox } from "../../parts/scroll-box";
import { pasteNumber } from "../../state/actions";
import { type Said, type Saying, whatFilesSay } from "../../state/said";
import { shownKey } from "../../state/shown-product";
import { product, tables } from "../../state/store";

/** Where files speak of the same: what each says, and which is believed. Worked out when it is opened. */
export function SaidFold() {
  const { value: of } = shownKey;
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState<readonly Said[] | null | "reading">("reading");
  const { value: read } = tables;
  const shown = isOpen ? product.value?.fields : null;
  useEffect(() => {
    if (!isOpen || of === null) return;
    let isCurrent = true;
    const take = (answer: readonly Said[] | null) => {
      if (isCurrent) setSaid(answer);
    };
    whatFilesSay(of).then(take, (thrown: unknown) => {
      console.info("the files could not be held against each other:", thrown);
      take(null);
    });
    return () => {
      isCurrent = false;
    };
  }, [isOpen, of, read, shown]);
  if (read.length < 2) return null;
  return (
    <details class="said-fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("said.title")}</h2>
      </summary>
      {isOpen ? <Answer said={said} /> : null}
    </details>
  );
}

function Answer(props: { said: readonly Said[] | null | "reading" }) {
  const { said } = props;
  if (said === "reading") return <p aria-busy="true">{t("said.reading")}</p>;
  if (said === null) return <p class="empty">{t("said.not_here")}</p>;
  if (said.length === 0) return <p class="empty">{t("said.nothing")}</p>;
  return (
    <>
      <p>{t("said.differ", { n: said.filter(({ differs }) => differs).length })}</p>
      <ScrollBox label={t("said.title")}>
        <table class="plain">
          <caption class="only-read">{t("said.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("said.field")}</th>
              <th scope="col">{t("said.value")}</th>
              <th scope="col">{t("said.file")}</th>
              <th scope="col">{t("said.state")}</th>
            </tr>
          </thead>
          <tbody>
            {said.flatMap(({ field, sayings, differs }) =>
              sayings.map((saying, i) => (
                <tr key={`${field} ${saying.file} ${saying.line}`} class={differs ? undefined : "is-second"}>
                  <th scope="row">{i === 0 ? fieldName(field) : <span class="only-read">{fieldName(field)}</span>}</th>
                  <td>{wordsOfSaying(field, saying)}</td>
                  <td>
                    <bdi>{fileName(saying.file)}</bdi>
                    {saying.line === null ? null : (
                      <span class="second"> {t("place.line", { line: String(saying.line) })}</span>
                    )}
                  </td>
                  <td>{saying.isUsed ? t("said.used") : differs ? t("said.not_used") : ""}</td>
                </tr>
              )),
            )}
          </tbody>
        </table>
      </ScrollBox>
      <p class="second">{t("said.rule")}</p>
    </>
  );
}

function wordsOfSaying(field: string, { text, unit }: Saying): string {
  const value = field === "category" ? choiceName(field, text) : text;
  return unit === null ? value : `${value} ${unitName(unit)}`;
}

function fileName(name: string): string {
  const paste = pasteNumber(name);
  return paste === null ? name : t("tables.paste", { number: String(paste) });
}
