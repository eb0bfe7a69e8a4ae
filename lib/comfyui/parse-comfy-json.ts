import { parseExactJson, type ExactJson } from "#lib/json";

const token = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gs;

/**
 * Parses what ComfyUI sends: Python's `json.dumps` may write bare NaN and Infinity, which is not JSON and would cost
 * the whole body. They become null, of which `onRepair` hears; integers stay exact. Throws `SyntaxError` on anything
 * else that is not JSON.
 */
export function parseComfyJson(text: string, onRepair: () => void = () => undefined): ExactJson {
  try {
    return parseExactJson(text);
  } catch (error) {
    const repaired = text.replace(token, (found) => (found.startsWith('"') ? found : "null"));
    if (repaired === text) throw error;
    const value = parseExactJson(repaired);
    onRepair();
    return value;
  }
}
