const drawn: { readonly [name: string]: string } = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Escape: "Esc",
  enter: "Enter",
  shift: "Shift",
  mod: "Ctrl",
  " ": "Space",
  "=": "+",
  "-": "−",
};

/** A key's name as it is drawn: "mod+shift+z" is Ctrl Shift Z. */
export function capOf(name: string): string {
  const parts = name.length === 1 ? [name] : name.split("+");
  return parts.map((part) => drawn[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(" ");
}
