import { File, FileWarning, Film, Music, type LucideIcon } from "lucide-react";
import { VerdictStrip } from "#components/review/decide/verdict-mark";
import { Link } from "#components/ui/link";
import { cn } from "#components/ui/cn";
import { isPicture } from "#lib/output/output-kind";
import { stateWords } from "#lib/output/state-words";
import type { OutputKind, OutputSummary } from "#lib/run/output-summary-schema";

type OutputThumbProps = {
  output: OutputSummary;
  /** What it is called among its neighbours; by itself it is known by its place in its run. */
  number?: number;
  /** Widest edge on screen decides which stored size is asked for. */
  size?: 256 | 512;
  className?: string;
};

const kindIcons: { readonly [kind in OutputKind]: LucideIcon } = {
  image: File,
  animation: Film,
  video: Film,
  audio: Music,
  other: File,
};

/** A picture that leads to its review. The verdict stands beside its left edge, as on the desk, never on the picture. */
export function OutputThumb({ output, number = output.index + 1, size = 256, className }: OutputThumbProps) {
  const name = `Picture ${number}, ${output.quarantine === null ? stateWords[output.state].toLowerCase() : "set aside"}`;
  if (output.quarantine !== null || output.sha256 === null || !isPicture(output.kind))
    return <Unseen output={output} {...(className !== undefined && { className })} />;
  return (
    <Link
      href={`/review?output=${output.id}`}
      aria-label={`${name}. Open in review`}
      className={cn("relative block", className)}
    >
      <VerdictStrip state={output.state} isHoped={false} className="absolute inset-y-0 -left-2" />
      <img
        src={`/files/${output.sha256}/${size}`}
        alt=""
        width={output.width ?? undefined}
        height={output.height ?? undefined}
        loading="lazy"
        decoding="async"
        className="size-full bg-mat object-contain"
      />
    </Link>
  );
}

/** A file that is kept but not looked at here, or one that was set aside, with the reason. */
function Unseen({ output, className }: { output: OutputSummary; className?: string }) {
  const Icon = output.quarantine === null ? kindIcons[output.kind] : FileWarning;
  const text = output.quarantine ?? output.filename;
  const body = (
    <>
      <Icon aria-hidden strokeWidth={1.5} className="size-5 text-faint" />
      <span className="line-clamp-3 text-2xs break-words text-soft">{text}</span>
    </>
  );
  const style = cn(
    "relative grid place-items-center content-center gap-1.5 rounded-md border bg-sunk p-2 text-center",
    className,
  );
  if (output.sha256 === null) {
    return (
      <div className={style} title={text}>
        {body}
      </div>
    );
  }
  return (
    <a
      href={`/files/${output.sha256}/original`}
      className={cn(style, "hover:bg-hover")}
      title={`Open ${text}`}
    >
      {body}
    </a>
  );
}
