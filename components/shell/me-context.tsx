"use client";

import { createContext, use, type ReactNode } from "react";
import type { Me } from "#lib/account/account-schema";
import type { Permission } from "#lib/account/permissions";
import { whyNot } from "#lib/account/why-not";

const MeContext = createContext<Me | null>(null);

export function MeProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <MeContext value={me}>{children}</MeContext>;
}

/** Who is signed in. Only inside the (app) layout. */
export function useMe(): Me {
  const me = use(MeContext);
  if (me === null) throw new Error("useMe is for pages inside the (app) layout.");
  return me;
}

/** The project on screen: the one project there is, for now. */
export function useProject(): Me["projects"][number] | undefined {
  return useMe().projects[0];
}

/** Undefined when allowed, else the reason in words, for a button's `blocked`. */
export function useWhyNot(permission: Permission): string | undefined {
  return whyNot(useMe(), permission);
}
