import type { Actor } from "#lib/account/actor";
import { AppError } from "#lib/errors";
import type { EventFrame, Frame } from "./frame.ts";

export type Visitor = {
  actor: Actor;
  /** Asks again who this is; null once the session or key has ended. */
  resolve(): Promise<Actor | null>;
};

export type StreamGate = {
  /** False once the visitor's session or key has ended: the stream has to end too. */
  isOpen(): boolean;
  /** Asks again who this is. */
  ask(): Promise<void>;
  /** Whether the visitor, as last heard of, may see the frame. */
  lets(frame: Frame): boolean;
};

export function openGate(visitor: Visitor): StreamGate {
  let actor: Actor | null = visitor.actor;

  async function ask(): Promise<void> {
    try {
      actor = await visitor.resolve();
    } catch (error) {
      // A revoked key is refused by throwing; a database that is away is no reason to throw anybody out.
      if (error instanceof AppError) actor = null;
    }
  }

  return {
    isOpen: () => actor !== null,
    ask,
    lets: (frame) => actor !== null && (frame.projectId === null || actor.roles.has(frame.projectId)),
  };
}

/** Ask again before such an event and what follows it are let through, so that the change holds from there on. */
export function changesAccounts(frame: EventFrame): boolean {
  return frame.kind === "account.changed";
}
