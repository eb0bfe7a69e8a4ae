export type Announcements = { polite: string; assertive: string };

let current: Announcements = { polite: "", assertive: "" };
let gathered: string[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();
const everyMs = 1000;

/** Tells a screen reader. A burst becomes one message a second; failures interrupt. */
export function announce(text: string, urgency: "polite" | "assertive" = "polite"): void {
  if (urgency === "assertive") return publish({ ...current, assertive: text });
  gathered.push(text);
  if (timer !== undefined) return;
  flush();
  timer = setTimeout(function again() {
    timer = undefined;
    if (gathered.length === 0) return;
    flush();
    timer = setTimeout(again, everyMs);
  }, everyMs);
}

export function readAnnouncements(): Announcements {
  return current;
}

export function subscribeAnnouncements(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function flush(): void {
  publish({ ...current, polite: gathered.reduce((before, text) => `${before.replace(/\.$/, "")}. ${text}`) });
  gathered = [];
}

function publish(next: Announcements): void {
  current = next;
  for (const listener of listeners) listener();
}
