import type { ReopenedOutputs, ReopenOutputs } from "#lib/review/closing-schema";
import type { DeskStore } from "#lib/review/browser/desk/desk-store";
import type { ManyAnswer } from "./judge-many.ts";
import { sendMany } from "./send-many.ts";

export type ReopenParts = {
  desk: DeskStore;
  /** The request behind it; replaced in tests. */
  send: (body: ReopenOutputs, idempotencyKey: string) => Promise<ReopenedOutputs>;
  wait: (ms: number) => Promise<void>;
};

type Reopened = ReopenedOutputs["items"][number];

/**
 * Reopens many outputs of a closed review for one reason. Partial success is normal: the answer lists every output.
 * Throws when nothing was reopened because not even the first request was answered.
 */
export function reopenMany(
  { desk, send, wait }: ReopenParts,
  ids: readonly string[],
  reason: string,
): Promise<ManyAnswer> {
  return sendMany(
    {
      desk,
      wait,
      isFirstThrown: true,
      async send(outputs, key) {
        const { items } = await send({ outputs, reason }, key);
        return { items: items.map((one) => ({ ...one, error: refusalOf(one.error) })) };
      },
      show({ output }) {
        if (output) desk.dispatch({ type: "row-read", row: output });
      },
    },
    ids,
  );
}

/** The API's conflict means here that there was nothing to reopen. */
function refusalOf(error: Reopened["error"]): { code: string; message: string } | null {
  return error?.code === "conflict" ? { ...error, code: "open" } : error;
}
