import type { ParamError } from "#lib/contract/validate-params";

/** Messages by field name; what concerns no field of the form stands in `general`. */
export type FieldErrors = {
  readonly byField: ReadonlyMap<string, readonly string[]>;
  readonly general: readonly string[];
};

export const noErrors: FieldErrors = { byField: new Map(), general: [] };

/**
 * Puts errors where their fields are, whether they were found in the browser or by the server (422 `fields`). A path
 * below a field counts for the field; a field the form does not have is general, by its own words.
 */
export function placeErrors(errors: readonly ParamError[], fields: ReadonlySet<string>): FieldErrors {
  const byField = new Map<string, string[]>();
  const general: string[] = [];
  for (const { path, message } of errors) {
    const name = fieldOfPath(path);
    if (name === null || !fields.has(name)) {
      general.push(message);
      continue;
    }
    const known = byField.get(name) ?? [];
    if (!known.includes(message)) byField.set(name, [...known, message]);
  }
  return { byField, general };
}

/** The name in a JSON Pointer into the request body: "/params/steps" is "steps"; null for any other place. */
export function fieldOfPath(path: string): string | null {
  const token = /^\/params\/([^/]+)/.exec(path)?.[1];
  return token === undefined ? null : token.replaceAll("~1", "/").replaceAll("~0", "~");
}
