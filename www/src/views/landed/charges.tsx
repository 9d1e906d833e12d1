import { day, decimal, money, percent } from "../../i18n/format";
import { codesOf, nameOf, t } from "../../i18n/locale";
import { Money } from "../../parts/money";
import { ScrollBox } from "../../parts/scroll-box";
import { changeBill, changeFreight, changeSheet, emptyBill, freightOf, sheet, shipment } from "../../state/shipment";
import { summary } from "../../state/store";
import { Cell, Choice, Labelled } from "./cell";
import { categoriesOf, currencies, plain } from "./order";

const freightPer = ["revenue_ton", "chargeable_kg", "kg", "bill"];
const billPer = ["bill", "percent", "unit", "kg", "cbm"];
const bases = ["value", "weight", "volume", "chargeable", "quantity", "equal"];
const counts = ["price", "to_border", "to_destination", "none"];

const perName = (code: string) => nameOf("landed_per", code);
const basisName = (code: string) => nameOf("landed_basis", code);
const countsName = (code: string) => nameOf("landed_counts", code);

/** Codes as options, in words. */
function named(codes: readonly string[], name: (code: string) => string): [string, string][] {
  return codes.map((code) => [code, name(code)]);
}

/** Duty rates and the tax on the import. */
export function Taxes() {
  const typed = sheet.value;
  const answer = shipment.value;
  const share = (field: "duty" | "section232" | "taxRate", words: string, hint?: string, placeholder?: string) => (
    <Labelled words={words} hint={hint}>
      <Cell
        place={field}
        label={words}
        text={typed[field]}
        placeholder={placeholder ?? ""}
        isNumber
        onType={(text) => changeSheet({ [field]: text }, field)}
      />
    </Labelled>
  );
  const lists = categoriesOf("us-301-china");
  const metals = categoriesOf("us-232");
  const none: [string, string] = ["", t("landed.listed_none")];
  return (
    <section class="landed-part" aria-labelledby="landed-taxes">
      <h2 id="landed-taxes">{t("landed.taxes")}</h2>
      <div class="landed-fields">
        {share("duty", t("landed.duty"), t("landed.duty_hint"), t("field_state.ask"))}
        {lists.length > 0 ? (
          <Labelled words={t("landed.listed")}>
            <Choice
              place="listed"
              label={t("landed.listed")}
              value={typed.listed}
              options={[none, ...lists]}
              onChoose={(listed) => changeSheet({ listed })}
            />
          </Labelled>
        ) : null}
        {metals.length > 0 ? (
          <>
            <Labelled words={t("landed.metals")}>
              <Choice
                place="metals"
                label={t("landed.metals")}
                value={typed.metals}
                options={[none, ...metals]}
                onChoose={(chosen) => changeSheet({ metals: chosen })}
              />
            </Labelled>
            {share("section232", t("landed.section232"))}
          </>
        ) : null}
        <Labelled words={t("landed.duty_base")}>
          <Choice
            place="dutyBase"
            label={t("landed.duty_base")}
            value={typed.dutyBase}
            options={[
              ["", t("landed.duty_base_usual")],
              ["fob", t("landed.duty_base_fob")],
              ["cif", t("landed.duty_base_cif")],
            ]}
            onChoose={(dutyBase) => changeSheet({ dutyBase })}
          />
        </Labelled>
        {answer?.hasTax
          ? share("taxRate", t("landed.tax_rate"), undefined, answer.taxPpm === null ? "" : percent(answer.taxPpm))
          : null}
      </div>
      <div class="landed-ticks">
        <Tick field="isDutyIncluded" words={t("landed.duty_included")} />
        {typed.market === "US" ? <Tick field="isInformal" words={t("landed.informal")} /> : null}
        {answer?.hasTax ? <Tick field="isTaxCost" words={t("landed.tax_cost")} /> : null}
      </div>
    </section>
  );
}

function Tick(props: { field: "isDutyIncluded" | "isInformal" | "isTaxCost"; words: string }) {
  return (
    <label class="landed-tick">
      <input
        type="checkbox"
        checked={sheet.value[props.field]}
        onChange={(event) => changeSheet({ [props.field]: event.currentTarget.checked })}
      />{" "}
      {props.words}
    </label>
  );
}

