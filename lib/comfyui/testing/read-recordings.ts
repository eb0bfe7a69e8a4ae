import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseExactJson, type ExactObject } from "#lib/json";

const folder = join(import.meta.dirname, "recordings");

export type RecordedLine = ExactObject & { kind: "http" | "ws" | "ws-binary" | "note" };
export type Recording = { version: string; name: string; lines: RecordedLine[] };

/** Every exchange recorded with real servers (recordings/README.md), in file order. */
export function readRecordings(): Recording[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: version }) =>
      readdirSync(join(folder, version)).map((file) => ({
        version,
        name: file.replace(/\.jsonl$/, ""),
        lines: readFileSync(join(folder, version, file), "utf8")
          .split("\n")
          .filter((line) => line !== "")
          .map((line) => parseExactJson(line) as RecordedLine),
      })),
    );
}
