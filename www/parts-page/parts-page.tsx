import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../src/i18n/locale";
import { ConfidenceBadge } from "../src/parts/confidence-badge";
import { ConfirmRow } from "../src/parts/confirm-row";
import { Door } from "../src/parts/door";
import { Drawer } from "../src/parts/drawer";
import { Figure } from "../src/parts/figure";
import { Money } from "../src/parts/money";
import { AgeBars } from "../src/parts/pictures/age-bars";
import { Hatches } from "../src/parts/pictures/hatches";
import { ProblemList } from "../src/parts/problem-list";
import { ScrollBox } from "../src/parts/scroll-box";
import { SourceMark } from "../src/parts/source-mark";
import { FieldsPart } from "./fields-part";
import { name } from "./names";
import { problem, usd } from "./samples";
import { Part, State } from "./state";
import { TablesPart } from "./tables-part";
import { TokensPart } from "./tokens-part";

const SOURCES = ["typed", "report", "computed", "assumed", "unknown"] as const;
const CONFIDENCES = [
  "official",
  "cross-checked",
  "single-source",
  "yours",
  "report",
  "computed",
  "assumed",
  "unknown",
] as const;

function ignore(): void {
  // The page of parts shows states; it has none of its own.
}

/** Every token and every part in all its states. */
export function PartsPage() {
  return (
    <main class="parts-page">
      <Hatches />
      <h1>{name("title")}</h1>
      <p class="second">{name("line")}</p>
      <nav aria-label={name("languages")}>
        <a href="#en/light">en ○</a>
        <a href="#en/dark">en ●</a>
        <a href="#zh/light">zh ○</a>
        <a href="#zh/dark">zh ●</a>
      </nav>
      <TokensPart />
      <Actions />
      <Figures />
      <FieldsPart />
      <Marks />
      <Messages />
      <TablesPart />
      <Pictures />
      <Drawers />
    </main>
  );
}

function Actions() {
  return (
    <>
      <Part id="buttons" title="buttons" note="buttons_note">
        <State of="plain">
          <button type="button">{t("catalogue.print")}</button>
        </State>
        <State of="primary">
          <button type="button" class="primary">
            {t("entry.read")}
          </button>
        </State>
        <State of="danger">
          <button type="button" class="danger">
            {t("forget.confirm")}
          </button>
        </State>
        <State of="quiet">
          <button type="button" class="quiet">
            {t("action.close")}
          </button>
        </State>
        <State of="link">
          <button type="button" class="link">
            {t("field_state.reset")}
          </button>
        </State>
        <State of="disabled">
          <button type="button" disabled>
            {t("entry.read")}
          </button>
        </State>
      </Part>
      <Part id="doors" title="doors" note="doors_note">
        <State of="closed">
          <Door label={name("doors")} isOpen={false} onOpen={ignore}>
            17.49
          </Door>
        </State>
        <State of="open">
          <Door label={name("doors")} isOpen onOpen={ignore}>
            17.49
          </Door>
        </State>
        <State of="assumed">
          <Door label={name("doors")} isOpen={false} onOpen={ignore}>
            <span class="is-assumed">
              17.49<span class="assumed-word">{t("status.assumed")}</span>
            </span>
          </Door>
        </State>
      </Part>
      <Part id="confirm" title="confirm" note="confirm_note">
        <State of="plain">
          <ConfirmRow
            label={t("forget.label")}
            question={t("forget.question")}
            confirm={t("forget.confirm")}
            onConfirm={ignore}
          />
        </State>
      </Part>
    </>
  );
}

