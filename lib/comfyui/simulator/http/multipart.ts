/** One part of a form. `filename` is null for plain fields. */
export type FormPart = { name: string; filename: string | null; content: Buffer };

/**
 * Parses multipart/form-data and keeps file names as they were sent: no percent-decoding, no path stripping, because
 * what a server does with a hostile name is part of its protocol. Answers null when the type is another one.
 */
export function parseMultipart(body: Buffer, contentType: string | undefined): FormPart[] | null {
  const match = /^multipart\/form-data;.*\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? "");
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return null;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  let at = body.indexOf(delimiter);
  while (at >= 0) {
    const start = at + delimiter.length;
    const next = body.indexOf(delimiter, start);
    if (next < 0 || body.toString("latin1", start, start + 2) === "--") break;
    const part = parsePart(body.subarray(start + 2, next - 2));
    if (part !== null) parts.push(part);
    at = next;
  }
  return parts;
}

function parsePart(part: Buffer): FormPart | null {
  const end = part.indexOf("\r\n\r\n");
  if (end < 0) return null;
  const disposition = part
    .toString("utf8", 0, end)
    .split("\r\n")
    .find((line) => /^content-disposition:/i.test(line));
  const name = disposition && parameter(disposition, "name");
  if (disposition === undefined || name === undefined) return null;
  const filename = parameter(disposition, "filename");
  return { name, filename: filename ?? null, content: part.subarray(end + 4) };
}

function parameter(header: string, key: string): string | undefined {
  const match = new RegExp(`;\\s*${key}="((?:[^"\\\\]|\\\\.)*)"`, "i").exec(header);
  return match?.[1]?.replace(/\\(.)/gs, "$1");
}
