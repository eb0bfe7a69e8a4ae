import { readMeEndpoint } from "#lib/account/account-api";
import { readMe } from "#lib/account/read-me";
import { reads } from "#lib/http/handle";
import { context } from "../../../context.ts";

export const GET = reads(context, readMeEndpoint, ({ db, actor }) => readMe(db, actor));
