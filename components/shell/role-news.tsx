"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useMe } from "#components/shell/me-context";
import { toast } from "#components/ui/toast";
import { subscribeFrames } from "#lib/event/browser/live-events";

/** Somebody was given another role: what they may do on the page that is open changes with it, and is said. */
export function RoleNews() {
  const router = useRouter();
  const { id } = useMe();
  useEffect(
    () =>
      subscribeFrames((frame) => {
        if (frame.type !== "event" || frame.event.kind !== "account.changed") return;
        const { subject, data } = frame.event;
        if (subject !== id || data["action"] !== "person.role_changed") return;
        toast.info("An owner has given you another role. What you may do on this page has changed.");
        router.refresh();
      }),
    [id, router],
  );
  return null;
}
