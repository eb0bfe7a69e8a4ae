"use client";

import { KeyRound } from "lucide-react";
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
import type { ApiKeyView } from "#lib/account/account-schema";
import type { Role } from "#lib/account/permissions";
import { apiSend } from "#lib/http/browser/api";
import { setApart } from "#lib/set-apart";

/** Makes a key and shows it this once. */
export function KeyDialog({ blocked }: { blocked: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<ApiKeyView | null>(null);
  function open() {
    setMade(null);
    setOpen(true);
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <Button variant="secondary" size="sm" blocked={blocked} onClick={open}>
        <KeyRound aria-hidden />
        New key
      </Button>
      {made === null ? (
        <DialogContent title="New key" description="Name it after the program that will use it.">
          <KeyForm onMade={setMade} />
        </DialogContent>
      ) : (
        <DialogContent
          title={`The key ${setApart(made.name)}`}
          description="Copy it now. It is shown only this once: we keep no copy."
        >
          <SecretOnce text={made.key ?? ""} what="the key" />
          <p className="mt-4 text-xs text-faint">To try it:</p>
          <pre className="mt-1 whitespace-pre-wrap wrap-anywhere rounded-md border bg-sunk p-3 font-mono text-2xs text-soft">
            {`curl -H "Authorization: Bearer $KEY" \\\n  ${window.location.origin}/api/v1/workflows`}
          </pre>
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

function KeyForm({ onMade }: { onMade: (key: ApiKeyView) => void }) {
  const project = useProject();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const create = useAccountChange({
    change: () =>
      apiSend<ApiKeyView>("POST", "/api/v1/keys", { name, role, ...(project && { project: project.id }) }),
    onDone: onMade,
    showsErrors: true,
  });
  const problem = sortProblem(create.error, ["name"]);
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!create.isPending) create.mutate(undefined);
  }
  return (
    <form noValidate method="post" onSubmit={submit} className="grid gap-4">
      {problem.whole !== undefined && <FormAlert>{problem.whole}</FormAlert>}
      <Field label="Name" error={problem.of("name")}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <RoleField role={role} onChange={setRole} />
      <DialogFooter>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Make the key
        </Button>
      </DialogFooter>
    </form>
  );
}
