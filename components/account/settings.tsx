"use client";

import { KeyboardCard } from "#components/account/keyboard-card";
import { KeysCard } from "#components/account/keys-card";
import { PeopleCard } from "#components/account/people-card";
import { QuotaCard } from "#components/account/quota-card";
import { ReasonsCard } from "#components/account/reasons-card";
import { ReviewCard } from "#components/account/review-card";
import { YouCard } from "#components/account/you-card";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";

export function Settings() {
  return (
    <Page className="max-w-4xl">
      <PageHeader
        title="Settings"
        description="Who works here, which programs may, how pictures are judged, how many runs start, and your own account."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <PeopleCard />
        <KeysCard />
        <ReasonsCard />
        <ReviewCard />
        <QuotaCard />
        <KeyboardCard />
        <YouCard />
      </div>
    </Page>
  );
}
