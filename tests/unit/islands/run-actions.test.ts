import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { ExperimentData } from '../../../src/islands/experiment/experimentData.ts';
import { createExperimentModel } from '../../../src/islands/experiment/experimentModel.ts';
import { type Laboratory, NotReadyError, type RunResult } from '../../../src/islands/experiment/laboratory.ts';
import { createRunActions } from '../../../src/islands/experiment/runActions.ts';
import { previousMeasurements } from '../../../src/islands/experiment/runFacts.ts';
import { traceOf } from './timeline-run.ts';

const program = (file: string, mode: 'synchron' | 'asynchron') => ({
  file,
  language: 'python' as const,
  mode,
  label: mode,
  source: `# ${file}`,
  html: '',
});

const data: ExperimentData = {
  slug: 'probe',
  title: 'Probe',
  question: '?',
  conditions: presets.artikel,
  parameters: [{ name: 'ANZAHL', label: 'Anzahl', min: 1, max: 10, step: 1, default: 3 }],
  sliders: [],
  programs: [program('sync.py', 'synchron'), program('async.py', 'asynchron')],
  prediction: null,
  proof: null,
  notes: {},
  article: [],
  recordings: [],
};

/** A laboratory whose runs end when the test says so. */
function laboratory(isReady = true) {
  const runs: { order: RunOrder; end: (result: RunResult) => void; isStopped: boolean }[] = [];
  const lab: Laboratory = {
    prepare: () => (isReady ? Promise.resolve() : Promise.reject(new NotReadyError('manifest', 'Kein Netz.'))),
    abandon: () => undefined,
    downloadSize: async () => 25_900_000,
    start(order, onTrace) {
      let end: (result: RunResult) => void = () => undefined;
      const result = new Promise<RunResult>((resolve) => {
        end = (value) => {
          if (value.kind === 'ended') onTrace(traceOf(3, order.fileName.startsWith('async')));
          resolve(value);
        };
      });
      const run = { order, end: (value: RunResult) => end(value), isStopped: false };
      runs.push(run);
      return {
        result,
        stop() {
          run.isStopped = true;
          end({ kind: 'stopped', at: 0 });
        },
      };
    },
  };
  return { lab, runs };
}

const done: RunResult = { kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } };
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(isReady = true) {
  const model = createExperimentModel(data);
  const { lab, runs } = laboratory(isReady);
  const actions = createRunActions(model.stage, lab);
  const jobs = data.programs.map((entry) => ({ model, program: entry }));
  return { model, runs, actions, jobs };
}

