import type { ComponentChildren } from 'preact';

interface StretchedProps {
  /** Pixels from the top of the figure. */
  readonly top: number;
  readonly height: number;
  /** Units of the axis inside, whatever its width on the screen. */
  readonly units: number;
  readonly children: ComponentChildren;
}

/** A box as wide as the picture whose inside counts in units of its own: for paths, which know no percentages. */
export function Stretched({ top, height, units, children }: StretchedProps) {
  return (
    <svg
      x="0"
      y={top}
      width="100%"
      height={height}
      viewBox={`0 0 ${units} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
