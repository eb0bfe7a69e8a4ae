/**
 * How large pictures are fetched. `ahead`: the neighbours too, before they are asked for. `single`: only the one that
 * is looked at. `saver`: that one, and as a small copy until somebody asks for more.
 */
export const loadingModes = ["ahead", "single", "saver"] as const;
export type LoadingMode = (typeof loadingModes)[number];

/** Where the choice is kept, per browser: the line is the browser's, not the person's. */
export const loadingModeName = "proofsheet.loading";

/** What browsers tell of the line; not all do. */
type Line = { saveData?: boolean; effectiveType?: string; type?: string };

const listeners = new Set<() => void>();

/** The mode somebody chose, else what the line suggests: a slow or metered one is spared. */
export function readLoadingMode(): LoadingMode {
  return readChosenMode() ?? suggestMode((navigator as { connection?: Line }).connection);
}

export function chooseLoadingMode(mode: LoadingMode): void {
  window.localStorage.setItem(loadingModeName, mode);
  for (const listener of listeners) listener();
}

export function subscribeLoadingMode(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function suggestMode(line: Line | undefined): LoadingMode {
  const isSlow = line?.effectiveType !== undefined && line.effectiveType !== "4g";
  return line?.saveData === true || line?.type === "cellular" || isSlow ? "saver" : "ahead";
}

function readChosenMode(): LoadingMode | undefined {
  const kept = window.localStorage.getItem(loadingModeName);
  return loadingModes.find((mode) => mode === kept);
}
