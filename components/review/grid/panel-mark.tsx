import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import type { OutputView } from "#lib/output/output-schema";
import { countVerdicts } from "#lib/review/browser/desk/words";

/** In the line under the picture, until it is decided: how many verdicts are in, and in front of that one's own. */
export function PanelMark({ panel, state }: Pick<OutputView, "panel" | "state">) {
  if (panel === null || panel.given === 0 || state !== "pending") return null;
  const { own, given, reviewers } = panel;
  return (
    <span
      title={`${countVerdicts(panel)}${own === null ? "" : ", yours among them"}`}
      className="flex shrink-0 items-center gap-1 text-soft tabular"
    >
      {own !== null && <VerdictGlyph state={own.verdict === "withdrawn" ? "pending" : own.verdict} />}
      <span aria-hidden>
        {`${given} of ${reviewers}`}
        <span className="hidden @[11rem]:inline"> verdicts</span>
      </span>
    </span>
  );
}
