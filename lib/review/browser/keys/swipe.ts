/** What a swipe would do if it were let go now. */
export type SwipeIntent = {
  action: "approve" | "reject" | "reject-reason";
  /** Past the point from which letting go does it. */
  isCommitted: boolean;
};

const commitShare = 0.35;
/** A swipe that takes its time is one that looks for a reason. */
const slowMs = 700;

/** Right approves, left rejects, slowly to the left asks for the reason. `by` and `width` in CSS pixels. */
export function readSwipe(by: number, heldMs: number, width: number): SwipeIntent {
  const action = by > 0 ? "approve" : heldMs >= slowMs ? "reject-reason" : "reject";
  return { action, isCommitted: Math.abs(by) >= width * commitShare };
}

const settingName = "proofsheet.swipe";
const listeners = new Set<() => void>();

/** Whether a finger may decide by swiping; on unless somebody switched it off. */
export function isSwipeOn(): boolean {
  return window.localStorage.getItem(settingName) !== "off";
}

export function switchSwipe(isOn: boolean): void {
  window.localStorage.setItem(settingName, isOn ? "on" : "off");
  for (const listener of listeners) listener();
}

export function subscribeSwipe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
