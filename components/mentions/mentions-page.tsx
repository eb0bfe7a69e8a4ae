import { MentionList } from "#components/mentions/mention-list";
import { Card } from "#components/ui/card";
import { Page } from "#components/ui/page";
import { PageHeader } from "#components/ui/page-header";

/** Everything that was ever said to the person here, to be gone through in one's own time. */
export function MentionsPage() {
  return (
    <Page>
      <PageHeader title="Mentions" description="Comments that call you by name, newest first." />
      <Card>
        <MentionList />
      </Card>
    </Page>
  );
}
