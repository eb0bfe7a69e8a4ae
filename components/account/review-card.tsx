"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmButton } from "#components/account/confirm-button";
import { ReopenReview } from "#components/review/decide/reopen-review";
import { useProject, useWhyNot } from "#components/shell/me-context";
import { Card, CardBody, CardHeader } from "#components/ui/card";
import { ErrorState } from "#components/ui/error-state";
import { Skeleton } from "#components/ui/skeleton";
import { toast } from "#components/ui/toast";
import { asProblem } from "#lib/http/browser/api-problem";
import { leaveWhenSignedOut } from "#lib/http/browser/query-client";
import { describeCount } from "#lib/output/describe-count";
import type { OutputCount } from "#lib/output/facet-schema";
import { outputCountQuery } from "#lib/output/output-queries";
import { describeTime } from "#lib/review/browser/desk/words";
import { closingKeys, closingQuery, sendClosing } from "#lib/review/closing-queries";
import type { ReviewClosing } from "#lib/review/closing-schema";

/** Whether verdicts may change in this project. Owners close its review, and reopen it with a reason. */
export function ReviewCard() {
  const whyNot = useWhyNot("review.close");
  const review = useQuery(closingQuery(useProject()?.id));
  const undecided = useQuery(outputCountQuery({ state: "pending", kind: "reviewable" }));
  return (
    <Card aria-labelledby="review">
      <CardHeader
        id="review"
        title="Review"
        hint={
          whyNot ??
          "While it is closed, verdicts stay as they are. Reopening it, or one picture of it, takes a written reason."
        }
      />
      <CardBody className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
        {review.isError ? (
          <ErrorState
            error={review.error}
            what="the review"
            onRetry={() => void review.refetch()}
            className="w-full py-4"
          />
        ) : review.isSuccess ? (
          <Standing
            closing={review.data.closing}
            undecided={undecided.data}
            mayClose={whyNot === undefined}
          />
        ) : (
          <>
            <output className="sr-only">Loading the review</output>
            <Skeleton className="h-7 w-full max-sm:h-13.5" />
          </>
        )}
      </CardBody>
    </Card>
  );
}

type StandingProps = {
  closing: ReviewClosing["closing"];
  undecided: OutputCount | undefined;
  mayClose: boolean;
};

function Standing({ closing, undecided, mayClose }: StandingProps) {
  if (closing === null) {
    return (
      <>
        <p>{`The review is open. ${wordsOf(undecided, "are")}`}</p>
        {mayClose && <CloseReview undecided={undecided} />}
      </>
    );
  }
  const { id, by, at } = closing;
  return (
    <>
      <p>
        <span className="font-medium">{`${by.name} closed the review ${describeTime(at, new Date())}.`}</span>
        {` ${wordsOf(undecided, "stay")}`}
      </p>
      {mayClose && <ReopenReview closing={id} />}
    </>
  );
}

function CloseReview({ undecided }: { undecided: OutputCount | undefined }) {
  const client = useQueryClient();
  const project = useProject()?.id;
  const close = useMutation({
    mutationFn: () => sendClosing(project),
    onSuccess: (review) => {
      client.setQueryData(closingQuery(project).queryKey, review);
      toast.success("The review is closed.");
    },
    onError: (error) => {
      leaveWhenSignedOut(error);
      toast.error(`The review was not closed. ${asProblem(error).message}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: closingKeys.all }),
  });
  return (
    <ConfirmButton
      size="sm"
      title="Close the review?"
      description={`${wordsOf(undecided, "stay")} Nobody gives, changes or takes back a verdict until an owner reopens it. Looking, comments and stars go on.`}
      keep="Leave it open"
      confirm="Close the review"
      busy={close.isPending}
      onConfirm={() => close.mutateAsync()}
    >
      Close the review…
    </ConfirmButton>
  );
}

/** "12 pictures are undecided."; nothing while they are not counted. */
function wordsOf(undecided: OutputCount | undefined, verb: "are" | "stay"): string {
  const count = undecided && describeCount(undecided);
  if (undecided === undefined || count === undefined) return "";
  if (undecided.count === 0) return "Every picture is decided.";
  if (undecided.count === 1) return `1 picture ${verb === "are" ? "is" : "stays"} undecided.`;
  return `${count} pictures ${verb} undecided.`;
}
