import { stepText } from '../../strings/failures.ts';
import { bytes, secondsOfMicros } from '../../strings/numbers.ts';
import { type ClockChoice, clockChoices, clockWords } from './clockChoice.ts';
import { languageWords } from './experimentData.ts';
import type { ExperimentModel } from './experimentModel.ts';
import { hasOwnRun } from './followSettings.ts';
import { elsewhereText, formerWords, idleText, panesOf, type ShownPane, shownPanes } from './idleText.ts';
import { assertNever, executionIn, type MachineState, type PaneState } from './runState.ts';
import { Segments } from './Segments.tsx';
import { startWord } from './startWord.ts';

interface ControlsProps {
  /** What Start runs: all programs of these models. They share one stage. */
  readonly models: readonly [ExperimentModel, ...ExperimentModel[]];
  readonly id: string;
  readonly onStart: () => void;
  readonly onStop: () => void;
}

/** Start and Stop, the clock's mode, and what the machinery is doing in words. */
export function Controls({ models, id, onStart, onStop }: ControlsProps) {
  const { stage } = models[0];
  const machine = stage.machine.value;
  const isBusy = stage.isBusy.value;
  const isAsking = machine.kind === 'asking';
  const count = programCount(models);
  return (
    <div class="wz-controls needs-js no-print" data-pagefind-ignore="">
      <div class="wz-buttons">
        <button
          type="button"
          class="wz-button main"
          data-start
          disabled={models.some((model) => model.problem.value !== null)}
          aria-disabled={isBusy}
          onClick={() => {
            if (!isBusy) onStart();
          }}
        >
          {startWord(count)}
        </button>
        <button
          type="button"
          class="wz-button"
          // Not `disabled`: who has pressed it by keyboard would lose the place on the page.
          aria-disabled={!isBusy && !isAsking}
          onClick={() => {
            if (isBusy || isAsking) onStop();
          }}
        >
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
        value={stage.clock.value}
        onChoose={(choice) => {
          stage.clock.value = choice;
        }}
      />
      <Status models={models} />
    </div>
  );
}

function programCount(models: ControlsProps['models']): number {
  return models.reduce((sum, model) => sum + model.programs.value.length, 0);
}

const FORESEEN =
  'Die Einstellungen sind geändert: Gestrichelt steht im Bild die Vorhersage, alles andere ist noch der Lauf davor. Starte, um zu messen.';

/** Whether the settings are not those of the picture, and no run of its own follows. */
function isForeseen(model: ExperimentModel): boolean {
  if (model.forecasts.value.size === 0) return false;
  return model.stage.clock.value !== 'sofort' || !hasOwnRun(model);
}

function idleWords(models: ControlsProps['models']): string {
  const problem = models.map((model) => model.problem.value).find((found) => found !== null);
  if (problem !== undefined) return `So lässt sich nicht starten. ${problem}`;
  if (models.some(isForeseen)) return FORESEEN;
  const elsewhere = models.map(elsewhereText).filter((text) => text !== null);
  return [idleText(shownPanes(models)), ...elsewhere].join(' ');
}

type StatusProps = Pick<ControlsProps, 'models'>;

/** One line that is never empty: what is shown, what is loading, what runs and how far its clock is, what failed. */
function Status({ models }: StatusProps) {
  const machine = models[0].stage.machine.value;
  switch (machine.kind) {
    case 'idle':
      return (
        <p class="wz-status" role="status">
          {idleWords(models)}
        </p>
      );
    case 'asking':
      return (
        <p class="wz-status wz-asking" role="alert">
          Der erste Lauf lädt <b>{bytes(machine.bytes)}</b>, und deine Verbindung spart Daten oder kostet womöglich.
          Noch einmal „{startWord(programCount(models))}“ lädt sie; „Anhalten“ lässt es. Die Aufzeichnung siehst du auch
          so.
        </p>
      );
    case 'loading':
      // In one line, as before and after: mostly it is over at once, and nothing below shall move for that moment.
      return (
        <p class="wz-status">
          <span role="status">
            {machine.step}
            {machine.loaded > 0 &&
              `: ${bytes(machine.loaded)}${machine.total === null ? '' : ` von ${bytes(machine.total)}`}`}
          </span>
          <progress
            aria-label={machine.step}
            {...(machine.total === null ? {} : { value: machine.loaded, max: machine.total })}
          />
        </p>
      );
    case 'running':
      return <RunningStatus models={models} languages={machine.languages} />;
    case 'failed':
      return (
        <div class="wz-status wz-problem" role="alert">
          <p>
            <b>Das Labor konnte den Lauf nicht ausführen</b> ({stepText(machine.step)}). Das Bild bleibt, wie es war.
          </p>
          <p>{machine.message}</p>
        </div>
      );
    default:
      return assertNever(machine);
  }
}

/** The lab time a pane has reached, in microseconds. */
function labTime(state: PaneState): number {
  const live = state.kind === 'running' ? (state.clock?.now() ?? 0) : 0;
  return Math.max(live, executionIn(state)?.spans.now ?? 0);
}

interface RunningProps extends StatusProps {
  readonly languages: Extract<MachineState, { kind: 'running' }>['languages'];
}

function RunningStatus({ models, languages }: RunningProps) {
  for (const model of models) model.tick.value;
  const isShown = models.some((model) => languages.has(model.language.value));
  const panes = isShown ? shownPanes(models) : models.flatMap((model) => panesOf(model, model.data.programs));
  const running = panes.filter(({ state }) => state.kind === 'running');
  return (
    <p class="wz-status">
      <span role="status">{isShown ? shownWords(running) : `${namesOf(languages)} läuft noch. `}</span>
      <span aria-hidden="true">
        {running.map(({ label, state }) => `${label}: ${secondsOfMicros(labTime(state))} Laborzeit`).join(' · ')}
      </span>
    </p>
  );
}

/** That it runs; and with what, where the reader has set something else since. */
function shownWords(running: readonly ShownPane[]): string {
  const former = formerWords(running);
  return former === null ? 'Läuft. ' : `Läuft noch ${former}. `;
}

function namesOf(languages: RunningProps['languages']): string {
  return [...languages].map((language) => languageWords[language]).join(' und ');
}
