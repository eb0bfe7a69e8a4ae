const flashMs = 140;

/** Lights the button that does what a key just did, so that whoever looks at the buttons learns the keys. */
export function flashAction(action: string, digit?: number): void {
  const name = digit === undefined ? action : `${action}-${digit}`;
  const button = document.querySelector(`[data-action="${name}"]`);
  if (button === null) return;
  button.setAttribute("data-flash", "");
  setTimeout(() => button.removeAttribute("data-flash"), flashMs);
}
