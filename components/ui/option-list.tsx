"use client";

import { Check, type LucideIcon } from "lucide-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "#components/ui/cn";
import { fieldStyle } from "#components/ui/field-style";
import { Kbd } from "#components/ui/kbd";

export type Option = {
  id: string;
  label: string;
  /** In small type behind the label. */
  hint?: string | undefined;
  /** On the right: a count, a date. */
  detail?: string | undefined;
  keys?: readonly string[] | undefined;
  icon?: LucideIcon | undefined;
  isChosen?: boolean | undefined;
};

export type OptionGroup = { title: string; options: readonly Option[] };

type OptionListProps = {
  label: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  groups: readonly OptionGroup[];
  onChoose: (id: string) => void;
  /** Said where nothing matches. */
  nothing: ReactNode;
  /** Several may be chosen; each carries a tick. */
  isMulti?: boolean;
  /** With an empty field, Backspace goes back to where one came from. */
  onBack?: (() => void) | undefined;
  className?: string;
};

const page = 8;

/** A field above a list: one types, arrows move, Enter chooses. The field keeps the focus throughout. */
export function OptionList(props: OptionListProps) {
  const {
    label,
    placeholder,
    query,
    onQuery,
    groups,
    onChoose,
    nothing,
    isMulti = false,
    onBack,
    className,
  } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const options = groups.flatMap((group) => group.options);
  const current = Math.min(active, options.length - 1);
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [current, query]);

  function press(event: KeyboardEvent) {
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
    };
    const to = moves[event.key];
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      const isAround = event.key.startsWith("Arrow");
      setActive(
        isAround ? (to + options.length) % options.length : Math.min(Math.max(to, 0), options.length - 1),
      );
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const chosen = options[current];
      if (chosen !== undefined) onChoose(chosen.id);
    } else if (event.key === "Backspace" && query === "" && onBack !== undefined) {
      event.preventDefault();
      onBack();
    }
  }

  let position = -1;
  return (
    <div className={cn("flex min-h-0 flex-col", className)}>
      <input
        role="combobox"
        dir="auto"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={options.length === 0 ? undefined : `${id}-${current}`}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- it is the first thing in a layer that was just opened
        autoFocus
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          onQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={press}
        className={cn(fieldStyle, "h-9 shrink-0 text-sm")}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMulti || undefined}
        className="mt-1 min-h-0 flex-1 overflow-y-auto"
      >
        {groups.map(({ title, options: shown }) =>
          shown.length === 0 ? null : (
            <div key={title} role="group" aria-label={title}>
              {title !== "" && (
                <p aria-hidden className="px-2 pt-2 pb-1 text-2xs font-medium text-faint">
                  {title}
                </p>
              )}
              {shown.map((option) => {
                position += 1;
                const at = position;
                return (
                  <Row
                    key={option.id}
                    id={`${id}-${at}`}
                    option={option}
                    isActive={at === current}
                    isMulti={isMulti}
                    onPoint={() => setActive(at)}
                    onChoose={() => onChoose(option.id)}
                  />
                );
              })}
            </div>
          ),
        )}
      </div>
      {options.length === 0 && (
        <p role="status" className="px-2 py-3 text-sm text-soft">
          {nothing}
        </p>
      )}
    </div>
  );
}

type RowProps = {
  id: string;
  option: Option;
  isActive: boolean;
  isMulti: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function Row({ id, option, isActive, isMulti, onPoint, onChoose }: RowProps) {
  const { label, hint, detail, keys = [], icon: Icon, isChosen = false } = option;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field holds the focus and its keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isMulti ? isChosen : isActive}
      data-active={isActive ? "" : undefined}
      onPointerMove={isActive ? undefined : onPoint}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn(
        "flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm pointer-coarse:min-h-11",
        isActive && "bg-hover",
      )}
    >
      {isMulti && (
        <span
          aria-hidden
          className={cn(
            "grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong",
            isChosen && "border-accent bg-accent text-accent-ink",
          )}
        >
          {isChosen && <Check strokeWidth={3} className="size-3" />}
        </span>
      )}
      {Icon && <Icon aria-hidden strokeWidth={1.75} className="size-4 shrink-0 text-soft" />}
      <span className="min-w-0 flex-1 truncate">
        {label}
        {hint !== undefined && <span className="ml-1.5 text-xs text-faint">{` ${hint}`}</span>}
      </span>
      {detail !== undefined && <span className="shrink-0 text-xs text-soft tabular">{` ${detail}`}</span>}
      {keys.map((key) => (
        <Kbd key={key}>{` ${key}`}</Kbd>
      ))}
    </div>
  );
}
