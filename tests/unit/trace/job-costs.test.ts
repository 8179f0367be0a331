import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';

const job = (at: number, status: string, bill: object = {}): TraceEvent => ({
  kind: 'job',
  at,
  job: 'batch_1',
  type: 'batch',
  status,
  ...bill,
});

describe('what a batch costs', () => {
  const bill = { promptTokens: 100, completionTokens: 50, costUsd: 0.25 };

  test('counts once it has ended', () => {
    const open = [job(0, 'validating'), job(5, 'in_progress')];
    expect(measure(spansOf(open)).costUsd).toBe(0);
    const done = measure(spansOf([...open, job(9, 'completed', bill)]));
    expect(done.costUsd).toBe(0.25);
    expect(done.tokens).toEqual({ prompt: 100, cached: 0, completion: 50 });
  });

  test('is unknown where a price is unknown', () => {
    const { costUsd: _unknown, ...tokens } = bill;
    expect(measure(spansOf([job(0, 'validating'), job(9, 'completed', tokens)])).costUsd).toBeNull();
  });
});
