import type { RunFilter } from "./run-queries.ts";
import type { RunStatus } from "./run-schema.ts";

type FilterStatus = RunStatus | "active";

/** The choices of the status filter, in the order they are shown. */
export const statusFilters: readonly { readonly value: FilterStatus | "all"; readonly label: string }[] = [
  { value: "all", label: "All" },
  { value: "active", label: "Active" },
  { value: "succeeded", label: "Succeeded" },
  { value: "failed", label: "Failed" },
  { value: "canceled", label: "Canceled" },
];

const known: readonly FilterStatus[] = ["active", "queued", "running", "succeeded", "failed", "canceled"];
const names: ReadonlySet<string> = new Set(["status", "workflow", "batch", "by"]);

/** Reads a filter from an address. What is unknown is left out and named, so that it can be said. */
export function readRunFilter(search: URLSearchParams): { filter: RunFilter; ignored: readonly string[] } {
  const asked = search.get("status");
  const status = known.find((candidate) => candidate === asked);
  const workflow = search.get("workflow") ?? undefined;
  const batch = search.get("batch") ?? undefined;
  const by = search.get("by");
  const strangers = [...new Set(search.keys())].filter((name) => !names.has(name));
  return {
    filter: {
      ...(status !== undefined && { status }),
      ...(workflow !== undefined && { workflow }),
      ...(batch !== undefined && { batch }),
      ...(by === "me" && { by }),
    },
    ignored: [
      ...strangers,
      ...(asked !== null && status === undefined ? [`status=${asked}`] : []),
      ...(by !== null && by !== "me" ? [`by=${by}`] : []),
    ],
  };
}
