export const reportFolder: string;
export const firstReports: readonly string[];
export const laterReports: readonly string[];