/** Freight by each way there: what was quoted, and what it would come to. */
export function Freights() {
  const answer = shipment.value;
  const typed = sheet.value;
  const today = summary.value?.today ?? "";
  if (!answer) return null;
  return (
    <section class="landed-part" aria-labelledby="landed-freight">
      <h2 id="landed-freight">{t("landed.freight")}</h2>
      <p class="second">
        {t("landed.freight_hint", { rate: percent(answer.annualPpm) })}{" "}
        <span class={answer.isAnnualAssumed ? "is-assumed-word" : ""}>
          {answer.isAnnualAssumed ? t("landed.annual_assumed") : t("landed.annual_typed")}
        </span>
      </p>
      <ScrollBox label={t("landed.freight")}>
        <table class="landed-table is-filled-in">
          <thead>
            <tr>
              <th scope="col">{t("landed.mode")}</th>
              <th scope="col">{t("landed.quote")}</th>
              <th scope="col">{t("landed.of_currency")}</th>
              <th scope="col">{t("landed.per")}</th>
              <th scope="col">{t("landed.minimum")}</th>
              <th scope="col">{t("landed.divisor")}</th>
              <th scope="col">{t("landed.days")}</th>
              <th scope="col" class="is-number">
                {t("landed.quantity")}
              </th>
              <th scope="col" class="is-number">
                {t("landed.freight_amount")}, {answer.currency}
              </th>
              <th scope="col" class="is-number">
                {t("landed.landed")}
              </th>
              <th scope="col" class="is-number">
                {t("landed.capital")}
              </th>
              <th scope="col" class="is-number">
                {t("landed.total")}
              </th>
              <th scope="col" class="is-number">
                {t("landed.difference")}
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.modes.map((mode) => {
              const freight = freightOf(mode.mode);
              const way = nameOf("landed_mode", mode.mode);
              const cell = (field: "rate" | "minimum" | "divisor" | "days", words: string, placeholder = "") => {
                const at = `freights.${mode.mode}.${field}`;
                return (
                  <td>
                    <Cell
                      place={at}
                      label={`${words}, ${way}`}
                      text={freight[field]}
                      placeholder={placeholder}
                      isNumber
                      onType={(text) => changeFreight(mode.mode, { [field]: text }, at)}
                    />
                  </td>
                );
              };
              return (
                <tr key={mode.mode} class={mode.isChosen ? "is-chosen" : ""}>
                  <th scope="row" class="is-first">
                    <label class="landed-tick">
                      <input
                        type="radio"
                        name="landed-mode"
                        checked={mode.isChosen}
                        onChange={() => changeSheet({ mode: mode.mode })}
                      />{" "}
                      {way}
                    </label>
                  </th>
                  {cell("rate", t("landed.quote"))}
                  <td>
                    <Choice
                      place={`freights.${mode.mode}.currency`}
                      label={`${t("landed.of_currency")}, ${way}`}
                      value={freight.currency || typed.currency}
                      options={plain(currencies)}
                      onChoose={(currency) => changeFreight(mode.mode, { currency })}
                    />
                  </td>
                  <td>
                    <Choice
                      place={`freights.${mode.mode}.per`}
                      label={`${t("landed.per")}, ${way}`}
                      value={mode.per}
                      options={named(freightPer, perName)}
                      onChoose={(per) => changeFreight(mode.mode, { per })}
                    />
                  </td>
                  {cell("minimum", t("landed.minimum"))}
                  {cell("divisor", t("landed.divisor"), mode.divisor ?? "")}
                  {cell("days", t("landed.days"))}
                  <td class="is-number">{mode.quantity === null ? "–" : decimal(mode.quantity)}</td>
                  <td class="is-number">
                    <Money amount={mode.freight} />
                  </td>
                  <td class="is-number">
                    <Money amount={mode.landed} />
                    <span class="landed-under">{t("landed.entered_on", { date: day(mode.entryOn, today) })}</span>
                  </td>
                  <td class="is-number">
                    <Money amount={mode.capital} />
                  </td>
                  <td class="is-number">
                    <Money amount={mode.total} />
                  </td>
                  <td class="is-number">
                    {mode.isChosen ? "" : mode.difference ? money(mode.difference, "always") : <Money amount={null} />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <div class="landed-fields">
        <Labelled words={t("landed.freight_basis")}>
          <Choice
            place="freightBasis"
            label={t("landed.freight_basis")}
            value={typed.freightBasis || "chargeable"}
            options={named(bases, basisName)}
            onChoose={(freightBasis) => changeSheet({ freightBasis })}
          />
        </Labelled>
      </div>
    </section>
  );
}

/** The other lines of the bill. */
export function Bill() {
  const typed = sheet.value;
  const answer = shipment.value;
  if (!answer) return null;
  const kinds: [string, string][] = codesOf("landed_bill")
    .filter((code) => code !== "freight")
    .map((code) => [code, nameOf("landed_bill", code)]);
  // Lines without a readable amount are left out of the answer; the others keep their order.
  const said = new Set(answer.said.filter(({ severity }) => severity === "error").map(({ place }) => place));
  const charges = answer.charges.filter(({ id }) => id !== "freight");
  let next = 0;
  const results = typed.bill.map((line, place) =>
    line.amount.trim() === "" || said.has(`bill.${place}.amount`) ? null : (charges[next++] ?? null),
  );
  return (
    <section class="landed-part" aria-labelledby="landed-bill">
      <h2 id="landed-bill">{t("landed.bill")}</h2>
      <p class="second">{t("landed.bill_hint")}</p>
      <ScrollBox label={t("landed.bill")}>
        <table class="landed-table is-filled-in">
          <thead>
            <tr>
              <th scope="col">{t("landed.line")}</th>
              <th scope="col">{t("landed.own_name")}</th>
              <th scope="col">{t("landed.amount")}</th>
              <th scope="col">{t("landed.of_currency")}</th>
              <th scope="col">{t("landed.per")}</th>
              <th scope="col">{t("landed.basis")}</th>
              <th scope="col">{t("landed.counts")}</th>
              <th scope="col" class="is-number">
                {t("landed.comes_to")}, {answer.currency}
              </th>
              <th scope="col">
                <span class="only-read">{t("landed.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {typed.bill.map((line, place) => {
              const result = results[place] ?? null;
              const way = `${nameOf("landed_bill", line.id || "other")}, ${place + 1}`;
              const at = (field: string) => `bill.${place}.${field}`;
              return (
                <tr key={place}>
                  <td class="is-first">
                    <Choice
                      place={at("id")}
                      label={`${t("landed.line")}, ${place + 1}`}
                      value={line.id || "other"}
                      options={kinds}
                      onChoose={(id) => changeBill(place, { id, per: "", basis: "", counts: "" })}
                    />
                  </td>
                  <td>
                    <Cell
                      place={at("name")}
                      label={`${t("landed.own_name")}, ${way}`}
                      text={line.name}
                      onType={(name) => changeBill(place, { name }, at("name"))}
                    />
                  </td>
                  <td>
                    <Cell
                      place={at("amount")}
                      label={`${t("landed.amount")}, ${way}`}
                      text={line.amount}
                      isNumber
                      onType={(amount) => changeBill(place, { amount }, at("amount"))}
                    />
                  </td>
                  <td>
                    <Choice
                      place={at("currency")}
                      label={`${t("landed.of_currency")}, ${way}`}
                      value={line.currency || typed.currency}
                      options={plain(currencies)}
                      onChoose={(currency) => changeBill(place, { currency })}
                    />
                  </td>
                  <td>
                    <Choice
                      place={at("per")}
                      label={`${t("landed.per")}, ${way}`}
                      value={line.per}
                      options={withUsual(line.per === "" ? result?.per : undefined, billPer, perName)}
                      onChoose={(per) => changeBill(place, { per })}
                    />
                  </td>
                  <td>
                    <Choice
                      place={at("basis")}
                      label={`${t("landed.basis")}, ${way}`}
                      value={line.basis}
                      options={withUsual(line.basis === "" ? result?.basis : undefined, bases, basisName)}
                      onChoose={(basis) => changeBill(place, { basis })}
                    />
                  </td>
                  <td>
                    <Choice
                      place={at("counts")}
                      label={`${t("landed.counts")}, ${way}`}
                      value={line.counts}
                      options={withUsual(line.counts === "" ? result?.counts : undefined, counts, countsName)}
                      onChoose={(counted) => changeBill(place, { counts: counted })}
                    />
                  </td>
                  <td class="is-number">
                    <Money amount={result?.amount ?? null} />
                  </td>
                  <td>
                    <button
                      type="button"
                      class="quiet"
                      aria-label={`${t("landed.remove")}: ${way}`}
                      onClick={() => changeSheet({ bill: typed.bill.filter((_, other) => other !== place) })}
                    >
                      {t("landed.remove")}
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollBox>
      <button
        type="button"
        class="quiet"
        onClick={() => changeSheet({ bill: [...typed.bill, { ...emptyBill, id: "other" }] })}
      >
        {t("landed.add_line")}
      </button>
    </section>
  );
}

/** The options with the usual way first; what that is for the line the core says once it has an amount. */
function withUsual(
  known: string | undefined,
  codes: readonly string[],
  name: (code: string) => string,
): [string, string][] {
  const usual = known ? t("landed.usual_is", { way: name(known) }) : t("landed.usual");
  return [["", usual], ...named(codes, name)];
}
