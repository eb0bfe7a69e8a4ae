import { expect, it } from "vitest";
import type { ProducedFile } from "#lib/comfyui/outcome";
import type { ApiGraph } from "#lib/contract/graph-schema";
import { wantedFiles } from "./wanted-files.ts";

const graph: ApiGraph = {
  "9": { class_type: "SaveImage", inputs: {} },
  "4": { class_type: "PreviewImage", inputs: {} },
  "7": { class_type: "SaveImage", inputs: {} },
};

function file(nodeId: string, index: number, type = "output", displayNodeId = nodeId): ProducedFile {
  return {
    nodeId,
    displayNodeId,
    list: "images",
    index,
    filename: `${nodeId}-${index}.png`,
    subfolder: "",
    type,
  };
}

const names = (files: readonly ProducedFile[]) => files.map(({ filename }) => filename);

it("takes what was saved, in the graph's order, and leaves previews", () => {
  const files = [file("7", 0), file("4", 0, "temp"), file("9", 1), file("9", 0)];
  expect(names(wantedFiles(files, { outputs: null }, graph))).toEqual(["7-0.png", "9-0.png", "9-1.png"]);
});

it("takes previews when nothing was saved", () => {
  expect(names(wantedFiles([file("4", 0, "temp")], { outputs: null }, graph))).toEqual(["4-0.png"]);
});

it("takes only the nodes the contract names, their run-time children included", () => {
  const files = [file("7", 0), file("9.0.0.1", 0, "temp", "9")];
  expect(names(wantedFiles(files, { outputs: ["9"] }, graph))).toEqual(["9.0.0.1-0.png"]);
});

it("leaves out nodes that are not of this graph", () => {
  expect(wantedFiles([file("12", 0)], { outputs: null }, graph)).toEqual([]);
});
