import { describe, expect, test } from "vitest";
import { fileReply, type ServedFile } from "./file-reply.ts";

const content = "0123456789";
const sha256 = "ab".repeat(32);

function served(change: Partial<ServedFile> = {}): ServedFile {
  const stream = (range = { start: 0, end: 9 }) =>
    new Blob([content.slice(range.start, range.end + 1)]).stream() as ReadableStream<Uint8Array>;
  const stored = { path: "", size: content.length, stream };
  return { mime: "image/png", filename: "fox_00001_.png", sha256, size: "original", stored, ...change };
}

function ask(headers: Record<string, string> = {}, change: Partial<ServedFile> = {}, url = "http://x/f") {
  return fileReply(new Request(url, { headers }), served(change));
}

test("a file says what it is, that it never changes, and that it may run nothing", async () => {
  const reply = ask();
  expect(reply.status).toBe(200);
  expect(Object.fromEntries(reply.headers)).toEqual({
    "content-type": "image/png",
    "content-length": "10",
    "content-disposition": `inline; filename="fox_00001_.png"; filename*=UTF-8''fox_00001_.png`,
    "cache-control": "private, max-age=31536000, immutable",
    etag: `"${sha256}-original"`,
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(await reply.text()).toBe(content);
});

test.each(["text/html", "image/svg+xml", "application/pdf", "text/javascript", "constructor", ""])(
  "%s is never shown in place",
  (mime) => {
    const { headers } = ask({}, { mime });
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment;/);
  },
);

describe("a range", () => {
  test.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-500", "56789", "bytes 5-9/10"],
    ["bytes=-500", "0123456789", "bytes 0-9/10"],
  ])("%s is answered with that part", async (range, part, contentRange) => {
    const reply = ask({ range });
    expect(reply.status).toBe(206);
    expect(reply.headers.get("content-range")).toBe(contentRange);
    expect(reply.headers.get("content-length")).toBe(String(part.length));
    expect(await reply.text()).toBe(part);
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=-0"])("%s lies beyond the end", (range) => {
    const reply = ask({ range });
    expect(reply.status).toBe(416);
    expect(reply.headers.get("content-range")).toBe("bytes */10");
  });

  test.each(["bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=a-b"])(
    "%s is passed over, and everything sent",
    async (range) => {
      const reply = ask({ range });
      expect(reply.status).toBe(200);
      expect(await reply.text()).toBe(content);
    },
  );

  test("of an older file is passed over, and so is one of a thumbnail", () => {
    expect(ask({ range: "bytes=0-3", "if-range": '"other"' }).status).toBe(200);
    expect(ask({ range: "bytes=0-3", "if-range": `"${sha256}-original"` }).status).toBe(206);
    expect(ask({ range: "bytes=0-3" }, { size: 256 }).status).toBe(200);
  });
});

test.each([`"${sha256}-original"`, `W/"${sha256}-original"`, `"a", "${sha256}-original"`, "*"])(
  "If-None-Match %s is answered with 304 and no body",
  async (tag) => {
    const reply = ask({ "if-none-match": tag });
    expect(reply.status).toBe(304);
    expect(reply.headers.get("etag")).toBe(`"${sha256}-original"`);
    expect(await reply.text()).toBe("");
  },
);

test("a thumbnail has a tag and a type of its own", () => {
  const { headers, status } = ask(
    { "if-none-match": `"${sha256}-original"` },
    { size: 512, mime: "image/jpeg" },
  );
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("image/webp");
  expect(headers.get("etag")).toBe(`"${sha256}-512"`);
  expect(headers.get("content-disposition")).toContain('filename="fox_00001_-512.webp"');
});

test("HEAD tells the length and sends nothing", async () => {
  const reply = fileReply(new Request("http://x/f", { method: "HEAD" }), served());
  expect(reply.headers.get("content-length")).toBe("10");
  expect(reply.body).toBeNull();
});

test.each([
  ["../../evil\r\nSet-Cookie: a=b.png", 'filename="evilSet-Cookie_ a_b.png"'],
  ['a"; filename="b.html', 'filename="a__ filename__b.html"'],
  ["füchse 狐.png", "filename*=UTF-8''f%C3%BCchse%20%E7%8B%90.png"],
  ["", 'filename="file"'],
])("the name %j cannot break out of its header", (filename, part) => {
  const { headers } = ask({}, { filename }, "http://x/f?download=1");
  const disposition = headers.get("content-disposition");
  expect(disposition).toMatch(/^attachment; filename="[^"]*"; filename\*=UTF-8''[\w.~%!-]*$/);
  expect(disposition).toContain(part);
});
