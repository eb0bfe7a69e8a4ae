"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { ConfirmButton } from "#components/account/confirm-button";
import { KeyDialog } from "#components/account/key-dialog";
import { OwnersNotice } from "#components/account/owners-notice";
import { roleName } from "#components/account/role-field";
import { useAccountChange } from "#components/account/use-account-change";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Card, CardHeader } from "#components/ui/card";
import { EmptyState } from "#components/ui/empty-state";
import { ErrorState } from "#components/ui/error-state";
import { RelativeTime } from "#components/ui/relative-time";
import { Skeleton } from "#components/ui/skeleton";
import { Table, Td, Th, Tr } from "#components/ui/table";
import type { ApiKeyView } from "#lib/account/account-schema";
import { apiKeysQuery } from "#lib/account/account-queries";
import { apiSend } from "#lib/http/browser/api";
import { setApart } from "#lib/set-apart";

export function KeysCard() {
  const whyNot = useWhyNot("keys.manage");
  return (
    <Card aria-labelledby="keys">
      <CardHeader
        id="keys"
        title="API keys"
        hint="For scripts and other programs; each acts under its own name."
        actions={<KeyDialog blocked={whyNot} />}
      />
      {whyNot === undefined ? <KeyTable /> : <OwnersNotice what="keys" />}
    </Card>
  );
}

function KeyTable() {
  const keys = useQuery(apiKeysQuery(useProject()?.id));
  if (keys.isError) {
    return (
      <ErrorState error={keys.error} what="the keys" onRetry={() => void keys.refetch()} className="py-8" />
    );
  }
  if (!keys.isSuccess) {
    return (
      <div className="p-4">
        <output className="sr-only">Loading the keys</output>
        <Skeleton className="h-38" />
      </div>
    );
  }
  if (keys.data.length === 0) {
    return (
      <EmptyState icon={KeyRound} title="No keys yet" className="py-8">
        A key lets a program start runs, read outputs and give verdicts, as far as its role goes.
      </EmptyState>
    );
  }
  return (
    <Table aria-label="Keys in force">
      <thead>
        <tr>
          <Th className="pl-4">Name</Th>
          <Th className="w-28">Role</Th>
          <Th className="w-36 max-sm:hidden">Last used</Th>
          <Th className="w-32 max-md:hidden">Made</Th>
          <Th className="w-24">
            <span className="sr-only">Revoke</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.data.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </tbody>
    </Table>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKeyView }) {
  const revoke = useAccountChange({
    change: () => apiSend<ApiKeyView>("DELETE", `/api/v1/keys/${apiKey.id}`),
    done: ({ name }) => `The key ${name} opens nothing any more.`,
  });
  return (
    <Tr>
      <Td className="max-w-0 min-w-32 pl-4">
        <span className="block truncate font-medium">{apiKey.name}</span>
        <span className="block font-mono text-2xs text-faint">psk_…{apiKey.hint}</span>
        <span className="block text-2xs text-faint sm:hidden">
          Used: <LastUse at={apiKey.lastUsedAt} />
        </span>
      </Td>
      <Td>{roleName(apiKey.role)}</Td>
      <Td className="whitespace-nowrap text-soft max-sm:hidden">
        <LastUse at={apiKey.lastUsedAt} />
      </Td>
      <Td className="whitespace-nowrap text-soft max-md:hidden">
        <RelativeTime at={apiKey.createdAt} />
      </Td>
      <Td className="text-right">
        <ConfirmButton
          variant="ghost"
          size="sm"
          aria-label={`Revoke ${apiKey.name}`}
          title={`Revoke ${setApart(apiKey.name)}?`}
          description="Programs that use this key are refused from now on. This cannot be taken back."
          confirm="Revoke"
          busy={revoke.isPending}
          onConfirm={() => revoke.mutateAsync(undefined)}
        >
          Revoke
        </ConfirmButton>
      </Td>
    </Tr>
  );
}

function LastUse({ at }: { at: string | null }) {
  return at === null ? "never" : <RelativeTime at={at} />;
}
