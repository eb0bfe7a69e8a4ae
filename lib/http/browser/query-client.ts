import { QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api-problem.ts";

/** The page's cache. Events keep it true, so nothing is read again merely because time has passed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => error instanceof ApiProblem && error.retryable && failures < 3,
        retryDelay: (failures) => Math.min(500 * 2 ** failures, 5000),
        // Our own requests say "offline" in words; the library's pausing would only show nothing.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
}

/** A session that ended elsewhere ends here: to the door, with the way back. */
export function leaveWhenSignedOut(error: unknown): void {
  if (!(error instanceof ApiProblem) || error.code !== "unauthenticated") return;
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
