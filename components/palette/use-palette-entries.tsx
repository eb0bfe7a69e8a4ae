"use client";

import {
  AtSign,
  Bookmark,
  Fingerprint,
  FormInput,
  History,
  Image,
  ListVideo,
  Search,
  Settings,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeskEntries } from "#components/palette/use-desk-entries";
import { useFoundRows } from "#components/palette/use-found-rows";
import { useOpenExact } from "#components/review/find/use-open-exact";
import { destinations } from "#components/shell/destinations";
import type { Option, OptionGroup } from "#components/ui/option-list";
import { readExact } from "#lib/output/search-text";
import { describeFilter } from "#lib/review/browser/find/filter-words";
import { plainFilter, reviewPath } from "#lib/review/browser/find/review-filter";
import { seedTail } from "#lib/review/browser/desk/words";
import { setApart } from "#lib/set-apart";

export type PaletteEntry = Option & { run: () => void };
export type PaletteGroup = OptionGroup & { options: readonly PaletteEntry[] };

const mostShown = 6;

/** What stands in the navigation, and behind it what one would otherwise have to scroll to. */
const pages = [
  ...destinations,
  { href: "/review/sessions", label: "Your sessions", icon: History },
  { href: "/mentions", label: "Mentions: comments that call you", icon: AtSign },
  { href: "/settings#people", label: "Settings: people", icon: Settings },
  { href: "/settings#keys", label: "Settings: API keys", icon: Settings },
  { href: "/settings#reasons", label: "Settings: verdicts and reasons", icon: Settings },
  { href: "/settings#your-keys", label: "Settings: your keys", icon: Settings },
  { href: "/settings#you", label: "Settings: your account", icon: Settings },
];

/** What the palette lists for what is typed: every word must be somewhere in the name of an entry. */
export function usePaletteEntries(query: string): PaletteGroup[] {
  const router = useRouter();
  const openExact = useOpenExact();
  const actions = useDeskEntries();
  const typed = query.trim();
  const { views, workflows, runs, outputs } = useFoundRows(typed);
  const go = (href: string) => () => router.push(href);
  const exact = readExact(typed);
  const all = { ...plainFilter, state: "all", q: typed };
  const search: PaletteEntry[] =
    typed === ""
      ? []
      : [
          ...(exact === null
            ? []
            : [
                {
                  id: "exact",
                  label: `Open ${exact.kind === "seed" ? "the picture of this seed" : "what this names"}`,
                  icon: Fingerprint,
                  run: () =>
                    void openExact(typed).then((isOpened) => isOpened || router.push(reviewPath(all))),
                },
              ]),
          { id: "search", label: `Search pictures for “${typed}”`, icon: Search, run: go(reviewPath(all)) },
        ];
  const groups: PaletteGroup[] = [
    // A verdict has to be asked for by name: Enter on what happens to stand first must decide nothing.
    { title: "On this page", options: actions.filter(({ isDecision }) => typed !== "" || !isDecision) },
    {
      title: "Views",
      options: views.map(({ id, name, filter }) => ({
        id: `view:${id}`,
        label: name,
        hint: describeFilter(filter),
        icon: Bookmark,
        run: go(reviewPath(filter)),
      })),
    },
    {
      title: "Go to",
      options: pages.map(({ href, label, icon }) => ({ id: `page:${href}`, label, icon, run: go(href) })),
    },
    {
      title: "Generate with",
      options: workflows.map(({ name, title }) => ({
        id: `workflow:${name}`,
        label: title,
        hint: name,
        icon: FormInput,
        run: go(`/generate/${name}`),
      })),
    },
    {
      title: "Latest runs",
      options: runs.map(({ id, workflowTitle, status, seed, params }) => ({
        id: `run:${id}`,
        label: workflowTitle,
        hint: `${seedTail(seed)} ${excerptOf(params)}`,
        detail: status,
        icon: ListVideo,
        run: go(`/runs/${id}`),
      })),
    },
  ];
  return [
    ...groups.map(({ title, options }) => ({ title, options: matching(options, typed) })),
    {
      title: "Pictures",
      options: outputs.map(({ id, workflowTitle, seed, params }) => ({
        id: `output:${id}`,
        label: excerptOf(params) || workflowTitle,
        hint: `${setApart(workflowTitle)} ${seedTail(seed)}`,
        icon: Image,
        run: go(reviewPath(all, id)),
      })),
    },
    { title: "Search", options: search },
  ];
}

function matching(options: readonly PaletteEntry[], typed: string): PaletteEntry[] {
  const words = typed.toLowerCase().split(/\s+/);
  return options
    .filter(({ label, hint = "" }) => words.every((word) => `${label} ${hint}`.toLowerCase().includes(word)))
    .slice(0, typed === "" ? mostShown + 1 : mostShown);
}

/** The beginning of the longest text among the params: nearly always the prompt. */
function excerptOf(params: Readonly<Record<string, unknown>>): string {
  const texts = Object.values(params).filter((value) => typeof value === "string");
  const longest = texts.toSorted((a, b) => b.length - a.length)[0] ?? "";
  return longest.length > 60 ? `${longest.slice(0, 60)}…` : longest;
}
