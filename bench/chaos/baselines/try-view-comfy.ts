import process from "node:process";
import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { judged, notMeasured, type Bar } from "../../kit/bar.ts";
import type { Rig } from "../../kit/rig.ts";
import type { Session } from "../../kit/session.ts";
import { openViewComfy, viewComfyPort } from "../../wrapper/view-comfy.ts";
import { uploadGrain } from "../../wrapper/wrapped-workflow.ts";

const triesEach = 4;
const withinMs = 8000;
const id = "R1 base";
const bar = "ViewComfy loses some";

/** F6, F7 and two of F8, as they meet a client that takes the end of a run from the socket alone. */
const faults: readonly { what: string; scenario: ScenarioInput }[] = [
  { what: "its end told before the POST's answer", scenario: { kind: "delay-reply", ms: 1000 } },
  { what: "socket dropped in mid-run", scenario: { kind: "drop-sockets-mid-run" } },
  { what: "its end never told", scenario: { kind: "lose-completion" } },
  { what: "restart in mid-run", scenario: { kind: "restart-mid-run" } },
];

/**
 * What the nearest other wrapper delivers under faults that all of ours survive, on a simulator of its own. It is built
 * and started by somebody else, as for `bench wrapper`. Untouched it has to deliver, or nothing is measured.
 */
export async function tryViewComfy(session: Session, rig: Rig): Promise<Bar> {
  const url = process.env["VIEWCOMFY_URL"];
  if (url === undefined)
    return notMeasured(id, bar, "start ViewComfy as for `bench wrapper`, name it in VIEWCOMFY_URL");
  const simulator = await rig.simulator({ name: "view-comfys", port: viewComfyPort(session) });
  try {
    await uploadGrain(simulator.url);
    const viewComfy = openViewComfy(url);
    let colour = 0;
    const isDelivered = () => {
      colour += 1;
      return viewComfy.submit(colour, AbortSignal.timeout(withinMs)).then(
        () => true,
        () => false,
      );
    };
    if (!(await isDelivered()))
      return notMeasured(id, bar, "ViewComfy delivers nothing even when left alone");
    let delivered = 0;
    for (const { what, scenario } of faults) {
      let own = 0;
      for (let index = 0; index < triesEach; index += 1) {
        await simulator.arm(scenario);
        if (await isDelivered()) own += 1;
        await simulator.disarm();
      }
      session.say(`ViewComfy, ${what}: ${own} of ${triesEach} delivered`);
      delivered += own;
    }
    const all = faults.length * triesEach;
    return judged(id, `ViewComfy delivered ${delivered} of ${all} within 8 s`, bar, delivered < all);
  } finally {
    await simulator.stop();
  }
}
