import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { createExecution } from '../../../src/islands/experiment/execution.ts';
import { createExperimentModel } from '../../../src/islands/experiment/experimentModel.ts';
import { exportFacts } from '../../../src/islands/export/exportFacts.ts';
import { figureCaption } from '../../../src/islands/export/figureCaption.ts';
import { csvOf } from '../../../src/islands/export/tables.ts';
import { wrapLines } from '../../../src/islands/export/wrapLines.ts';
import { ownProgram } from '../../../src/islands/laboratory/side.ts';
import { timelineRun } from './timeline-run.ts';

const day = new Date('2026-11-30T12:00:00Z');
const address = 'https://wartezeit.example/beispiele/#x-eigenes-title';

function modelWithRun() {
  const model = createExperimentModel({ ...ownProgram('python'), question: 'Wie lange dauert es?' });
  const pane = model.panes.get('eigenes.py');
  if (pane !== undefined) pane.value = { kind: 'recorded', execution: createExecution() };
  return model;
}

const runs = [{ id: 'eigenes-eigenes-py', label: 'asynchron' }];

describe('what an exported picture says about itself', () => {
  it('is title, question, conditions, and a foot with day and address', () => {
    expect(figureCaption(runs, exportFacts([modelWithRun()], day, address))).toEqual({
      title: 'Eigenes Programm (Python)',
      question: 'Wie lange dauert es?',
      conditions: 'Bedingungen „Wie im Artikel“ (2–5 s je Antwort, 20 ms Umlauf)',
      foot: `Wartezeit · 30. November 2026 · ${address}`,
    });
  });

  it('does not say the conditions of the moment of a run that had others', () => {
    const model = modelWithRun();
    model.conditions.value = presets.azure;
    model.forecasts.value = new Map([['eigenes.py', 1_000]]);
    expect(figureCaption(runs, exportFacts([model], day, address)).conditions).toBe(
      'vor der letzten Änderung der Einstellungen',
    );
  });

  it('says differing settings with the runs they belong to', () => {
    const facts = exportFacts([], day, address);
    const two = [
      { id: 'a', label: 'synchron' },
      { id: 'b', label: 'asynchron' },
    ];
    const settings = new Map([
      ['a', '10 Aufrufe'],
      ['b', '20 Aufrufe'],
    ]);
    expect(figureCaption(two, { ...facts, settings }).conditions).toBe('synchron: 10 Aufrufe; asynchron: 20 Aufrufe');
  });
});

describe('lines that fit', () => {
  const widthOf = (text: string): number => text.length;

  it('break between words', () => {
    expect(wrapLines('wer wartet auf wen', 10, widthOf)).toEqual(['wer wartet', 'auf wen']);
  });

  it('break a word only where it alone is too long', () => {
    expect(wrapLines('siehe https://wartezeit.example', 12, widthOf)).toEqual([
      'siehe',
      'https://wart',
      'ezeit.exampl',
      'e',
    ]);
  });
});

describe('the table as a file', () => {
  it('has the experiment and the conditions in columns of their own, and no line before the heads', () => {
    const run = timelineRun(1, false);
    const settings = new Map([[run.id, '10 Aufrufe, Bedingungen „Artikel“']]);
    const facts = { ...exportFacts([], day, address), title: 'Viele Aufrufe', settings };
    const [heads = '', line = ''] = csvOf([run], 'plain', facts).split('\n');
    expect(heads).toMatch(/^lauf,aufruf,.*,experiment,bedingungen$/);
    expect(line).toMatch(/,Viele Aufrufe,"10 Aufrufe, Bedingungen „Artikel“"$/);
    expect(csvOf([run], 'german', facts).split('\n')[1]).toMatch(/;Viele Aufrufe;10 Aufrufe, Bedingungen „Artikel“$/);
  });
});
