import type { ScenarioInput } from "#lib/comfyui/simulator/scenario";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

const scenarios: Record<string, ScenarioInput> = {
  lost: { kind: "lose-completion", times: "always" },
  late: { kind: "delay-completion", times: "always", ms: 400 },
  "before the reply": { kind: "delay-reply", times: "always", ms: 600 },
  "before its history": { kind: "delay-history", times: "always", ms: 300 },
};

export const twistCompletion: Fault = {
  id: "F8",
  what: "the completion event is lost, duplicated, reordered or early",
  variants: [...Object.keys(scenarios), "duplicated", "reordered"],
  async inject({ arena, random, variant }) {
    const scenario = scenarios[variant];
    for (const { simulator, http } of arena.servers) {
      if (scenario) await simulator.arm(scenario);
      else if (variant === "duplicated") http.chooseMessageFault = () => ({ kind: "repeat" });
      else http.chooseMessageFault = () => ({ kind: "delay", ms: random.between(0, 300) });
    }
    await pause(1200);
    return `on all servers: ${variant}`;
  },
};
