"use client";

import { useQuery } from "@tanstack/react-query";
import { Lock, LockOpen, X } from "lucide-react";
import { Link } from "#components/ui/link";
import { Fragment, Suspense, type ReactNode } from "react";
import { StackStrip } from "#components/review/large/stack-strip";
import { StarsAndLabels } from "#components/review/marks/stars-and-labels";
import { useResting } from "#components/review/large/use-resting";
import { VerdictGlyph } from "#components/review/decide/verdict-mark";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { lazyPart } from "#components/ui/lazy-part";
import { Skeleton } from "#components/ui/skeleton";
import { outputQuery } from "#lib/output/output-queries";
import type { OutputDetail, OutputView, PanelView } from "#lib/output/output-schema";
import { historyOf, type HistoryLine } from "#lib/review/browser/large/history";
import { settingsOfOutput, settingsText } from "#lib/review/browser/large/settings-list";
import { countVerdicts } from "#lib/review/browser/desk/words";

const CommentsPanel = lazyPart(() =>
  import("#components/comments/comments-panel").then((part) => part.CommentsPanel),
);

/** Everything about the picture in hand, beside it: how it was made, where it comes from, what was decided. */
export function Details({ row, onClose }: { row: OutputView; onClose: () => void }) {
  const restingId = useResting(row.id);
  const { data, error } = useQuery({ ...outputQuery(restingId), enabled: restingId === row.id });
  const detail = data?.id === row.id ? data : undefined;
  return (
    <aside
      aria-label="Details"
      className="flex bare:hidden w-76 shrink-0 flex-col border-l bg-surface text-xs max-md:absolute max-md:inset-x-0 max-md:bottom-(--keyboard) max-md:z-20 max-md:h-[70%] max-md:writing:h-[calc(100%-var(--keyboard))] max-md:w-full max-md:border-t max-md:border-l-0 max-md:shadow-pop"
    >
      <div className="min-h-11 flex-1 overflow-y-auto pb-6">
        <div className="sticky top-0 flex h-11 items-center justify-between border-b bg-surface px-4 md:sr-only">
          <h2 className="text-sm font-semibold">Details</h2>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Close details"
            className="md:hidden"
            onClick={onClose}
          >
            <X aria-hidden />
          </Button>
        </div>
        <Section title="Made by">
          <Row label="Workflow" copy={`${row.workflow} ${row.version}`}>
            <Link href={`/workflows/${row.workflow}`} className="underline underline-offset-2">
              <bdi>{row.workflowTitle}</bdi>
            </Link>
            <span className="block font-mono text-faint">{row.version}</span>
          </Row>
          <Row label="Seed" {...(row.seed !== null && { copy: row.seed })}>
            <span className="font-mono break-all tabular">{row.seed ?? "none"}</span>
          </Row>
          {row.sha256 !== null && (
            <Row label="File">
              <a
                href={`/files/${row.sha256}/original?download=1`}
                download
                className="underline underline-offset-2"
              >
                Download
              </a>
              <span className="block text-faint tabular">{describeFile(row)}</span>
            </Row>
          )}
          <Row label="Asked by">
            <bdi>{row.submittedBy.name}</bdi>
          </Row>
          <Row label="Run">
            <Link href={`/runs/${row.runId}`} className="underline underline-offset-2">
              {new Date(row.createdAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}
            </Link>
          </Row>
        </Section>
        {error && detail === undefined && <p className="px-4 py-3 text-rejected">{error.message}</p>}
        {detail === undefined ? !error && <Waiting /> : <Loaded detail={detail} />}
      </div>
      <Suspense>
        <CommentsPanel row={row} />
      </Suspense>
    </aside>
  );
}

function Loaded({ detail }: { detail: OutputDetail }) {
  const history = historyOf(detail, new Date());
  return (
    <>
      <Section
        title="Settings"
        action={<CopyButton text={settingsText(detail)} what="all settings" className="-my-1.5" />}
      >
        {settingsOfOutput(detail).map(({ label, value }) => (
          <Row key={label} label={label} copy={value}>
            <span dir="auto" className="block break-words whitespace-pre-wrap">
              {value === "" ? "(empty)" : breakable(value)}
            </span>
          </Row>
        ))}
      </Section>
      <StackStrip row={detail} />
      <StarsAndLabels detail={detail} />
      {(history.length > 0 || (detail.panel?.given ?? 0) > 0) && (
        <Section title="Decisions">
          {detail.panel && <PanelLine panel={detail.panel} />}
          {history.map(({ key, mark, words, said }) => (
            <li key={key} className="flex gap-1.5 py-1">
              <span className="mt-0.5 w-3.5 shrink-0">
                <HistoryMark mark={mark} />
              </span>
              <span className="min-w-0">
                {words}
                {said !== null && (
                  <q dir="auto" className="mt-0.5 block break-words text-soft">
                    {said}
                  </q>
                )}
              </span>
            </li>
          ))}
        </Section>
      )}
    </>
  );
}

function HistoryMark({ mark }: { mark: HistoryLine["mark"] }) {
  if (mark === "closed") return <Lock aria-hidden className="size-3.5 text-soft" />;
  if (mark === "reopened") return <LockOpen aria-hidden className="size-3.5 text-soft" />;
  return <VerdictGlyph state={mark} />;
}

/** How many of the verdicts that decide together are in, and why those of others are not shown yet. */
function PanelLine({ panel }: { panel: PanelView }) {
  const isHidden = panel.others.length + (panel.own === null ? 0 : 1) < panel.given;
  return (
    <li className="py-1 text-soft">
      {`${countVerdicts(panel)}.`}
      {isHidden && " A blind review: what others gave shows when you have given yours."}
    </li>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-b px-4 py-3 last:border-b-0">
      <div className="mb-1.5 flex items-center justify-between">
        <h3 className="text-2xs font-medium text-faint">{title}</h3>
        {action}
      </div>
      <ul>{children}</ul>
    </section>
  );
}

/** A line of the panel; `copy` is what its button puts on the clipboard. */
function Row({ label, copy, children }: { label: string; copy?: string; children: ReactNode }) {
  return (
    <li className="group grid grid-cols-[5.5rem_1fr_1.5rem] gap-x-2 py-1">
      <span className="text-soft">{label}</span>
      <span className="min-w-0">{children}</span>
      {copy !== undefined && (
        <CopyButton
          text={copy}
          what={label.toLowerCase()}
          className="-my-1.5 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:-my-3 pointer-coarse:opacity-100"
        />
      )}
    </li>
  );
}

/** "896 × 1152 PNG, 1.4 MB". */
function describeFile({ mime, bytes, width, height }: OutputView): string {
  const size = width && height ? `${width} × ${height} ` : "";
  const type = `${size}${mime?.split("/").at(-1)?.toUpperCase() ?? "file"}`;
  if (bytes === null) return type;
  return bytes < 100_000
    ? `${type}, ${Math.ceil(bytes / 1000)} KB`
    : `${type}, ${(bytes / 1e6).toFixed(1)} MB`;
}

/** A file name without a blank breaks where its parts end, not in the middle of a word. */
function breakable(value: string): ReactNode {
  return value.split(/(?<=[./\\])/).map((part, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- the parts of one text, in its order
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

function Waiting() {
  return (
    <div className="grid gap-2 p-4">
      {[1, 2, 3, 4, 5].map((line) => (
        <Skeleton key={line} className="h-4" />
      ))}
    </div>
  );
}
