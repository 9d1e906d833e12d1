import type { ProductView } from "../engine/types";

/** Fields that an input of a formula may stand in, best first. */
const FIELDS_OF_INPUT: Readonly<Record<string, readonly string[]>> = {
  price: ["price_sale", "price_list"],
  category: ["category"],
  longest: ["side_longest"],
  median: ["side_median"],
  shortest: ["side_shortest"],
  weight: ["weight"],
  unit_weight: ["weight"],
  unit_weight_oz: ["weight"],
  billed_weight: ["weight"],
  billed_weight_oz: ["weight"],
  billed_weight_g: ["weight"],
  purchase: ["cost_unit"],
  freight: ["cost_freight"],
  duty_rate: ["cost_duty_rate"],
  prep: ["cost_packaging"],
  fx_rate: ["fx_rate"],
  return_rate: ["return_rate"],
  ad_rate: ["ad_rate"],
};

/** Names of fields that an input of a formula may have come from, best first. */
export function fieldsOfInput(input: string): readonly string[] {
  return [input, ...(FIELDS_OF_INPUT[input] ?? [])];
}

/** Weights that are billed: by the scale, or by the sides. */
const BILLED = /^billed_weight/;

/**
 * The field of a product that an input of a formula came from; null if it has none on the page. A weight that follows
 * from the sides (`isByVolume`) leads to the longest of them.
 */
export function fieldOfInput(input: string, product: ProductView, isByVolume = false): string | null {
  const names = isByVolume && BILLED.test(input) ? fieldsOfInput("longest") : fieldsOfInput(input);
  const filled = names.find((name) => product.fields.some((field) => field.field === name && field.text !== ""));
  return filled ?? names.find((name) => product.fields.some((field) => field.field === name)) ?? null;
}
