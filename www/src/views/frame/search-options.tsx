import type { Found } from "../../engine/types";
import { t } from "../../i18n/locale";
import { select } from "../../state/actions";
import { type Command, commands } from "./commands";

/** One line of what was found. */
export interface Option {
  readonly id: string;
  readonly group: "products" | "views" | "actions";
  readonly label: string;
  readonly note: string;
  readonly run: () => void;
}

/** The options in their groups, the active one marked. */
export function OptionList(props: {
  id: string;
  options: readonly Option[];
  active: Option | undefined;
  choose: (option: Option) => void;
}) {
  return (
    <>
      {(["products", "views", "actions"] as const).map((group) => {
        const own = props.options.filter((option) => option.group === group);
        if (own.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox takes groups of options, a fieldset is none.
          <div key={group} role="group" aria-labelledby={`${props.id}-${group}`}>
            <div id={`${props.id}-${group}`} class="search-group">
              {t(`search.${group}`)}
            </div>
            {own.map((option) => (
              // The keys are those of the box, which keeps the focus.
              // biome-ignore lint/a11y/useKeyWithClickEvents: see above.
              // biome-ignore lint/a11y/useFocusableInteractive: see above.
              <div
                key={option.id}
                id={`${props.id}-${option.id}`}
                role="option"
                class="search-option"
                aria-selected={option === props.active}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => props.choose(option)}
              >
                <bdi class="search-name">{option.label}</bdi>
                {option.note ? <bdi class="search-note">{option.note}</bdi> : null}
              </div>
            ))}
          </div>
        );
      })}
    </>
  );
}

/** What the box offers for a text: products found, views and actions; or one question that was asked. */
export function optionsOf(
  text: string,
  found: readonly Found[],
  asked: Command | null,
  ask: (command: Command) => void,
): Option[] {
  if (asked !== null) {
    const label = asked.question ?? asked.label;
    return [{ id: `do-${asked.id}`, group: "actions", label, note: t("search.confirm"), run: asked.run }];
  }
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const products = found.map<Option>(({ key, sku, title }) => ({
    id: `product-${key}`,
    group: "products",
    label: sku || t("product.no_sku"),
    note: title,
    run: () => select(key),
  }));
  const others = commands(text.trim())
    .filter(({ label, isAlways }) => isAlways || words.every((word) => label.toLowerCase().includes(word)))
    .map<Option>((command) => ({
      id: command.question ? `ask-${command.id}` : command.id,
      group: command.group,
      label: command.label,
      note: command.note ?? "",
      run: command.question ? () => ask(command) : command.run,
    }));
  return [...products, ...others];
}
