"use client";

import { Dices, Lock, LockOpen } from "lucide-react";
import type { ControlProps } from "#components/form/control-props";
import { useForm } from "#components/form/form-context";
import { Button } from "#components/ui/button";
import { cn } from "#components/ui/cn";
import { Input } from "#components/ui/input";
import { Tooltip } from "#components/ui/tooltip";
import { drawSeed, seedBounds } from "#lib/contract/seed";
import { random64, seedChoiceOf, seedValue } from "#lib/form/seed-choice";

/** Random (nothing set, a fresh one is drawn for every run) or locked to exact digits. No number means "random". */
export function SeedControl({ property, field, ids, aria }: ControlProps) {
  const { desk, lastSeed } = useForm();
  const choice = seedChoiceOf(field.value);
  const isRandom = choice.kind === "random";
  const put = (seed: string | null) =>
    desk.choose(
      property.name,
      seedValue(seed === null ? { kind: "random" } : { kind: "fixed", seed }, property.isWide),
    );
  function toggleLock() {
    if (!isRandom) return put(null);
    const bounds = seedBounds(desk.contract) ?? { minimum: "0", maximum: "9007199254740991" };
    put(lastSeed ?? drawSeed(bounds, random64));
  }
  const lockHint = !isRandom
    ? "Unlock"
    : lastSeed === null
      ? "Draw a seed and lock it"
      : `Lock the last seed, ${lastSeed}`;
  return (
    <div className="flex items-center gap-1.5" role="group" aria-labelledby={ids.label}>
      <Input
        id={ids.control}
        value={field.text}
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        placeholder="Random: drawn when you generate"
        className="font-mono placeholder:font-sans"
        onChange={(event) => desk.type(property.name, event.target.value)}
        onBlur={() => desk.leave(property.name)}
        {...aria}
      />
      <Tooltip label="A fresh seed for every run">
        <Button
          variant="ghost"
          size="icon"
          aria-label="Random seed"
          aria-pressed={isRandom}
          className={cn(isRandom && "bg-hover text-accent-text")}
          onClick={() => put(null)}
        >
          <Dices aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip label={lockHint}>
        <Button
          variant="ghost"
          size="icon"
          aria-label={isRandom && lastSeed !== null ? `Lock the last seed, ${lastSeed}` : "Lock the seed"}
          aria-pressed={!isRandom}
          className={cn(!isRandom && "bg-hover text-accent-text")}
          onClick={toggleLock}
        >
          {isRandom ? <LockOpen aria-hidden /> : <Lock aria-hidden />}
        </Button>
      </Tooltip>
    </div>
  );
}
