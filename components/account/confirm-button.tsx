"use client";

import { useState, type ReactNode } from "react";
import { Button, type ButtonProps } from "#components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from "#components/ui/dialog";

type ConfirmButtonProps = Pick<ButtonProps, "variant" | "size" | "aria-label" | "className"> & {
  children: ReactNode;
  /** The question, and what the answer means. */
  title: string;
  description: string;
  /** Says what happens: "Remove Ana", not "OK". */
  confirm: string;
  /** The other answer. */
  keep?: string;
  busy: boolean;
  /** Resolves when it is done; the question stays open when it fails. */
  onConfirm: () => Promise<unknown>;
};

/** A button for what cannot be taken back: it asks first. */
export function ConfirmButton({
  children,
  title,
  description,
  confirm,
  keep = "Keep",
  busy,
  onConfirm,
  ...button
}: ConfirmButtonProps) {
  const [isOpen, setOpen] = useState(false);
  async function run() {
    try {
      await onConfirm();
      setOpen(false);
    } catch {
      // Said already by the mutation; the question stays, so that it can be tried again.
    }
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button {...button}>{children}</Button>
      </DialogTrigger>
      <DialogContent title={title} description={description}>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{keep}</Button>
          </DialogClose>
          <Button variant="danger" busy={busy} onClick={() => void run()}>
            {confirm}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