function Figures() {
  return (
    <>
      <Part id="amounts" title="amounts" note="amounts_note">
        <State of="plain">
          <Money amount={usd(123_456)} />
        </State>
        <State of="gain">
          <Money amount={usd(121_400)} isGain />
        </State>
        <State of="loss">
          <Money amount={usd(-3820)} isGain />
        </State>
        <State of="zero">
          <Money amount={usd(0)} isGain />
        </State>
        <State of="with_currency">
          <Money amount={usd(2499)} withCurrency />
        </State>
        <State of="whole">
          <Money amount={usd(3_842_049)} isWhole />
        </State>
        <State of="yen">
          <Money amount={{ minor: 1980, currency: "JPY" }} withCurrency />
        </State>
        <State of="unknown">
          <Money amount={null} />
        </State>
      </Part>
      <Part id="figures" title="figures" note="figures_note">
        <State of="first">
          <dl>
            <Figure label={t("figure.floor")} note={t("figure.floor_why")}>
              11.62
            </Figure>
          </dl>
        </State>
        <State of="second">
          <dl>
            <Figure label={t("figure.cash_tied_up")} note={t("figure.cash_tied_up_note")} tone="second">
              61,200
            </Figure>
          </dl>
        </State>
        <State of="unknown">
          <dl>
            <Figure label={t("figure.net_now")}>
              <Money amount={null} />
            </Figure>
          </dl>
        </State>
      </Part>
    </>
  );
}

function Marks() {
  return (
    <>
      <Part id="sources" title="sources" note="sources_note" isWide>
        <p class="inline-list">
          {SOURCES.map((source) => (
            <SourceMark key={source} source={source} />
          ))}
          <SourceMark source="report" name="cost_sheet_us.csv" line={7} />
        </p>
      </Part>
      <Part id="confidence" title="confidence" note="confidence_note" isWide>
        <p class="inline-list">
          {CONFIDENCES.map((status) => (
            <ConfidenceBadge key={status} status={status} />
          ))}
          <span class="tag">{t("outcomes.recommended")}</span>
        </p>
      </Part>
    </>
  );
}

function Messages() {
  return (
    <>
      <Part id="problems" title="problems" note="problems_note" isWide>
        <ProblemList
          label={name("all")}
          total={14}
          problems={[
            problem({
              code: "sku_repeated",
              severity: "note",
              sku: "0012345",
              params: [{ name: "first_line", text: "3" }],
            }),
            problem({
              code: "number_two_ways",
              severity: "warning",
              line: 22,
              heading: "Unit cost",
              params: [
                { name: "text", text: "1.234" },
                { name: "first", text: "1234" },
                { name: "second", text: "1.234" },
              ],
            }),
            problem({ severity: "error" }),
          ]}
        />
      </Part>
      <Part id="notices" title="notices" note="notices_note" isWide>
        <Notice of="note" />
        <Notice of="warning" />
        <Notice of="error" />
        <Notice of="working">
          <progress max={10} value={4} aria-label={name("working")} />
        </Notice>
      </Part>
      <Part id="drop" title="drop" note="drop_note" isWide>
        <State of="all">
          <p class="drop-hint">{t("entry.drop_here")}</p>
        </State>
      </Part>
    </>
  );
}

function Notice(props: { of: "note" | "warning" | "error" | "working"; children?: ComponentChildren }) {
  const tone = props.of === "working" ? "note" : props.of;
  return (
    <State of={props.of}>
      <p class={`notice is-${tone}`}>
        <span>{name("notice_text")}</span>
        {props.children}
        <button type="button" class="quiet">
          {t("action.dismiss")}
        </button>
      </p>
    </State>
  );
}

function Pictures() {
  return (
    <>
      <Part id="ages" title="ages" note="ages_note">
        <State of="young">
          <AgeBars ages={[120, 40, 0, 0, 0]} />
        </State>
        <State of="old">
          <AgeBars ages={[10, 20, 60, 80, 45]} />
        </State>
        <State of="none">
          <AgeBars ages={[0, 0, 0, 0, 0]} />
        </State>
      </Part>
      <Part id="scroll" title="scroll" note="scroll_note" isWide>
        <ScrollBox label={name("scroll")}>
          <p class="is-nowrap">{`${name("type_sample")} `.repeat(8)}</p>
        </ScrollBox>
      </Part>
    </>
  );
}

function Drawers() {
  const [isOpen, setOpen] = useState(false);
  return (
    <Part id="drawer" title="drawer" note="drawer_note">
      <State of="closed">
        <Door label={name("drawer")} isOpen={isOpen} onOpen={() => setOpen(true)}>
          17.49
        </Door>
      </State>
      {isOpen ? (
        <Drawer title={t("line.referral")} onClose={() => setOpen(false)}>
          <p>{name("drawer_note")}</p>
          <ConfidenceBadge status="official" />
        </Drawer>
      ) : null}
    </Part>
  );
}
