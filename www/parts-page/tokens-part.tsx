import { name } from "./names";
import { Part } from "./state";

/** Colours by the name of their token; `tokens.css` has their values. */
const COLOURS = [
  "paper",
  "raised",
  "ink",
  "second",
  "rule",
  "strong-rule",
  "edge",
  "accent",
  "on-accent",
  "selected",
  "gain",
  "loss",
  "assumed",
  "assumed-paper",
  "age-1",
  "age-2",
  "age-3",
  "age-4",
  "age-5",
] as const;

const SIZES = [12, 13, 14, 16, 20, 28] as const;
const STEPS = [1, 2, 3, 4, 5, 6] as const;

/** The tokens: what every part is made of. */
export function TokensPart() {
  return (
    <>
      <Part id="colours" title="colours" note="colours_note" isWide>
        <div class="swatches">
          {COLOURS.map((colour) => (
            <div key={colour}>
              <svg class="swatch" aria-hidden="true">
                {/* A fill by attribute: the policy takes no style attribute. */}
                <rect fill={`var(--${colour})`} />
              </svg>
              <span class="swatch-name">{colour}</span>
            </div>
          ))}
        </div>
      </Part>
      <Part id="type" title="type" note="type_note" isWide>
        {SIZES.map((size) => (
          <p key={size} class={`type-${size}`}>
            {size} {name("type_sample")} <strong>1,214.00</strong>
          </p>
        ))}
      </Part>
      <Part id="spaces" title="spaces" note="spaces_note" isWide>
        <div class="spaces">
          {STEPS.map((step) => (
            <div key={step} class={`space space-${step}`} />
          ))}
        </div>
      </Part>
    </>
  );
}
