"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDeskParts, useSession } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import type { ReasonView } from "#lib/review/decision-schema";
import { reasonsQuery } from "#lib/review/reason-queries";

const noReasons: readonly ReasonView[] = [];

/** The project's reasons, on digits that stay while a session is open. */
export function useReasons(): readonly ReasonView[] {
  const { data = noReasons } = useQuery(reasonsQuery());
  const { digits } = useDeskParts();
  const { detail, isOwn } = useSession();
  const isHeld = detail !== null && isOwn && detail.closedAt === null;
  const reasons = isHeld ? digits.within(detail.id, data) : data;
  const isChanged = data.some(
    ({ id, digit }) => !reasons.some((one) => one.id === id && one.digit === digit),
  );
  useEffect(() => {
    if (isChanged) {
      toast.info("The reasons were changed. Your digits stay as they are until this session is closed.");
    }
  }, [isChanged]);
  return reasons;
}
