// What a trace of the browser says of the page's main thread.

export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly cat: string;
  readonly args?: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

export interface Task {
  readonly threadMs: number;
  readonly clockMs: number;
  /** The longest work in it. */
  readonly does: string;
}

/** What an event did, in words for who looks for it. */
function described({ name, args, dur = 0 }: TraceEvent): string {
  const data = args?.data ?? {};
  const where = ["type", "functionName", "url"]
    .map((key) => data[key])
    .filter((text) => typeof text === "string" && text !== "");
  const line = typeof data.lineNumber === "number" ? `:${data.lineNumber}` : "";
  const place = where.length === 0 ? "" : ` ${where.join(" ").replace(/https?:\/\/[^/]+/, "")}${line}`;
  return `${name}${place} ${(dur / 1000).toFixed(0)} ms`;
}

/** The process of the page, found with its first document: a browser has pages of its own beside it. */
let ownProcess: number | null = null;

export function findOwnProcess(events: readonly TraceEvent[], address: string): void {
  const isOpening = ({ args }: TraceEvent): boolean => {
    const { documentLoaderURL: url } = args?.data ?? {};
    return typeof url === "string" && url.startsWith(address);
  };
  ownProcess = events.find((event) => event.name === "navigationStart" && isOpening(event))?.pid ?? ownProcess;
  if (ownProcess === null) throw new Error("the trace does not hold the opening of the page");
}

/** Tasks of the page's main thread, longest first. */
export function tasksOf(events: readonly TraceEvent[]): Task[] {
  const isMain = (event: TraceEvent): boolean =>
    event.name === "thread_name" && event.args?.name === "CrRendererMain" && event.pid === ownProcess;
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid} ${tid}`));
  const onMain = events.filter(({ ph, pid, tid }) => ph === "X" && threads.has(`${pid} ${tid}`));
  // The same task may stand in the trace twice, under the name each of two categories gives it.
  const taskName = onMain.some(({ name }) => name === "RunTask") ? "RunTask" : "ThreadControllerImpl::RunTask";
  const isTask = ({ name }: TraceEvent): boolean => /RunTask$/.test(name);
  const inner = onMain.filter((event) => !isTask(event) && (event.dur ?? 0) > 1000);
  return onMain
    .filter(({ name }) => name === taskName)
    .map((task) => {
      const end = task.ts + (task.dur ?? 0);
      const within = inner
        .filter(({ ts, pid, tid }) => pid === task.pid && tid === task.tid && ts >= task.ts && ts < end)
        .sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
      const does = within.slice(0, 4).map(described).join("; ");
      return { threadMs: (task.tdur ?? task.dur ?? 0) / 1000, clockMs: (task.dur ?? 0) / 1000, does };
    })
    .sort((a, b) => b.threadMs - a.threadMs);
}
