/** A strip of four frames, one of them ringed: what a picture editor does to a contact sheet. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <g fill="currentColor" opacity="0.85">
        <rect x="4" y="4" width="11" height="11" rx="1.5" />
        <rect x="17" y="4" width="11" height="11" rx="1.5" opacity="0.45" />
        <rect x="4" y="17" width="11" height="11" rx="1.5" opacity="0.45" />
      </g>
      <rect x="18" y="18" width="9" height="9" rx="1.5" fill="var(--accent)" />
      <rect
        x="15.5"
        y="15.5"
        width="14"
        height="14"
        rx="4"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.6"
      />
    </svg>
  );
}
