import { expect, test } from "vitest";
import { parseEnvironment } from "./env.ts";

const minimal = { DATABASE_URL: "postgresql://localhost/proofsheet" };

test("a bare environment has the documented defaults", () => {
  expect(parseEnvironment(minimal)).toMatchObject({
    PORT: 3000,
    HOST: "127.0.0.1",
    DATA_DIR: "./data",
    COMFYUI_URL: [],
  });
});

test("several servers are read with their pools, in order", () => {
  const { COMFYUI_URL } = parseEnvironment({
    ...minimal,
    COMFYUI_URL: "http://a:8188/, fast=https://b:8189",
  });
  expect(COMFYUI_URL).toEqual([
    { pool: "default", url: "http://a:8188" },
    { pool: "fast", url: "https://b:8189" },
  ]);
});

test("a server's slots and weight stand behind the # of its address", () => {
  const { COMFYUI_URL } = parseEnvironment({
    ...minimal,
    COMFYUI_URL: "fast=http://gpu-1:8188#slots=2&weight=3,http://gpu-2:8188/#weight=5",
  });
  expect(COMFYUI_URL).toEqual([
    { pool: "fast", url: "http://gpu-1:8188", slots: 2, weight: 3 },
    { pool: "default", url: "http://gpu-2:8188", weight: 5 },
  ]);
});

test.each([
  ["slots=0", "slots must be a whole number from 1 to 64"],
  ["slots=two", "slots must be a whole number from 1 to 64"],
  ["slots=1.5", "slots must be a whole number from 1 to 64"],
  ["weight=1001", "weight must be a whole number from 1 to 1000"],
  ["slots=1&slots=2", "slots is set twice"],
  ["slot=2", 'only slots and weight can be set, not "slot"'],
])("#%s is refused and says why", (options, why) => {
  expect(() => parseEnvironment({ ...minimal, COMFYUI_URL: `http://a:8188#${options}` })).toThrow(why);
});

test("every problem is listed at once, each with its name", () => {
  const broken = { DATABASE_URL: "mysql://x", PORT: "eighty", COMFYUI_URL: "ftp://a", PUBLIC_URL: "nowhere" };
  for (const name of Object.keys(broken))
    expect(() => parseEnvironment(broken)).toThrow(new RegExp(`^  ${name} `, "m"));
});

test("an empty value counts as absent", () => {
  expect(parseEnvironment({ ...minimal, PORT: "", COMFYUI_URL: "" }).PORT).toBe(3000);
});

test("a refused address is shown without its password", () => {
  for (const COMFYUI_URL of ["ftp://ada:s3cret@gpu-1:8188", "http://ada:s3cret@gpu-1:8188#slots=many"]) {
    expect(() => parseEnvironment({ ...minimal, COMFYUI_URL })).toThrow(/gpu-1:8188/);
    expect(() => parseEnvironment({ ...minimal, COMFYUI_URL })).not.toThrow(/s3cret/);
  }
});
