/** In a page that is not painted there is no next frame; then it is after this long. */
const unpaintedMs = 100;

/**
 * Calls `task` once the frame that is being prepared has gone to the screen: when the next one has begun, and in a turn of
 * its own, so that neither of them takes longer for it.
 */
export function afterNextPaint(task: () => void): void {
  let isDone = false;
  const run = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    task();
  };
  const timer = setTimeout(run, unpaintedMs);
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(run)));
}
