import type { VaryPlan } from "#lib/review/browser/decide/plan-vary";

const mostShown = 12;

/** The numbers themselves, as far as they are known before. */
export function ShownValues({ label, plan, none }: { label: string; plan: VaryPlan; none: string }) {
  const rest = plan.shown.length - mostShown;
  return (
    <p className="text-xs text-soft">
      <span className="font-medium text-text">{label}: </span>
      {plan.shown.length === 0 ? (
        none
      ) : (
        <span className="font-mono break-words tabular">
          {plan.shown.slice(0, mostShown).join(", ")}
          {rest > 0 && ` and ${rest} more`}
        </span>
      )}
    </p>
  );
}
