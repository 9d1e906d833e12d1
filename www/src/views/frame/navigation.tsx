import { t } from "../../i18n/locale";
import { Popover } from "../../parts/popover";
import { useMedia } from "../../parts/use-media";
import { go } from "../../state/actions";
import { fragmentOf } from "../../state/location";
import { tables, view } from "../../state/store";
import { Steps } from "./steps";
import { ThemeChoice } from "./theme-choice";
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

function ViewLink(props: { destination: Destination }) {
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
        closeOf(event.currentTarget);
        go(target);
      }}
    >
      {t(words)}
      {count > 0 ? <span class="nav-count"> {count}</span> : null}
    </a>
  );
}

/** What a phone's bar and header have no room for: the other views, a step back, the light. */
function More(props: { destinations: readonly Destination[] }) {
  const isCurrent = props.destinations.some(({ id }) => id === view.value.name);
  return (
    <Popover class={isCurrent ? "more is-current" : "more"} summary={t("nav.more")}>
      <div class="more-views">
        <Steps />
        {props.destinations.map((destination) => (
          <ViewLink key={destination.id} destination={destination} />
        ))}
        <ThemeChoice />
      </div>
    </Popover>
  );
}

/** The box a link stands in would lie over the view gone to. */
function closeOf(link: EventTarget | null) {
  const box = link instanceof Element ? link.closest("details") : null;
  if (box) box.open = false;
}
