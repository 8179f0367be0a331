import { signal } from '@preact/signals';
import type { ExperimentModel } from '../experiment/experimentModel.ts';
import type { Drafts } from './drafts.ts';
import type { Editing, StillPlace } from './editing.ts';

/** Whether the device has a fine pointer and room for the large editor. */
export function isLargeDevice(): boolean {
  return matchMedia('(pointer: fine) and (min-width: 45rem)').matches;
}

/** Editing for one card: drafts that survive a reload, one open editor, a reset that can be undone. */
export function createEditing(model: ExperimentModel, drafts: Drafts, isLarge = isLargeDevice()): Editing {
  const undoable = signal<{ readonly file: string; readonly text: string } | null>(null);
  const storageProblem = signal<string | null>(null);
  const keep = (file: string, text: string | null): void => {
    const { [file]: _, ...others } = model.drafts.value;
    model.drafts.value = text === null ? others : { ...others, [file]: text };
    storageProblem.value = drafts.save(file, text);
  };
  const change = (file: string, text: string): void => {
    const original = model.data.programs.find((program) => program.file === file)?.source;
    keep(file, text === original ? null : text);
  };
  model.drafts.value = drafts.load(model.data.programs.map((program) => program.file));
  return {
    openFile: signal<string | null>(null),
    openedFrom: signal<StillPlace | null>(null),
    isLarge,
    change,
    undoable,
    storageProblem,
    reset(file) {
      const text = model.drafts.value[file];
      if (text === undefined) return;
      undoable.value = { file, text };
      keep(file, null);
    },
    undoReset() {
      const last = undoable.value;
      if (last === null) return;
      undoable.value = null;
      change(last.file, last.text);
    },
  };
}
