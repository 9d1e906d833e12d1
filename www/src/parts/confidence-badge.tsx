import { nameOf } from "../i18n/locale";

/** How far a figure can be trusted, in words; what is assumed or single-source wears the hatched coat. */
export function ConfidenceBadge(props: { status: string }) {
  const isEstimate = ["assumed", "single-source", "unverified"].includes(props.status);
  const tone = props.status === "unknown" ? "is-unknown" : isEstimate ? "is-assumed" : "is-sure";
  return <span class={`badge ${tone}`}>{nameOf("status", props.status)}</span>;
}
