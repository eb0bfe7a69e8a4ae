/** What a server can do, by its version. */
export type ComfyFeatures = {
  /** POST /interrupt takes a prompt id and leaves everybody else's work alone. */
  targetedInterrupt: boolean;
  /** GET /api/jobs and /api/jobs/{id}: where prompts are, without their graphs. */
  jobsApi: boolean;
  /** POST /api/jobs/{id}/cancel: atomic, running or pending. */
  jobsCancel: boolean;
};

/** Whether `version` ("0.3.64", "v0.33.0", "0.33.0-3-gabc") is `wanted` or later. Unreadable text is older than all. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = numbers(version);
  const want = numbers(wanted);
  for (let place = 0; place < 3; place += 1) {
    const difference = (have[place] ?? 0) - (want[place] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return have.length > 0;
}

/** What a server of this version can do; an unreadable version can do nothing special. */
export function featuresOf(version: string): ComfyFeatures {
  return {
    targetedInterrupt: isAtLeast(version, "0.3.57"),
    jobsApi: isAtLeast(version, "0.6"),
    jobsCancel: isAtLeast(version, "0.26"),
  };
}

function numbers(version: string): number[] {
  const [, plain] = /^v?(\d+(?:\.\d+)*)/.exec(version.trim()) ?? [];
  return plain === undefined ? [] : plain.split(".").map(Number);
}
