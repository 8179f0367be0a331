import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

const example = (file: string): Promise<string> =>
  readFile(new URL(`../../../content/examples/viele-aufrufe/${file}`, import.meta.url), 'utf8');

const secondsOf = (text: string): number => Number(/([\d.]+) s/.exec(text)?.[1]);

describe('the programs of the first example, with answers after 3 s and a round trip of 20 ms', () => {
  test.each([1, 10, 100])('%i calls in turn take the sum of their times', async (count) => {
    const { outcome, stdout } = await runProgram(await example('sync.ts'), { parameters: { ANZAHL: String(count) } });
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(secondsOf(stdout)).toBeGreaterThanOrEqual(3 * count);
    expect(secondsOf(stdout)).toBeLessThanOrEqual(3.1 * count);
  });

  test.each([1, 10, 100, 1_000])('%i calls at once take the time of one', async (count) => {
    const { outcome, stdout } = await runProgram(await example('async.ts'), { parameters: { ANZAHL: String(count) } });
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(secondsOf(stdout)).toBe(3.1);
  });

  test('each request opens a connection of its own when all are sent at once', async () => {
    const { events } = await runProgram(await example('async.ts'), { parameters: { ANZAHL: '10' } });
    const count = (kind: string): number => events.filter((event) => event.kind === kind).length;
    expect([count('connected'), count('handshaken'), count('request-sent')]).toEqual([10, 10, 10]);
  });

  test('the same program under the same conditions leaves the same trace', async () => {
    const source = await example('async.ts');
    const first = await runProgram(source, { parameters: { ANZAHL: '20' } });
    const second = await runProgram(source, { parameters: { ANZAHL: '20' } });
    expect(second.events).toEqual(first.events);
  });
});
