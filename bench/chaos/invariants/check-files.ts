import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Evidence, Violation } from "./evidence.ts";

/** Hashing is the dear part, and what is stored under a hash never changes: each file is read once a process. */
const sound = new Set<string>();

/** I5: every output's file is there with that very content, and every file that is there has its row. */
export async function checkFiles({ db, files, since }: Evidence): Promise<Violation[]> {
  const { rows: outputs } = await db.query<{ id: string; sha256: string; has_row: boolean }>(
    `SELECT output.id, output.sha256, file.sha256 IS NOT NULL AS has_row
     FROM output JOIN run ON run.id = run_id LEFT JOIN file ON file.sha256 = output.sha256
     WHERE run.queue_seq > $1 AND output.sha256 IS NOT NULL`,
    [since.queueSeq.toString()],
  );
  const violations: Violation[] = [];
  for (const { id, sha256, has_row } of outputs) {
    const why = has_row ? await spoiled(files, sha256) : "has no row for its file";
    if (why !== null) violations.push({ invariant: "I5", subject: `output ${id}`, why });
  }
  const { rows: known } = await db.query<{ sha256: string }>("SELECT sha256 FROM file");
  const rows = new Set(known.map(({ sha256 }) => sha256));
  const orphans = (await listOriginals(files)).filter((sha256) => !rows.has(sha256));
  return [
    ...violations,
    ...orphans.map((sha256): Violation => ({
      invariant: "I5",
      subject: `file ${sha256}`,
      why: "belongs to nothing",
    })),
  ];
}

async function spoiled(root: string, sha256: string): Promise<string | null> {
  const path = join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  if (sound.has(path)) return null;
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return `has no file ${sha256}`;
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (actual !== sha256) return `its file ${sha256} holds other bytes (${actual})`;
  sound.add(path);
  return null;
}

async function listOriginals(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true }).catch(() => []);
  return names.map((name) => name.split("/").at(-1) ?? "").filter((name) => /^[0-9a-f]{64}$/.test(name));
}
