import { thumbHashToDataURL } from "thumbhash";

const made = new Map<string, string>();
/** A few screenfuls: each takes some kilobytes, and a list may be walked through to its end. */
const mostKept = 400;

/** A blurred stand-in for a picture, as a data URL; undefined for a hash that is none. */
export function thumbhashUrl(hash: string | null): string | undefined {
  if (hash === null) return undefined;
  const known = made.get(hash);
  if (known !== undefined) return known;
  try {
    const url = thumbHashToDataURL(Uint8Array.from(atob(hash), (character) => character.charCodeAt(0)));
    const [oldest] = made.keys();
    if (made.size >= mostKept && oldest !== undefined) made.delete(oldest);
    made.set(hash, url);
    return url;
  } catch {
    return undefined;
  }
}
