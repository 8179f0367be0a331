/** How much wider than its frame the picture may be. */
export const zooms = [1, 2, 4, 8, 16] as const;

export type Zoom = (typeof zooms)[number];

/** The next wider or narrower picture; the same at the ends. */
export function zoomBy(zoom: Zoom, direction: 1 | -1): Zoom {
  return zooms[zooms.indexOf(zoom) + direction] ?? zoom;
}

/** Where a frame must be scrolled to, in pixels, so that a moment (a share of the axis) stays in sight. */
export function scrollFor(
  share: number,
  width: number,
  frame: { readonly left: number; readonly width: number },
): number {
  const at = share * width;
  const margin = frame.width / 6;
  if (at >= frame.left + margin && at <= frame.left + frame.width - margin) return frame.left;
  return Math.max(0, Math.min(width - frame.width, at - frame.width / 2));
}

/** The same for a stretch of time: whole where it fits into the frame, else its beginning. */
export function scrollForStretch(
  from: number,
  to: number,
  width: number,
  frame: { readonly left: number; readonly width: number },
): number {
  const [begin, end] = [from * width, to * width];
  const margin = frame.width / 12;
  const isWhole = end - begin <= frame.width - 2 * margin;
  const right = frame.left + frame.width;
  if (begin >= frame.left && (isWhole ? end <= right : begin <= right - margin)) return frame.left;
  const left = isWhole ? (begin + end - frame.width) / 2 : begin - margin;
  return Math.max(0, Math.min(width - frame.width, left));
}
