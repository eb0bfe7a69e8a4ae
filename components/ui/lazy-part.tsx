import { lazy, type ComponentType, type LazyExoticComponent } from "react";
import { loadPatiently } from "#lib/event/browser/load-patiently";

/** A part of the page that is fetched when it is first drawn; without a network, once that is back. Needs a Suspense. */
export function lazyPart<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await loadPatiently(load) }));
}
