import type pg from "pg";

/**
 * Where baselines write down which process owns which job, and where they are told that a job may end. The same
 * witness for all of them, and in a database of its own.
 */
export const ownedTable = `
  CREATE TABLE IF NOT EXISTS owned (job_id text, pid int, at timestamptz DEFAULT clock_timestamp());
  CREATE TABLE IF NOT EXISTS ended (job_id text PRIMARY KEY)`;

const lookEveryMs = 50;

/** What a baseline's worker does with a job: says that it owns it, posts it to the server, holds it until told. */
export async function holdJob(db: pg.Pool, serverUrl: string, jobId: string): Promise<void> {
  await db.query("INSERT INTO owned (job_id, pid) VALUES ($1, $2)", [jobId, process.pid]);
  await fetch(`${serverUrl}/prompt`, { method: "POST", body: JSON.stringify({ prompt: longGraph }) });
  while (true) {
    const { rows } = await db.query("SELECT FROM ended WHERE job_id = $1", [jobId]);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

const longGraph = {
  "1": { class_type: "EmptyImage", inputs: { width: 64, height: 48, batch_size: 1, color: 0 } },
  "2": { class_type: "ProbeSlow", inputs: { image: ["1", 0], steps: 50, delay: 0.1, preview: false } },
  "3": { class_type: "SaveImage", inputs: { images: ["2", 0], filename_prefix: "baseline" } },
};
