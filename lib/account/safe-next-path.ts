/** A base that no address can name, to see whether a path stays with us. */
const here = "http://here.invalid";

/**
 * Where to go after signing in: `text` when it is a page of ours, "/" otherwise. Everything that a browser could read as
 * another site (`//host`, `/\host`, `https:`, tabs in between) is judged by the browser's own parser.
 */
export function safeNextPath(text: string | null | undefined): string {
  if (!text?.startsWith("/")) return "/";
  const url = URL.parse(text, here);
  if (url === null || url.origin !== here) return "/";
  const path = url.pathname + url.search + url.hash;
  // What the parser has tidied is parsed once more by whoever follows it: "/.//host" becomes "//host".
  if (path.startsWith("//") || /^\/(api|files|sign-in|welcome)(\/|\?|#|$)/.test(path)) return "/";
  return path;
}
