import { useEffect, useRef } from 'preact/hooks';
import type { ProgramData } from '../experiment/experimentData.ts';
import { type ExperimentModel, sourceOf } from '../experiment/experimentModel.ts';
import { executionIn } from '../experiment/runState.ts';
import type { Editing } from './editing.ts';
import type { LargeEditor } from './largeEditor.ts';
import { pointLine } from './pointLine.ts';

interface OpenEditorProps {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
  readonly id: string;
  readonly editing: Editing;
  readonly onRun: () => void;
}

/** Line of the program's own error after its last run, and its message. */
function failureOf(model: ExperimentModel, program: ProgramData): { line: number; message: string } | null {
  const state = model.panes.get(program.file)?.value;
  const outcome = state === undefined ? null : (executionIn(state)?.spans.outcome ?? null);
  if (outcome === null || outcome.kind === 'completed' || outcome.error.line === undefined) return null;
  return { line: outcome.error.line, message: `${outcome.error.type}: ${outcome.error.message}` };
}

/** A plain text field at once; where the device allows, the large editor takes its place when it has arrived. */
export function OpenEditor({ model, program, id, editing, onRun }: OpenEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const large = useRef<LargeEditor | null>(null);
  const leave = (): void => {
    editing.openFile.value = null;
    document.getElementById(`${id}-tab-${program.file}`)?.focus();
  };
  const source = sourceOf(model, program);
  const lines = shownLines(source);
  const atOpening = useRef({ lines, place: editing.openedFrom.value });
  const latest = useRef({ leave, onRun });
  latest.current = { leave, onRun };

  useEffect(() => {
    const from = atOpening.current.place?.line ?? 1;
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(...caretAt(field.current.value, from));
    if (!editing.isLarge) return;
    let isGone = false;
    void import('./largeEditor.ts').then(({ createLargeEditor }) => {
      if (isGone || place.current === null) return;
      large.current = createLargeEditor(place.current, {
        file: program.file,
        language: program.language,
        text: sourceOf(model, program),
        line: from,
        label: `Programm ${program.file}`,
        onChange: (text) => editing.change(program.file, text),
        onRun: () => latest.current.onRun(),
        onLeave: () => latest.current.leave(),
        onPointLine: (line) => pointLine(model, program, line),
      });
      field.current?.setAttribute('hidden', '');
      large.current.focus();
      large.current.showFailure(failureOf(model, program));
    });
    return () => {
      isGone = true;
      large.current?.dispose();
      large.current = null;
    };
  }, [editing, model, program]);

  const failure = failureOf(model, program);
  const pointed = model.pointedLine.value;
  const lit = pointed?.from === 'lane' && pointed.file === program.file ? pointed.line : null;
  useEffect(() => {
    large.current?.lightUp(lit);
  }, [lit]);
  // Read again when it runs: the reader may have typed on since this was drawn.
  useEffect(() => {
    large.current?.setText(sourceOf(model, program));
  });
  useEffect(() => {
    large.current?.showFailure(failure);
  }, [failure]);

  return (
    <div
      class="wz-editor"
      style={{
        '--still': `${atOpening.current.place?.height ?? 0}px`,
        '--more': lines - atOpening.current.lines,
      }}
    >
      <textarea
        ref={field}
        aria-label={`Programm ${program.file}`}
        aria-describedby={`${id}-keys`}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        wrap="off"
        value={sourceOf(model, program)}
        onInput={(event) => editing.change(program.file, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') leave();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun();
        }}
      />
      <div ref={place} class="wz-large" />
      <p class="wz-keys" id={`${id}-keys`}>
        <kbd>Strg</kbd>+<kbd>Enter</kbd> startet, <kbd>Esc</kbd> verlässt{editing.isLarge && ' den Editor'}
        {editing.isLarge && (
          <>
            , <kbd>Strg</kbd>+<kbd>M</kbd> gibt <kbd>Tab</kbd> frei
          </>
        )}
        .
      </p>
      {failure !== null && (
        <p class="wz-problem">
          Zeile {failure.line}: {failure.message}
        </p>
      )}
    </div>
  );
}

/** Lines as the still code shows them: without the empty one after the last. */
function shownLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** The caret at the start of a 1-based line, as a selection of nothing. */
function caretAt(text: string, line: number): readonly [number, number] {
  const before = text.split('\n').slice(0, line - 1);
  const at = before.reduce((sum, one) => sum + one.length + 1, 0);
  return [at, at];
}
