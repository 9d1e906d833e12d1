import type { ComponentChildren } from "preact";
import { useEffect, useId } from "preact/hooks";
import type { Filter } from "../../engine/types";
import { fieldName } from "../../i18n/field-name";
import { day, quantity } from "../../i18n/format";
import { AGE_BANDS, groupName } from "../../i18n/group-name";
import { codesOf, type Key, nameOf, t } from "../../i18n/locale";
import { Popover } from "../../parts/popover";
import {
  bound,
  clearFilter,
  groupBy,
  lookAtCategories,
  lookAtSuppliers,
  narrow,
  toggleColumn,
} from "../../state/catalogue";
import {
  categories,
  hasSuppliers,
  hiddenColumns,
  listFilter,
  listGroup,
  noFilter,
  summary,
  suppliers,
  work,
} from "../../state/store";
import { columns } from "./columns";
import { addDays, FigureBounds } from "./figure-bounds";

const groups = ["action", "deadline", "age", "category", "supplier"] as const;

/** What the list is narrowed to and put together by. Every brush over a picture has its fields here. */
export function FilterBar() {
  const { value: filter } = listFilter;
  const { value: group } = listGroup;
  const current = summary.value;
  const today = current?.today ?? "";
  const next = current?.deadline?.date;
  const set = (part: Partial<Filter>) => narrow(part);
  // Also when products got their category or left.
  const isCalculating = work.value?.kind === "calculating";
  useEffect(() => {
    if (isCalculating) return;
    void lookAtCategories();
    void lookAtSuppliers();
  }, [filter, current, isCalculating]);
  const deadlines = [...new Set([next, addDays(today, 30), addDays(today, 90)])].filter((date) => date !== undefined);
  const gain = filter.bounds.find(({ figure }) => figure === "gain");
  const sign =
    gain === undefined ? "" : gain.from === 1 && gain.to === null ? "more" : gain.to === 0 ? "none" : "range";
  return (
    <search class="filter-bar" aria-label={t("filter.label")}>
      <Labelled words="filter.text">
        {(id) => (
          <input
            id={id}
            type="search"
            autocomplete="off"
            spellcheck={false}
            placeholder={t("search.sku_or_title")}
            value={filter.text}
            onInput={(event) => set({ text: event.currentTarget.value })}
          />
        )}
      </Labelled>
      <Choice
        words="filter.action"
        value={filter.actions.length === 1 ? (filter.actions[0] ?? "") : filter.actions.length > 1 ? "act" : ""}
        options={[
          ["act", t("filter.to_act")],
          ...codesOf("action_kind").map<[string, string]>((code) => [code, nameOf("action_kind", code)]),
        ]}
        onChoose={(code) =>
          set({
            actions: code === "" ? [] : code === "act" ? ["cut", "liquidate", "remove", "resell", "dispose"] : [code],
          })
        }
      />
      <Choice
        words="filter.deadline"
        value={filter.deadlineBy ?? ""}
        options={deadlines.map((date) => [date, t("group.by", { date: day(date, today) })])}
        onChoose={(date) => set({ deadlineBy: date === "" ? null : date })}
      />
      <Choice
        words="filter.age"
        value={filter.ages === null ? "" : filter.ages.join("-")}
        options={agesOffered(filter.ages).map(([from, to]) => [
          `${from}-${to}`,
          from === to ? t("group.age", { band: AGE_BANDS[from] ?? "" }) : t("filter.age_from_to", bandEnds(from, to)),
        ])}
        onChoose={(code) => set({ ages: code === "" ? null : (code.split("-").map(Number) as [number, number]) })}
      />
      <Choice
        words="filter.gain"
        value={sign}
        options={[
          ["more", t("filter.gain_more")],
          ["none", t("filter.gain_none")],
          ...(sign === "range" ? [["range", t("filter.gain_range")] as const] : []),
        ]}
        onChoose={(code) => {
          if (code !== "range") bound("gain", code === "more" ? 1 : null, code === "none" ? 0 : null);
        }}
      />
      <Choice
        words="filter.missing"
        value={filter.missing ?? ""}
        options={[
          ["any", t("filter.missing_any")],
          ...(current?.asked ?? []).map<[string, string]>(({ field }) => [field, fieldName(field)]),
        ]}
        onChoose={(field) => set({ missing: field === "" ? null : field })}
      />
      <Choice
        words="filter.category"
        value={filter.category ?? ""}
        options={[
          ...choicesOffered(categories.value, filter.category).map<[string, string]>(({ code, products }) => [
            code,
            t("filter.category_of", { category: groupName("category", code, today), n: quantity(products) }),
          ]),
        ]}
        onChoose={(code) => set({ category: code === "" ? null : code })}
      />
      {hasSuppliers.value ? (
        <Choice
          words="filter.supplier"
          value={filter.supplier ?? ""}
          options={choicesOffered(suppliers.value, filter.supplier || null).map(({ code, products }) => [
            code,
            t("filter.category_of", { category: groupName("supplier", code, today), n: quantity(products) }),
          ])}
          onChoose={(code) => set({ supplier: code })}
        />
      ) : null}
      <FigureBounds figure="units" words="filter.units" />
      <FigureBounds figure="cover" words="filter.cover" />
      <FigureBounds figure="gain" words="filter.gain_figure" />
      <Choice
        words="filter.group"
        value={group ?? ""}
        none="filter.group_none"
        options={groups
          .filter((code) => code !== "supplier" || hasSuppliers.value)
          .map((code) => [code, t(`group_by.${code}`)])}
        onChoose={(code) => groupBy(code === "" ? null : code)}
      />
      <Popover class="chip column-choice" summary={t("filter.columns")}>
        <fieldset class="popover">
          <legend class="only-read">{t("filter.columns")}</legend>
          {columns.map(({ id, words }) => (
            <label key={id} class="check-line">
              <input type="checkbox" checked={!hiddenColumns.value.has(id)} onChange={() => toggleColumn(id)} />
              {t(words)}
            </label>
          ))}
        </fieldset>
      </Popover>
      {filter === noFilter ? null : (
        <button type="button" class="quiet" onClick={clearFilter}>
          {t("filter.clear")}
        </button>
      )}
    </search>
  );
}

