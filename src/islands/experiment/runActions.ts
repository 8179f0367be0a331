import { batch, type Signal } from '@preact/signals';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import { afterPaint } from '../pace/afterPaint.ts';
import { whenHandRests } from '../pace/hand.ts';
import { later } from '../pace/later.ts';
import { axisEnd } from '../timeline/layout.ts';
import { clockMode } from './clockChoice.ts';
import { createExecution, type Execution } from './execution.ts';
import type { Language, ProgramData } from './experimentData.ts';
import { type ExperimentModel, type HistoryEntry, parametersIn, type Stage, sourceOf } from './experimentModel.ts';
import { type Laboratory, NotReadyError, type OnProgress, type RunHandle, type RunResult } from './laboratory.ts';
import { createLiveClock } from './liveClock.ts';
import { isMetered } from './meteredConnection.ts';
import { type Beat, createPulse, type Tempo } from './pulse.ts';
import { assertNever, type PaneState } from './runState.ts';
import { settingKey, settingText } from './settingText.ts';

/** One program to run, with the settings of its model. */
export interface Job {
  readonly model: ExperimentModel;
  readonly program: ProgramData;
}

/** What Start and Stop do. */
export interface RunActions {
  /** Loads a language's machinery ahead of the first run, if it costs nothing; failures wait for the run to report them. */
  warmUp(language: Language): void;
  /** Runs these; a run still under way is left alone. Where the machine asks first, calling it again is the answer. */
  start(jobs: readonly Job[]): Promise<void>;
  /** Ends what is under way and runs these instead. */
  restart(jobs: readonly Job[]): Promise<void>;
  stop(): void;
}

/** Milliseconds between two drawings of a clock that really runs. */
const FRAME = 100;

/** Where time is seen to pass, the picture follows it. */
const SEEN: Tempo = { delay: 0, pause: 100 };

/** In Sofort the picture plays once when all is over; meanwhile the former stays, unless it takes long. */
const UNSEEN: Tempo = { delay: 400, pause: 1_000 };

/** So many finished runs are kept. */
const HISTORY = 12;

/** What a run is started with; what the reader changes meanwhile is not of it. */
type Start = Omit<HistoryEntry, 'id' | 'execution'>;

function startOf(job: Job): Start {
  const { model, program } = job;
  return {
    program,
    order: orderOf(job),
    setting: settingText(model),
    comparedBy: settingKey(model),
    isEdited: model.drafts.value[program.file] !== undefined,
  };
}

/** Notes how a run ended, in its pane and its model's history. A failure of ours leaves the pane as it was. */
function settle(
  { model, program }: Job,
  start: Start,
  before: PaneState,
  execution: Execution,
  result: RunResult,
  isUnseen: boolean,
): void {
  const pane = model.panes.get(program.file);
  const { order } = start;
  if (pane === undefined) return;
  switch (result.kind) {
    case 'ended': {
      pane.value = { kind: 'ended', order, execution, outcome: result.outcome };
      const entry = { ...start, id: (model.history.value[0]?.id ?? 0) + 1, execution };
      model.history.value = [entry, ...model.history.value].slice(0, HISTORY);
      return;
    }
    case 'stopped':
      pane.value = { kind: 'stopped', order, execution, computedFrom: isUnseen ? execution.spans.now : null };
      execution.reach(result.at);
      return;
    case 'failed':
      pane.value = before;
      return;
    default:
      assertNever(result);
  }
}

/** Resolves once what has changed so far is on the screen. */
const painted = (): Promise<void> => new Promise(afterPaint);

/** Resolves once the reader's hand rests. */
const handRests = (): Promise<void> => new Promise(whenHandRests);

