import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ProgramData } from '../experiment/experimentData.ts';
import { type ExperimentModel, sourceOf } from '../experiment/experimentModel.ts';
import { CodeTools } from './CodeTools.tsx';
import type { Editing } from './editing.ts';
import { OpenEditor } from './OpenEditor.tsx';
import { isPlain, numberedLines, plainLines } from './plainLines.ts';
import { isMoved, pointLine } from './pointLine.ts';
import { useColouredLines } from './useColouredLines.ts';

interface ProgramCodeProps {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
  readonly id: string;
  readonly editing: Editing | null;
  readonly onRun: () => void;
  /** What `onRun` does, in a word or two: it may start more than this program. */
  readonly startText: string;
  readonly onStop: () => void;
}

/** One program: coloured and still until the reader wants to write, then an editor in the same place. */
export function ProgramCode({ model, program, id, editing, onRun, startText, onStop }: ProgramCodeProps) {
  const isOpen = editing?.openFile.value === program.file;
  const place = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  // Who leaves the editor stays at its code, where nothing else took the focus.
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body)
      place.current?.querySelector<HTMLElement>('[data-still]')?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <div class="wz-code" ref={place}>
      <CodeTools {...{ model, program, editing, onRun, startText, onStop }} />
      {isOpen && editing !== null ? (
        <OpenEditor model={model} program={program} id={id} editing={editing} onRun={onRun} />
      ) : (
        <StillCode model={model} program={program} editing={editing} />
      )}
    </div>
  );
}

interface StillCodeProps {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
  readonly editing: Editing | null;
}

function StillCode({ model, program, editing }: StillCodeProps) {
  const code = useRef<HTMLElement>(null);
  const draft = model.drafts.value[program.file];
  const pointed = model.pointedLine.value;
  const line = pointed?.file === program.file ? pointed.line : null;
  // The build has coloured the programs of the examples; the reader's own words are coloured here, once the card is live.
  const isOwn = draft !== undefined || isPlain(program.html);
  const lines = useColouredLines(draft ?? program.source, program.language, isOwn && editing !== null);
  const html = isOwn ? numberedLines(lines) : program.html;
  // Coming to life keeps the inner HTML that was sent: a text the reader had changed before has to be put there.
  useLayoutEffect(() => {
    if (code.current !== null && draft !== undefined) code.current.innerHTML = plainLines(draft);
  }, []);
  useEffect(() => {
    for (const lit of code.current?.querySelectorAll('.is-linked') ?? []) lit.classList.remove('is-linked');
    if (line !== null) code.current?.querySelector(`[data-line="${line}"]`)?.classList.add('is-linked');
  }, [line, html]);
  const point = (event: PointerEvent): void => {
    if (isMoved(event)) pointLine(model, program, lineUnder(event));
  };
  const open = (place: HTMLElement, at: number | null): void => {
    if (editing === null) return;
    editing.openedFrom.value = { height: place.offsetHeight, line: at };
    editing.openFile.value = program.file;
  };
  return (
    <>
      <pre
        data-still={program.file}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: code that scrolls must be reachable by keyboard.
        tabIndex={0}
        onPointerMove={point}
        onPointerLeave={() => pointLine(model, program, null)}
        onClick={(event) => {
          // Who marks text wants to copy it; on touch a tap may be the start of scrolling.
          if (editing?.isLarge === true && getSelection()?.isCollapsed !== false)
            open(event.currentTarget, lineUnder(event));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          open(event.currentTarget, null);
        }}
      >
        <code ref={code} dangerouslySetInnerHTML={{ __html: html }} />
      </pre>
      <p class="wz-keys needs-js no-print" data-pagefind-ignore="">
        <kbd>Enter</kbd> oder „Bearbeiten“ öffnet den Editor.
      </p>
    </>
  );
}

/** 1-based line of the code under the pointer, or null. */
function lineUnder(event: Event): number | null {
  const target = event.target instanceof Element ? event.target.closest('[data-line]') : null;
  const line = Number(target?.getAttribute('data-line') ?? 0);
  return line > 0 ? line : null;
}

/** The program's text as it would run now. */
export function currentSource(model: ExperimentModel, program: ProgramData): string {
  return sourceOf(model, program);
}
