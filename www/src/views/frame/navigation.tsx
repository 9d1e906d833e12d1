import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { locale, t } from "../../i18n/locale";
import { Popover } from "../../parts/popover";
import { useMedia } from "../../parts/use-media";
import { go } from "../../state/actions";
import { fragmentOf } from "../../state/location";
import { tables, type View, view } from "../../state/store";
import { ExportMenu } from "./export-menu";
import { Steps } from "./later-steps";
import { ThemeChoice } from "./theme-choice";
import { useFit } from "./use-fit";
import { type Destination, destinationOf, destinations } from "./views";

/** The width up to which the views stand in a bar at the bottom. Kept equal to `frame.css`. */
export const NARROW = "(max-width: 760px)";

/** A place to go to, and where it leads now. */
interface Open {
  readonly destination: Destination;
  readonly target: View;
}

/** Where one can go: one line of links, on a phone a bar; what it has no room for is under "More". */
export function Navigation() {
  const isNarrow = useMedia(NARROW);
  const open = destinations.flatMap((destination) => {
    const target = destination.to();
    return target === null ? [] : [{ destination, target }];
  });
  return isNarrow ? <Bar open={open} /> : <OneLine open={open} />;
}

function Bar(props: { open: readonly Open[] }) {
  const inBar = props.open.filter(({ destination }) => destination.isMain);
  return (
    <nav aria-label={t("nav.label")}>
      {inBar.map((of) => (
        <ViewLink key={of.destination.id} of={of} />
      ))}
      <More open={props.open.filter(({ destination }) => !destination.isMain)}>
        <Steps />
        <ExportMenu />
        <ThemeChoice />
      </More>
    </nav>
  );
}

function OneLine(props: { open: readonly Open[] }) {
  const { open } = props;
  const box = useRef<HTMLElement>(null);
  const row = useRef<HTMLDivElement>(null);
  const words = open.map(({ destination }) => t(destination.words)).join(" ");
  const count = useFit(box, row, `${locale.value} ${tables.value.length} ${words}`);
  return (
    <nav aria-label={t("nav.label")} ref={box}>
      <div class="nav-line" ref={row}>
        {open.slice(0, count).map((of) => (
          <ViewLink key={of.destination.id} of={of} />
        ))}
      </div>
      <More open={open.slice(count)} />
    </nav>
  );
}

function ViewLink(props: { of: Open }) {
  const { destination, target } = props.of;
  const isCurrent = destinationOf(view.value) === destination.id;
  const count = destination.id === "tables" ? tables.value.length : 0;
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
      {t(destination.words)}
      {count > 0 ? <span class="nav-count"> {count}</span> : null}
    </a>
  );
}

/** The views there is no room for; on a phone also a step back and the light, for which its header has none. */
function More(props: { open: readonly Open[]; children?: ComponentChildren }) {
  const { open } = props;
  if (open.length === 0) return null;
  const isCurrent = open.some(({ destination }) => destination.id === destinationOf(view.value));
  return (
    <Popover class={isCurrent ? "more is-current" : "more"} summary={t("nav.more")}>
      <div class="more-views">
        {open.map((of) => (
          <ViewLink key={of.destination.id} of={of} />
        ))}
        {props.children}
      </div>
    </Popover>
  );
}

/** The box a link stands in would lie over the view gone to. */
function closeOf(link: EventTarget | null) {
  const box = link instanceof Element ? link.closest("details") : null;
  if (box) box.open = false;
}
