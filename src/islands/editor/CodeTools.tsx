import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ProgramData } from '../experiment/experimentData.ts';
import { type ExperimentModel, sourceOf } from '../experiment/experimentModel.ts';
import { saveFile } from '../export/saveFile.ts';
import { DiffView } from './DiffView.tsx';
import type { Editing } from './editing.ts';

interface CodeToolsProps {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
  readonly editing: Editing | null;
  readonly onRun: () => void;
  /** What `onRun` does, in a word or two: it may start more than this program. */
  readonly startText: string;
  readonly onStop: () => void;
}

/** What can be done with a program's text: edit, copy, save; once changed also compare and reset. */
export function CodeTools({ model, program, editing, onRun, startText, onStop }: CodeToolsProps) {
  const said = useSignal('');
  const isDiffShown = useSignal(false);
  const draft = model.drafts.value[program.file];
  const isOpen = editing?.openFile.value === program.file;
  const undoable = editing?.undoable.value;
  const isBusy = model.stage.isBusy.value;
  // The button that was pressed makes room for the one that takes it back: the focus goes with it.
  const undo = useRef<HTMLButtonElement>(null);
  const hasReset = useRef(false);
  useEffect(() => {
    if (hasReset.current) undo.current?.focus();
    hasReset.current = false;
  }, [draft]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(sourceOf(model, program));
      said.value = 'Kopiert.';
    } catch {
      said.value = 'Kopieren ist hier nicht erlaubt. Markiere den Text und drücke Strg+C.';
    }
  };
  return (
    <>
      <div class="wz-tools needs-js no-print" data-pagefind-ignore="">
        <button
          type="button"
          class="wz-tool"
          onClick={(event) => {
            if (editing === null) return;
            const still = event.currentTarget.closest('.wz-code')?.querySelector<HTMLElement>('[data-still]');
            editing.openedFrom.value = still == null ? null : { height: still.offsetHeight, line: null };
            editing.openFile.value = isOpen ? null : program.file;
          }}
        >
          {isOpen ? 'Fertig' : 'Bearbeiten'}
        </button>
        {isOpen && (
          // In sight at the top of the code, where no on-screen keyboard covers it.
          <button type="button" class="wz-tool wz-run" onClick={isBusy ? onStop : onRun}>
            {isBusy ? 'Anhalten' : startText}
          </button>
        )}
        <button type="button" class="wz-tool" onClick={copy}>
          Kopieren
        </button>
        <button
          type="button"
          class="wz-tool"
          onClick={() => saveFile(program.file, sourceOf(model, program), 'text/plain')}
        >
          Herunterladen
        </button>
        {draft !== undefined && (
          <>
            <button
              type="button"
              class="wz-tool"
              aria-expanded={isDiffShown.value}
              onClick={() => {
                isDiffShown.value = !isDiffShown.value;
              }}
            >
              Unterschiede
            </button>
            <button
              type="button"
              class="wz-tool"
              onClick={() => {
                hasReset.current = true;
                editing?.reset(program.file);
              }}
            >
              Zurücksetzen
            </button>
          </>
        )}
        {undoable?.file === program.file && draft === undefined && (
          <button ref={undo} type="button" class="wz-tool" onClick={() => editing?.undoReset()}>
            Änderungen zurückholen
          </button>
        )}
        <span class="wz-said" role="status">
          {isOpen && isBusy ? 'Läuft …' : said.value}
        </span>
      </div>
      {editing !== null && editing.storageProblem.value !== null && draft !== undefined && (
        <p class="wz-problem">{editing.storageProblem.value}</p>
      )}
      {draft !== undefined && isDiffShown.value && (
        <DiffView before={program.source} after={draft} language={program.language} />
      )}
    </>
  );
}
