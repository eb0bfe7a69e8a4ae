import { z } from "zod";
import { roles } from "./permissions.ts";

const role = z.enum(roles);

export const meSchema = z
  .object({
    kind: z.enum(["person", "key"]),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    projects: z.array(
      z.object({
        id: z.string(),
        slug: z.string(),
        name: z.string(),
        role,
        owners: z.array(z.string()).meta({ description: "Names of those who may give another role" }),
      }),
    ),
  })
  .meta({ id: "Me" });

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

const project = z.string().optional().meta({ description: "Id or slug; the default project when left out" });

export const projectQuerySchema = z.object({ project });

const email = z
  .email("This is not an email address.")
  .max(254, "An email address has at most 254 characters.")
  .toLowerCase();

const token = z.string().min(20, "The link is not complete.").max(200);

export const createInviteSchema = z.strictObject({ role, email: email.optional(), project });

/** Who is signed in sends the token alone and joins with that account; anybody else says who they are. */
export const acceptInviteSchema = z.strictObject({
  token,
  name: z.string().trim().min(1, "Tell us your name.").max(100, "Use at most 100 characters.").optional(),
  email: email.optional(),
  password: z
    .string()
    .min(10, "Use at least 10 characters.")
    .max(200, "Use at most 200 characters.")
    .optional(),
});

export const inspectInviteSchema = z.strictObject({ token });

export const inviteInspectionSchema = z
  .object({
    project: z.string().meta({ description: "Name of the project that the link leads into" }),
    role,
    email: z.string().nullable(),
    firstRun: z
      .boolean()
      .meta({ description: "Whether the link makes the first owner of this installation" }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "InviteInspection" });

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, "Enter your email address.").max(254),
  password: z.string().min(1, "Enter your password.").max(200),
});

export const signOutSchema = z.strictObject({
  everywhere: z
    .boolean()
    .default(false)
    .meta({ description: "End the sessions in all browsers, not only in this one" }),
});

export const signedOutSchema = z.object({ signedOut: z.literal(true) });

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

export const createApiKeySchema = z.strictObject({
  name: z.string().trim().min(1, "Give the key a name.").max(80, "Use at most 80 characters."),
  role,
  project,
});

export const changeRoleSchema = z.strictObject({ role });

export type Me = z.infer<typeof meSchema>;
export type MemberView = z.infer<typeof memberSchema>;
export type InviteView = z.infer<typeof inviteSchema>;
export type InviteInspection = z.infer<typeof inviteInspectionSchema>;
export type CreateInvite = z.output<typeof createInviteSchema>;
export type AcceptInvite = z.output<typeof acceptInviteSchema>;
export type CreateApiKey = z.output<typeof createApiKeySchema>;
export type ApiKeyView = z.infer<typeof apiKeySchema>;
