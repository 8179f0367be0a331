import type { Signal } from '@preact/signals';

/** The still code at the moment at which the reader wanted to write. */
export interface StillPlace {
  /** Height in pixels. */
  readonly height: number;
  /** 1-based line that was clicked; null where the editor was opened otherwise. */
  readonly line: number | null;
}

/** What makes editing possible: present once the card lives in a browser, absent on the server. */
export interface Editing {
  /** The file whose editor is open; one at a time keeps the page light. */
  readonly openFile: Signal<string | null>;
  /** What the still code measured and where the reader clicked, so that nothing moves when the editor takes its place. */
  readonly openedFrom: Signal<StillPlace | null>;
  /** Whether this device gets the large editor (a fine pointer and room for it). */
  readonly isLarge: boolean;
  /** Changes a program's text; back to the original counts as unchanged. */
  change(file: string, text: string): void;
  /** Throws the changes away. */
  reset(file: string): void;
  /** Brings back what `reset` threw away last, if anything. */
  readonly undoable: Signal<{ readonly file: string; readonly text: string } | null>;
  undoReset(): void;
  /** Why edits will not survive a reload; null while they do. */
  readonly storageProblem: Signal<string | null>;
}
