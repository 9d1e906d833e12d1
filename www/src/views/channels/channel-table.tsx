import type { ComponentChildren } from "preact";
import type { ChannelPlace, ChannelsView } from "../../engine/types";
import { cover, expected, price } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { type Key, listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { type Side, SideHead, SideRow, SideTable } from "../../parts/side-table";
import { rangesText } from "../product/product-figures";
import { ChannelInput } from "./channel-input";

/** Channels side by side, a column each: what is asked, a unit, its prices, the units moved. */
export function ChannelTable(props: { product: string; view: ChannelsView }) {
  const { view } = props;
  const { places } = view;
  const sides = places.map((of) => ({ key: of.place, name: nameOf("shop", of.place), of }));
  const fields = unique(places.flatMap((place) => place.fields.map(({ name }) => name)));
  const lines = unique(places.flatMap((place) => place.lines.map(({ id }) => id)));
  const most = (of: (place: ChannelPlace) => number | undefined) => {
    const known = places.map(of).filter((minor) => minor !== undefined);
    return known.length > 1 ? Math.max(...known) : null;
  };
  const bestNet = most((place) => place.net?.minor);
  const bestGain = most((place) => place.moving.againstHold?.minor);
  const units = view.units === null ? "–" : expected(view.units);
  return (
    <SideTable caption={t("channels.table")} first={t("channels.channel")} sides={sides}>
      <tbody>
        <SideHead words={t("channels.asked")} columns={places.length} />
        {fields.map((name) => (
          <SideRow
            key={name}
            label={nameOf("shop_field", name)}
            sides={sides}
            cell={(place) => {
              const field = place.fields.find((candidate) => candidate.name === name);
              return field ? <ChannelInput product={props.product} field={field} place={place.place} /> : null;
            }}
          />
        ))}
      </tbody>
      <tbody>
        <SideHead words={t("channels.unit")} columns={places.length} />
        {lines
          .filter((id) => id !== "landed_cost")
          .map((id) => (
            <SideRow
              key={id}
              label={nameOf("line", id)}
              sides={sides}
              cell={(place) => <LineCell place={place} id={id} />}
              isNumber
            />
          ))}
        <SideRow
          label={t("ledger.net_proceeds")}
          sides={sides}
          cell={(place) => <Money amount={place.net} />}
          isNumber
          isSum
          isBest={(place) => place.net !== null && place.net.minor === bestNet}
        />
        <SideRow
          label={nameOf("line", "landed_cost")}
          sides={sides}
          cell={(place) => <LineCell place={place} id="landed_cost" />}
          isNumber
        />
        <SideRow
          label={t("ledger.profit")}
          sides={sides}
          cell={(place) => <Money amount={place.profit} isGain />}
          isNumber
          isSum
        />
      </tbody>
      <tbody>
        <SideHead words={t("channels.prices")} columns={places.length} />
        <SideRow
          label={t("channels.pays_cost")}
          sides={sides}
          cell={(place) => rangesText(place.paysFullCost, 2)}
          isNumber
        />
        <SideRow
          label={t("channels.beats_here")}
          sides={sides}
          cell={(place) => rangesText(place.beatsHere, 2)}
          isNumber
        />
      </tbody>
      <tbody>
        <SideHead words={t("channels.moving", { units })} columns={places.length} />
        <Moving words="channels.move_cost" sides={sides} cell={({ moving }) => <Money amount={moving.costPerUnit} />} />
        <Moving
          words="channels.days"
          sides={sides}
          cell={({ moving }) =>
            moving.daysToClear !== null
              ? cover(moving.daysToClear)
              : moving.unitsLeft !== null
                ? t("channels.units_left", { units: expected(moving.unitsLeft) })
                : null
          }
        />
        <Moving words="channels.storage" sides={sides} cell={({ moving }) => <Money amount={moving.storage} />} />
        <Moving words="channels.cash" sides={sides} cell={({ moving }) => <Money amount={moving.cash} />} />
        <Moving words="channels.value" sides={sides} cell={({ moving }) => <Money amount={moving.presentValue} />} />
        <Moving words="channels.with_rest" sides={sides} cell={({ moving }) => <Money amount={moving.withRest} />} />
        <SideRow
          label={t("channels.against_hold", { value: view.holdValue ? price(view.holdValue) : "–" })}
          sides={sides}
          cell={(place) => (place.place === "amazon" ? null : <Money amount={place.moving.againstHold} isGain />)}
          isNumber
          isSum
          isBest={(place) => place.moving.againstHold !== null && place.moving.againstHold.minor === bestGain}
        />
        <SideRow
          label={t("channels.against_best", {
            way: view.best ? scenarioName(view.best) : "–",
            value: view.bestValue ? price(view.bestValue) : "–",
          })}
          sides={sides}
          cell={(place) => (place.place === "amazon" ? null : <Money amount={place.moving.againstBest} isGain />)}
          isNumber
        />
        <SideRow
          label={t("channels.missing")}
          sides={sides}
          cell={({ moving }) => (moving.missing.length > 0 ? listOf(unique(moving.missing).map(missingText)) : null)}
        />
      </tbody>
    </SideTable>
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function missingText(name: string): string {
  return wordsOf("shop_field", name) ?? holeText(name);
}

/** A figure of the units moved; where nothing moves the cell stays empty. */
function Moving(props: {
  words: Key;
  sides: readonly Side<ChannelPlace>[];
  cell: (place: ChannelPlace) => ComponentChildren;
}) {
  return (
    <SideRow
      label={t(props.words)}
      sides={props.sides}
      cell={(place) => (place.place === "amazon" ? null : props.cell(place))}
      isNumber
    />
  );
}

/** The amount of a line, or the word that asks for it; empty where the channel has no such line. */
function LineCell(props: { place: ChannelPlace; id: string }) {
  const line = props.place.lines.find(({ id }) => id === props.id);
  if (!line) return null;
  if (!line.amount)
    return <span class="is-asked-word">{line.isNeeded ? t("field_state.ask") : t("ledger.not_known")}</span>;
  return (
    <span class={line.status === "assumed" || line.fee?.isAssumed ? "is-assumed" : undefined}>
      <Money amount={line.amount} />
    </span>
  );
}
