import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { isFolderType, splitAnnotation } from "#lib/comfyui/simulator/file-store";
import { channelOf, pictureFrom } from "#lib/comfyui/simulator/pixels/picture";
import { joinAlpha } from "#lib/comfyui/simulator/pixels/composite";
import { encodePng } from "#lib/comfyui/simulator/media/encode-png";
import { readTextChunks } from "#lib/comfyui/simulator/pixels/png-chunks";
import { PythonError } from "#lib/comfyui/simulator/python-error";
import type { PyObject } from "#lib/comfyui/simulator/python-json";
import { isPyObject, parsePythonJson } from "#lib/comfyui/simulator/python-json";
import { pythonStr } from "#lib/comfyui/simulator/python-text";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import type { FormPart } from "./multipart.ts";
import { parseMultipart } from "./multipart.ts";
import { readBody } from "./read-body.ts";
import type { Reply } from "./reply.ts";
import { empty, json } from "./reply.ts";
import type { Route, RouteRequest } from "./route.ts";

export const uploadRoutes: Route[] = [
  { method: "POST", path: "/upload/image", handle: (request) => upload(request, writeAsIs) },
  { method: "POST", path: "/upload/mask", handle: (request) => upload(request, writeMasked) },
];

type Form = { fields: Map<string, string>; image: FormPart };
type Writer = (server: SimulatedServer, form: Form, file: string) => Promise<void>;

async function upload({ server, request }: RouteRequest, write: Writer): Promise<Reply> {
  const parts = parseMultipart(await readBody(request), request.headers["content-type"]) ?? [];
  const image = parts.find((part) => part.name === "image");
  if (image === undefined) return empty(400);
  // A plain field, or a file without a name, has no file behind it: Python raises.
  if (!image.filename) throw new PythonError("AttributeError", "'str' object has no attribute 'file'");
  const fields = new Map(
    parts.filter((part) => part.filename === null).map((part) => [part.name, part.content.toString("utf8")]),
  );
  const type = fields.get("type") ?? "input";
  if (!isFolderType(type)) throw new PythonError("TypeError", "join() argument must be str");
  const subfolder = fields.get("subfolder") ?? "";
  const folder = path.resolve(server.files.folder(type), path.normalize(subfolder || "."));
  const wanted = path.resolve(folder, image.filename.replace(/^\/+/, ""));
  if (!server.files.isInside(type, wanted)) return empty(400);
  await mkdir(folder, { recursive: true });
  const name = await place(server, { fields, image }, folder, write);
  server.ledger.uploaded(name, image.content);
  return json({ name, subfolder, type });
}

/** The name the file got: equal content keeps the old one, another content gets a number. */
async function place(server: SimulatedServer, form: Form, folder: string, write: Writer): Promise<string> {
  const asked = (form.image.filename ?? "").replace(/^\/+/, "");
  const overwrite = ["true", "1"].includes(form.fields.get("overwrite") ?? "");
  const extension = path.extname(asked);
  const stem = asked.slice(0, asked.length - extension.length);
  let name = asked;
  for (let i = 1; !overwrite && existsSync(path.join(folder, name)); i++) {
    if (readFileSync(path.join(folder, name)).equals(form.image.content)) return name;
    name = `${stem} (${i})${extension}`;
  }
  await write(server, form, path.join(folder, name));
  return name;
}

async function writeAsIs(_server: SimulatedServer, { image }: Form, file: string): Promise<void> {
  await writeFile(file, image.content);
}

/** The upload's alpha on the original's colours. An unknown original is passed over in silence, as recorded. */
async function writeMasked(server: SimulatedServer, { fields, image }: Form, file: string): Promise<void> {
  const original = originalFile(server, parseRef(fields.get("original_ref")));
  if (original === null) return;
  const bytes = readFileSync(original);
  const colours = await pictureFrom(sharp(bytes).ensureAlpha());
  const mask = await pictureFrom(sharp(image.content).ensureAlpha());
  if (mask.width !== colours.width || mask.height !== colours.height) {
    throw new PythonError("ValueError", "images do not match");
  }
  const texts = original.endsWith(".png") ? readTextChunks(bytes) : {};
  await writeFile(file, await encodePng(joinAlpha(colours, channelOf(mask, 3)), texts, 4));
}

function parseRef(text: string | undefined): PyObject {
  const ref = parsePythonJson(text ?? "");
  if (!isPyObject(ref)) throw new PythonError("TypeError", "original_ref is not an object");
  return ref;
}

function originalFile(server: SimulatedServer, ref: PyObject): string | null {
  const { name, type: annotated } = splitAnnotation(pythonStr(ref["filename"] ?? ""));
  const type = annotated ?? pythonStr(ref["type"] ?? "output");
  if (name === "" || name.startsWith("/") || name.includes("..") || !isFolderType(type)) return null;
  const folder = path.resolve(server.files.folder(type), pythonStr(ref["subfolder"] ?? ""));
  const file = path.join(folder, path.basename(name));
  return server.files.isInside(type, folder) && existsSync(file) ? file : null;
}
