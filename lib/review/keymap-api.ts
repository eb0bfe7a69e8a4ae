import { keymapSchema } from "#lib/account/keymap-schema";
import { endpoint } from "#lib/http/endpoint";

const tag = "Accounts";

export const readKeymapEndpoint = endpoint({
  method: "get",
  path: "/api/v1/me/keymap",
  summary: "The keys of the review desk that I have changed",
  tag,
  status: 200,
  answer: keymapSchema,
});

export const saveKeymapEndpoint = endpoint({
  method: "put",
  path: "/api/v1/me/keymap",
  summary: "Change my keys; a key that is taken is refused by name, an empty list brings the defaults back",
  tag,
  body: keymapSchema,
  status: 200,
  answer: keymapSchema,
  errors: ["forbidden", "invalid"],
});
