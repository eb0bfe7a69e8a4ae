import { endpoint } from "#lib/http/endpoint";
import { claimsSchema } from "./claim-schema.ts";

const tag = "Review";

export const listClaimsEndpoint = endpoint({
  method: "get",
  path: "/api/v1/claims",
  summary: "Outputs that others have open in the large view right now",
  tag,
  status: 200,
  answer: claimsSchema,
});

export const claimEndpoint = endpoint({
  method: "put",
  path: "/api/v1/outputs/{id}/claim",
  summary:
    "Say that you have this output open, or still have; one per person, gone 45 s after it was last said",
  tag,
  status: 200,
  answer: claimsSchema,
  errors: ["not_found"],
});

export const releaseEndpoint = endpoint({
  method: "delete",
  path: "/api/v1/outputs/{id}/claim",
  summary: "Say that you no longer have this output open",
  tag,
  status: 200,
  answer: claimsSchema,
});
