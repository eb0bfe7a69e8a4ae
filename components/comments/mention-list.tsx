"use client";

import { cn } from "#components/ui/cn";
import type { MemberView } from "#lib/account/account-schema";

export type OpenMentions = {
  people: readonly MemberView[];
  /** Why nobody can be called so, where nobody matches. */
  refusal: string | null;
  active: number;
  activeId: string | undefined;
  choose: (person: MemberView) => void;
};

/** Whom an @ may call, below the field. Only those who may see the picture are in it; for anybody else it says why. */
export function MentionList({ id, people, refusal, active, choose }: OpenMentions & { id: string }) {
  return (
    <div data-mentions className="max-h-44 overflow-y-auto rounded-lg border bg-raised p-1">
      {refusal !== null && (
        <p role="status" className="px-2 py-1.5 text-2xs text-soft">
          {refusal}
        </p>
      )}
      {people.length > 0 && (
        <div id={id} role="listbox" aria-label="People">
          {people.map((person, index) => (
            <div
              key={person.userId}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              // The field keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault();
                choose(person);
              }}
              className={cn(
                "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-xs pointer-coarse:min-h-11",
                index === active && "bg-hover",
              )}
            >
              <span className="font-medium">{person.name}</span>
              <span className="min-w-0 flex-1 truncate text-2xs text-faint">{person.email}</span>
              <span className="text-2xs text-faint">{person.role}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
