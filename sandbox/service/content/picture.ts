import type { Draw } from '../draw.ts';
import { type Colour, encodePng } from './png.ts';

/** Fields per side of the finished picture. */
const FIELDS = 16;
const SHADES = 12;

/**
 * A drawn pattern of coloured fields as PNG. `detail` from 0 to 1 is how far the picture has come: early partial pictures
 * show it coarsely.
 */
export function drawPicture(width: number, height: number, draw: Draw, detail: number): Uint8Array {
  const palette = drawPalette(draw);
  const fields = Array.from({ length: FIELDS * FIELDS }, (_, i) => {
    const wave = (i % FIELDS) + Math.floor(i / FIELDS);
    return Math.min(SHADES - 1, Math.floor((wave * SHADES) / (2 * FIELDS)) + draw.below(3));
  });
  const coarse = Math.max(1, Math.round((1 - detail) * 8));
  const shown = fields.map((_, i) => {
    const x = Math.floor((i % FIELDS) / coarse) * coarse;
    const y = Math.floor(Math.floor(i / FIELDS) / coarse) * coarse;
    return fields[y * FIELDS + x] ?? 0;
  });
  return encodePng({ width, height, columns: FIELDS, rows: FIELDS, palette, fields: shown });
}

/** Even steps from one drawn colour to another. */
function drawPalette(draw: Draw): readonly Colour[] {
  const from = [draw.below(256), draw.below(256), draw.below(256)] as const;
  const to = [draw.below(256), draw.below(256), draw.below(256)] as const;
  const step = (i: number, k: 0 | 1 | 2): number => from[k] + Math.floor(((to[k] - from[k]) * i) / (SHADES - 1));
  return Array.from({ length: SHADES }, (_, i) => [step(i, 0), step(i, 1), step(i, 2)] as const);
}
