"use client";

import type { ReactNode } from "react";
import { Button } from "#components/ui/button";
import { Dialog, DialogContent, DialogFooter } from "#components/ui/dialog";

type BulkQuestionProps = {
  title: string;
  /** What happens to how many. */
  children: ReactNode;
  /** What the button says that goes on. */
  verb: string;
  onConfirm: () => void;
  onClose: () => void;
};

/** One question before something happens to many pictures; it states the numbers. */
export function BulkQuestion({ title, children, verb, onConfirm, onClose }: BulkQuestionProps) {
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={title}>
        <div className="space-y-2 text-sm text-soft">{children}</div>
        <DialogFooter>
          <Button onClick={onClose}>Leave them</Button>
          <Button
            variant="primary"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {verb}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
