import type { Calibration } from "./calibrate.ts";
import { calibrate } from "./calibrate.ts";
import type { BenchOptions } from "./options.ts";
import { seededRandom, type Random } from "./random.ts";

/** What a bench or a chaos run works with: its options, its dice, and the notebook that becomes the JSON record. */
export type Session = {
  readonly options: BenchOptions;
  readonly random: Random;
  /** Keeps samples, settings or ledgers under a name in the record. */
  note(name: string, value: unknown): void;
  readonly notes: Readonly<Record<string, unknown>>;
  /** Prints one line of what is going on. */
  say(line: string): void;
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void;
  /** Takes the machine's figure once, before the first measurement. */
  calibrate(databaseUrl: string | null): Promise<Calibration>;
};

export function openSession(options: BenchOptions): Session {
  const notes: Record<string, unknown> = {};
  let calibration: Calibration | undefined;
  return {
    options,
    random: seededRandom(options.seed),
    notes,
    note: (name, value) => void (notes[name] = value),
    say: (line) => console.log(line),
    table: (head, rows) => console.log(layOut(head, rows)),
    async calibrate(databaseUrl) {
      calibration ??= await calibrate(databaseUrl);
      notes["calibration"] = calibration;
      return calibration;
    },
  };
}

function layOut(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
