import type { RequestFault } from "../http-proxy.ts";
import { pause } from "../arena/load.ts";
import type { Fault } from "./fault.ts";

const variants: Record<string, RequestFault> = {
  "executed, reply lost": { kind: "lose-reply" },
  "request lost": { kind: "lose-request" },
  "reply late": { kind: "delay-reply", ms: 500 },
  "request late": { kind: "delay-request", ms: 200 },
};

export const loseReply: Fault = {
  id: "F9",
  what: "POST /prompt is executed and its reply lost",
  variants: Object.keys(variants),
  async inject({ arena, random, variant }) {
    const fault = variants[variant] ?? { kind: "lose-reply" };
    const share = random.between(0.3, 0.8);
    let hits = 0;
    for (const { http } of arena.servers) {
      http.chooseRequestFault = ({ method, path }) => {
        if (method !== "POST" || !path.endsWith("/prompt") || random.next() > share) return null;
        hits += 1;
        return fault;
      };
    }
    await pause(1000);
    return `${hits} submissions: ${variant}`;
  },
};
