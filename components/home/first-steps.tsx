"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Images, Play, Workflow, type LucideIcon } from "lucide-react";
import { Link } from "#components/ui/link";
import { QuickStart } from "#components/home/quick-start";
import { useWhyNot } from "#components/shell/me-context";
import { Button } from "#components/ui/button";
import { firstWorkflow } from "#lib/workflow/first-workflow";
import { workflowListQuery } from "#lib/workflow/workflow-queries";

const steps: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: Workflow,
    title: "Choose a workflow",
    text: "Each is a ComfyUI graph with a form in front of it. You never touch the graph.",
  },
  {
    icon: Play,
    title: "Generate",
    text: "Fill in the form and press Generate. Watch the runs as they draw.",
  },
  {
    icon: Images,
    title: "Review",
    text: "Approve, reject or re-seed every picture, with the keyboard if you like.",
  },
];

/** The very first screen: three steps and the shortest way to a first picture. */
export function FirstSteps() {
  const { data } = useQuery(workflowListQuery());
  const whyNot = useWhyNot("run.create");
  const first = firstWorkflow(data?.items ?? []);
  return (
    <div className="grid gap-8">
      <section aria-label="First steps" className="rounded-lg border bg-surface p-5 md:p-7">
        <p className="max-w-prose text-lg text-soft">
          Proofsheet turns ComfyUI graphs into pictures that people have looked at. A first one takes about a
          minute.
        </p>
        <ol className="mt-6 grid gap-6 md:grid-cols-3">
          {steps.map(({ icon: Icon, title, text }, index) => (
            <li key={title} className="grid content-start gap-1.5">
              <span className="flex items-center gap-2.5 text-base font-semibold">
                <Icon aria-hidden strokeWidth={1.5} className="size-5 text-accent-text" />
                {index + 1}. {title}
              </span>
              <p className="text-sm text-soft">{text}</p>
            </li>
          ))}
        </ol>
        <div className="mt-7 flex flex-wrap items-center gap-3">
          {first !== undefined && whyNot === undefined && (
            <Button variant="primary" size="lg" asChild>
              <Link href={`/generate/${first.name}`}>
                Start with “{first.title}”
                <ArrowRight aria-hidden />
              </Link>
            </Button>
          )}
          {whyNot !== undefined && (
            <p className="text-sm text-soft">
              Nothing has been generated yet. Pictures appear under Review as soon as somebody does. {whyNot}
            </p>
          )}
          {data !== undefined && first === undefined && (
            <Button variant="primary" size="lg" asChild>
              <Link href="/workflows">Add your first workflow</Link>
            </Button>
          )}
        </div>
      </section>
      {whyNot === undefined && <QuickStart />}
    </div>
  );
}
