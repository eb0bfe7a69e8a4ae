import type { Random } from "../../kit/random.ts";
import type { MessageFault, RequestFault } from "../http-proxy.ts";
import type { Arena } from "./arena.ts";

/** Lets the lines to all servers lose, delay, repeat and reorder a share of everything, until they are mended. */
export function makeNoise(arena: Arena, random: Random, share: number): void {
  for (const { http } of arena.servers) {
    http.chooseRequestFault = ({ method }) => (random.next() < share ? requestFault(random, method) : null);
    http.chooseMessageFault = () => (random.next() < share ? messageFault(random) : null);
  }
}

/** What proxies in trouble answer with, in the server's place. */
const pages = [200, 400, 403, 404, 429, 502, 503, 504] as const;

function requestFault(random: Random, method: string): RequestFault {
  const fault = random.pick([
    "lose-request",
    "lose-reply",
    "delay-request",
    "delay-reply",
    "answer-instead",
    "other",
  ] as const);
  if (fault === "answer-instead") {
    return { kind: fault, status: random.pick(pages), passedOn: random.pick([true, false]) };
  }
  if (fault === "delay-request" || fault === "delay-reply")
    return { kind: fault, ms: random.between(5, 600) };
  if (fault !== "other") return { kind: fault };
  // ComfyUI runs a prompt as often as it arrives, so no client can make up for one that was sent twice on the way.
  return { kind: method === "GET" ? random.pick(["repeat", "truncate-reply"] as const) : "lose-reply" };
}

function messageFault(random: Random): MessageFault {
  const kind = random.pick(["drop", "repeat", "delay"] as const);
  return kind === "delay" ? { kind, ms: random.between(5, 400) } : { kind };
}
