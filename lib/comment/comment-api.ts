import { endpoint } from "#lib/http/endpoint";
import {
  commentPageSchema,
  commentSchema,
  editCommentSchema,
  listCommentsQuerySchema,
  postCommentSchema,
  readMarkAnswerSchema,
  readMarkSchema,
  wordingsSchema,
} from "./comment-schema.ts";

const tag = "Comments";

export const listCommentsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/outputs/{id}/comments",
  summary: "What was said about an output and drawn on it, oldest first",
  tag,
  query: listCommentsQuerySchema,
  status: 200,
  answer: commentPageSchema,
  errors: ["malformed", "not_found"],
});

export const postCommentEndpoint = endpoint({
  method: "post",
  path: "/api/v1/outputs/{id}/comments",
  summary: "Comment on an output, with marks on its picture or without; as a new thread or into one",
  tag,
  body: postCommentSchema,
  status: 201,
  answer: commentSchema,
  errors: ["not_found"],
});

export const readMarkEndpoint = endpoint({
  method: "put",
  path: "/api/v1/outputs/{id}/read-mark",
  summary: "Say how far you have read an output's comments; never goes back",
  tag,
  body: readMarkSchema,
  status: 200,
  answer: readMarkAnswerSchema,
  errors: ["not_found"],
});

export const resolveCommentEndpoint = endpoint({
  method: "put",
  path: "/api/v1/comments/{id}/resolution",
  summary: "Resolve a thread; it stays readable",
  tag,
  status: 200,
  answer: commentSchema,
  errors: ["not_found", "invalid"],
});

export const reopenCommentEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/comments/{id}/resolution",
  summary: "Open a resolved thread again",
  tag,
  status: 200,
  answer: commentSchema,
  errors: ["not_found", "invalid"],
});

export const editCommentEndpoint = endpoint({
  method: "put",
  path: "/api/v1/comments/{id}",
  summary: "Put one's own comment otherwise; what it said before stays on record",
  tag,
  body: editCommentSchema,
  status: 200,
  answer: commentSchema,
  errors: ["not_found"],
});

export const deleteCommentEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/comments/{id}",
  summary: "Delete one's own comment, or anybody's as an owner; a line says that it was deleted",
  tag,
  status: 200,
  answer: commentSchema,
  errors: ["not_found"],
});

export const listWordingsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/comments/{id}/wordings",
  summary: "What an edited comment said before, oldest first",
  tag,
  status: 200,
  answer: wordingsSchema,
  errors: ["not_found"],
});
