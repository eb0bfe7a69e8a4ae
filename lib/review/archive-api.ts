import { endpoint } from "#lib/http/endpoint";
import { outputSchema } from "#lib/output/output-schema";
import { archivedManySchema, archiveManySchema } from "./archive-schema.ts";

const tag = "Review";
const path = "/api/v1/outputs/{id}/archiving";

export const archiveEndpoint = endpoint({
  method: "put",
  path,
  summary: "Put an output aside: lists leave it out unless asked, and its verdict stays as it is",
  tag,
  status: 200,
  answer: outputSchema,
  errors: ["not_found"],
});

export const unarchiveEndpoint = endpoint({
  method: "delete",
  path,
  summary: "Bring an archived output back",
  tag,
  status: 200,
  answer: outputSchema,
  errors: ["not_found"],
});

export const archiveManyEndpoint = endpoint({
  method: "post",
  path: "/api/v1/archivings",
  summary: "Archive many outputs, or bring them back, with an answer for each; partial success is normal",
  tag,
  body: archiveManySchema,
  status: 200,
  answer: archivedManySchema,
});
