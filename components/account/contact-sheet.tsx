/** Tones of the frames, light to dark, so that the sheet looks shot rather than tiled. */
const tones = [0.5, 0.28, 0.62, 0.4, 0.34, 0.7, 0.22, 0.46, 0.56, 0.3, 0.42, 0.64, 0.26, 0.52, 0.38, 0.6];
const chosen = 5;

/** A sheet of sixteen frames with one ringed: the wall beside the door. Draws nothing that has to be read. */
export function ContactSheet({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 412 316" aria-hidden className={className}>
      {tones.map((tone, index) => {
        const [x, y] = [12 + (index % 4) * 98, 12 + Math.floor(index / 4) * 74];
        return (
          <g key={index} transform={`translate(${x} ${y})`}>
            <rect width="94" height="70" rx="2" fill="var(--raised)" />
            <g clipPath="inset(0 round 2px)">
              <rect width="94" height="70" fill="currentColor" opacity={tone * 0.16} />
              <circle
                cx={18 + ((index * 29) % 62)}
                cy={18 + ((index * 13) % 14)}
                r="7"
                fill="currentColor"
                opacity={tone * 0.5}
              />
              <path
                d={`M0 ${46 - (index % 3) * 5} L${22 + (index % 4) * 9} ${28 + (index % 5) * 3} L${54 + (index % 3) * 8} 52 L94 ${34 + (index % 4) * 5} V70 H0 Z`}
                fill="currentColor"
                opacity={tone * 0.34}
              />
            </g>
          </g>
        );
      })}
      <rect
        x={12 + (chosen % 4) * 98 - 5}
        y={12 + Math.floor(chosen / 4) * 74 - 5}
        width="104"
        height="80"
        rx="9"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.5"
      />
    </svg>
  );
}
