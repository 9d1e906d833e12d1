/** Writes the package and gives its folder. */
export function makePackage(): string;
