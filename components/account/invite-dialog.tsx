"use client";

import { UserPlus } from "lucide-react";
import { useState, type FormEvent } from "react";
import { FormAlert } from "#components/account/form-alert";
import { sortProblem } from "#components/account/form-problem";
import { RoleField } from "#components/account/role-field";
import { SecretOnce } from "#components/account/secret-once";
import { useAccountChange } from "#components/account/use-account-change";
import { useProject } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { Dialog, DialogClose, DialogContent, DialogFooter } from "#components/ui/dialog";
import { Field } from "#components/ui/field";
import { Input } from "#components/ui/input";
import type { InviteView } from "#lib/account/account-schema";
import type { Role } from "#lib/account/permissions";
import { apiSend } from "#lib/http/browser/api";

type InviteDialogProps = { blocked: string | undefined; onMade: (invite: InviteView) => void };

/** Makes an invitation link and shows it to be passed on. */
export function InviteDialog({ blocked, onMade }: InviteDialogProps) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<InviteView | null>(null);
  function open() {
    setMade(null);
    setOpen(true);
  }
  function show(invite: InviteView) {
    setMade(invite);
    onMade(invite);
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <Button variant="secondary" size="sm" blocked={blocked} onClick={open}>
        <UserPlus aria-hidden />
        Invite
      </Button>
      {made === null ? (
        <DialogContent
          title="Invite somebody"
          description="You get a link to pass on. It lets one person in, once."
        >
          <InviteForm onMade={show} />
        </DialogContent>
      ) : (
        <DialogContent
          title="Pass this link on"
          description={`It makes one person ${made.role}, within 7 days. It is shown only now: we keep no copy.`}
        >
          <SecretOnce text={made.url ?? ""} what="the invitation link" />
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </DialogFooter>
        </DialogContent>
      )}
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (invite: InviteView) => void }) {
  const project = useProject();
  const [role, setRole] = useState<Role>("reviewer");
  const [email, setEmail] = useState("");
  const invite = useAccountChange({
    change: () =>
      apiSend<InviteView>("POST", "/api/v1/invites", {
        role,
        ...(email.trim() !== "" && { email: email.trim() }),
        ...(project && { project: project.id }),
      }),
    onDone: onMade,
    showsErrors: true,
  });
  const problem = sortProblem(invite.error, ["email"]);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!invite.isPending) invite.mutate(undefined);
  }
  return (
    <form noValidate method="post" onSubmit={submit} className="grid gap-4">
      {problem.whole !== undefined && <FormAlert>{problem.whole}</FormAlert>}
      <RoleField role={role} onChange={setRole} />
      <Field
        label="Only for this email"
        aside="Optional"
        help="Leave it empty, and the link is for whoever has it."
        error={problem.of("email")}
      >
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <DialogFooter>
        <Button type="submit" variant="primary" busy={invite.isPending}>
          Make the link
        </Button>
      </DialogFooter>
    </form>
  );
}
