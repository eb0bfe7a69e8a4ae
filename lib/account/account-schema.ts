import { z } from "zod";
import { roles } from "./permissions.ts";

const role = z.enum(roles);

export const meSchema = z.object({
  kind: z.enum(["person", "key"]),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  projects: z.array(z.object({ id: z.string(), slug: z.string(), name: z.string(), role })),
});

export const memberSchema = z
  .object({ userId: z.string(), name: z.string(), email: z.string(), role, since: z.iso.datetime() })
  .meta({ id: "Member" });

export const inviteSchema = z
  .object({
    id: z.string(),
    role,
    email: z.string().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    url: z.string().optional().meta({ description: "Only in the answer that makes it" }),
  })
  .meta({ id: "Invite" });

export const createInviteSchema = z.strictObject({ role, email: z.email().optional() });

export const acceptInviteSchema = z.strictObject({
  token: z.string().min(20).max(200),
  name: z.string().trim().min(1, "Tell us your name.").max(100),
  email: z.email("This is not an email address."),
  password: z.string().min(10, "Use at least 10 characters.").max(200),
});

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hint: z.string(),
    role,
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable(),
    key: z.string().optional().meta({ description: "Only in the answer that makes it" }),
  })
  .meta({ id: "ApiKey" });

export const createApiKeySchema = z.strictObject({ name: z.string().trim().min(1).max(80), role });

export const changeRoleSchema = z.strictObject({ role });

export type Me = z.infer<typeof meSchema>;
export type MemberView = z.infer<typeof memberSchema>;
export type InviteView = z.infer<typeof inviteSchema>;
export type AcceptInvite = z.infer<typeof acceptInviteSchema>;
export type ApiKeyView = z.infer<typeof apiKeySchema>;
