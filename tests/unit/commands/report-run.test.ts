import { expect, test } from 'vitest';
import { droppedCharacters, reportRun } from '../../../sandbox/commands/report-run.ts';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { Outcome, TraceEvent } from '../../../sandbox/trace/event.ts';

const order: RunOrder = {
  runtime: 'python',
  source: '',
  fileName: 'programm.py',
  parameters: {},
  conditions: presets.artikel,
  clockMode: { kind: 'sofort' },
};
const outcome: Outcome = { kind: 'completed', exitCode: 0 };
const started: TraceEvent = { kind: 'run-started', at: 0, runtime: 'python' };
const ended: TraceEvent = { kind: 'run-ended', at: 1_000, outcome };
const dropped = (characters: number): TraceEvent => ({ kind: 'output-dropped', at: 500, characters });

test('a run that printed too much says how much is missing', () => {
  const events = [started, dropped(2), dropped(234_567), ended];
  expect(droppedCharacters(events)).toBe(234_567);
  expect(reportRun(order, { events, outcome })).toContain('Ausgabe       234.567 Zeichen fehlen');
});

test('a run whose output is whole says nothing of it', () => {
  expect(reportRun(order, { events: [started, ended], outcome })).not.toContain('Ausgabe');
});
