import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createDownload } from "./download-file.ts";

const file = { filename: "picture.png", subfolder: "", type: "output" };
const named = { "content-disposition": 'filename="picture.png"', "content-type": "image/png" };
const nameless = { "content-type": "image/png", etag: '"1-7"' };

let headers: OutgoingHttpHeaders = named;
let url = "";
const server = createServer((_request, response) => response.writeHead(200, headers).end("picture"));
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
afterEach(() => void vi.useRealTimers());

/** Downloads once under each of these headers, over one way. Answers what came, or why nothing is to be believed. */
async function downloadUnder(...all: OutgoingHttpHeaders[]): Promise<unknown[]> {
  const download = createDownload({ origin: url, headers: {} });
  const came: unknown[] = [];
  for (headers of all) came.push(await download(file).then(String, ({ kind, status }) => ({ kind, status })));
  return came;
}

const refused = { kind: "unanswered", status: null };

it("what comes without a name is no file on a way that files had names on, and says nothing of the file", async () => {
  expect(await downloadUnder(named, nameless, nameless, named)).toEqual([
    "picture",
    refused,
    refused,
    "picture",
  ]);
});

it("a way that strips all names is one that files come by", async () => {
  expect(await downloadUnder(nameless, nameless)).toEqual(["picture", "picture"]);
});

it("a way that has come to strip names is believed after a while", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const download = createDownload({ origin: url, headers: {} });
  headers = named;
  await download(file);
  headers = nameless;
  await expect(download(file)).rejects.toMatchObject(refused);
  vi.advanceTimersByTime(4 * 60_000);
  await expect(download(file)).rejects.toMatchObject(refused);
  vi.advanceTimersByTime(60_000);
  expect(String(await download(file))).toBe("picture");
});
