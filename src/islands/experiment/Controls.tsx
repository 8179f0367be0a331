import { stepText } from '../../strings/failures.ts';
import { bytes, secondsOfMicros } from '../../strings/numbers.ts';
import { type ClockChoice, clockChoices, clockWords } from './clockChoice.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { assertNever, executionIn } from './runState.ts';
import { Segments } from './Segments.tsx';

interface ControlsProps {
  readonly model: ExperimentModel;
  readonly id: string;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** Start and Stop, the clock's mode, and what the machinery is doing in words. */
export function Controls({ model, id, onStart, onStop }: ControlsProps) {
  const machine = model.machine.value;
  const isBusy = machine.kind === 'running' || machine.kind === 'loading';
  return (
    <div class="wz-controls needs-js no-print">
      <div class="wz-buttons">
        <button
          type="button"
          class="wz-button main"
          data-start
          disabled={model.problem.value !== null}
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) onStart();
          }}
        >
          {startWord(model.programs.value.length)}
        </button>
        <button type="button" class="wz-button" disabled={!isBusy} onClick={onStop}>
          Anhalten
        </button>
      </div>
      <Segments<ClockChoice>
        legend="Uhr"
        name={`${id}-clock`}
        options={clockChoices.map((choice) => ({
          value: choice,
          label: clockWords[choice].name,
          title: clockWords[choice].meaning,
        }))}
        value={model.clock.value}
        onChoose={(choice) => {
          model.clock.value = choice;
        }}
      />
      <Status model={model} />
    </div>
  );
}

function startWord(programs: number): string {
  if (programs === 1) return 'Starten';
  return programs === 2 ? 'Beide starten' : 'Alle starten';
}

/** One line that is never empty: what is shown, what is loading, what runs and how far its clock is, what failed. */
function Status({ model }: { readonly model: ExperimentModel }) {
  const machine = model.machine.value;
  switch (machine.kind) {
    case 'idle':
      return (
        <p class="wz-status" role="status">
          {idleText(model)}
        </p>
      );
    case 'loading':
      return (
        <div class="wz-status">
          <p role="status">
            {machine.step}
            {machine.loaded > 0 &&
              `: ${bytes(machine.loaded)}${machine.total === null ? '' : ` von ${bytes(machine.total)}`}`}
          </p>
          <progress
            aria-label={machine.step}
            {...(machine.total === null ? {} : { value: machine.loaded, max: machine.total })}
          />
        </div>
      );
    case 'running':
      return <RunningStatus model={model} />;
    case 'failed':
      return (
        <div class="wz-status wz-problem" role="alert">
          <p>
            <b>Das Labor konnte den Lauf nicht ausführen</b> ({stepText(machine.step)}). Das Bild zeigt die
            Aufzeichnung.
          </p>
          <p>{machine.message}</p>
        </div>
      );
    default:
      return assertNever(machine);
  }
}

function RunningStatus({ model }: { readonly model: ExperimentModel }) {
  model.tick.value;
  const running = model.programs.value.flatMap((program) => {
    const state = model.panes.get(program.file)?.value;
    return state?.kind === 'running' ? [{ program, now: executionIn(state)?.spans.now ?? 0 }] : [];
  });
  return (
    <p class="wz-status">
      <span role="status">Läuft. </span>
      <span aria-hidden="true">
        {running.map(({ program, now }) => `${program.label}: ${secondsOfMicros(now)} Laborzeit`).join(' · ')}
      </span>
    </p>
  );
}

function idleText(model: ExperimentModel): string {
  const kinds = new Set(model.programs.value.map((program) => model.panes.get(program.file)?.value.kind ?? 'empty'));
  if (kinds.has('stopped')) return 'Angehalten.';
  if (kinds.has('ended')) return 'Fertig: Das Bild zeigt deinen Lauf.';
  if (kinds.has('recorded')) return 'Das Bild zeigt eine Aufzeichnung aus diesem Labor.';
  return 'Noch nichts gemessen.';
}
