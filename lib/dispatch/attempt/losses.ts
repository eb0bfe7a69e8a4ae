import type { Loss } from "./settle-attempt.ts";

/**
 * What people read when an attempt was lost: on the attempt, while the run waits for another one (with what happens
 * next behind it), and, with how often it was tried, if none is left.
 */
export const losses = {
  restarted: {
    code: "server_restarted",
    message: "The server restarted or forgot the run.",
    remedy: "If this happens often, look at the server's log: it may be running out of memory.",
  },
  unreachable: (reason: string): Loss => ({
    code: "server_unreachable",
    message: `The server could not be reached (${reason}).`,
    remedy: "Check that ComfyUI is running and that the worker can reach it.",
  }),
  unanswered: (reason: string): Loss => ({
    code: "unanswered",
    message: `The server did not take the run (${reason}).`,
    remedy: "If this happens often, look at the server's log, and at what stands between it and the worker.",
  }),
  gone: {
    code: "server_gone",
    message: "The server stopped answering while it worked on the run.",
    remedy: "Start ComfyUI again, or connect another server.",
  },
  stalled: {
    code: "stalled",
    message: "The server answers but has stopped working on the run.",
    remedy: "Restart ComfyUI on that server: its worker thread has probably died.",
  },
  heldBack: (reason: string): Loss => ({
    code: "server_gone",
    message: `The run ended on the server, but its files could not be fetched (${reason}).`,
    remedy: "Look at the server, and at what stands between it and the worker.",
  }),
  outputGone: {
    code: "output_gone",
    message: "The run ended on the server, but its files were no longer there.",
    remedy: "Leave ComfyUI's output folder alone while it runs, and retry the run.",
  },
  inputGone: (message: string): Loss => ({
    code: "input_gone",
    message,
    remedy: "Edit and run it with the picture uploaded again.",
  }),
  surprise: {
    code: "surprise",
    message: "The worker stumbled over this run.",
    remedy: "Retry it; if it happens again, send us the worker's log of that moment.",
  },
} as const satisfies Record<string, Loss | ((text: string) => Loss)>;
