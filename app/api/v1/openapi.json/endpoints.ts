import * as account from "#lib/account/account-api";
import * as comment from "#lib/comment/comment-api";
import * as mention from "#lib/comment/mention-api";
import * as event from "#lib/event/event-api";
import * as health from "#lib/health/health-api";
import type { Endpoint } from "#lib/http/endpoint";
import * as asset from "#lib/output/asset-api";
import * as backfill from "#lib/output/backfill-api";
import * as file from "#lib/output/file-api";
import * as output from "#lib/output/output-api";
import * as archive from "#lib/review/archive-api";
import * as claim from "#lib/review/claim-api";
import * as closing from "#lib/review/closing-api";
import * as decision from "#lib/review/decision-api";
import * as keymap from "#lib/review/keymap-api";
import * as policy from "#lib/review/policy-api";
import * as reason from "#lib/review/reason-api";
import * as receipt from "#lib/review/receipt-api";
import * as reviewSession from "#lib/review/session-api";
import * as step from "#lib/review/step-api";
import * as rating from "#lib/review/rating-api";
import * as view from "#lib/review/view-api";
import * as batch from "#lib/run/batch-api";
import * as quota from "#lib/run/quota-api";
import * as run from "#lib/run/run-api";
import * as server from "#lib/server/server-api";
import * as workflow from "#lib/workflow/workflow-api";

/** Every door there is. A test holds this list against the route files. */
export const endpoints: readonly Endpoint[] = [
  workflow,
  run,
  batch,
  quota,
  asset,
  file,
  backfill,
  output,
  comment,
  mention,
  decision,
  reason,
  policy,
  closing,
  keymap,
  reviewSession,
  receipt,
  claim,
  step,
  rating,
  archive,
  view,
  event,
  server,
  account,
  health,
].flatMap((part) => Object.values(part));
