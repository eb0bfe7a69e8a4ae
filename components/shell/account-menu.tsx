"use client";

import { useMe } from "#components/shell/me-context";
import { lazyPart } from "#components/ui/lazy-part";
import { LazyTrigger } from "#components/ui/lazy-trigger";
import { initialsOf } from "#lib/review/browser/desk/initials";

const load = () => import("#components/shell/frame-menus");
const AccountPanel = lazyPart(() => load().then((part) => part.AccountPanel));

export function AccountMenu() {
  const { name } = useMe();
  const trigger = (
    <button
      type="button"
      aria-label={`Account: ${name}`}
      className="touchable mt-1 grid size-8 shrink-0 place-items-center rounded-full border border-line-strong/70 bg-raised text-2xs font-semibold text-text hover:bg-hover"
    >
      {initialsOf(name) || "?"}
    </button>
  );
  return (
    <LazyTrigger trigger={trigger} load={load} opensByArrow>
      <AccountPanel trigger={trigger} />
    </LazyTrigger>
  );
}
