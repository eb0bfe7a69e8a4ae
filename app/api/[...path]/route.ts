import { AppError } from "#lib/errors";
import { errorReply } from "#lib/http/reply";
import { context } from "../../context.ts";

/** Every other address below /api: programs get the error they can read, not a page. */
function nothingHere(): Response {
  const error = new AppError(
    "not_found",
    "There is no such address. GET /api/v1/openapi.json lists what there is.",
  );
  return errorReply(error, context().log);
}

export {
  nothingHere as GET,
  nothingHere as POST,
  nothingHere as PUT,
  nothingHere as PATCH,
  nothingHere as DELETE,
};
