import type { Message } from "../message";

/** The workspace as a whole: kept, as a file, as a link. */
export const workspace = {
  "nav.workspace": "Workspace",
  "action.to_workspace": "Save to a file",
  "step.workspace": "another workspace opened",

  "notice.saved_again": "Everything is kept in this browser again.",
  "notice.not_loaded_in_time":
    "The browser’s storage does not answer. What was kept is untouched; what you enter now is not kept. Reload to try again.",
  "notice.kept_by_newer":
    "What is kept in this browser was written by a newer version of this page. It is untouched, and what you enter now is not kept. Reload to get the newer version.",
  "notice.kept_lost":
    "The browser has lost what you had entered here: its storage was damaged or cleared, and is empty now. Open a file that you saved of it, or the reports once more.",
  "notice.kept_unreadable": "Entries of last time that cannot be read: {count}. They were left where they are, unused.",
  "notice.workspace_opened": "The workspace is open and kept in this browser.",
  "notice.workspace_replaced": "The workspace was opened in place of the one before. Undo brings that one back.",
  "notice.workspace_too_large":
    "The tables hold {megabytes} MB, more than a workspace file could be opened with again. Keep the files themselves; everything entered stays in this browser.",
  "notice.link_not_made": "The browser could not pack the link.",

  "notice.headings_recalled": "{file}: read as you said before: {headings}. Undo takes the table out again.",
  "step.row": "a row of {name}",
  "step.reading": "how {name} is read",
  "notice.other_file": "“{chosen}” is another file than “{file}”. Nothing has changed.",
  "notice.mended_read_anew":
    "{file}: rows that you had changed by hand are again as the file has them. Undo brings yours back.",
  "tables.encoding": "Encoding",
  "tables.encoding_unknown": "not noted",
  "tables.separated": "Between cells",
  "tables.encoding_guessed":
    "The encoding is a guess: the same bytes make about as much sense as {rival}. If names look wrong, choose that.",
  "tables.encoding_lossy": "Some bytes mean nothing in {encoding}: � stands in their place.",
  "tables.choose_again":
    "To read it as {encoding}, choose the file once more: after a reload the page no longer has it. Until then all stays as it is. Rows that you changed by hand will be as in the file again; undo brings yours back.",
  "tables.choose_file": "Choose {name}",
  "encoding.utf-8": "UTF-8 (Unicode)",
  "encoding.windows-1252": "Windows-1252 (Western)",
  "encoding.gb18030": "GBK, GB 18030 (Chinese)",
  "encoding.shift_jis": "Shift_JIS, cp932 (Japanese)",
  "encoding.utf-16le": "UTF-16, low byte first",
  "encoding.utf-16be": "UTF-16, high byte first",
  "tables.of_day": "of {day}",
  "tables.of_day_by_name": "of {day}, as the name of the file says",
  "tables.conflicts": "Where your tables differ",
  "tables.conflicts_lead": {
    one: "{n} value differs between tables. Both are shown, with what counts.",
    other: "{n} values differ between tables. Both are shown, with what counts.",
  },
  "tables.in_all": { one: "{n} line in all, headings counted", other: "{n} lines in all, headings counted" },
  "as_read.title": "What the cells were read as",
  "as_read.of": "Cells of {name} as read",
  "as_read.lead":
    "Line by line as in the file, days and amounts written your way. Sums run over all rows, those set aside too: hold them against the file.",
  "as_read.filled": "with a value, of {of}",
  "as_read.sum": "Sum",
  "as_read.line": "Line {line}",
  "as_read.set_aside": "set aside",
  "as_read.earlier": "Earlier rows",
  "as_read.further": "Further rows",
  "as_read.save": "Save all rows as read (CSV)",
  "as_read.listed": {
    one: "{n} further remark is not in this list.",
    other: "{n} further remarks are not in this list.",
  },
  "as_read.listed_where":
    "Every row set aside, with its reason, is under “What the cells were read as”, in “Save all rows as read”.",
  "mend.open": "Mend line {line}",
  "mend.line": "Line {line} as it stands in the file",
  "mend.cell": "{heading} in line {line}",
  "mend.save": "Read it again",
  "mend.leave_out": "Leave this row out",
  "mend.download": "Download all remarks on rows (CSV)",
  "mend.column_file": "File",
  "mend.column_line": "Line",
  "mend.column_column": "Column",
  "mend.column_heading": "Heading",
  "mend.column_state": "State",
  "mend.column_what": "What is to know",
  "mend.column_text": "Text of the line",

  "said.title": "Where files speak of the same",
  "said.reading": "Reading each file by itself",
  "said.not_here": "The files are too large, or cannot be read by themselves here.",
  "said.nothing": "No two files speak of the same field of this product.",
  "said.differ": {
    one: "{n} field on which files do not agree.",
    other: "{n} fields on which files do not agree.",
  },
  "said.field": "Field",
  "said.value": "Says",
  "said.file": "File",
  "said.state": "State",
  "said.used": "used",
  "said.not_used": "not used",
  "said.rule":
    "“Used” is what stands in the field. What you type comes before all files. No file is taken for the newer one.",

  "workspace.title": "Workspace",
  "workspace.kept_title": "Kept in this browser",
  "workspace.saved": "Everything you entered is kept in this browser and is there after a reload.",
  "workspace.not_saved": "What you enter now is not kept in this browser. Save it to a file before you leave.",
  "workspace.not_own": "You are looking at another workspace. Nothing entered there is kept.",
  "workspace.kept_note":
    "A browser may clear what a page keeps, some after a week without a visit, and always in a private window. A file is the safe copy.",
  "workspace.file_title": "As a file",
  "workspace.file_note":
    "All tables, entries, assumptions, comparisons and worksheets, in readable text. Not in it: the steps to undo, language and theme.",
  "workspace.save": "Save workspace to a file",
  "workspace.open": "Open a workspace file",
  "workspace.link_title": "As a link",
  "workspace.link_note":
    "The link itself holds the workspace, packed behind the # sign, which no browser sends to any server. Whoever opens it sees your workspace beside their own.",
  "workspace.link_contains":
    "It contains your prices, costs, stock and sales as you entered them. Whoever has the link can read them.",
  "workspace.link_one_file":
    "This is the one-file form: the link opens only where this file lies in the same place. To send it to somebody, save a workspace file instead.",
  "workspace.link_empty": "There is nothing to share yet.",
  "workspace.link_what": "What the link holds",
  "workspace.link_all": "everything",
  "workspace.link_only": "only {sku}",
  "workspace.link_make": "Make a link",
  "workspace.link_itself": "The link",
  "workspace.link_copy": "Copy the link",
  "workspace.link_size": "{size} characters long.",
  "workspace.link_may_be_cut":
    "Some chat and mail programs cut links above {most} characters; a link that was cut says so when it is opened.",
  "workspace.link_too_long": "The link would be {size} characters long; not all browsers open more than {most}.",
  "workspace.link_shorter": "Save a workspace file instead, or make a link of one product.",
  "workspace.link_file_instead": "Save a workspace file instead.",
  "workspace.forget_note":
    "Deletes all tables, entries and settings from this browser. Save a file first if you may want them again.",

  "workspace.came_by_file": "Workspace in {name}",
  "workspace.came_by_link": "Workspace in this link",
  "workspace.reading": "Reading it",
  "workspace.written_on": "Written on",
  "workspace.typed": "Entries by hand",
  "workspace.more_tables": { one: "and {n} more", other: "and {n} more" },
  "workspace.ask":
    "Your own workspace is untouched so far. Look at this one beside it, or open it in its place, which can be undone.",
  "workspace.ask_empty": "Look at it without keeping it, or take it over as your own.",
  "workspace.beside": "Look at it",
  "workspace.replace": "Open in place of mine",
  "workspace.take": "Take it over",
  "workspace.leave": "Leave it",
  "workspace.fault_file": "Nothing was changed.",
  "workspace.fault_link": "Nothing was changed. Ask for the link once more, or for a workspace file.",

  "workspace.beside_label": "Another workspace",
  "workspace.beside_file": "You are looking at the workspace in {name}.",
  "workspace.beside_link": "You are looking at the workspace in a link.",
  "workspace.beside_note": "Your own is untouched. What you enter here is not kept unless you keep this one.",
  "workspace.discard": "Back to mine",
  "workspace.keep": "Keep this one in place of mine",

  "workspace_fault.not_ours":
    "This is no workspace of Clearfloor. A workspace file is made here by “Save workspace to a file”.",
  "workspace_fault.newer":
    "This was written by a newer version of the page (format {version}) and cannot be read by this one. Reload the page to get the newest version.",
  "workspace_fault.damaged": "This is a workspace, but it is not whole or was changed by another program.",
  "workspace_fault.damaged_at": "This is a workspace, but its entry {place} of {of} cannot be read.",
  "workspace_fault.too_large": "This is larger than can be opened here.",
  "workspace_fault.not_read": "The browser could not open the file ({why}).",
  "workspace_fault.link_cut": "The link was cut on its way: {there} of {of} characters have arrived.",
  "workspace_fault.link_changed":
    "The link is not what it was when it was made: something in it was changed on its way.",
} as const satisfies Record<string, Message>;
