import { createHash } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { useTestDatabase } from "#lib/db/testing/test-database";
import { hostileFiles } from "#lib/output/testing/hostile-files";
import { ingestGood, openStudio, paint, reviewer, stranger, type Studio } from "#lib/output/testing/studio";
import { ingestFile } from "#lib/output/ingest-file";
import { context } from "../context.ts";
import { useRoutes } from "../testing/test-context.ts";
import { GET, HEAD } from "./[sha]/[size]/route.ts";

const database = useTestDatabase();
const desk = useRoutes(database, reviewer);
let studio: Studio;
let bytes: Buffer;
let sha256: string;

beforeAll(async () => {
  studio = await openStudio(database.db, context().files);
  bytes = await paint("tomato", 800, 600);
  const file = await ingestGood(studio.files, bytes);
  sha256 = file.sha256;
  const [run] = await studio.queue();
  await studio.finish({ id: run?.id ?? "" }, [file]);
});
beforeEach(() => {
  desk.actor = reviewer;
});

function get(
  sha: string,
  size: string,
  headers: Record<string, string> = {},
  method: "GET" | "HEAD" = "GET",
): Promise<Response> {
  const request = new Request(`http://house.test/files/${sha}/${size}`, { method, headers });
  return { GET, HEAD }[method](request, { params: Promise.resolve({ sha, size }) });
}

test("the original is the server's bytes, and each thumbnail is a picture of its size", async () => {
  const original = await get(sha256, "original");
  expect(original.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await original.arrayBuffer())).toEqual(bytes);
  for (const size of ["256", "512", "1440"]) {
    const reply = await get(sha256, size);
    expect(reply.status).toBe(200);
    expect(reply.headers.get("content-type")).toBe("image/webp");
    expect(
      Buffer.from(await reply.arrayBuffer())
        .subarray(8, 12)
        .toString(),
    ).toBe("WEBP");
  }
});

test("players may seek, and what a browser has it keeps", async () => {
  const part = await get(sha256, "original", { range: "bytes=8-15" });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(8, 16));
  const again = await get(sha256, "512", { "if-none-match": `"${sha256}-512"` });
  expect(again.status).toBe(304);
  const head = await get(sha256, "original", {}, "HEAD");
  expect([head.headers.get("content-length"), head.body]).toEqual([String(bytes.byteLength), null]);
});

test("strangers get 404 for every size, with or without the right tag; nobody gets 401", async () => {
  desk.actor = stranger;
  for (const size of ["original", "256", "512", "1440"]) {
    const refused = await get(sha256, size, { "if-none-match": `"${sha256}-${size}"` });
    expect(refused.status).toBe(404);
    const unknown = await get("0".repeat(64), size);
    expect(await refused.text()).toBe(await unknown.text());
  }
  desk.actor = null;
  expect((await get(sha256, "original")).status).toBe(401);
});

test("a file on the disk that belongs to no output is not served", async () => {
  const orphan = await ingestGood(studio.files, await paint("gold"));
  expect((await get(orphan.sha256, "original")).status).toBe(404);
});

test.each([
  ["..%2f..%2fetc%2fpasswd", "original"],
  ["../../../etc/passwd", "original"],
  ["\0", "original"],
  ["a".repeat(64), "999"],
  ["a".repeat(64), "original.html"],
  ["A".repeat(64), "original"],
])("%j/%s is no file", async (sha, size) => {
  expect((await get(sha, size)).status).toBe(404);
});

test("T-48 whatever a server sends, nothing is ever served that a browser would run", async () => {
  const corpus = await hostileFiles();
  const [run] = await studio.queue();
  const files = await Promise.all(
    corpus.map(({ bytes: content, name }) => ingestFile(studio.files, content, name)),
  );
  await studio.finish({ id: run?.id ?? "" }, files);
  for (const { bytes: content, name } of corpus) {
    const reply = await get(createHash("sha256").update(content).digest("hex"), "original");
    await reply.body?.cancel();
    if (reply.status === 404) continue;
    expect(reply.status, name).toBe(200);
    expect(reply.headers.get("content-type"), name).toMatch(/^(image\/(?!svg)|video\/|audio\/)[\w.-]+$/);
    expect(reply.headers.get("x-content-type-options"), name).toBe("nosniff");
    expect(reply.headers.get("content-security-policy"), name).toBe("default-src 'none'; sandbox");
  }
});
