import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/locale";
import { useMedia } from "../../parts/use-media";
import { go } from "../../state/actions";
import { fragmentOf } from "../../state/location";
import { tables, view } from "../../state/store";
import { type Destination, destinations } from "./views";

/** The width from which on all views stand in one line. Kept equal to `frame.css`. */
export const NARROW = "(max-width: 760px)";

/** Where one can go: a line of links, on a phone a bar with the rest under "More". */
export function Navigation() {
  const isNarrow = useMedia(NARROW);
  const inBar = isNarrow ? destinations.filter(({ isMain }) => isMain) : destinations;
  const underMore = isNarrow ? destinations.filter(({ isMain }) => !isMain) : [];
  return (
    <nav aria-label={t("nav.label")}>
      {inBar.map((destination) => (
        <ViewLink key={destination.id} destination={destination} />
      ))}
      {underMore.length > 0 ? <More destinations={underMore} /> : null}
    </nav>
  );
}

function ViewLink(props: { destination: Destination; onGo?: () => void }) {
  const { id, words, to } = props.destination;
  const target = to();
  if (target === null) return null;
  const isCurrent = view.value.name === id;
  const count = id === "tables" ? tables.value.length : 0;
  return (
    <a
      href={fragmentOf(target)}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => {
        event.preventDefault();
        props.onGo?.();
        go(target);
      }}
    >
      {t(words)}
      {count > 0 ? <span class="nav-count"> {count}</span> : null}
    </a>
  );
}

function More(props: { destinations: readonly Destination[] }) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (box.current) box.current.open = false;
  };
  useEffect(() => {
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, []);
  const isCurrent = props.destinations.some(({ id }) => id === view.value.name);
  return (
    <details
      class="more"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        close();
        box.current?.querySelector("summary")?.focus();
      }}
    >
      <summary class={isCurrent ? "is-current" : undefined}>{t("nav.more")}</summary>
      <div class="more-views">
        {props.destinations.map((destination) => (
          <ViewLink key={destination.id} destination={destination} onGo={close} />
        ))}
      </div>
    </details>
  );
}
