"use client";

import { useQuery } from "@tanstack/react-query";
import { User, X } from "lucide-react";
import { useId, useState } from "react";
import { isColour, labelColours, type LabelChange } from "#lib/review/browser/marks/marks";
import { LabelDot } from "#components/review/marks/label-dot";
import { Button } from "#components/ui/button";
import { Input } from "#components/ui/input";
import { Switch } from "#components/ui/switch";
import { facetQuery } from "#lib/output/output-queries";
import type { OutputView } from "#lib/output/output-schema";

type LabelsProps = { labels: OutputView["labels"]; onChange: (change: LabelChange) => void };

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
                {isColour(label.name) && <LabelDot name={label.name} />}
                {label.isOwn && <User aria-hidden />}
                <bdi>{label.name}</bdi>
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div role="group" aria-label="Colours" className="-ml-1 flex">
        {labelColours.map((name) => (
          <button
            key={name}
            type="button"
            aria-label={name}
            aria-pressed={isOn(name)}
            title={name}
            onClick={() => onChange({ name, isOwn, isOn: !isOn(name) })}
            className="touchable grid size-7 place-items-center rounded-md hover:bg-hover"
          >
            <LabelDot name={name} isOn={isOn(name)} />
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
