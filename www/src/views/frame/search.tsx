import { signal } from "@preact/signals";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Found } from "../../engine/types";
import { loadLaterWords, t } from "../../i18n/locale";
import { useMedia } from "../../parts/use-media";
import { find } from "../../state/catalogue";
import { isEmpty } from "../../state/store";
import type { Command } from "./commands";
import { isTyping } from "./is-typing";
import type { Option } from "./search-options";

/** What is found and how it is shown. Its code comes when the box is gone to. */
const findings = signal<typeof import("./search-options") | null>(null);

function fetchFindings(): void {
  if (findings.peek() !== null) return;
  Promise.all([import("./search-options"), loadLaterWords()]).then(
    ([part]) => {
      findings.value = part;
    },
    (thrown: unknown) => console.warn("the search could not be loaded:", thrown),
  );
}

/**
 * The search box: a combobox that jumps to a SKU, a view or an action. ⌘K or Ctrl+K opens it
 * anywhere, `/` wherever nothing is being typed.
 */
export function Search() {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const [asked, setAsked] = useState<Command | null>(null);
  const [isEntered, setEntered] = useState(false);
  const found = useFound(isOpen ? text : "");
  useShortcut(box);
  const isNarrow = useMedia("(max-width: 760px)");

  const close = () => {
    setOpen(false);
    setText("");
    setAsked(null);
    setAt(0);
    setEntered(false);
  };
  const finder = findings.value;
  const options = isOpen && finder ? finder.optionsOf(text, found.products, asked, setAsked) : [];
  const active = options[Math.min(at, options.length - 1)];
  const choose = (option: Option | undefined) => {
    if (option === undefined) return;
    const isQuestion = option.id.startsWith("ask-");
    option.run();
    if (isQuestion) {
      setAt(0);
      return;
    }
    close();
    box.current?.blur();
  };
  // Enter pressed before the products for what was typed are there: they may belong first.
  const isComing = isOpen && asked === null && (finder === null || found.text !== text);
  useEffect(() => {
    if (!isEntered || isComing) return;
    setEntered(false);
    choose(active);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys that choose a character of an input method are not ours.
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0)
      setAt((Math.min(at, options.length - 1) + step + options.length) % options.length);
    else if (event.key === "Enter" && isComing) setEntered(true);
    else if (event.key === "Enter") choose(active);
    else if (event.key === "Escape" && (isOpen || text !== "")) close();
    else return;
    event.preventDefault();
  };
  return (
    <search class="search">
      <input
        ref={box}
        type="text"
        role="combobox"
        aria-label={t("search.label")}
        aria-expanded={isOpen && options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${id}-${active.id}` : undefined}
        placeholder={t(isNarrow ? "search.hint_short" : "search.hint")}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setAsked(null);
          setAt(0);
          setEntered(false);
        }}
        onFocus={() => {
          fetchFindings();
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <span class="search-key" aria-hidden="true">
        {isApple() ? "⌘K" : "Ctrl K"}
      </span>
      <div
        id={`${id}-list`}
        class="search-list"
        role="listbox"
        aria-label={t("search.results")}
        // What scrolls can have the focus, but the list closes when the field loses it.
        tabIndex={-1}
        onMouseDown={(event) => event.preventDefault()}
        hidden={!isOpen || options.length === 0}
      >
        {finder ? <finder.OptionList id={id} options={options} active={active} choose={choose} /> : null}
      </div>
      <span class="only-read" role="status">
        {isOpen && text !== "" ? t("search.count", { n: options.length }) : ""}
      </span>
    </search>
  );
}

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Products, and the text they were found for. */
interface FoundFor {
  readonly text: string;
  readonly products: readonly Found[];
}

/** Products for what is typed; those of the text before until the new ones are there. */
function useFound(text: string): FoundFor {
  const [found, setFound] = useState<FoundFor>({ text: "", products: [] });
  useEffect(() => {
    if (text.trim() === "" || isEmpty.value) {
      setFound({ text, products: [] });
      return;
    }
    let isCurrent = true;
    const answer = (products: readonly Found[]) => {
      if (isCurrent) setFound({ text, products });
    };
    // A newer text has taken its place, or the engine has ended and says so itself: views and actions remain.
    find(text).then(answer, () => answer([]));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return found;
}

function useShortcut(box: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isOpener = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey) && !event.altKey;
      const isSlash = event.key === "/" && !event.metaKey && !event.ctrlKey && !isTyping(event.target);
      if (!isOpener && !isSlash) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, [box]);
}
