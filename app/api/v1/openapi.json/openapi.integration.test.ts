import { readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { endpoints } from "./endpoints.ts";
import { GET } from "./route.ts";

const appFolder = fileURLToPath(new URL("../../../", import.meta.url));

/** Every door that the route files open: "get /api/v1/runs/{}". HEAD answers like GET and is not a door of its own. */
async function openDoors(): Promise<string[]> {
  const files = (await readdir(appFolder, { recursive: true })).filter((file) =>
    file.endsWith(`${sep}route.ts`),
  );
  const doors = files.map(async (file) => {
    const source = await readFile(join(appFolder, file), "utf8");
    const path = `/${dirname(file).split(sep).join("/")}`.replaceAll(/\[[^\]]+\]/g, "{}");
    const methods = source.matchAll(
      /^export (?:const|function|async function) (GET|POST|PUT|DELETE|PATCH)\b/gm,
    );
    return [...methods].map(([, method]) => `${String(method).toLowerCase()} ${path}`);
  });
  return (await Promise.all(doors)).flat().toSorted();
}

type Document = {
  openapi: string;
  paths: {
    [path: string]: { [method: string]: { operationId: string; responses: object; security?: unknown[] } };
  };
  components: { schemas: object };
};

async function readDocument(): Promise<{ document: Document; text: string }> {
  const text = await GET().text();
  return { document: JSON.parse(text) as Document, text };
}

test("every route is described, and nothing is described that is not there", async () => {
  const described = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, "{}")}`);
  expect(described.toSorted()).toEqual(await openDoors());
});

test("the document is OpenAPI 3.1 whose references all lead somewhere", async () => {
  const { document, text } = await readDocument();
  expect(document.openapi).toBe("3.1.0");
  const referred = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target ?? "");
  const known = Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`);
  expect(referred.filter((target) => !known.includes(target))).toEqual([]);
  expect(known.length).toBeGreaterThan(10);
});

test("every operation has a name of its own", async () => {
  const { document } = await readDocument();
  const names = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(new Set(names).size).toBe(names.length);
});

test("what needs nobody to be signed in is exactly this", async () => {
  const { document } = await readDocument();
  const open = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { security }]) => (security ? [`${method} ${path}`] : [])),
  );
  expect(open.toSorted()).toEqual([
    "get /api/health/live",
    "get /api/health/ready",
    "get /api/v1/openapi.json",
    "post /api/auth/sign-in",
    "post /api/auth/sign-out",
    "post /api/v1/invites/acceptance",
    "post /api/v1/invites/inspection",
  ]);
});

test("the refusals of creating a run are told", async () => {
  const { document } = await readDocument();
  const answers = Object.keys(document.paths["/api/v1/runs"]?.["post"]?.responses ?? {});
  expect(answers).toEqual(["201", "400", "401", "403", "404", "409", "413", "422", "429", "503"]);
});