/** Connects a stage to the laboratory. */
export function createRunActions(stage: Stage, laboratory: Laboratory, mayCost: () => boolean = isMetered): RunActions {
  let handles: RunHandle[] = [];
  let isStopped = false;
  let isAgreed = false;
  let stopLoading = (): void => undefined;

  const fail = (step: string, message: string): void => {
    isStopped = true;
    stage.machine.value = { kind: 'failed', step, message };
  };

  const runOne = async (job: Job): Promise<void> => {
    const { model, program } = job;
    const pane = model.panes.get(program.file);
    if (pane === undefined || isStopped) return;
    const start = startOf(job);
    const { order } = start;
    const execution = createExecution();
    const before = pane.value;
    const clock = createLiveClock(stage.clock.value);
    const show = (): void => {
      if (pane.value === before) pane.value = { kind: 'running', order, execution, clock };
    };
    const isUnseen = stage.clock.value === 'sofort';
    if (!isUnseen) show();
    const pulse = createPulse(beatsOf(model, show), isUnseen ? UNSEEN : SEEN);
    const handle = laboratory.start(order, (events) => {
      execution.add(events);
      clock?.note(execution.spans.now);
      pulse.note();
    });
    // While a program really waits nothing happens; the clock goes on all the same.
    const ticking = clock === null ? null : setInterval(pulse.note, FRAME);
    handles.push(handle);
    const result = await handle.result;
    if (ticking !== null) clearInterval(ticking);
    pulse.stop();
    // Where the reader's own press ended it, what was pressed shows so first.
    await handRests();
    batch(() => {
      settle(job, start, before, execution, result, isUnseen);
      if (result.kind === 'failed') fail(result.step, result.message);
    });
  };

  const runAll = async (jobs: readonly Job[]): Promise<void> => {
    // In Sofort one after the other, so that they do not slow each other; else side by side, as time really passes.
    if (stage.clock.value !== 'sofort') {
      await Promise.all(jobs.map(runOne));
      return;
    }
    for (const job of jobs) {
      await runOne(job);
      // Its picture is drawn before the next one starts, and the last before it plays.
      await painted();
    }
  };

  /** On a metered connection the first start asks before it loads; the next one is the answer. */
  const asks = async (jobs: readonly Job[]): Promise<boolean> => {
    if (isAgreed || !mayCost()) return false;
    let bytes = 0;
    for (const language of languagesOf(jobs)) bytes += await laboratory.downloadSize(language);
    if (bytes > 0) stage.machine.value = { kind: 'asking', bytes };
    return bytes > 0;
  };

  const load = async (jobs: readonly Job[]): Promise<void> => {
    stage.machine.value = { kind: 'loading', step: 'Labor wird geöffnet', loaded: 0, total: null };
    // The click is answered first: before the laboratory is opened, and before the picture is cleared for the run.
    await painted();
    const report: OnProgress = (step, loaded, total) => {
      if (stage.machine.value.kind === 'loading') stage.machine.value = { kind: 'loading', step, loaded, total };
    };
    const stopping = new Promise<void>((resolve) => {
      stopLoading = resolve;
    });
    try {
      for (const language of languagesOf(jobs)) {
        if (isStopped) return;
        await Promise.race([laboratory.prepare(language, report), stopping]);
        if (isStopped) laboratory.abandon(language);
      }
    } catch (error) {
      if (!(error instanceof NotReadyError)) throw error;
      fail(error.step, error.message);
    }
  };

  let current: Promise<void> = Promise.resolve();
  const stop = (): void => {
    isStopped = true;
    if (stage.machine.value.kind === 'asking') stage.machine.value = { kind: 'idle' };
    stopLoading();
    for (const handle of handles) handle.stop();
  };
  const run = async (jobs: readonly Job[]): Promise<void> => {
    isStopped = false;
    handles = [];
    if (await asks(jobs)) return;
    await load(jobs);
    if (!isStopped) {
      stage.machine.value = { kind: 'running', languages: languagesOf(jobs) };
      stage.leastAxis.value = axisEnd(jobs.flatMap(({ model }) => model.runs.value));
      for (const { model } of jobs) model.forecasts.value = new Map();
      await runAll(jobs);
    }
    if (stage.machine.value.kind === 'failed') return;
    stage.machine.value = { kind: 'idle' };
    // Nothing was seen to pass in Sofort: the picture shows it once.
    if (stage.clock.value === 'sofort' && !isStopped) stage.playOnce.value += 1;
  };
  const start = (jobs: readonly Job[]): Promise<void> => {
    if (stage.machine.value.kind === 'asking') isAgreed = true;
    if (!stage.isBusy.value) current = run(jobs);
    return current;
  };

  return {
    warmUp(language) {
      if (!isAgreed && mayCost()) return;
      // The pointer that reaches for Start goes on first.
      later(() => void laboratory.prepare(language, () => undefined).catch(() => undefined));
    },
    start,
    stop,
    async restart(jobs) {
      stop();
      await current;
      await start(jobs);
    },
  };
}

function languagesOf(jobs: readonly Job[]): ReadonlySet<Language> {
  return new Set(jobs.map((job) => job.program.language));
}

/** Numbers that change with each drawing cannot be read: they are written with every so many of them. */
const NUMBERS_EVERY = 4;

/** A live trace is drawn first, then written out. */
function beatsOf(model: ExperimentModel, show: () => void): readonly Beat[] {
  const count = (counter: Signal<number>): void => {
    counter.value += 1;
  };
  const draw = (): void => {
    show();
    count(model.tick);
  };
  return [
    { every: 1, beat: () => batch(draw) },
    { every: 1, beat: () => count(model.textTick) },
    { every: NUMBERS_EVERY, beat: () => count(model.numbersTick) },
  ];
}

function orderOf({ model, program }: Job): RunOrder {
  return {
    runtime: program.language,
    source: sourceOf(model, program),
    fileName: program.file,
    parameters: parametersIn(model, program.language),
    conditions: model.conditions.value,
    clockMode: clockMode(model.stage.clock.value),
  };
}
