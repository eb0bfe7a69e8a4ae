import type { Frame } from "#lib/event/browser/frame";

/** Somebody called: the comment, its output, and the name of who did. */
export type Call = { id: string; outputId: string; by: string };

/** Tells of comments that call this person, said or edited by somebody else. */
export function hearMentions(personId: string, tell: (call: Call) => void): (frame: Frame) => void {
  return (frame) => {
    if (frame.type !== "event") return;
    const { kind, subject: id, data } = frame.event;
    if (kind !== "comment.created" && kind !== "comment.changed") return;
    const { mentions, outputId, by } = data as {
      mentions?: readonly string[];
      outputId: string;
      by?: { id: string; name: string };
    };
    if (by === undefined || by.id === personId || mentions?.includes(personId) !== true) return;
    tell({ id, outputId, by: by.name });
  };
}
