import { endpoint } from "#lib/http/endpoint";
import { pageSchema } from "#lib/http/page-schema";
import {
  acceptInviteSchema,
  apiKeySchema,
  changeRoleSchema,
  createApiKeySchema,
  createInviteSchema,
  inspectInviteSchema,
  inviteInspectionSchema,
  inviteSchema,
  meSchema,
  memberSchema,
  projectQuerySchema,
  signedOutSchema,
  signInSchema,
  signOutSchema,
} from "./account-schema.ts";

const tag = "Accounts";

export const readMeEndpoint = endpoint({
  method: "get",
  path: "/api/v1/me",
  summary: "Who I am, and my role in each of my projects",
  tag,
  status: 200,
  answer: meSchema,
});

export const signInEndpoint = endpoint({
  method: "post",
  path: "/api/auth/sign-in",
  summary: "Start a session; the answer sets its cookie. Five failures a minute per account and address.",
  tag,
  access: "public",
  body: signInSchema,
  status: 200,
  answer: meSchema,
  errors: ["unauthenticated", "forbidden", "too_many"],
});

export const signOutEndpoint = endpoint({
  method: "post",
  path: "/api/auth/sign-out",
  summary: "End the session of this browser, or all of the person's sessions",
  tag,
  access: "public",
  body: signOutSchema,
  status: 200,
  answer: signedOutSchema,
});

export const listInvitesEndpoint = endpoint({
  method: "get",
  path: "/api/v1/invites",
  summary: "The open invitations of a project",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: pageSchema(inviteSchema),
  errors: ["forbidden"],
});

export const createInviteEndpoint = endpoint({
  method: "post",
  path: "/api/v1/invites",
  summary: "Make a link that lets one person in; shown in this answer only, good for 7 days",
  tag,
  body: createInviteSchema,
  status: 201,
  answer: inviteSchema,
  shownOnce: ["url"],
  errors: ["forbidden"],
});

export const revokeInviteEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/invites/{id}",
  summary: "Withdraw an invitation",
  tag,
  status: 200,
  answer: inviteSchema,
  errors: ["forbidden", "not_found", "conflict"],
});

export const inspectInviteEndpoint = endpoint({
  method: "post",
  path: "/api/v1/invites/inspection",
  summary: "What an invitation link leads to, before it is used",
  tag,
  access: "public",
  body: inspectInviteSchema,
  status: 200,
  answer: inviteInspectionSchema,
  errors: ["not_found"],
});

export const acceptInviteEndpoint = endpoint({
  method: "post",
  path: "/api/v1/invites/acceptance",
  summary: "Use an invitation: become a member and be signed in. Who is signed in sends the token alone.",
  tag,
  access: "public",
  body: acceptInviteSchema,
  status: 201,
  answer: meSchema,
  errors: ["not_found", "conflict", "too_many"],
});

export const listMembersEndpoint = endpoint({
  method: "get",
  path: "/api/v1/members",
  summary: "Everybody in a project",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: pageSchema(memberSchema),
});

export const changeRoleEndpoint = endpoint({
  method: "put",
  path: "/api/v1/members/{userId}",
  summary: "Give a member another role",
  tag,
  query: projectQuerySchema,
  body: changeRoleSchema,
  status: 200,
  answer: memberSchema,
  errors: ["forbidden", "not_found", "conflict"],
});

export const removeMemberEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/members/{userId}",
  summary: "Take somebody out of a project",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: memberSchema,
  errors: ["forbidden", "not_found", "conflict"],
});

export const listKeysEndpoint = endpoint({
  method: "get",
  path: "/api/v1/keys",
  summary: "The keys of a project that are in force",
  tag,
  query: projectQuerySchema,
  status: 200,
  answer: pageSchema(apiKeySchema),
  errors: ["forbidden"],
});

export const createKeyEndpoint = endpoint({
  method: "post",
  path: "/api/v1/keys",
  summary: "Make a key for a program; shown in this answer only",
  tag,
  body: createApiKeySchema,
  status: 201,
  answer: apiKeySchema,
  shownOnce: ["key"],
  errors: ["forbidden"],
});

export const revokeKeyEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/keys/{id}",
  summary: "Revoke a key at once",
  tag,
  status: 200,
  answer: apiKeySchema,
  errors: ["forbidden", "not_found", "conflict"],
});
