import { hostileFiles, type HostileFile } from "#lib/output/testing/hostile-files";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { pause } from "../arena/load.ts";
import type { Arena } from "../arena/arena.ts";
import type { Fault } from "./fault.ts";

const scenarios: Record<string, ScenarioInput> = {
  "404": { kind: "view-status", status: 404, times: 2 },
  "500": { kind: "view-status", status: 500, times: 2 },
  truncated: { kind: "view-truncated", times: 2 },
  slow: { kind: "view-slow", ms: 700, times: 2 },
  "wrong bytes": { kind: "view-garbage", times: 2 },
};

export const spoilDownload: Fault = {
  id: "F10",
  what: "/view answers 404, truncated, slow or with wrong bytes",
  variants: Object.keys(scenarios),
  async inject({ arena, random, variant }) {
    await pause(random.between(0, 300));
    const scenario = scenarios[variant];
    if (scenario) for (const { simulator } of arena.servers) await simulator.arm(scenario);
    await pause(700);
    return `two downloads of each server: ${variant}`;
  },
};

let made: Promise<HostileFile[]> | undefined;

export const poisonPictures: Fault = {
  id: "F12",
  what: "poisoned and huge pictures, as outputs and as uploads",
  variants: ["outputs", "uploads"],
  async inject({ arena, random, variant, load }) {
    const files = await (made ??= hostileFiles());
    if (variant === "uploads") return uploadAll(arena, [random.pick(files), random.pick(files)]);
    const served = new Set<string>();
    for (const { http } of arena.servers) {
      http.chooseRequestFault = ({ path }) => {
        if (!/\/view\?/.test(path)) return null;
        const file = random.pick(files);
        served.add(file.name);
        return { kind: "replace-reply", body: file.bytes };
      };
    }
    await load.ended;
    await pause(500);
    await letThemFail(arena);
    return `served instead of outputs: ${[...served].join(", ")}`;
  },
};

async function uploadAll(arena: Arena, files: readonly HostileFile[]): Promise<string> {
  for (const { name, bytes } of files) {
    const form = new FormData();
    form.append("file", new Blob([Buffer.from(bytes)]), name);
    const { status } = await fetch(`http://127.0.0.1:${arena.lines.clients.port}/api/v1/assets`, {
      method: "POST",
      headers: { authorization: `Bearer ${arena.rig.key}` },
      body: form,
    });
    if (status >= 500) throw new Error(`The upload of ${name} was answered with ${status}.`);
  }
  return `uploaded: ${files.map(({ name }) => name).join(", ")}`;
}

/** A run whose only file is set aside fails, and says so; that is what is asked of it. */
async function letThemFail(arena: Arena): Promise<void> {
  const { rows } = await arena.db.query<{ id: string }>("SELECT id FROM run WHERE queue_seq > $1", [
    arena.since.queueSeq.toString(),
  ]);
  for (const { id } of rows) arena.mayFail.add(id);
}
