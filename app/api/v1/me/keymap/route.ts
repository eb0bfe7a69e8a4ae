import { readKeymap } from "#lib/account/read-keymap";
import { changes, reads } from "#lib/http/handle";
import { readKeymapEndpoint, saveKeymapEndpoint } from "#lib/review/keymap-api";
import { saveKeymap } from "#lib/review/save-keymap";
import { context } from "../../../../context.ts";

export const GET = reads(context, readKeymapEndpoint, ({ db, actor }) => readKeymap(db, actor));

export const PUT = changes(context, saveKeymapEndpoint, ({ tx, actor, body }) => saveKeymap(tx, actor, body));
