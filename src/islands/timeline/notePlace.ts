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

/** Where a note begins, in pixels from the top of the picture, and how high it may be. */
export interface NotePlace {
  readonly top: number;
  readonly height: number;
}

/**
 * The place of a note, never over its own row. Beside wide pictures it lies below its row, or above it. What is as wide as the
 * picture hides least below the picture, or at the foot of the screen; where it is too high for that, it is made lower.
 */
export function notePlace({ row, view, picture, note, isNarrow }: Surroundings): NotePlace {
  const below = row.bottom + GAP;
  const under = picture + GAP;
  const rooms = { below: view.bottom - GAP - below, above: row.top - 2 * GAP - view.top };
  const height = isNarrow ? Math.min(note, Math.max(rooms.below, rooms.above)) : note;
  const [above, foot] = [row.top - GAP - height, view.bottom - GAP - height];
  if (isNarrow && under <= foot) return { top: under, height };
  if (isNarrow && height <= rooms.below) return { top: foot, height };
  return { top: height > rooms.below && height <= rooms.above ? above : below, height };
}
