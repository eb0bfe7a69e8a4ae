const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

const words = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });

/** "just now", "5 minutes ago", "yesterday". Seconds are not told: they are old before they are read. */
export function relativeTime(iso: string, now: number): string {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const found = units.find(([, length]) => Math.abs(seconds) >= length);
  if (found === undefined) return "just now";
  const [unit, length] = found;
  return words.format(Math.trunc(seconds / length), unit);
}

/** "8 s", "1 min 20 s", "2 h 5 min": how long something took or has been going on. */
export function duration(fromIso: string, toIso: string | number): string {
  const to = typeof toIso === "number" ? toIso : new Date(toIso).getTime();
  return lengthOfTime(Math.round((to - new Date(fromIso).getTime()) / 1000));
}

/** So many seconds as people say them. Under ten seconds a tenth counts, unless the number has none. */
export function lengthOfTime(exact: number): string {
  if (exact > 0 && exact < 10) return `${Math.round(exact * 10) / 10} s`;
  const seconds = Math.max(0, Math.round(exact));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** "7:03 PM" of the same day, "Nov 27, 7:03 PM" of another, where the reader sits. */
export function clockTime(iso: string, now: number): string {
  const at = new Date(iso);
  const time = at.toLocaleTimeString(undefined, { timeStyle: "short" });
  if (at.toDateString() === new Date(now).toDateString()) return time;
  return `${at.toLocaleDateString(undefined, { month: "short", day: "numeric" })}, ${time}`;
}
