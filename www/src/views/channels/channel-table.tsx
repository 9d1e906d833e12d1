import type { ComponentChildren } from "preact";
import type { ChannelPlace, ChannelsView } from "../../engine/types";
import { cover, expected, price } from "../../i18n/format";
import { holeText } from "../../i18n/hole-text";
import { type Key, listOf, nameOf, t, wordsOf } from "../../i18n/locale";
import { scenarioName } from "../../i18n/scenario-name";
import { Money } from "../../parts/money";
import { rangesText } from "../product/product-figures";
import { ChannelInput } from "./channel-input";

/** Channels side by side, a column each: what is asked, a unit, its prices, the units moved. */
export function ChannelTable(props: { product: string; view: ChannelsView }) {
  const { view } = props;
  const { places } = view;
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
    <table class="plain channel-table">
      <caption class="only-read">{t("channels.table")}</caption>
      <thead>
        <tr>
          <th scope="col" class="is-first">
            {t("channels.channel")}
          </th>
          {places.map(({ place }) => (
            <th key={place} scope="col">
              {nameOf("shop", place)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Head words={t("channels.asked")} columns={places.length} />
        {fields.map((name) => (
          <Row
            key={name}
            label={nameOf("shop_field", name)}
            places={places}
            cell={(place) => {
              const field = place.fields.find((candidate) => candidate.name === name);
              return field ? <ChannelInput product={props.product} field={field} place={place.place} /> : null;
            }}
          />
        ))}
      </tbody>
      <tbody>
        <Head words={t("channels.unit")} columns={places.length} />
        {lines
          .filter((id) => id !== "landed_cost")
          .map((id) => (
            <Row
              key={id}
              label={nameOf("line", id)}
              places={places}
              cell={(place) => <LineCell place={place} id={id} />}
              isNumber
            />
          ))}
        <Row
          label={t("ledger.net_proceeds")}
          places={places}
          cell={(place) => <Money amount={place.net} />}
          isNumber
          isSum
          isBest={(place) => place.net !== null && place.net.minor === bestNet}
        />
        <Row
          label={nameOf("line", "landed_cost")}
          places={places}
          cell={(place) => <LineCell place={place} id="landed_cost" />}
          isNumber
        />
        <Row
          label={t("ledger.profit")}
          places={places}
          cell={(place) => <Money amount={place.profit} isGain />}
          isNumber
          isSum
        />
      </tbody>
      <tbody>
        <Head words={t("channels.prices")} columns={places.length} />
        <Row
          label={t("channels.pays_cost")}
          places={places}
          cell={(place) => rangesText(place.paysFullCost, 2)}
          isNumber
        />
        <Row
          label={t("channels.beats_here")}
          places={places}
          cell={(place) => rangesText(place.beatsHere, 2)}
          isNumber
        />
      </tbody>
      <tbody>
        <Head words={t("channels.moving", { units })} columns={places.length} />
        <Moving
          words="channels.move_cost"
          places={places}
          cell={({ moving }) => <Money amount={moving.costPerUnit} />}
        />
        <Moving
          words="channels.days"
          places={places}
          cell={({ moving }) =>
            moving.daysToClear !== null
              ? cover(moving.daysToClear)
              : moving.unitsLeft !== null
                ? t("channels.units_left", { units: expected(moving.unitsLeft) })
                : null
          }
        />
        <Moving words="channels.storage" places={places} cell={({ moving }) => <Money amount={moving.storage} />} />
        <Moving words="channels.cash" places={places} cell={({ moving }) => <Money amount={moving.cash} />} />
        <Moving words="channels.value" places={places} cell={({ moving }) => <Money amount={moving.presentValue} />} />
        <Moving words="channels.with_rest" places={places} cell={({ moving }) => <Money amount={moving.withRest} />} />
        <Row
          label={t("channels.against_hold", { value: view.holdValue ? price(view.holdValue) : "–" })}
          places={places}
          cell={(place) => (place.place === "amazon" ? null : <Money amount={place.moving.againstHold} isGain />)}
          isNumber
          isSum
          isBest={(place) => place.moving.againstHold !== null && place.moving.againstHold.minor === bestGain}
        />
        <Row
          label={t("channels.against_best", {
            way: view.best ? scenarioName(view.best) : "–",
            value: view.bestValue ? price(view.bestValue) : "–",
          })}
          places={places}
          cell={(place) => (place.place === "amazon" ? null : <Money amount={place.moving.againstBest} isGain />)}
          isNumber
        />
        <Row
          label={t("channels.missing")}
          places={places}
          cell={({ moving }) => (moving.missing.length > 0 ? listOf(unique(moving.missing).map(missingText)) : null)}
        />
      </tbody>
    </table>
  );
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function missingText(name: string): string {
  return wordsOf("shop_field", name) ?? holeText(name);
}

function Head(props: { words: string; columns: number }) {
  return (
    <tr class="channel-part">
      <th scope="rowgroup" class="is-first">
        {props.words}
      </th>
      <td colSpan={props.columns} />
    </tr>
  );
}

function Row(props: {
  label: string;
  places: readonly ChannelPlace[];
  cell: (place: ChannelPlace) => ComponentChildren;
  isNumber?: boolean;
  isSum?: boolean;
  isBest?: (place: ChannelPlace) => boolean;
}) {
  return (
    <tr class={props.isSum ? "is-sum" : undefined}>
      <th scope="row" class="is-first">
        {props.label}
      </th>
      {props.places.map((place) => (
        <td key={place.place} class={`${props.isNumber ? "is-number" : ""} ${props.isBest?.(place) ? "is-best" : ""}`}>
          {props.cell(place)}
        </td>
      ))}
    </tr>
  );
}

/** A figure of the units moved; where nothing moves the cell stays empty. */
function Moving(props: {
  words: Key;
  places: readonly ChannelPlace[];
  cell: (place: ChannelPlace) => ComponentChildren;
}) {
  return (
    <Row
      label={t(props.words)}
      places={props.places}
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
