"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDeskParts } from "#components/review/desk/desk-context";
import { useWhyNot } from "#components/shell/me-context";
import { claimApi } from "#lib/review/browser/desk/claim-api";
import { claimKeys, claimsQuery } from "#lib/review/claim-queries";

/** Somebody who passes by claims nothing. */
const restMs = 500;
const renewEveryMs = 15_000;

/** Keeps the desk informed of what others have open. */
export function useClaims(): void {
  const { desk } = useDeskParts();
  const { data } = useQuery(claimsQuery());
  useEffect(() => {
    const claims = new Map(
      (data?.items ?? []).map(({ output, by }) => [output, { id: by.id, name: by.name }]),
    );
    desk.dispatch({ type: "claims-read", claims });
  }, [desk, data]);
}

/** Tells the others that one looks at an output, as long as it is on screen. It keeps nobody from deciding. */
export function useClaimOn(output: string | undefined): void {
  const client = useQueryClient();
  const isLooking = useWhyNot("output.reseed") === undefined;
  useEffect(() => {
    if (output === undefined || !isLooking) return;
    let isClaimed = false;
    const say = () => {
      isClaimed = true;
      // One that is lost is said again before it has run out.
      claimApi.put(output).then(
        (claims) => client.setQueryData(claimKeys.all, claims),
        () => undefined,
      );
    };
    const release = () => {
      if (isClaimed) void claimApi.release(output).catch(() => undefined);
      isClaimed = false;
    };
    const first = setTimeout(say, restMs);
    const again = setInterval(say, renewEveryMs);
    window.addEventListener("pagehide", release);
    return () => {
      clearTimeout(first);
      clearInterval(again);
      window.removeEventListener("pagehide", release);
      release();
    };
  }, [client, output, isLooking]);
}
