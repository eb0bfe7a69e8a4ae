"use client";

import { ChevronDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { ChoiceList } from "#components/form/choice-list";
import type { ControlAria } from "#components/form/control-props";
import { Input } from "#components/ui/input";
import type { Choice } from "#lib/contract/contract";
import { matchingChoices } from "#lib/form/matching-choices";

type ComboboxProps = {
  id: string;
  labelledBy: string;
  aria: ControlAria;
  choices: readonly Choice[];
  /** Position of the chosen one, -1 for none. */
  index: number;
  /** A value that is set but not among the choices (any more); it stays visible. */
  foreign: string;
  placeholder: string;
  onChoose: (index: number) => void;
  onLeave: () => void;
};

/** A list one searches by typing; only the rows in view are in the page, so twenty thousand are as quick as ten. */
export function Combobox({
  id,
  labelledBy,
  aria,
  choices,
  index,
  foreign,
  placeholder,
  onChoose,
  onLeave,
}: ComboboxProps) {
  const [query, setQuery] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = query !== null;
  const matches = useMemo(() => (query === null ? [] : matchingChoices(choices, query)), [choices, query]);
  const listId = `${id}-list`;

  function open(text: string) {
    setQuery(text);
    setActive(text === "" ? Math.max(0, index) : 0);
  }
  function choose(position: number | undefined) {
    if (position !== undefined) onChoose(position);
    setQuery(null);
    input.current?.focus();
  }
  function press(event: KeyboardEvent) {
    const last = matches.length - 1;
    const moves: { [key: string]: number } = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + 8,
      PageUp: active - 8,
    };
    const target = moves[event.key];
    if (target !== undefined) {
      event.preventDefault();
      if (isOpen) setActive(Math.min(last, Math.max(0, target)));
      else open("");
    } else if (
      event.key === "Enter" &&
      isOpen &&
      !event.nativeEvent.isComposing &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      event.preventDefault();
      choose(matches[active]);
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      setQuery(null);
    }
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={(next) => !next && setQuery(null)}>
      <Popover.Anchor className="relative">
        <Input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && matches.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={choices[index]?.label ?? placeholder}
          className="truncate pr-8"
          value={query ?? choices[index]?.label ?? foreign}
          onChange={(event) => open(event.target.value)}
          onClick={() => !isOpen && open("")}
          onFocus={(event) => event.target.select()}
          onBlur={() => {
            setQuery(null);
            onLeave();
          }}
          onKeyDown={press}
          {...aria}
        />
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
        />
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.target === input.current && event.preventDefault()}
          // The input keeps the focus, or the list would close before a click in it arrives.
          onMouseDown={(event) => event.preventDefault()}
          className="z-50 w-(--radix-popover-trigger-width) min-w-48 animate-fade rounded-lg border bg-raised p-1 shadow-pop"
        >
          <ChoiceList
            id={listId}
            labelledBy={labelledBy}
            choices={choices}
            matches={matches}
            active={active}
            chosen={index}
            onChoose={choose}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
