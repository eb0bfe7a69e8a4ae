import { AppError } from "#lib/errors";
import type { Endpoint } from "./endpoint.ts";

export type Door = Pick<Endpoint, "method" | "path">;
type Asked = { method?: string | undefined; url?: string | undefined };

/**
 * What is refused before a route is looked for, because the router would answer it without words or as a fault:
 * addresses that cannot be decoded (400) and methods that an address of the API does not take (405). Returns null for
 * everything else.
 */
export function createFrontDoor(doors: readonly Door[]): (asked: Asked) => AppError | null {
  const addresses = [...Map.groupBy(doors, ({ path }) => path)]
    .map(([path, known]) => ({ segments: path.split("/"), methods: methodsOf(known) }))
    // A written-out segment goes before one that may be anything, as in the router.
    .toSorted((a, b) => openSegments(a.segments) - openSegments(b.segments));

  return ({ method = "GET", url = "/" }) => {
    const [path = "/"] = url.split("?", 1);
    if (!isDecodable(path)) {
      return new AppError("malformed", "The address holds a percent sign that stands for no character.");
    }
    const asked = path.split("/");
    const methods = addresses.find(({ segments }) => leadsTo(segments, asked))?.methods ?? pageMethods;
    if (methods.includes(method)) return null;
    return new AppError("wrong_method", `This address takes no ${method}, only ${methods.join(", ")}.`, {
      allow: methods,
    });
  };
}

/** Of an address that the API does not know: pages are read and, by their own scripts, posted to. */
const pageMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

function openSegments(segments: readonly string[]): number {
  return segments.filter((segment) => segment.startsWith("{")).length;
}

/** A segment in braces stands for any one that is not empty. */
function leadsTo(segments: readonly string[], asked: readonly string[]): boolean {
  if (segments.length !== asked.length) return false;
  return segments.every((segment, index) =>
    segment.startsWith("{") ? asked[index] !== "" : asked[index] === segment,
  );
}

function methodsOf(doors: readonly Door[]): string[] {
  const own = doors.map(({ method }) => method.toUpperCase());
  return [...(own.includes("GET") ? ["HEAD"] : []), ...own, "OPTIONS"];
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
