import { expect, test } from 'vitest';
import { limitOutput } from '../../../sandbox/lab/output-limit.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';

const print = (text: string, at = 0): TraceEvent => ({ kind: 'output', at, stream: 'stdout', text });
const end: TraceEvent = { kind: 'run-ended', at: 9, outcome: { kind: 'completed', exitCode: 0 } };

function through(limit: number, events: readonly TraceEvent[]): TraceEvent[] {
  const passed: TraceEvent[] = [];
  const emit = limitOutput((event) => passed.push(event), limit);
  for (const event of events) emit(event);
  return passed;
}

test('output below the limit passes unchanged', () => {
  expect(through(10, [print('12345'), print('67890'), end])).toEqual([print('12345'), print('67890'), end]);
});

test('output beyond the limit is counted: once when it is reached, once at the end', () => {
  expect(through(4, [print('123456', 1), print('789', 2), end])).toEqual([
    print('1234', 1),
    { kind: 'output-dropped', at: 1, characters: 2 },
    { kind: 'output-dropped', at: 9, characters: 5 },
    end,
  ]);
});

test('no character is cut in half', () => {
  expect(through(3, [print('ab😀')])[0]).toEqual(print('ab'));
});

test('the end of stderr is kept beyond the limit, from the beginning of a line on', () => {
  const complain = (text: string, at: number): TraceEvent => ({ kind: 'output', at, stream: 'stderr', text });
  const passed: TraceEvent[] = [];
  const emit = limitOutput((event) => passed.push(event), 4, 12);
  for (const event of [print('123456', 1), complain('Zeile 1\nZeile 2\n', 2), complain('Fehler\n', 3), end])
    emit(event);
  expect(passed).toEqual([
    print('1234', 1),
    { kind: 'output-dropped', at: 1, characters: 2 },
    { kind: 'output-dropped', at: 9, characters: 18 },
    complain('Fehler\n', 9),
    end,
  ]);
});
