import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Conditions } from '../../../sandbox/conditions/conditions.ts';
import { parameterProblem, parameterValues, valuesIn } from '../../../sandbox/lab/example.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import { number } from '../../strings/numbers.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import type { ClockChoice } from './clockChoice.ts';
import type { Execution } from './execution.ts';
import { type ExperimentData, type Language, languageWords, type ProgramData } from './experimentData.ts';
import { executionIn, type MachineState, type PaneState } from './runState.ts';

/** A finished run, kept for comparison. */
export interface HistoryEntry {
  readonly id: number;
  readonly program: ProgramData;
  readonly order: RunOrder;
  readonly setting: string;
  /** Parameters, conditions and clock: runs are compared only where these are equal. */
  readonly comparedBy: string;
  readonly isEdited: boolean;
  readonly execution: Execution;
}

/** A source line the reader points at, or that a pointed-at lane came from. */
export interface LineMark {
  readonly file: string;
  readonly line: number;
  /** What the pointer is on: a line lights up all its lanes, a lane lights up its line. */
  readonly from: 'line' | 'lane';
}

/** What runs share that are compared: the machinery, its clock, the picture. */
export interface Stage {
  readonly clock: Signal<ClockChoice>;
  readonly machine: Signal<MachineState>;
  /** Whether something loads or runs. */
  readonly isBusy: ReadonlySignal<boolean>;
  /** Axis of the last finished picture: a new run of the same kind keeps it, so that nothing jumps. Microseconds. */
  readonly leastAxis: Signal<number>;
  /** Changes when the picture shall play by itself. */
  readonly playOnce: Signal<number>;
  /** The moment the picture shows, in microseconds; null: its end. */
  readonly shownTo: Signal<number | null>;
}

/** A stage on which nothing has run. */
export function createStage(): Stage {
  const machine = signal<MachineState>({ kind: 'idle' });
  return {
    clock: signal<ClockChoice>('sofort'),
    machine,
    isBusy: computed(() => machine.value.kind === 'running' || machine.value.kind === 'loading'),
    leastAxis: signal(0),
    playOnce: signal(0),
    shownTo: signal<number | null>(null),
  };
}

/** Everything a card shows, as signals. Who changes it: the actions in `runActions.ts` and the controls. */
export interface ExperimentModel {
  readonly stage: Stage;
  readonly data: ExperimentData;
  readonly language: Signal<Language>;
  /** The program whose code is shown. */
  readonly shownFile: Signal<string>;
  readonly parameters: Signal<Readonly<Record<string, string>>>;
  readonly conditions: Signal<Conditions>;
  /** The setting that the reader settled on last, after a run, as `presentSetting` writes it; empty before. */
  readonly settled: Signal<string>;
  /** Edited sources by file; a file that is absent is as the example has it. */
  readonly drafts: Signal<Readonly<Record<string, string>>>;
  readonly panes: ReadonlyMap<string, Signal<PaneState>>;
  /** Expected total times in milliseconds by file, while the settings are not those of the picture. */
  readonly forecasts: Signal<ReadonlyMap<string, number>>;
  /** Counts arrivals of trace events: who draws a live trace depends on it. */
  readonly tick: Signal<number>;
  /** Follows `tick` in a task of its own: who writes out what a program prints and receives depends on it. */
  readonly textTick: Signal<number>;
  /** Follows `textTick`, but some of the times only: who writes a live trace out in numbers depends on it. */
  readonly numbersTick: Signal<number>;
  readonly history: Signal<readonly HistoryEntry[]>;
  /** The reader's guesses by program, in the prediction's unit. */
  readonly guesses: Signal<Readonly<Record<string, string>>>;
  readonly pointedLine: Signal<LineMark | null>;
  readonly programs: ReadonlySignal<readonly ProgramData[]>;
  /** The runs as the picture shows them, new with every `tick`. */
  readonly runs: ReadonlySignal<readonly TimelineRun[]>;
  /** The same runs, new with every `numbersTick`: for tables and sentences. */
  readonly writtenRuns: ReadonlySignal<readonly TimelineRun[]>;
  /** What is wrong with the parameters, in German; null where nothing is. */
  readonly problem: ReadonlySignal<string | null>;
}

/** The chosen parameters as a program in this language gets them, the shown one where none is named. */
export function parametersIn(
  model: ExperimentModel,
  language = model.language.value,
): Readonly<Record<string, string>> {
  return valuesIn(language, model.data.parameters, model.parameters.value);
}

