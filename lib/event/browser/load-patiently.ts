import { untilOnline } from "./until-online.ts";

/** Failures in a row, with the server there, that mean that a newer build no longer has the part. */
const mostMisses = 3;

type Patience = { isServerThere: () => Promise<boolean>; wait: () => Promise<void> };

/**
 * Loads a part of the application. Without a way to the server it waits for one, rather than take down the page it
 * belongs to. Throws what `load` throws once the server is there and still has no such part: the page is to be reloaded.
 */
export async function loadPatiently<T>(
  load: () => Promise<T>,
  { isServerThere, wait }: Patience = { isServerThere: askHealth, wait: untilOnline },
): Promise<T> {
  for (let misses = 0; ;) {
    try {
      return await load();
    } catch (error) {
      if (!(await isServerThere())) await wait();
      else if (++misses === mostMisses) throw error;
    }
  }
}

async function askHealth(): Promise<boolean> {
  try {
    return (await fetch("/api/health/live", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}
