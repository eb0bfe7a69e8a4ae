import { apiSend } from "#lib/http/browser/api";
import type { Claims } from "#lib/review/claim-schema";

/** Says that one has an output open, or no longer. */
export const claimApi = {
  put: (output: string): Promise<Claims> => apiSend("PUT", `/api/v1/outputs/${output}/claim`),
  release: (output: string): Promise<Claims> =>
    apiSend("DELETE", `/api/v1/outputs/${output}/claim`, undefined, { keepalive: true }),
};