/** The source a run of this program would use: the reader's or the example's. */
export function sourceOf(model: ExperimentModel, program: ProgramData): string {
  return model.drafts.value[program.file] ?? program.source;
}

/** The programs' panes; empty until a recording or a run fills them. */
function emptyPanes(data: ExperimentData): ReadonlyMap<string, Signal<PaneState>> {
  return new Map(data.programs.map((program) => [program.file, signal<PaneState>({ kind: 'empty' })]));
}

/** The id of a program's run in pictures and tables. */
export function runId(data: ExperimentData, program: ProgramData): string {
  return `${data.slug}-${program.file.replace('.', '-')}`;
}

/** More streams than this are not ticked: the marks would run together. */
const TICKED_STREAMS = 12;

function tokenTimes(execution: Execution): ReadonlyMap<number, readonly number[]> {
  if (execution.streams.size > TICKED_STREAMS) return new Map();
  return new Map([...execution.streams].map(([request, parts]) => [request, parts.map((part) => part.at)]));
}

function timelineRun(
  data: ExperimentData,
  program: ProgramData,
  execution: Execution,
  state: PaneState,
  forecast: number | undefined,
): TimelineRun {
  const kind = state.kind === 'recorded' ? 'Aufzeichnung' : state.kind === 'stopped' ? 'angehalten' : program.file;
  const { sample } = execution;
  const part = sample === null ? '' : `, ${number(sample.kept)} von ${number(sample.total)} Anfragen gezeichnet`;
  return {
    id: runId(data, program),
    state: state.kind,
    mode: program.mode,
    language: program.language,
    label: program.label,
    detail: `${languageWords[program.language]} · ${kind}${part}`,
    spans: execution.spans,
    measurement: execution.measurement(),
    forecast: forecast === undefined ? null : forecast * 1_000,
    liveNow: state.kind === 'running' ? (state.clock?.now() ?? null) : null,
    tokens: tokenTimes(execution),
  };
}

/** The runs of these models, for tables and sentences. Those of a single model are the same list until they change. */
export function writtenRunsOf(models: readonly ExperimentModel[]): readonly TimelineRun[] {
  const [first, ...others] = models.map((model) => model.writtenRuns.value);
  return first !== undefined && others.length === 0 ? first : [first ?? [], ...others].flat();
}

/** A card's state before anything has run: the example's own settings. */
export function createExperimentModel(data: ExperimentData, stage = createStage()): ExperimentModel {
  const first = data.programs[0];
  if (first === undefined) throw new Error(`Failed to show ${data.slug}: it has no program. Add one to example.yaml.`);
  const language = signal<Language>(first.language);
  const parameters = signal<Readonly<Record<string, string>>>(parameterValues(data.parameters));
  const panes = emptyPanes(data);
  const tick = signal(0);
  const textTick = signal(0);
  const numbersTick = signal(0);
  const forecasts = signal<ReadonlyMap<string, number>>(new Map());
  const programs = computed(() => data.programs.filter((program) => program.language === language.value));
  const runsAt = (counter: Signal<number>): readonly TimelineRun[] => {
    counter.value;
    return programs.value.flatMap((program) => {
      const state = panes.get(program.file)?.value ?? { kind: 'empty' };
      const execution = executionIn(state);
      return execution === null
        ? []
        : [timelineRun(data, program, execution, state, forecasts.value.get(program.file))];
    });
  };
  const problem = computed(() => {
    for (const parameter of data.parameters) {
      const found = parameterProblem(parameter, parameters.value[parameter.name] ?? '');
      if (found !== null) return found;
    }
    return null;
  });
  return {
    stage,
    data,
    language,
    shownFile: signal(first.file),
    parameters,
    conditions: signal(data.conditions),
    settled: signal(''),
    drafts: signal<Readonly<Record<string, string>>>({}),
    panes,
    forecasts,
    tick,
    textTick,
    numbersTick,
    history: signal<readonly HistoryEntry[]>([]),
    guesses: signal<Readonly<Record<string, string>>>({}),
    pointedLine: signal<LineMark | null>(null),
    programs,
    runs: computed(() => runsAt(tick)),
    writtenRuns: computed(() => runsAt(numbersTick)),
    problem,
  };
}
