/** What the place of a note depends on, in pixels from the top of the picture. */
export interface Surroundings {
  /** The row that the note tells of. */
  readonly row: { readonly top: number; readonly bottom: number };
  /** The part of the page that can be seen. */
  readonly view: { readonly top: number; readonly bottom: number };
  /** Heights of the picture and of the note. */
  readonly picture: number;
  readonly note: number;
  /** The note is as wide as the picture. */
  readonly isNarrow: boolean;
}

const GAP = 8;

/**
 * Where a note begins, in pixels from the top of the picture; never over its own row where there is room. Beside wide
 * pictures it lies below its row, or above it. What is as wide as the picture hides least below the picture, or at the foot of
 * the screen.
 */
export function noteTop({ row, view, picture, note, isNarrow }: Surroundings): number {
  const [below, above, under, foot] = [row.bottom + GAP, row.top - GAP - note, picture + GAP, view.bottom - GAP - note];
  if (isNarrow && under <= foot) return under;
  if (isNarrow && foot >= below) return foot;
  return below > foot && above >= view.top + GAP ? above : below;
}
