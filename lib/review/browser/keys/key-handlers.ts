import { bindingOf, type ActionId, type Binding } from "./key-registry.ts";

export type KeyHandler = (binding: Binding) => void;
export type KeyActions = Partial<Record<ActionId, KeyHandler>>;

let layers: readonly (() => KeyActions)[] = [];

/** Attaches what keys do, until the returned function is called. Of two handlers for one action the later one has it. */
export function attachKeyActions(read: () => KeyActions): () => void {
  layers = [read, ...layers];
  return () => {
    layers = layers.filter((layer) => layer !== read);
  };
}

/** What an action does right now; undefined while nothing on screen does it. */
export function handlerOf(action: ActionId): KeyHandler | undefined {
  for (const read of layers) {
    const handler = read()[action];
    if (handler !== undefined) return handler;
  }
  return undefined;
}

/** Does what the key of an action would do: for a button far from whoever handles it. */
export function runAction(action: ActionId): void {
  handlerOf(action)?.(bindingOf(action));
}
