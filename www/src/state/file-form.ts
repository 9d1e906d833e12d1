// What a file of a table can be written in: its encoding, and what stands between its cells.

/** As `TextDecoder` calls them, the most usual first. */
export const encodings = ["utf-8", "windows-1252", "gb18030", "shift_jis", "utf-16le", "utf-16be"] as const;

/** As the engine calls them; the cells of a sheet of a workbook are no choice. */
export const separators = ["tab", "comma", "semicolon", "pipe"] as const;
