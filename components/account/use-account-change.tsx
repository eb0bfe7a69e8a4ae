"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "#components/ui/toast";
import { accountKey } from "#lib/account/account-queries";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";

type AccountChange<Input, Answer> = {
  change: (input: Input) => Promise<Answer>;
  /** What to say when it is done. */
  done?: (answer: Answer) => string;
  onDone?: (answer: Answer) => void;
  /** A form shows its own errors; anything else says them in a toast. */
  showsErrors?: boolean;
};

/** A change of people, invitations or keys: afterwards the lists are read again, whatever came of it. */
export function useAccountChange<Input, Answer>({
  change,
  done,
  onDone,
  showsErrors = false,
}: AccountChange<Input, Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      if (done !== undefined) toast.success(done(answer));
      onDone?.(answer);
    },
    onError: (error) => {
      leaveWhenSignedOut(error);
      if (!showsErrors) toast.error(asProblem(error).message);
    },
    onSettled: () => client.invalidateQueries({ queryKey: accountKey }),
  });
}
