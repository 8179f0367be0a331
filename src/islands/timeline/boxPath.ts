/** A box in the units of a path, whose widths are far finer than a pixel: moments are rounded to whole units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function written({ x, y, width, height }: Box): string {
  return `M${x} ${tenth(y)}h${width}v${tenth(height)}h-${width}z`;
}

/** Boxes as one path. What lies exactly below the box before it, without a gap, becomes one box with it. */
export function boxPath(boxes: Iterable<Box>): string {
  const joined: Box[] = [];
  for (const box of boxes) {
    const next = { ...box, x: Math.round(box.x), width: Math.max(1, Math.round(box.width)) };
    const last = joined.at(-1);
    if (last !== undefined && isBelow(last, next)) {
      joined[joined.length - 1] = { ...last, height: last.height + next.height };
    } else joined.push(next);
  }
  return joined.map(written).join('');
}

function isBelow(above: Box, box: Box): boolean {
  return above.x === box.x && above.width === box.width && above.y + above.height === box.y;
}
