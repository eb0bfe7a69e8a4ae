"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";

/** Writes the receipt and shows it. Waits for verdicts that are still on their way: they belong on it. */
export function useCloseSession(): { close: () => void; isClosing: boolean; blocked: string | undefined } {
  const { desk, session, sessionId } = useDeskParts();
  const router = useRouter();
  const [isClosing, setClosing] = useState(false);
  const blocked = sessionId() === null ? "Only its reviewer closes a session." : undefined;
  async function close() {
    if (session === null || isClosing) return;
    if (desk.read().writes.size > 0) {
      toast.info("A verdict is still on its way. Close the session when it has arrived.");
      return;
    }
    setClosing(true);
    try {
      const { id } = await session.close();
      router.push(`/review/receipts/${id}`);
    } catch (error) {
      setClosing(false);
      toast.error(`The session was not closed. ${asProblem(error).message}`);
    }
  }
  return { close: () => void close(), isClosing, blocked };
}
