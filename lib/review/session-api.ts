import { endpoint } from "#lib/http/endpoint";
import { pageSchema } from "#lib/http/page-schema";
import { arrangementQuerySchema, arrangementSchema } from "./arrangement-schema.ts";
import {
  listSessionsQuerySchema,
  nextOutputSchema,
  nextQuerySchema,
  positionSchema,
  sessionDetailSchema,
  sessionSchema,
  skipSchema,
  startedSessionSchema,
  startSessionSchema,
  windowQuerySchema,
  windowSchema,
} from "./session-schema.ts";
import { standingsQuerySchema, standingsSchema } from "./standing-schema.ts";
import { twinsSchema } from "./twin-schema.ts";

const tag = "Review sessions";
const path = "/api/v1/review-sessions";

export const startSessionEndpoint = endpoint({
  method: "post",
  path,
  summary:
    "Start going through a frozen list of outputs (201), or resume your open session of that scope (200)",
  tag,
  body: startSessionSchema,
  status: 201,
  statusOf: (answer) => (answer.isResumed ? 200 : 201),
  answer: startedSessionSchema,
  errors: ["not_found"],
});

export const listSessionsEndpoint = endpoint({
  method: "get",
  path,
  summary: "Your sessions, newest first",
  tag,
  query: listSessionsQuerySchema,
  status: 200,
  answer: pageSchema(sessionSchema),
});

export const readSessionEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}`,
  summary: "A session with its counts and arrivals, for everybody in its projects",
  tag,
  status: 200,
  answer: sessionDetailSchema,
  errors: ["not_found"],
});

export const readWindowEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}/outputs`,
  summary: "A window of the frozen list, by position",
  tag,
  query: windowQuerySchema,
  status: 200,
  answer: windowSchema,
  errors: ["not_found"],
});

export const readArrangementEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}/arrangement`,
  summary: "How the frozen list falls into sections and piles of near-duplicates, by position",
  tag,
  query: arrangementQuerySchema,
  status: 200,
  answer: arrangementSchema,
  errors: ["not_found"],
});

export const readStandingsEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}/standings`,
  summary: "State and revision of the listed outputs by the thousand, to decide on many",
  tag,
  query: standingsQuerySchema,
  status: 200,
  answer: standingsSchema,
  errors: ["not_found"],
});

export const readTwinsEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}/twins`,
  summary: "Your verdicts of the session on files that its list holds more than once",
  tag,
  status: 200,
  answer: twinsSchema,
  errors: ["not_found"],
});

export const readNextEndpoint = endpoint({
  method: "get",
  path: `${path}/{id}/next`,
  summary: "Where the next undecided output stands: further on, then from the other end, then skipped ones",
  tag,
  query: nextQuerySchema,
  status: 200,
  answer: nextOutputSchema,
  errors: ["not_found"],
});

export const listArrivalsEndpoint = endpoint({
  method: "post",
  path: `${path}/{id}/arrivals`,
  summary: "Append what arrived since at the end of the list; no position changes",
  tag,
  status: 200,
  answer: sessionDetailSchema,
  errors: ["not_found", "conflict"],
});

export const savePositionEndpoint = endpoint({
  method: "put",
  path: `${path}/{id}/position`,
  summary: "Note where the cursor stands, to stop and resume there",
  tag,
  body: positionSchema,
  status: 200,
  answer: positionSchema,
  errors: ["not_found", "conflict"],
});

export const skipEndpoint = endpoint({
  method: "put",
  path: `${path}/{id}/skips/{output}`,
  summary: "Pass an output by for now; it is offered again before the receipt",
  tag,
  status: 200,
  answer: skipSchema,
  errors: ["not_found", "conflict"],
});

export const unskipEndpoint = endpoint({
  method: "delete",
  path: `${path}/{id}/skips/{output}`,
  summary: "Take a skip back",
  tag,
  status: 200,
  answer: skipSchema,
  errors: ["not_found", "conflict"],
});
