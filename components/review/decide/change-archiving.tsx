import type { DeskParts } from "#components/review/desk/desk-context";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { announce } from "#lib/review/browser/desk/announcer";
import { archiveApi, archiveOne } from "#lib/review/browser/bulk/archive";
import { goOn } from "#lib/review/browser/compare/decide-in-compare";
import { seedTail } from "#lib/review/browser/desk/words";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Puts a picture aside and goes on to the next; one that is brought back stays where one is. `onFinished` is told when
 * nothing undecided is left.
 */
export async function changeArchiving(
  parts: DeskParts,
  id: string,
  isArchived: boolean,
  onFinished: () => void,
): Promise<void> {
  const { desk, session } = parts;
  const name = seedTail(desk.read().rows.get(id)?.seed ?? null);
  announce(isArchived ? "Archived" : "Back from the archive");
  const sent = archiveOne({ desk, api: archiveApi, wait }, id, isArchived);
  if (isArchived) {
    const unarchive = {
      label: "Unarchive",
      run: () => void changeArchiving(parts, id, false, onFinished),
    };
    toast.info(`Archived ${name}: it is left out of lists.`, { action: unarchive });
    void goOn(parts, id).then((isLeft) => isLeft || onFinished());
  } else toast.info(`Brought ${name} back from the archive.`);
  try {
    await sent;
    session?.refresh();
  } catch (error) {
    const what = isArchived ? "archived" : "brought back";
    toast.error(`${name} was not ${what}. ${asProblem(error).message}`);
    desk.dispatch({ type: "moved", to: id });
  }
}
