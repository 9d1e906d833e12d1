import type { TransferAnswer, TransferLoad } from "../../engine/types";
import { day, quantity } from "../../i18n/format";
import { t } from "../../i18n/locale";
import { RowTable } from "../../parts/row-table";
import { draftOfWay, transferSheet } from "../../state/transfers";
import { SendFiles } from "../export/send-files";

/** What goes each way, with files for those who pack it and for the marketplace. */
export function Loads(props: { answer: TransferAnswer; today: string }) {
  const { loads } = props.answer;
  if (loads.length === 0) return null;
  const way = ({ from, to }: TransferLoad) => t("transfers.way_of", { from, to });
  const typed = transferSheet.value;
  return (
    <section class="landed-part" aria-labelledby="transfers-loads">
      <h2 id="transfers-loads">{t("transfers.loads")}</h2>
      <p class="second">{t("send.note")}</p>
      <RowTable
        caption={t("transfers.loads")}
        rows={loads}
        keyOf={way}
        columns={[
          { id: "way", words: t("transfers.load"), cell: (load) => <bdi>{way(load)}</bdi> },
          {
            id: "products",
            words: t("transfers.products"),
            kind: "figure",
            cell: ({ products }) => quantity(products),
          },
          { id: "units", words: t("transfers.units"), kind: "figure", cell: ({ units }) => quantity(units) },
          {
            id: "ship_by",
            words: t("send.ship_by"),
            tone: "is-nowrap",
            cell: ({ shipBy }) => day(shipBy, props.today),
          },
          {
            id: "files",
            words: t("send.files"),
            kind: "sentence",
            isNameless: true,
            cell: (load) => (
              <SendFiles
                of={way(load)}
                file={`send-${load.from}-${load.to}-${props.today}`}
                from={typed}
                ask={(form, names) => draftOfWay(load.from, load.to, form, names)}
              />
            ),
          },
        ]}
      />
    </section>
  );
}
