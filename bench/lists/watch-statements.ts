import pg from "pg";

/** One statement as it went to Postgres. */
export type Statement = { text: string; values: readonly unknown[]; ms: number };

export type StatementWatch = {
  /** Those that were answered since the last time this was asked. */
  take(): Statement[];
  stop(): void;
};

/** Notes every statement that this process sends through `pg`, and how long its answer took. */
export function watchStatements(): StatementWatch {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  let seen: Statement[] = [];
  prototype.query = function watched(this: unknown, ...args: unknown[]): unknown {
    const [config] = args;
    const { text = "", values = [] } =
      typeof config === "string" ? { text: config } : (config as { text?: string; values?: unknown[] });
    const startedMs = performance.now();
    const note = () => void seen.push({ text, values, ms: performance.now() - startedMs });
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const answer = (...results: unknown[]): unknown => {
        note();
        return (callback as (...results: unknown[]) => unknown)(...results);
      };
      return query.apply(this, [...args.slice(0, -1), answer]);
    }
    const asked = query.apply(this, args);
    if (asked instanceof Promise) asked.then(note, () => undefined);
    return asked;
  };
  return {
    take() {
      const taken = seen;
      seen = [];
      return taken;
    },
    stop: () => void (prototype.query = query),
  };
}
