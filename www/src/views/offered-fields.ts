/** Fields offered when a column is read as something else, in the order sellers know. */
export const OFFERED_FIELDS: readonly string[] = [
  "sku", "asin", "fnsku", "title", "condition", "category", "marketplace", "currency", "size_tier",
  "price_list", "price_sale",
  "cost_unit", "cost_freight", "cost_duty", "cost_duty_rate", "cost_packaging", "cost_label", "cost_other", "cost_landed", "fx_rate",
  "fee_referral", "fee_referral_rate", "fee_fulfilment", "fee_closing", "fee_storage_month", "ad_rate", "ad_cost", "return_rate",
  "units_available", "units_reserved", "units_customer_order", "units_pending_removal", "units_inbound", "units_unsellable",
  "age_0_30", "age_31_60", "age_61_90", "age_0_90", "age_91_180", "age_181_270", "age_271_365", "age_366_455", "age_456_plus", "age_365_plus", "age_avg_days",
  "units_sold_7", "units_sold_30", "units_sold_60", "units_sold_90", "avg_daily_sales",
  "side_longest", "side_median", "side_shortest", "dims_text", "dim_unit", "weight", "weight_unit", "item_volume", "volume_unit",
  "snapshot_date", "age_snapshot_date", "lead_time_days", "moq", "remark",
];
