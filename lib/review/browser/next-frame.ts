/** In a page that is not painted there is no next frame; then it is after this long. */
const unpaintedMs = 100;

/** Calls `task` at the start of the frame after the one that is being prepared, when that one has gone to the screen. */
export function afterNextPaint(task: () => void): void {
  let isDone = false;
  const run = (): void => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    task();
  };
  const timer = setTimeout(run, unpaintedMs);
  requestAnimationFrame(() => requestAnimationFrame(run));
}
