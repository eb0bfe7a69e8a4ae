"use client";

import { useQuery } from "@tanstack/react-query";
import { User, X } from "lucide-react";
import { useId, useState } from "react";
import type { LabelChange } from "#components/review/use-marks";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";
import { Switch } from "#components/ui/switch";
import { facetQuery } from "#lib/output/output-queries";
import type { OutputDetail } from "#lib/output/output-schema";

/** Labels that are colours show as such; written out, because the style sheet is made from what stands in the code. */
const colours: Record<string, string> = {
  red: "bg-label-red",
  yellow: "bg-label-yellow",
  green: "bg-label-green",
  blue: "bg-label-blue",
  purple: "bg-label-purple",
};

type LabelsProps = { labels: OutputDetail["labels"]; onChange: (change: LabelChange) => void };

/** The labels on a picture, a colour by one press, a word by typing it. */
export function Labels({ labels, onChange }: LabelsProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [isOwn, setOwn] = useState(false);
  const { data: known = [] } = useQuery(facetQuery("label", { kind: "reviewable" }));
  const isOn = (name: string) => labels.some((label) => label.name === name && label.isOwn === isOwn);
  return (
    <div className="grid gap-2">
      {labels.length > 0 && (
        <ul aria-label="Labels" className="flex flex-wrap gap-1">
          {labels.map((label) => (
            <li key={`${label.name} ${label.isOwn}`}>
              <Button
                size="sm"
                className="h-6"
                aria-label={`Take off the label ${label.name}${label.isOwn ? ", which only you see" : ""}`}
                onClick={() => onChange({ ...label, isOn: false })}
              >
                {colours[label.name] !== undefined && <Swatch name={label.name} />}
                {label.isOwn && <User aria-hidden />}
                {label.name}
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="group" aria-label="Colours" className="-ml-1 flex">
        {Object.keys(colours).map((name) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            aria-pressed={isOn(name)}
            title={name}
            onClick={() => onChange({ name, isOwn, isOn: !isOn(name) })}
            className="touchable grid size-7 place-items-center rounded-md hover:bg-hover"
          >
            <Swatch name={name} isOn={isOn(name)} />
          </button>
        ))}
      </div>
      <form
        className="flex gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          onChange({ name: text.trim(), isOwn, isOn: true });
          setText("");
        }}
      >
        <Input
          aria-label="New label"
          placeholder="Label"
          list={`${id}-known`}
          maxLength={40}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <datalist id={`${id}-known`}>
          {known.map(({ value }) => (
            <option key={value} value={value}>
              {value}
            </option>
          ))}
        </datalist>
        <Button type="submit">Add</Button>
      </form>
      <span className="flex items-center gap-2 text-soft">
        <Switch id={`${id}-own`} checked={isOwn} onCheckedChange={setOwn} />
        <label htmlFor={`${id}-own`}>Only I see new labels</label>
      </span>
    </div>
  );
}

function Swatch({ name, isOn = false }: { name: string; isOn?: boolean }) {
  return (
    <span
      aria-hidden
      className={cn(
        "size-3.5 rounded-full",
        colours[name],
        isOn && "outline-2 outline-offset-2 outline-text outline-solid",
      )}
    />
  );
}
