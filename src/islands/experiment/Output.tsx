import type { Outcome } from '../../../sandbox/trace/event.ts';
import { number, secondsOfMicros } from '../../strings/numbers.ts';
import { useLater } from '../pace/useLater.ts';
import type { ProgramData } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { executionIn, type PaneState } from './runState.ts';
import { type ShownOutput, shownOutput } from './shownOutput.ts';

/** What the programs printed, and how they ended, each under its name: written after the picture. Announced politely. */
export function Output({ models }: { readonly models: readonly ExperimentModel[] }) {
  const shown = useLater(() => models.flatMap(printedBy), models);
  return (
    <div class="wz-outputs" aria-live="polite" data-pagefind-ignore="">
      {shown.map(({ key, ...printed }) => (
        <ProgramOutput key={key} {...printed} />
      ))}
    </div>
  );
}

/** What a program has printed so far, as it is written. */
interface Printed {
  readonly program: ProgramData;
  readonly state: PaneState;
  readonly output: ShownOutput;
}

function printedBy(model: ExperimentModel): readonly (Printed & { readonly key: string })[] {
  // The execution grows in place: what arrives is announced by the tick.
  model.textTick.value;
  return model.programs.value.map((program) => {
    const state = model.panes.get(program.file)?.value ?? { kind: 'empty' };
    const execution = executionIn(state);
    const output = shownOutput(execution?.output ?? [], execution?.outputLength ?? 0);
    return { key: `${model.data.slug}/${program.file}`, program, state, output };
  });
}

function ProgramOutput({ program, state, output: { parts, hidden, end } }: Printed) {
  const execution = executionIn(state);
  if (execution === null) return <NotRun program={program} />;
  return (
    <div class={`wz-output mode-${program.mode}`}>
      <p class="wz-caption">
        {program.label}
        <small>
          {state.kind === 'recorded' ? 'Ausgabe der Aufzeichnung' : state.kind === 'running' ? 'läuft' : 'Ausgabe'}
        </small>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/useSemanticElements: the group is the text itself, line by line as it was printed. */}
      <pre tabIndex={0} role="group" aria-label={`Ausgabe: ${program.label}`}>
        {parts.length === 0 && (
          <span class="wz-empty">{state.kind === 'running' ? '(noch keine Ausgabe)' : '(keine Ausgabe)'}</span>
        )}
        {parts.map((part, index) => (
          <span key={index} class={part.stream}>
            {part.text}
          </span>
        ))}
        {hidden > 0 && end !== '' && <span class="wz-left-out">{`\n… ${number(hidden)} Zeichen ausgelassen …\n`}</span>}
        {end}
      </pre>
      {hidden > 0 && end === '' && <p class="wz-note">… und {number(hidden)} weitere Zeichen.</p>}
      {state.kind === 'stopped' && (
        <p class="wz-note">
          Angehalten, bevor das Programm fertig war.
          {state.computedFrom !== null &&
            ` Warten dauert in Sofort nicht: Es rechnete also, seit es sich bei ${secondsOfMicros(state.computedFrom)} zuletzt gemeldet hat.`}
          {state.computedFrom !== null &&
            state.execution.spans.tasks.some(
              ({ unit, isLibrary, end }) => unit === 'thread' && !isLibrary && end === null,
            ) &&
            ' Threads wechseln im Labor nur, wo einer wartet: Eine Schleife, die ohne zu schlafen nach einem anderen Thread sieht, endet hier nie.'}
        </p>
      )}
      {state.kind === 'ended' && <Ending outcome={state.outcome} />}
      {state.kind === 'recorded' && execution.spans.outcome !== null && <Ending outcome={execution.spans.outcome} />}
    </div>
  );
}

/** The place of a program that has neither run nor a recording. */
function NotRun({ program }: { readonly program: ProgramData }) {
  return (
    <div class={`wz-output mode-${program.mode}`}>
      <p class="wz-caption">{program.label}</p>
      <p class="wz-empty">Noch nicht gelaufen.</p>
    </div>
  );
}

const endings: Readonly<Record<Exclude<Outcome['kind'], 'completed'>, string>> = {
  threw: 'Das Programm ist mit einem Fehler zu Ende gegangen',
  deadlock: 'Das Programm wartet auf etwas, das nie eintritt',
  limit: 'Das Labor hat das Programm beendet, weil es eine Grenze überschritten hat',
};

/** How a program ended, where it did not end well: the error, the reader's line, the usual cure. */
function Ending({ outcome }: { readonly outcome: Outcome }) {
  if (outcome.kind === 'completed') {
    return outcome.exitCode === 0 ? null : <p class="wz-problem">Beendet mit Exit-Code {outcome.exitCode}.</p>;
  }
  const { error } = outcome;
  return (
    <div class="wz-problem">
      <p>
        <b aria-hidden="true">✕ </b>
        {endings[outcome.kind]}
        {error.line === undefined ? '' : ` (Zeile ${error.line})`}: <code>{error.type}</code>
      </p>
      <p>{error.message}</p>
      {error.hint !== undefined && <p class="wz-hint">{error.hint}</p>}
    </div>
  );
}
