import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { beforeEach, describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import { Controls } from '../../../src/islands/experiment/Controls.tsx';
import { createExecution } from '../../../src/islands/experiment/execution.ts';
import type { Language } from '../../../src/islands/experiment/experimentData.ts';
import { createExperimentModel, type ExperimentModel } from '../../../src/islands/experiment/experimentModel.ts';
import { followWithForecast, settleSettings } from '../../../src/islands/experiment/followSettings.ts';
import { Prediction } from '../../../src/islands/experiment/Prediction.tsx';
import { Measurements } from '../../../src/islands/measurements/Measurements.tsx';
import { timelineRun } from './timeline-run.ts';

const program = (file: string, language: Language) =>
  ({ file, language, mode: 'synchron', label: 'synchron', source: `# ${file}`, html: '' }) as const;

function createModel(): ExperimentModel {
  return createExperimentModel({
    slug: 'probe',
    title: 'Probe',
    question: '?',
    conditions: presets.artikel,
    parameters: [{ name: 'WEG', label: 'Weg', choices: ['requests', 'await'], choicesIn: {}, default: 'requests' }],
    sliders: [],
    programs: [program('sync.py', 'python'), program('sync.ts', 'typescript')],
    prediction: { question: 'Wie lange?', unit: 's', measure: 'totalMs' },
    proof: null,
    notes: {},
    article: [],
    recordings: [],
  });
}

let model: ExperimentModel;
beforeEach(() => {
  model = createModel();
});

const ignore = (): void => undefined;

/** What the card's status says. */
function statusOf(): string {
  const html = renderToString(h(Controls, { models: [model], id: 'x', onStart: ignore, onStop: ignore }));
  const status = html.slice(html.indexOf('wz-status'));
  return status
    .slice(status.indexOf('>') + 1)
    .replace(/<[^>]*>/g, '')
    .trim();
}

function orderOf(file: string, clockMode: RunOrder['clockMode']): RunOrder {
  return {
    runtime: file.endsWith('.py') ? 'python' : 'typescript',
    source: `# ${file}`,
    fileName: file,
    parameters: model.parameters.value,
    conditions: model.conditions.value,
    clockMode,
  };
}

/** A run of this program that has ended, or is still under way. */
function put(file: string, kind: 'ended' | 'running'): void {
  const pane = model.panes.get(file);
  if (pane === undefined) throw new Error(`Failed to run ${file}: the probe has no such program. Name another.`);
  const run = { order: orderOf(file, { kind: 'echtzeit' }), execution: createExecution() };
  pane.value =
    kind === 'running' ? { kind, ...run, clock: null } : { kind, ...run, outcome: { kind: 'completed', exitCode: 0 } };
  const languages = new Set<Language>([run.order.runtime]);
  model.stage.machine.value = kind === 'running' ? { kind, languages } : { kind: 'idle' };
}

const done = 'Fertig: Das Bild zeigt deinen Lauf.';
const formerSettings = 'Das Bild zeigt deinen Lauf mit den früheren Einstellungen. Starte neu, um die neuen zu sehen.';

describe.each(['sync.py', 'sync.ts'] as const)('the status after a run of %s', (file) => {
  beforeEach(() => {
    model.language.value = file.endsWith('.py') ? 'python' : 'typescript';
    model.stage.clock.value = 'echtzeit';
    put(file, 'ended');
  });

  it('says that the settings were others, until they are set back', () => {
    expect(statusOf()).toBe(done);
    model.parameters.value = { WEG: 'await' };
    expect(statusOf()).toBe(formerSettings);
    model.parameters.value = { WEG: 'requests' };
    model.conditions.value = { ...presets.artikel, seed: 9 };
    expect(statusOf()).toBe(formerSettings);
    model.conditions.value = { ...presets.artikel, name: 'eigene' };
    expect(statusOf()).toBe(done);
  });

  it.each(['sofort', 'echtzeit'] as const)('says that the code was another, in %s', (clock) => {
    model.stage.clock.value = clock;
    model.drafts.value = { [file]: 'meins' };
    expect(statusOf()).toBe('Das Bild zeigt deinen Lauf mit dem früheren Code. Starte neu, um den neuen zu sehen.');
    model.drafts.value = {};
    expect(statusOf()).toBe(done);
  });

  it('asks for no start in Sofort while a setting moves, which then runs by itself', async () => {
    model.stage.clock.value = 'sofort';
    model.parameters.value = { WEG: 'await' };
    expect(statusOf()).toBe(done);
    let runs = 0;
    await settleSettings(model, () => {
      runs += 1;
    });
    expect(runs).toBe(1);
  });

  it('says it in Sofort too of a setting that was chosen in Echtzeit', async () => {
    model.parameters.value = { WEG: 'await' };
    await settleSettings(model, ignore);
    model.stage.clock.value = 'sofort';
    expect(statusOf()).toBe(formerSettings);
  });
});

it('what was measured is not foretold: a forecast goes when the settings of the run are set back', async () => {
  const set = (way: string): void => {
    model.parameters.value = { ANZAHL: '3', WEG: way };
  };
  const due: (() => void | Promise<void>)[] = [];
  set('requests');
  const stop = followWithForecast(model, (work) => void due.push(work));
  model.stage.clock.value = 'echtzeit';
  put('sync.py', 'ended');
  for (const way of ['await', 'requests']) {
    set(way);
    await due.at(-1)?.();
    expect(model.forecasts.value.size).toBe(way === 'await' ? 1 : 0);
  }
  expect(statusOf()).toBe(done);
  stop();
});

describe('the status during a run', () => {
  beforeEach(() => {
    model.stage.clock.value = 'echtzeit';
    put('sync.py', 'running');
  });

  it('says with what it runs that is set otherwise now', () => {
    expect(statusOf()).toMatch(/^Läuft\. synchron: /);
    model.parameters.value = { WEG: 'await' };
    expect(statusOf()).toMatch(/^Läuft noch mit den früheren Einstellungen\. synchron: /);
  });

  it('names the language where another one is shown, and then where the result is', () => {
    model.language.value = 'typescript';
    expect(statusOf()).toMatch(/^Python läuft noch\. synchron: /);
    put('sync.py', 'ended');
    expect(statusOf()).toBe('Noch nichts gemessen. Dein Lauf steht unter „Python“.');
    model.language.value = 'python';
    expect(statusOf()).toBe(done);
  });
});

describe('a guess that is no number', () => {
  it('is said to be none, at its field', () => {
    model.guesses.value = { synchron: 'abc' };
    const html = renderToString(h(Prediction, { model, id: 'x' }));
    const [, describedBy] = /aria-invalid="true"[^>]*aria-describedby="([^"]*)"/.exec(html) ?? [];
    expect(html).toContain(`id="${describedBy}"`);
    expect(html).toContain('synchron: „abc“ ist keine Zahl. Schreib sie in Ziffern, etwa 10.');
  });

  it('is not missed where nothing is written', () => {
    expect(renderToString(h(Prediction, { model, id: 'x' }))).not.toMatch(/aria-invalid="true"|aria-describedby/);
  });
});

describe('the table of numbers', () => {
  const after = timelineRun(3, false);
  const table = (before: typeof after): string => {
    const previous = new Map([[after.id, before.measurement]]);
    const words = new Map<string, string>();
    return renderToString(h(Measurements, { id: 'x', runs: [after], article: words, guesses: words, previous }));
  };

  it('explains percentages where it shows some, and only there', () => {
    expect(table(timelineRun(2, false))).toMatch(/wz-change.*In Prozent:/);
    expect(table(after)).not.toMatch(/wz-change|In Prozent:/);
  });
});
