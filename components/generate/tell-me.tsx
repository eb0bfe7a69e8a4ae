"use client";

import { useEffect, useId, useState } from "react";
import { Switch } from "#components/ui/switch";
import { wantsNews, wishNews } from "#lib/run/browser/watched-batches";

/** Whether one wants to be told, once, when what is submitted from now on ends or first fails. Off until asked for. */
export function TellMe() {
  const id = useId();
  const [isOn, setOn] = useState(false);
  useEffect(() => setOn(wantsNews(localStorage)), []);
  function choose(wanted: boolean) {
    setOn(wanted);
    wishNews(localStorage, wanted);
    // Refused, or not to be had without https: then it is told on the page.
    if (wanted && "Notification" in window) void Notification.requestPermission();
  }
  return (
    <div className="mt-2 flex items-center gap-2">
      <Switch id={id} checked={isOn} onCheckedChange={choose} />
      <label htmlFor={id} className="text-xs text-soft">
        Tell me when it ends or first fails
      </label>
    </div>
  );
}
