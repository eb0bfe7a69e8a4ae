import { describe, expect, it } from "vitest";
import { createDecodeQueue, type Picture } from "./decode-queue.ts";

function setUp(keep?: number) {
  const begun: string[] = [];
  const open = new Map<string, PromiseWithResolvers<Picture>>();
  const queue = createDecodeQueue((url) => {
    begun.push(url);
    const gate = Promise.withResolvers<Picture>();
    open.set(url, gate);
    return gate.promise;
  }, keep);
  /** Lets one picture finish and everything that waits for it run. */
  async function finish(url: string, error?: Error): Promise<void> {
    if (error) open.get(url)?.reject(error);
    else open.get(url)?.resolve({ src: url } as Picture);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { queue, begun, finish };
}

describe("the decode queue", () => {
  it("BOX-3 decodes one at a time, in the order asked", async () => {
    const { queue, begun, finish } = setUp();
    queue.ahead(["b", "c"]);
    expect(begun).toEqual(["b"]);
    await finish("b");
    expect(begun).toEqual(["b", "c"]);
    await finish("c");
    expect(queue.ready("b")).toBeDefined();
  });

  it("takes what is wanted now before what is fetched ahead", async () => {
    const { queue, begun, finish } = setUp();
    queue.ahead(["b", "c"]);
    const wanted = queue.want("x");
    await finish("b");
    expect(begun).toEqual(["b", "x"]);
    await finish("x");
    expect(await wanted).toEqual({ src: "x" });
  });

  it("T-24 fetches only the stop of a held key", async () => {
    const { queue, begun, finish } = setUp();
    void queue.want("a");
    void queue.want("b");
    void queue.want("c");
    const last = queue.want("d");
    await finish("a");
    await finish("d");
    expect(begun).toEqual(["a", "d"]);
    expect(await last).toEqual({ src: "d" });
  });

  it("CMP-3 gets each place of the screen its picture, one after the other", async () => {
    const { queue, begun, finish } = setUp();
    const pinned = queue.want("a", "pinned");
    const candidate = queue.want("b", "candidate");
    const again = queue.want("a", "third");
    await finish("a");
    await finish("b");
    expect([await pinned, await candidate, await again]).toEqual([{ src: "a" }, { src: "b" }, { src: "a" }]);
    expect(begun).toEqual(["a", "b"]);
  });

  it("answers at once for what is at hand, and forgets the least used", async () => {
    const { queue, begun, finish } = setUp(2);
    queue.ahead(["a", "b", "c"]);
    for (const url of ["a", "b"]) await finish(url);
    queue.ready("a");
    await finish("c");
    expect([queue.ready("a"), queue.ready("b")].map(Boolean)).toEqual([true, false]);
    expect(await queue.want("c")).toEqual({ src: "c" });
    expect(begun).toEqual(["a", "b", "c"]);
  });

  it("passes a failure on and goes on with the rest", async () => {
    const { queue, begun, finish } = setUp();
    const wanted = queue.want("a");
    const refused = expect(wanted).rejects.toThrow("gone");
    queue.ahead(["b"]);
    await finish("a", new Error("gone"));
    await refused;
    expect(begun).toEqual(["a", "b"]);
  });
});
