import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { once } from "node:events";
import { expect, test } from "vitest";
import { endSilence } from "./end-silence.ts";

/** A line to a server that answers the first thing it is asked, and nothing after. */
async function openLine(): Promise<{ line: Socket; end(): void }> {
  const server = createServer((far) => far.once("data", () => far.write("answer")));
  await once(server.listen(0, "127.0.0.1"), "listening");
  const line = connect((server.address() as AddressInfo).port, "127.0.0.1");
  await once(line, "connect");
  return {
    line,
    end() {
      line.destroy();
      server.close();
    },
  };
}

test("what is asked in the very turn of an answer is not taken for answered: its silence ends the connection", async () => {
  const { line, end } = await openLine();
  // As a driver does that has the next query waiting; it listens before anybody else.
  line.once("data", () => line.write("next"));
  endSilence(line, 50);
  line.write("first");
  const [error] = (await once(line, "error", { signal: AbortSignal.timeout(5000) }).catch(String)) as [
    unknown,
  ];
  expect(error).toMatchObject({ code: "ECONNRESET" });
  end();
});

test("a connection on which everything is answered may rest", async () => {
  const { line, end } = await openLine();
  endSilence(line, 20);
  line.write("first");
  await once(line, "data");
  await once(line, "timeout");
  expect(line.destroyed).toBe(false);
  end();
});
