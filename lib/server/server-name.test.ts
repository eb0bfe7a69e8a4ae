import { expect, it } from "vitest";
import { freeName, serverName } from "./server-name.ts";

it.each([
  ["http://gpu-1.studio.example:8188", "gpu-1"],
  ["http://gpu-1.studio.example:8190/comfy", "gpu-1 8190"],
  ["https://render.example", "render 443"],
  ["http://127.0.0.1:18188", "local 18188"],
  ["http://[::1]:8188", "local"],
  ["http://10.20.30.40:8188", "server 40"],
  ["http://user:secret@box:8188", "box"],
])("calls %s %s", (url, name) => {
  expect(serverName(url)).toBe(name);
});

it("numbers a name that is taken", () => {
  expect(freeName("local", new Set(["local", "local (2)"]))).toBe("local (3)");
});
