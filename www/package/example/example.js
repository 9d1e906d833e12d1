// A page without a build: one product, two fields, what a unit nets and what to do.

import { Book, load } from "../index.js";

await load();
const book = new Book();
book.setToday("2026-11-21");
const key = book.addProduct();
const known = [
  ["category", "office"],
  ["age_days", "200"],
  ["units_sold_30", "15"],
  ["side_longest", "17.5"],
  ["side_median", "3.2"],
  ["side_shortest", "3.1"],
  ["weight", "1.8"],
];
for (const [field, text] of known) book.edit(key, field, text);

const form = document.querySelector("form");
function show() {
  for (const { name, value } of form.elements) book.edit(key, name, value);
  const { row } = book.product(key, []);
  const written = (amount) => (amount ? `${(amount.minor / 100).toFixed(2)} ${amount.currency}` : "not known");
  document.querySelector("[name=net]").value = written(row.netPerUnit);
  document.querySelector("[name=best]").value = row.best
    ? `best: ${row.best.id}`
    : `missing: ${row.missing.join(", ")}`;
}
form.addEventListener("input", show);
show();
