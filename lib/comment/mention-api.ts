import { endpoint } from "#lib/http/endpoint";
import {
  listMentionsQuerySchema,
  mentionPageSchema,
  mentionsReadAnswerSchema,
  mentionsReadSchema,
} from "./mention-schema.ts";

const tag = "Comments";

export const listMentionsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/mentions",
  summary: "Comments that call you, newest first, and how many of them you have not read",
  tag,
  query: listMentionsQuerySchema,
  status: 200,
  answer: mentionPageSchema,
  errors: ["malformed"],
});

export const mentionsReadEndpoint = endpoint({
  method: "put",
  path: "/api/v1/mentions/read-mark",
  summary: "Say that you have read your mentions up to one of them",
  tag,
  body: mentionsReadSchema,
  status: 200,
  answer: mentionsReadAnswerSchema,
});

export const mentionReadEndpoint = endpoint({
  method: "put",
  path: "/api/v1/mentions/{id}/read-mark",
  summary: "Say that you have read one mention; done twice it stays as it was first",
  tag,
  status: 200,
  answer: mentionsReadAnswerSchema,
  errors: ["not_found"],
});
