import { batch } from '@preact/signals';
import { axisEnd } from '../timeline/layout.ts';
import { clockMode } from './clockChoice.ts';
import { createExecution, type Execution } from './execution.ts';
import type { ProgramData } from './experimentData.ts';
import { type ExperimentModel, sourceOf } from './experimentModel.ts';
import type { Laboratory, RunHandle, RunResult } from './laboratory.ts';
import { assertNever, executionIn, type PaneState } from './runState.ts';
import { settingText } from './settingText.ts';

/** What Start, Stop and Reset do. */
export interface RunActions {
  /** Loads a language's machinery ahead of the first run; failures wait for the run to report them. */
  warmUp(): void;
  start(programs: readonly ProgramData[]): Promise<void>;
  stop(): void;
}

/** So many finished runs are kept. */
const HISTORY = 12;

/** Connects a card to the laboratory. */
export function createRunActions(model: ExperimentModel, laboratory: Laboratory): RunActions {
  let handles: RunHandle[] = [];
  let isStopped = false;
  let nextId = 1;

  const report = (step: string, loaded: number, total: number | null): void => {
    if (model.machine.value.kind === 'loading') model.machine.value = { kind: 'loading', step, loaded, total };
  };

  const finish = (program: ProgramData, before: PaneState, execution: Execution, result: RunResult): void => {
    const pane = model.panes.get(program.file);
    if (pane === undefined) return;
    switch (result.kind) {
      case 'ended': {
        pane.value = { kind: 'ended', execution, outcome: result.outcome };
        const isEdited = model.drafts.value[program.file] !== undefined;
        const entry = { id: nextId, program, setting: settingText(model), isEdited, execution };
        nextId += 1;
        model.history.value = [entry, ...model.history.value].slice(0, HISTORY);
        return;
      }
      case 'stopped':
        pane.value = { kind: 'stopped', execution };
        return;
      case 'failed':
        isStopped = true;
        pane.value = before;
        model.machine.value = { kind: 'failed', step: result.step, message: result.message };
        return;
      default:
        assertNever(result);
    }
  };

  const runOne = async (program: ProgramData): Promise<void> => {
    const pane = model.panes.get(program.file);
    if (pane === undefined || isStopped) return;
    const execution = createExecution();
    const before = pane.value;
    pane.value = { kind: 'running', execution };
    const handle = laboratory.start(
      {
        runtime: program.language,
        source: sourceOf(model, program),
        fileName: program.file,
        parameters: model.parameters.value,
        conditions: model.conditions.value,
        clockMode: clockMode(model.clock.value),
      },
      (events) => {
        execution.add(events);
        model.tick.value += 1;
      },
    );
    handles.push(handle);
    const result = await handle.result;
    batch(() => {
      finish(program, before, execution, result);
      model.tick.value += 1;
    });
  };

  const runAll = async (programs: readonly ProgramData[]): Promise<void> => {
    // In Sofort one after the other, so that they do not slow each other; else side by side, as time really passes.
    if (model.clock.value !== 'sofort') {
      await Promise.all(programs.map(runOne));
      return;
    }
    for (const program of programs) await runOne(program);
  };

  const load = async (programs: readonly ProgramData[]): Promise<boolean> => {
    const language = programs[0]?.language;
    if (language === undefined) return false;
    model.machine.value = { kind: 'loading', step: 'Labor wird geöffnet', loaded: 0, total: null };
    try {
      await laboratory.prepare(language, report);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      model.machine.value = { kind: 'failed', step: 'Labor öffnen', message };
      return false;
    }
  };

  return {
    warmUp() {
      laboratory.prepare(model.language.value, () => undefined).catch(() => undefined);
    },
    async start(programs) {
      if (model.machine.value.kind === 'running' || model.machine.value.kind === 'loading') return;
      isStopped = false;
      handles = [];
      if (!(await load(programs)) || isStopped) {
        if (isStopped) model.machine.value = { kind: 'idle' };
        return;
      }
      model.machine.value = { kind: 'running', labels: programs.map((program) => program.label) };
      model.leastAxis.value = axisEnd(model.runs.value);
      await runAll(programs);
      if (model.machine.value.kind !== 'running') return;
      model.machine.value = { kind: 'idle' };
      // Nothing was seen to pass in Sofort: the picture shows it once.
      if (model.clock.value === 'sofort' && !isStopped) model.playOnce.value += 1;
    },
    stop() {
      isStopped = true;
      for (const handle of handles) handle.stop();
    },
  };
}

/** The programs that a press of the main button runs: all of the chosen language. */
export function programsToRun(model: ExperimentModel): readonly ProgramData[] {
  return model.programs.value;
}

/** Whether any program of this card has run to its end since the page was opened. */
export function hasRun(model: ExperimentModel): boolean {
  return [...model.panes.values()].some((pane) => pane.value.kind === 'ended' && executionIn(pane.value) !== null);
}
