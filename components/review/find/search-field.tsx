"use client";

import { Search } from "lucide-react";
import { useState, type FormEvent } from "react";
import { focusCursor } from "#components/review/desk/focus-cursor";
import { useOpenExact } from "#components/review/find/use-open-exact";
import { useKeys } from "#components/shell/keymap-context";
import { Input } from "#components/ui/input";
import { Kbd } from "#components/ui/kbd";

export const searchFieldId = "review-search";

type SearchFieldProps = { value: string; onSearch: (text: string) => void };

/** Words narrow the list; a whole seed, id or file hash opens what it names, wherever that stands. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const { caps } = useKeys();
  const openExact = useOpenExact();
  function submit(event: FormEvent) {
    event.preventDefault();
    const typed = text.trim();
    void openExact(typed).then((isOpened) => {
      if (!isOpened) onSearch(typed);
    });
  }
  return (
    <form onSubmit={submit} className="relative min-w-32 flex-1 max-md:basis-full md:max-w-72 md:min-w-44">
      <Search aria-hidden className="absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-faint" />
      <Input
        id={searchFieldId}
        type="search"
        enterKeyHint="search"
        aria-label="Search words, a seed, an id"
        placeholder="Words, seed or id"
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          setText(value);
          event.currentTarget.blur();
          focusCursor();
        }}
        className="pr-8 pl-7 [&::-webkit-search-cancel-button]:hidden"
      />
      <Kbd className="absolute top-1/2 right-2 -translate-y-1/2 max-md:hidden">
        {text.trim() === value ? (caps("search")[0] ?? "↵") : "↵"}
      </Kbd>
    </form>
  );
}
