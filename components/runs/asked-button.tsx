"use client";

import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog";

type AskedButtonProps = {
  label: string;
  icon: LucideIcon;
  blocked: string | undefined;
  title: string;
  description: string;
  /** What the way out of the question is called. */
  keep: string;
  onConfirm: () => void;
};

/** Ends something, and asks first. */
export function AskedButton({
  label,
  icon: Icon,
  blocked,
  title,
  description,
  keep,
  onConfirm,
}: AskedButtonProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <Dialog open={isAsking} onOpenChange={(open) => setAsking(open && blocked === undefined)}>
      <DialogTrigger asChild>
        <Button size="sm" variant="danger" blocked={blocked}>
          <Icon aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        <DialogFooter>
          <Button variant="ghost" onClick={() => setAsking(false)}>
            {keep}
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              setAsking(false);
              onConfirm();
            }}
          >
            {label}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
