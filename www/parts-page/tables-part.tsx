import { CohortTable } from "../src/parts/cohort-table";
import { HoldingTable } from "../src/parts/holding-table";
import { LedgerTable } from "../src/parts/ledger-table";
import { OutcomeTable } from "../src/parts/outcome-table";
import { ScrollBox } from "../src/parts/scroll-box";
import { SortHeader } from "../src/parts/sort-header";
import { name } from "./names";
import { cohorts, ledger, months, outcomes, today } from "./samples";
import { Part, State } from "./state";

function ignore(): void {
  // The page of parts shows states; it has none of its own.
}

/** The tables, each as it stands in a view. */
export function TablesPart() {
  return (
    <>
      <Part id="headings" title="tables" note="tables_note" isWide>
        <ScrollBox label={name("tables")}>
          <table class="plain">
            <thead>
              <tr>
                <SortHeader label={name("unsorted")} sort="a" current="b" isDescending={false} onSort={ignore} />
                <SortHeader label={name("up")} sort="b" current="b" isDescending={false} onSort={ignore} />
                <SortHeader label={name("down")} sort="b" current="b" isDescending onSort={ignore} />
                <SortHeader
                  label={name("of_numbers")}
                  unit="USD"
                  sort="c"
                  current="c"
                  isDescending
                  isNumber
                  onSort={ignore}
                />
              </tr>
            </thead>
          </table>
        </ScrollBox>
      </Part>
      <Part id="outcomes" title="outcomes" note="outcomes_note" isWide>
        <State of="all">
          <OutcomeTable outcomes={outcomes} recommended="cut-300000" today={today} currency="USD" />
        </State>
      </Part>
      <Part id="ledger" title="ledger" note="ledger_note" isWide>
        <State of="all">
          <ScrollBox label={name("ledger")}>
            <LedgerTable ledger={ledger} today={today} opened="returns" onOpen={ignore} />
          </ScrollBox>
        </State>
      </Part>
      <Part id="cohorts" title="cohorts" note="cohorts_note" isWide>
        <State of="all">
          <CohortTable cohorts={cohorts} today={today} />
        </State>
      </Part>
      <Part id="holding" title="holding" note="holding_note" isWide>
        <State of="all">
          <ScrollBox label={name("holding")}>
            <HoldingTable months={months} />
          </ScrollBox>
        </State>
      </Part>
    </>
  );
}
