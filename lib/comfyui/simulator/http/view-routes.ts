import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { isFolderType, splitAnnotation } from "#lib/comfyui/simulator/file-store";
import { sleep } from "#lib/comfyui/simulator/latency";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { contentTypeOf, isActiveContent } from "./content-type.ts";
import type { Reply } from "./reply.ts";
import { empty, text } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

export const viewRoutes: Route[] = [{ method: "GET", path: "/view", handle: view }];

type Found = { file: string; name: string };

async function view({ server, request, query }: RouteRequest): Promise<Reply> {
  server.ledger.count("views");
  const found = locate(server, query);
  if (typeof found === "number") return empty(found);
  const fault = server.scenarios.take("view-status");
  if (fault !== null)
    return fault.status >= 500 ? text("refused by a scenario", fault.status) : empty(fault.status);
  await sleep(server.scenarios.take("view-slow")?.ms ?? 0);
  const preview = query.get("preview");
  const channel = query.get("channel") ?? "rgba";
  if (preview !== null) return converted(found, ...previewOf(preview, channel));
  if (channel === "rgb") return converted(found, "png", 0, true);
  if (channel === "a") return alphaOnly(found);
  const swap = server.scenarios.take("view-file");
  const served = swap === null ? found : { file: swap.file, name: found.name };
  const reply = await fileReply(server, served, request.headers.range, request.headers["if-none-match"]);
  if (swap !== null && reply.status === 200) return { ...reply, announcedBytes: swap.announcedBytes };
  return spoiled(server, reply);
}

/** The file, or the status of the refusal; the order of the checks decides which. */
function locate(server: SimulatedServer, query: URLSearchParams): Found | number {
  const asked = query.get("filename");
  if (asked === null) return 404;
  const { name, type: annotated } = splitAnnotation(asked);
  if (name === "" || name.startsWith("/") || name.includes("..")) return 400;
  const type = annotated ?? query.get("type") ?? "output";
  if (!isFolderType(type)) return 400;
  const folder = path.resolve(server.files.folder(type), query.get("subfolder") ?? "");
  if (!server.files.isInside(type, folder)) return 403;
  const file = path.join(folder, path.basename(name));
  return existsSync(file) && statSync(file).isFile() ? { file, name: path.basename(name) } : 404;
}

function previewOf(preview: string, channel: string): ["webp" | "jpeg", number, boolean] {
  const [asked, quality] = preview.split(";");
  const format = asked === "jpeg" ? "jpeg" : "webp";
  const level = quality !== undefined && /^\d+$/.test(quality) ? Number(quality) : 90;
  return [format, Math.min(100, Math.max(1, level)), format === "jpeg" || channel === "rgb"];
}

async function converted(
  { file, name }: Found,
  format: "webp" | "jpeg" | "png",
  quality: number,
  flat: boolean,
): Promise<Reply> {
  const picture = flat ? sharp(file).removeAlpha() : sharp(file);
  const encoded = format === "png" ? picture.png() : picture.toFormat(format, { quality });
  return inline(name, `image/${format}`, await encoded.toBuffer());
}

/** White nothing with the picture's alpha. */
async function alphaOnly({ file, name }: Found): Promise<Reply> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 4) data.fill(0, at, at + 3);
  const png = sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } }).png();
  return inline(name, "image/png", await png.toBuffer());
}

function inline(name: string, type: string, body: Buffer): Reply {
  return {
    status: 200,
    headers: { "Content-Disposition": `filename="${name}"`, "Content-Type": type },
    body,
  };
}

async function fileReply(
  server: SimulatedServer,
  { file, name }: Found,
  range: string | undefined,
  ifNoneMatch: string | undefined,
): Promise<Reply> {
  const bytes = await readFile(file);
  const { mtimeMs, size } = statSync(file);
  const etag = `"${Math.round(mtimeMs * 1e6).toString(16)}-${size.toString(16)}"`;
  if (ifNoneMatch === etag) return { status: 304, headers: { ETag: etag } };
  const opaque = isActiveContent(name, server.profile);
  const headers: Record<string, string> = {
    "Content-Disposition": `${opaque && server.profile.hardensViews ? "attachment; " : ""}filename="${name}"`,
    "Content-Type": opaque ? "application/octet-stream" : contentTypeOf(name),
    ETag: etag,
    "Last-Modified": new Date(mtimeMs).toUTCString(),
    "Accept-Ranges": "bytes",
  };
  if (server.profile.hardensViews) headers["X-Content-Type-Options"] = "nosniff";
  const part = range === undefined ? null : parseRange(range, size);
  if (part === null) return { status: 200, headers, body: bytes };
  const [from, to] = part;
  if (from >= size) return { status: 416, headers: { "Content-Range": `bytes */${size}` } };
  headers["Content-Range"] = `bytes ${from}-${to}/${size}`;
  return { status: 206, headers, body: bytes.subarray(from, to + 1) };
}

/** First and last byte; only single ranges are understood. */
function parseRange(range: string, size: number): [number, number] | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (match === null || (match[1] === "" && match[2] === "")) return null;
  if (match[1] === "") return [Math.max(0, size - Number(match[2])), size - 1];
  return [Number(match[1]), match[2] === "" ? size - 1 : Math.min(size - 1, Number(match[2]))];
}

async function spoiled(server: SimulatedServer, reply: Reply): Promise<Reply> {
  const { body } = reply;
  if (!(body instanceof Buffer) || reply.status !== 200) return reply;
  if (server.scenarios.take("view-truncated")) return { ...reply, cutAfter: body.length >> 1 };
  if (server.scenarios.take("view-garbage")) return { ...reply, body: Buffer.alloc(body.length, 0x2a) };
  if (server.scenarios.take("view-other-picture")) {
    return { ...reply, body: await sharp(body).negate({ alpha: false }).png().toBuffer() };
  }
  return reply;
}
