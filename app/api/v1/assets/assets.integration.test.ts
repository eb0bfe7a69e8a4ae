import sharp from "sharp";
import { beforeEach, describe, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import type { AssetView } from "#lib/output/asset-schema";
import { readAssetsForFill } from "#lib/output/read-assets";
import { buildPng, end, header, pixels } from "#lib/output/testing/build-png";
import { hostileFiles } from "#lib/output/testing/hostile-files";
import { operator, paint, reviewer, stranger } from "#lib/output/testing/studio";
import { context } from "../../../context.ts";
import { callRoute, useRoutes } from "../../../testing/test-context.ts";
import { GET as readOne } from "./[id]/route.ts";
import { POST } from "./route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, operator);
beforeEach(() => {
  desk.actor = operator;
});

function upload(
  bytes: Uint8Array,
  { field = "file", name = "mask.png", project = "", key = "" } = {},
): Promise<Response> {
  const form = new FormData();
  form.set(field, new File([Buffer.from(bytes)], name));
  if (project !== "") form.set("project", project);
  const request = new Request("http://house.test/api/v1/assets", {
    method: "POST",
    body: form,
    headers: key === "" ? {} : { "idempotency-key": key },
  });
  return POST(request, { params: Promise.resolve({}) });
}

async function uploaded(...args: Parameters<typeof upload>): Promise<AssetView> {
  const reply = await upload(...args);
  expect(reply.status).toBe(201);
  return (await reply.json()) as AssetView;
}

async function storedBytes({ sha256 }: AssetView): Promise<Buffer> {
  const file = await context().files.open(sha256, "original");
  return Buffer.from(await new Response(file?.stream()).arrayBuffer());
}

test("an upload becomes a PNG of its own, with an id for params and a file for the server", async () => {
  const photo = await sharp(await paint("olive", 640, 480))
    .jpeg()
    .toBuffer();
  const asset = await uploaded(photo, { field: "image", name: "C:\\holiday\\photo.jpg" });
  expect(asset).toMatchObject({ width: 640, height: 480, filename: "photo.jpg" });
  expect(asset.url).toBe(`/files/${asset.sha256}/original`);
  const stored = await storedBytes(asset);
  expect((await sharp(stored).metadata()).format).toBe("png");
  expect(await readAssetsForFill(database.db, [asset.id, "nonsense"])).toEqual(
    new Map([[asset.id, expect.objectContaining({ sha256: asset.sha256, mime: "image/png" })]]),
  );
  const read = await callRoute(readOne, { params: { id: asset.id } });
  expect(await read.json()).toEqual(asset);
  const audit = await database.db.audit.findMany({ where: { subjectId: asset.id } });
  expect(audit.map(({ action }) => action)).toEqual(["asset.created"]);
});

test("T-38 SEED-13 a graph inside an uploaded picture is data of nobody: nothing is run, and it is not kept", async () => {
  const graph = { "1": { class_type: "EmptyLatentImage", inputs: {} } };
  const text = { type: "tEXt", data: Buffer.from(`prompt\0${JSON.stringify(graph)}`) };
  const picture = buildPng([header(64, 64), text, { type: "IDAT", data: pixels(64, 64) }, end]);
  const before = await database.db.run.count();
  const stored = await storedBytes(await uploaded(picture));
  expect(await database.db.run.count()).toBe(before);
  expect(stored.includes("EmptyLatentImage")).toBe(false);
});

test("a mask keeps its alpha channel, pixel by pixel", async () => {
  const mask = await sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 255]), {
    raw: { width: 2, height: 1, channels: 4 },
  })
    .png()
    .toBuffer();
  const stored = await storedBytes(await uploaded(mask));
  const alpha = await sharp(stored).extractChannel("alpha").raw().toBuffer();
  expect([...alpha]).toEqual([0, 255]);
});

test("T-48 metadata, scripts and trailing pages are left behind", async () => {
  const secret = { type: "tEXt", data: Buffer.from("prompt\0<script>alert(1)</script>") };
  const png = buildPng([header(16, 16), secret, { type: "IDAT", data: pixels(16, 16) }, end]);
  const stored = await storedBytes(await uploaded(Buffer.concat([png, Buffer.from("<html>PAGE")])));
  expect(stored.toString("latin1")).not.toMatch(/script|PAGE|prompt/);
});

test("equal content in one project is one asset, also when sent ten times at once", async () => {
  const bytes = await paint("orchid", 320, 200);
  const assets = await Promise.all(Array.from({ length: 10 }, () => uploaded(bytes)));
  expect(new Set(assets.map(({ id }) => id)).size).toBe(1);
});

test("a key repeats its first answer, and refuses to stand for another picture", async () => {
  const first = await uploaded(await paint("peru"), { key: "one" });
  expect(await uploaded(await paint("peru"), { key: "one" })).toEqual(first);
  expect((await upload(await paint("pink"), { key: "one" })).status).toBe(422);
});

describe("what is refused", () => {
  test("no picture: 422 at /file, in words; and nothing is kept", async () => {
    const before = await database.db.asset.count();
    const corpus = await hostileFiles();
    const refusals = corpus.filter((file) => "setAside" in file);
    for (const file of refusals) {
      const reply = await upload(file.bytes, { name: file.name });
      expect(reply.status, file.name).toBe(422);
      const { error } = (await reply.json()) as { error: { message: string; fields: { path: string }[] } };
      expect(error.fields.map(({ path }) => path)).toEqual(["/file"]);
      expect(error.message).not.toMatch(/Vips|libspng|pngload|node_modules/i);
      expect(error.message).not.toContain(process.cwd());
    }
    expect(await database.db.asset.count()).toBe(before);
  });

  test("too large: 413, read no further than the limit, whatever the length header says", async () => {
    let sent = 0;
    const head = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        const part = sent === 0 ? Buffer.from(head) : Buffer.alloc(1024 * 1024);
        sent += part.byteLength;
        controller.enqueue(part);
      },
    });
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "content-type": "multipart/form-data; boundary=x", "content-length": "10" },
    };
    const request = new Request("http://house.test/api/v1/assets", init);
    const reply = await POST(request, { params: Promise.resolve({}) });
    expect(reply.status).toBe(413);
    expect(await reply.text()).toContain("32 MB");
    expect(sent).toBeLessThan(36 * 1024 * 1024);
  });

  test("no form, no file, half a form", async () => {
    const json = await callRoute(POST, { body: {} });
    expect(json.status).toBe(400);
    expect((await upload(await paint("red"), { field: "other" })).status).toBe(422);
    const half = await callRoute(POST, {
      body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      headers: { "content-type": "multipart/form-data; boundary=x" },
    });
    expect(half.status).toBe(400);
  });

  test("roles that may not, strangers and unknown projects", async () => {
    const bytes = await paint("tan");
    expect((await upload(bytes, { project: "no-such" })).status).toBe(404);
    const asset = await uploaded(bytes);
    desk.actor = reviewer;
    expect((await upload(bytes)).status).toBe(403);
    desk.actor = stranger;
    expect((await upload(bytes)).status).toBe(404);
    expect((await callRoute(readOne, { params: { id: asset.id } })).status).toBe(404);
  });
});
