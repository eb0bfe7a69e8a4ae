import type { ProducedFile } from "#lib/comfyui/outcome";
import { setAside } from "#lib/output/ingest-file";
import type { CollectedFile } from "#lib/output/output-store";
import type { Dispatch } from "#lib/dispatch/dispatch";
import type { EarlyDownload } from "./download-early.ts";
import { fetchFile } from "./fetch-file.ts";
import type { HeldAttempt } from "./held-attempt.ts";
import type { ServerLink } from "#lib/dispatch/server/server-link";

export type Collected = {
  /** In the order asked for; what could not be had is among them, set aside with the reason. */
  files: CollectedFile[];
  /** How many of them the server no longer has. */
  missing: number;
  /** Why one of them did not come, though nothing says that it is not there; the others were not asked for then. */
  heldBack: string | null;
};

/**
 * Fetches files and stores them. A file that comes damaged is fetched again: only what is still bad then is set aside.
 * While storage is full, or something between here and the server answers in its place, the attempt waits here with the
 * reason on it; the files stay on the server. What was fetched is not looked into before `unpacking` resolves.
 */
export async function collectFiles(
  dispatch: Dispatch,
  link: ServerLink,
  held: HeldAttempt,
  wanted: readonly ProducedFile[],
  early: EarlyDownload,
  unpacking: Promise<void>,
  signal: AbortSignal,
): Promise<Collected> {
  const collected: Collected = { files: [], missing: 0, heldBack: null };
  for (const file of wanted) {
    // What has been said of one file for long enough need not be said of the next one for as long again.
    const absentMs = collected.missing > 0 ? 0 : dispatch.timings.fileAbsent;
    const ingested = await fetchFile(dispatch, link, held, file, { early, unpacking, absentMs }, signal);
    if (ingested !== "missing" && "heldBack" in ingested) return { ...collected, ...ingested };
    if (ingested === "missing") collected.missing += 1;
    const kept =
      ingested === "missing"
        ? setAside("other", "The server no longer had this file when it was fetched.")
        : ingested;
    collected.files.push({ nodeId: file.displayNodeId, filename: file.filename, file: kept });
    await dispatch.reach("file-stored", held);
  }
  return collected;
}