describe('runs', () => {
  it('go one after the other in Sofort, so that they do not slow each other', async () => {
    const { runs, actions, jobs, model } = setUp();
    const all = actions.start(jobs);
    await turn();
    expect(runs.map((run) => run.order.fileName)).toEqual(['sync.py']);
    runs[0]?.end(done);
    await turn();
    expect(runs.map((run) => run.order.fileName)).toEqual(['sync.py', 'async.py']);
    runs[1]?.end(done);
    await all;
    expect(model.stage.machine.value.kind).toBe('idle');
    expect(model.runs.value.map((run) => run.spans.lanes.length)).toEqual([3, 3]);
    expect(model.stage.playOnce.value).toBe(1);
  });

  it('go side by side in Echtzeit', async () => {
    const { runs, actions, jobs, model } = setUp();
    model.stage.clock.value = 'echtzeit';
    void actions.start(jobs);
    await turn();
    expect(runs).toHaveLength(2);
    expect(runs[0]?.order.clockMode).toEqual({ kind: 'echtzeit' });
  });

  it("use the reader's text, parameters and conditions", async () => {
    const { runs, actions, jobs, model } = setUp();
    model.drafts.value = { 'sync.py': 'meins' };
    model.parameters.value = { ANZAHL: '7' };
    model.conditions.value = presets.sofort;
    void actions.start(jobs);
    await turn();
    expect(runs[0]?.order).toMatchObject({ source: 'meins', parameters: { ANZAHL: '7' }, conditions: presets.sofort });
  });

  it('stop at once, the one under way and those to come', async () => {
    const { runs, actions, jobs, model } = setUp();
    const all = actions.start(jobs);
    await turn();
    actions.stop();
    await all;
    expect(runs).toHaveLength(1);
    expect(model.panes.get('sync.py')?.value.kind).toBe('stopped');
    expect(model.stage.machine.value.kind).toBe('idle');
  });

  it('stop at once while the laboratory still loads, which is given up', async () => {
    const model = createExperimentModel(data);
    const { lab, runs } = laboratory();
    const abandoned: string[] = [];
    const loading: Laboratory = {
      ...lab,
      prepare: () => new Promise(() => undefined),
      abandon: (language) => void abandoned.push(language),
    };
    const actions = createRunActions(model.stage, loading);
    const all = actions.start(data.programs.map((entry) => ({ model, program: entry })));
    await turn();
    expect(model.stage.machine.value.kind).toBe('loading');
    actions.stop();
    await all;
    expect(model.stage.machine.value.kind).toBe('idle');
    expect(abandoned).toEqual(['python']);
    expect(runs).toHaveLength(0);
  });

  it('leave the picture as it was when the machinery fails, and say so', async () => {
    const { runs, actions, jobs, model } = setUp();
    const all = actions.start(jobs);
    await turn();
    runs[0]?.end({ kind: 'failed', step: 'worker', message: 'Was zu tun ist.' });
    await all;
    expect(model.panes.get('sync.py')?.value.kind).toBe('empty');
    expect(model.stage.machine.value).toEqual({ kind: 'failed', step: 'worker', message: 'Was zu tun ist.' });
    expect(runs).toHaveLength(1);
  });

  it('say when the laboratory cannot be opened, and can be tried again', async () => {
    const { actions, jobs, model, runs } = setUp(false);
    await actions.start(jobs);
    expect(model.stage.machine.value).toEqual({ kind: 'failed', step: 'manifest', message: 'Kein Netz.' });
    expect(runs).toHaveLength(0);
  });

  it('ask before they load over a connection that may cost, and load only after a second start', async () => {
    const model = createExperimentModel(data);
    const { lab, runs } = laboratory();
    const actions = createRunActions(model.stage, lab, () => true);
    const jobs = data.programs.map((entry) => ({ model, program: entry }));
    await actions.start(jobs);
    expect(model.stage.machine.value).toEqual({ kind: 'asking', bytes: 25_900_000 });
    actions.stop();
    expect(model.stage.machine.value.kind).toBe('idle');
    await actions.start(jobs);
    void actions.start(jobs);
    await turn();
    expect(runs).toHaveLength(1);
  });

  it('are kept, so that the next one shows its change', async () => {
    const { runs, actions, jobs, model } = setUp();
    for (const round of [0, 1]) {
      const all = actions.start(jobs.slice(0, 1));
      await turn();
      runs[round]?.end(done);
      await all;
    }
    expect(model.history.value).toHaveLength(2);
    expect(previousMeasurements(model).get('probe-sync-py')?.totalMs).toBeGreaterThan(0);
  });

  it('are not compared with a run under other settings', async () => {
    const { runs, actions, jobs, model } = setUp();
    for (const count of ['3', '7']) {
      model.parameters.value = { ANZAHL: count };
      const all = actions.start(jobs.slice(0, 1));
      await turn();
      runs.at(-1)?.end(done);
      await all;
    }
    expect(model.history.value).toHaveLength(2);
    expect(previousMeasurements(model).size).toBe(0);
  });

  it('are kept with the settings they were started with, whatever the reader sets meanwhile', async () => {
    const { runs, actions, jobs, model } = setUp();
    model.stage.clock.value = 'echtzeit';
    const all = actions.start(jobs.slice(0, 1));
    await turn();
    model.parameters.value = { ANZAHL: '7' };
    model.drafts.value = { 'sync.py': 'meins' };
    runs[0]?.end(done);
    await all;
    expect(model.history.value[0]).toMatchObject({ isEdited: false, setting: expect.stringMatching(/^3,/) });
  });

  it('replace one another when a setting changes during a run', async () => {
    const { runs, actions, jobs } = setUp();
    void actions.start(jobs);
    await turn();
    void actions.restart(jobs);
    await turn();
    await turn();
    expect(runs[0]?.isStopped).toBe(true);
    expect(runs).toHaveLength(2);
    expect(runs[1]?.isStopped).toBe(false);
  });
});
