import { expect, test } from 'vitest';
import { traceBatches } from '../../../sandbox/lab/trace-batches.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';

const print = (text: string): TraceEvent => ({ kind: 'output', at: 0, stream: 'stdout', text });
const step = (at: number): TraceEvent => ({ kind: 'response-ended', at, request: 1 });

function observe() {
  const clock = { now: 1_000 };
  const posted: TraceEvent[][] = [];
  const batches = traceBatches(
    (events) => posted.push([...events]),
    () => clock.now,
  );
  return { clock, posted, batches };
}

test('the first event after a pause goes out at once, later ones in batches of 16 ms', () => {
  const { clock, posted, batches } = observe();
  batches.emit(step(1));
  batches.emit(step(2));
  clock.now += 15;
  batches.emit(step(3));
  expect(posted).toEqual([[step(1)]]);
  clock.now += 1;
  batches.emit(step(4));
  expect(posted).toEqual([[step(1)], [step(2), step(3), step(4)]]);
});

test('what a program prints before it loops for ever is not lost', () => {
  const { posted, batches } = observe();
  batches.emit(step(1));
  batches.emit(print('a'));
  batches.emit(print('b'));
  expect(posted.flat()).toEqual([step(1), print('a'), print('b')]);
});

test('a flood of output becomes few messages', () => {
  const { clock, posted, batches } = observe();
  for (let i = 0; i < 10_000; i++) {
    clock.now += 0.01;
    batches.emit(print('x'));
  }
  batches.flush();
  expect(posted.flat()).toHaveLength(10_000);
  expect(posted.length).toBeLessThan(100);
});

test('a flush hands over what is buffered, and nothing where nothing is', () => {
  const { posted, batches } = observe();
  batches.emit(step(1));
  batches.emit(step(2));
  batches.flush();
  batches.flush();
  expect(posted).toEqual([[step(1)], [step(2)]]);
});
