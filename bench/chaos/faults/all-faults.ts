import { closeConnections, crashPostgres } from "./break-postgres.ts";
import { disturbSockets } from "./disturb-sockets.ts";
import type { Fault } from "./fault.ts";
import { fillDisk } from "./fill-disk.ts";
import { freezeWorker } from "./freeze-worker.ts";
import { killWeb } from "./kill-web.ts";
import { killWorker } from "./kill-worker.ts";
import { loseReply } from "./lose-reply.ts";
import { migrateUnderLoad } from "./migrate-under-load.ts";
import { partition } from "./partition.ts";
import { conflictDecisions, submitTwice } from "./race-clients.ts";
import { raceCancel } from "./race-cancel.ts";
import { restartServer } from "./restart-server.ts";
import { shiftClocks } from "./shift-clocks.ts";
import { poisonPictures, spoilDownload } from "./spoil-download.ts";
import { twistCompletion } from "./twist-completion.ts";

/** F1 to F18, in that order. */
export const allFaults: readonly Fault[] = [
  killWeb,
  killWorker,
  freezeWorker,
  crashPostgres,
  closeConnections,
  restartServer,
  disturbSockets,
  twistCompletion,
  loseReply,
  spoilDownload,
  fillDisk,
  poisonPictures,
  submitTwice,
  conflictDecisions,
  partition,
  shiftClocks,
  migrateUnderLoad,
  raceCancel,
];
