import { z } from "zod";
import { endpoint } from "#lib/http/endpoint";

export const readFileEndpoint = endpoint({
  method: "get",
  path: "/files/{sha256}/{size}",
  summary:
    "The bytes of an output or asset under their hash; size is original, or 256, 512 or 1440 for a WebP picture",
  tag: "Outputs",
  status: 200,
  answerType: "*/*",
  answer: z.unknown(),
  errors: ["not_found"],
});
