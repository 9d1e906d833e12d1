// The fee files, which lie beside the page as they lie in the sources.

/** File of each marketplace that has one, by its code. */
export const feeFiles: Readonly<Record<string, string>> = {
  US: "us.toml",
  UK: "uk.toml",
  DE: "eu.toml",
  FR: "eu.toml",
  IT: "eu.toml",
  ES: "eu.toml",
  JP: "jp.toml",
  CA: "ca.toml",
  MX: "mx.toml",
  AU: "au.toml",
};

/** Name of the page's file that holds it. */
export function feeAsset(file: string): string {
  return `fees-${file.replace(/\W/g, "-")}`;
}
