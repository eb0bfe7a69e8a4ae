import { readdirSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { isFolderType } from "#lib/comfyui/simulator/file-store";
import { sleep } from "#lib/comfyui/simulator/latency";
import { otherModelFolders } from "#lib/comfyui/simulator/nodes/model-files";
import type { ModelFiles } from "#lib/comfyui/simulator/nodes/model-files";
import { objectInfo } from "#lib/comfyui/simulator/nodes/object-info";
import type { PyJson, PyObject } from "#lib/comfyui/simulator/python-json";
import type { SimulatedServer } from "#lib/comfyui/simulator/simulated-server";
import { empty, json } from "./reply.ts";
import type { Route } from "./route.ts";

export const infoRoutes: Route[] = [
  {
    method: "GET",
    path: "/object_info",
    handle: async ({ server }) => {
      await sleep(server.scenarios.take("slow-object-info")?.ms ?? 0);
      return json(
        Object.fromEntries(
          [...server.catalogue.values()].map((node) => [node.name, objectInfo(node, server.installation)]),
        ),
      );
    },
  },
  {
    method: "GET",
    path: "/object_info/{class}",
    handle: ({ server, params }) => {
      const node = server.catalogue.get(params["class"] ?? "");
      return json(node === undefined ? {} : { [node.name]: objectInfo(node, server.installation) });
    },
  },
  { method: "GET", path: "/system_stats", handle: ({ server }) => json(systemStats(server)) },
  { method: "GET", path: "/features", handle: ({ server }) => json(server.profile.serverFlags as PyObject) },
  { method: "GET", path: "/embeddings", handle: () => json([]) },
  { method: "GET", path: "/extensions", handle: () => json([]) },
  { method: "GET", path: "/i18n", handle: () => json({}) },
  { method: "GET", path: "/workflow_templates", handle: () => json({}) },
  {
    method: "GET",
    path: "/global_subgraphs",
    since: ({ profile }) => profile.hasJobsApi,
    handle: () => json({}),
  },
  {
    method: "GET",
    path: "/node_replacements",
    since: ({ profile }) => profile.hasJobsApi,
    handle: () => json({}),
  },
  {
    method: "GET",
    path: "/models",
    handle: ({ server }) => json([...Object.keys(server.models), ...otherModelFolders]),
  },
  {
    method: "GET",
    path: "/models/{folder}",
    handle: ({ server, params }) => {
      const files = modelsIn(server.models, params["folder"] ?? "");
      return files === null ? empty(404) : json([...files]);
    },
  },
  { method: "GET", path: "/view_metadata/{folder}", handle: () => empty(404) },
  {
    method: "GET",
    path: "/experiment/models",
    handle: ({ server }) =>
      json(Object.keys(server.models).map((name) => ({ name, folders: [`/srv/comfyui/models/${name}`] }))),
  },
  { method: "GET", path: "/internal/logs", prefix: "forbidden", handle: () => json("") },
  {
    method: "GET",
    path: "/internal/logs/raw",
    prefix: "forbidden",
    handle: () => json({ entries: [], size: null }),
  },
  {
    method: "GET",
    path: "/internal/folder_paths",
    prefix: "forbidden",
    handle: ({ server }) =>
      json(
        Object.fromEntries(Object.keys(server.models).map((name) => [name, [`/srv/comfyui/models/${name}`]])),
      ),
  },
  {
    method: "GET",
    path: "/internal/files/{type}",
    prefix: "forbidden",
    handle: ({ server, params }) => {
      const type = params["type"] ?? "";
      if (!isFolderType(type)) return json({ error: "Invalid directory type" }, 400);
      const suffix = server.profile.hasJobsApi ? ` [${type}]` : "";
      return json(newestFirst(server.files.folder(type)).map((name) => name + suffix));
    },
  },
  {
    method: "GET",
    path: "/",
    prefix: "forbidden",
    handle: ({ server }) => ({
      status: 200,
      headers: { "Content-Type": "text/html", "Cache-Control": "no-store, must-revalidate" },
      body: `<!doctype html><title>${server.name}</title><p>A simulated ComfyUI ${server.profile.version}.</p>`,
    }),
  },
  {
    method: "GET",
    path: "/assets",
    prefix: "required",
    since: ({ profile }) => profile.hasAssetsRoutes,
    handle: () =>
      json(
        {
          error: {
            code: "SERVICE_DISABLED",
            message: "Assets system is disabled. Start the server with --enable-assets to use this feature.",
            details: {},
          },
        },
        503,
      ),
  },
];

function modelsIn(models: ModelFiles, folder: string): readonly string[] | null {
  const known = Object.entries(models).find(([name]) => name === folder);
  if (known !== undefined) return known[1];
  return otherModelFolders.includes(folder) ? [] : null;
}

function newestFirst(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => ({ name, at: statSync(path.join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
    .map(({ name }) => name);
}

/** A GPU of 24 GB that does not exist, and the machine as it is. */
function systemStats({ name, profile }: SimulatedServer): PyJson {
  const vram = 24 * 2 ** 30;
  const modern = profile.hasJobsApi;
  return {
    system: {
      os: modern ? "linux" : "posix",
      ram_total: os.totalmem(),
      ram_free: os.freemem(),
      comfyui_version: profile.version,
      required_frontend_version: "1.28.6",
      installed_templates_version: "0.1.95",
      required_templates_version: "0.1.95",
      python_version: "3.12.9 (simulated)",
      pytorch_version: "2.8.0+simulated",
      embedded_python: false,
      argv: ["main.py"],
      ...(modern ? { comfy_package_versions: [], deploy_environment: "local" } : {}),
    },
    devices: [
      {
        name: `cuda:0 ${name}`,
        type: "cuda",
        index: 0,
        vram_total: vram,
        vram_free: Math.round(vram * 0.72),
        torch_vram_total: Math.round(vram * 0.3),
        torch_vram_free: Math.round(vram * 0.02),
      },
    ],
  };
}
