import { offerSiblings } from "#components/review/decide/offer-siblings";
import { toast } from "#components/ui/toast";
import type { ApiProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import { isEmpty } from "#lib/comment/browser/comment-drafts";
import { announce } from "#lib/review/browser/desk/announcer";
import { isCarried } from "#lib/review/browser/decide/carry-draft";
import { holdVerdicts } from "#lib/review/browser/decide/hold-verdicts";
import { toldVerdict } from "#lib/review/browser/decide/own-verdict";
import type { News } from "#lib/review/browser/decide/news";
import type { DeskParts } from "#lib/review/browser/desk/open-desk";
import { stateWords } from "#lib/output/state-words";
import type { Conflict } from "#lib/review/browser/desk/desk";
import { plainFilter, reviewPath } from "#lib/review/browser/find/review-filter";
import { countVerdicts, describeDecision, seedTail } from "#lib/review/browser/desk/words";

type NewsParts = Pick<DeskParts, "desk" | "drafts" | "sitting" | "sessionId">;

/** Says what became of a verdict. A failure makes its output the current one again, so that it is not forgotten. */
export function tellNews(news: News, { desk, drafts, sitting, sessionId }: NewsParts): void {
  switch (news.type) {
    case "given":
      if (news.row.panel?.own && news.row.state === "pending") announce(countVerdicts(news.row.panel));
      if (news.row.state === "approved") {
        // A stack that cannot be read offers nothing; the approval stands all the same.
        offerSiblings(news.row, { desk, sitting, sessionId }).catch(() => undefined);
      }
      if (isCarried(news.ruling, drafts.read(news.row.id))) drafts.clear(news.row.id);
      return;
    case "failed": {
      const row = desk.read().rows.get(news.id);
      tellFailure(`The verdict on ${seedTail(row?.seed ?? null)} was not saved.`, news.problem);
      // What an earlier page could not send need not be in sight of this one.
      if (row === undefined) return;
      desk.dispatch({ type: "moved", to: news.id });
      return holdVerdicts();
    }
    case "signed-out": {
      const action = { label: "Sign in", run: () => leaveWhenSignedOut(news.problem) };
      toast.error("You are not signed in here any more. Your verdicts are kept and go out when you are.", {
        action,
      });
      return;
    }
    case "conflict": {
      const told = toldVerdict(news.conflict.current);
      announce(
        told === null
          ? "Not saved: the verdict before yours was withdrawn meanwhile."
          : `Not saved: ${describeDecision(told, new Date())}.`,
        "assertive",
      );
      return;
    }
    case "undone": {
      const { canceled, started } = news.answer.children;
      const now = stateWords[news.answer.state].toLowerCase();
      const { id } = news.answer;
      const isGivenBack = news.note !== null && isEmpty(drafts.read(id));
      if (isGivenBack) drafts.change(id, { text: news.note ?? "" });
      announce(
        `Undone: ${seedTail(news.answer.seed)} is ${now} again${isGivenBack ? ", its note a draft" : ""}`,
      );
      if (started > 0) {
        toast.info(
          `Re-seed undone. ${started === 1 ? "One run had" : `${started} runs had`} already started and will still arrive.`,
        );
      } else if (canceled > 0) toast.info("Re-seed undone; its run was cancelled before it started.");
      return;
    }
    case "many-undone": {
      const { items, children } = news.answer;
      const undone = items.filter(({ status }) => status < 400).length;
      const locked = items.filter(({ error }) => error?.code === "review_closed").length;
      const kept = items.length - undone - locked;
      const words = `Undone: ${undone} ${undone === 1 ? "picture is" : "pictures are"} undecided again.`;
      const stay = (count: number, which: string) =>
        count === 0 ? "" : ` ${count} ${which} ${count === 1 ? "stays" : "stay"}.`;
      const others = `${stay(kept, "decided by somebody else since")}${stay(locked, "in a closed review")}`;
      const started =
        children.started === 0 ? "" : ` ${children.started} re-seeds had started and will still arrive.`;
      announce(`${words}${others}${started}`);
      toast.info(`${words}${others}${started}`);
      return;
    }
    case "unsent-undone": {
      const words = `Undone: the verdict on ${seedTail(desk.read().rows.get(news.id)?.seed ?? null)} had not been sent, and will not be.`;
      announce(words);
      toast.info(words);
      return;
    }
    case "undo-overtaken": {
      const { decision, seed } = news.row;
      toast.info(
        decision === null
          ? `The verdict on ${seedTail(seed)} was already withdrawn.`
          : `Not undone: ${describeDecision(decision, new Date())}, after you. It is ${stateWords[news.row.state].toLowerCase()}.`,
      );
      return;
    }
    case "undo-failed":
      tellFailure("Undo did not go through.", news.problem);
  }
}

/** What became of a verdict that met another one, for whoever is no longer at the desk where that can be settled. */
export function tellConflict({ current, wanted }: Conflict): void {
  const told = toldVerdict(current);
  const why = told === null ? "The verdict was withdrawn meanwhile" : describeDecision(told, new Date());
  const path = reviewPath({ ...plainFilter, state: "all", archived: "all" }, current.id);
  toast.error(
    `Your “${stateWords[wanted].toLowerCase()}” on ${seedTail(current.seed)} was not saved. ${why}.`,
    { action: { label: "Look at it", run: () => window.location.assign(path) } },
  );
}

/** Somebody whose session has ended is led to the door, and back to this desk from there. */
function tellFailure(what: string, problem: ApiProblem): void {
  if (problem.code === "unauthenticated") {
    const action = { label: "Sign in", run: () => leaveWhenSignedOut(problem) };
    toast.error(`${what} You are not signed in here any more.`, { action });
  } else toast.error(`${what} ${problem.message}`);
}