/** Runs of age bands that are asked for most, and the one that is in force. */
function agesOffered(current: readonly [number, number] | null): [number, number][] {
  const offered: [number, number][] = [
    [2, 4],
    [3, 4],
    [4, 4],
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
  ];
  if (current && !offered.some(([from, to]) => from === current[0] && to === current[1])) offered.push([...current]);
  return offered;
}

/** What some product is of, and what is in force; what is without one comes last. */
function choicesOffered(
  known: readonly { readonly code: string; readonly products: number }[],
  current: string | null,
): { code: string; products: number }[] {
  const offered = [...known];
  if (current !== null && !offered.some(({ code }) => code === current)) offered.push({ code: current, products: 0 });
  return offered.sort((a, b) => Number(a.code === "none") - Number(b.code === "none") || b.products - a.products);
}

function bandEnds(from: number, to: number): { from: string; to: string } {
  return { from: AGE_BANDS[from] ?? "", to: AGE_BANDS[to] ?? "" };
}

function Labelled(props: { words: Key; children: (id: string) => ComponentChildren }) {
  const id = useId();
  return (
    <div class="filter-field">
      <label for={id}>{t(props.words)}</label>
      {props.children(id)}
    </div>
  );
}

function Choice(props: {
  words: Key;
  value: string;
  /** Word for no choice. */
  none?: Key;
  options: readonly (readonly [string, string])[];
  onChoose: (code: string) => void;
}) {
  return (
    <Labelled words={props.words}>
      {(id) => (
        <select
          id={id}
          class={props.value === "" ? undefined : "is-set"}
          value={props.value}
          onChange={(event) => props.onChoose(event.currentTarget.value)}
        >
          <option value="">{t(props.none ?? "filter.any")}</option>
          {props.options.map(([code, label]) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}
