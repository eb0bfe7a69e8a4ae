"use client";

import { Star, StarOff } from "lucide-react";
import { useId, type ReactNode } from "react";
import { cn } from "#components/ui/cn";

type StarsProps = {
  /** 0 for none given; null where it is not known, as of many pictures. */
  value: number | null;
  onChange: (stars: number) => void;
};

/** Five stars as the browser's own radio buttons, so that arrow keys and screen readers know them. */
export function Stars({ value, onChange }: StarsProps) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label="Your stars" className="-ml-1 flex items-center">
      {[1, 2, 3, 4, 5].map((stars) => (
        <Choice
          key={stars}
          name={name}
          label={stars === 1 ? "1 star" : `${stars} stars`}
          isChecked={value === stars}
          onChoose={() => onChange(stars)}
        >
          <Star
            aria-hidden
            className={cn("size-4.5", stars <= (value ?? 0) ? "fill-accent text-accent-text" : "text-faint")}
          />
        </Choice>
      ))}
      <Choice name={name} label="No stars" isChecked={value === 0} onChoose={() => onChange(0)}>
        <StarOff aria-hidden className="size-4 text-faint" />
      </Choice>
    </div>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  isChecked: boolean;
  onChoose: () => void;
  children: ReactNode;
};

function Choice({ name, label, isChecked, onChoose, children }: ChoiceProps) {
  return (
    <label
      title={label}
      className="touchable relative grid size-7 cursor-pointer place-items-center rounded-md hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent-text has-focus-visible:outline-solid"
    >
      <input
        type="radio"
        name={name}
        aria-label={label}
        checked={isChecked}
        onChange={onChoose}
        className="absolute inset-0 cursor-[inherit] appearance-none opacity-0"
      />
      {children}
    </label>
  );
}
