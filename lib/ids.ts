import { v7 } from "uuid";

/** A new id: UUID version 7, lower case, sorted by time of creation. Also valid as ComfyUI's `prompt_id`. */
export function newId(): string {
  return v7();
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Postgres refuses a malformed uuid with an error; ask here first, and answer "not found". */
export function isId(text: string): boolean {
  return uuid.test(text);
}
