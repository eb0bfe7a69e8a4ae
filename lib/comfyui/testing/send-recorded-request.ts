import http from "node:http";
import sharp from "sharp";
import type { RecordedRequest } from "./recording.ts";

export type Received = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };
export type Rewrite = (text: string) => string;

/** Sends a recorded request to another server; `rewrite` puts its ids in the place of the recorded ones. */
export async function sendRecordedRequest(
  url: string,
  request: RecordedRequest,
  rewrite: Rewrite,
): Promise<Received> {
  const { hostname, port } = new URL(url);
  const body = await bodyOf(request, rewrite);
  const headers: Record<string, string> = {
    Host: "127.0.0.1:8188",
    ...(body.type === null ? {} : { "Content-Type": body.type }),
    ...request.headers,
  };
  for (const [name, value] of Object.entries(headers)) headers[name] = rewrite(value);
  if (body.content !== null) headers["Content-Length"] = String(body.content.length);
  const path = rewrite(request.path).replaceAll(" ", "%20");
  return new Promise((resolve, reject) => {
    const sent = http.request({ hostname, port, method: request.method, path, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on("upgrade", (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.alloc(0) });
    });
    sent.on("error", reject);
    sent.end(body.content ?? undefined);
  });
}

type Body = { content: Buffer | null; type: string | null };

async function bodyOf(request: RecordedRequest, rewrite: Rewrite): Promise<Body> {
  if (request.multipart !== undefined) return multipartOf(request.multipart);
  if (request.body_text !== undefined) {
    const text = request.body_text.includes("101 MiB")
      ? `{"x":"${"x".repeat(101 * 2 ** 20)}"}`
      : request.body_text;
    return { content: Buffer.from(rewrite(text)), type: null };
  }
  if (request.bodyJson === undefined) return { content: null, type: null };
  return { content: Buffer.from(rewrite(request.bodyJson)), type: "application/json" };
}

/** File names go out literally, as no HTTP library would send them. */
async function multipartOf(parts: NonNullable<RecordedRequest["multipart"]>): Promise<Body> {
  const boundary = "----recorded-form";
  const pieces: Buffer[] = [];
  for (const { name, filename, content_type: type, content } of parts) {
    const file = filename === undefined ? "" : `; filename="${filename}"`;
    const typeLine = type === undefined ? "" : `Content-Type: ${type}\r\n`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${typeLine}\r\n`;
    pieces.push(Buffer.from(head), await contentOf(content), Buffer.from("\r\n"));
  }
  pieces.push(Buffer.from(`--${boundary}--\r\n`));
  return { content: Buffer.concat(pieces), type: `multipart/form-data; boundary=${boundary}` };
}

/** Recordings describe pictures instead of holding them. */
async function contentOf(description: string): Promise<Buffer> {
  if (description.includes("101 MiB")) return Buffer.alloc(101 * 2 ** 20);
  if (!description.startsWith("<PNG")) return Buffer.from(description);
  const background = description.startsWith("<PNG b") ? "#204080" : "#804020";
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background } });
  return (description.includes("RGBA") ? picture.ensureAlpha(0.5) : picture).png().toBuffer();
}
