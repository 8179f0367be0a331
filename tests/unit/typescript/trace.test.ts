import { describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { runProgram } from './run-program.ts';

const linesOfRequests = (events: readonly TraceEvent[]): (number | undefined)[] =>
  events.flatMap((event) => (event.kind === 'request-sent' ? [event.line] : []));

describe('the trace of a TypeScript program', () => {
  test('names the line of each call, also where several are under way at once', async () => {
    const source = `import OpenAI from 'openai';
import pLimit from 'p-limit';
const client = new OpenAI();
const frage = (content: string) => ({ model: 'gpt-6-luna', messages: [{ role: 'user' as const, content }] });
const grenze = pLimit(1);
await Promise.all([
  client.chat.completions.create(frage('a')),
  client.chat.completions.create(frage('b')),
  grenze(() => client.chat.completions.create(frage('c'))),
  grenze(() =>
    client.chat.completions.create(frage('d'))),
  fetch('https://api.openai.com/v1/models'),
]);`;
    const { events, outcome } = await runProgram(source);
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(linesOfRequests(events).sort()).toEqual([11, 12, 7, 8, 9]);
  });

  test('keeps the line when the client tries again', async () => {
    const source = `import OpenAI from 'openai';
const client = new OpenAI({ maxRetries: 3 });
const messages = [{ role: 'user' as const, content: 'x' }];
setInterval(() => console.log('tick'), 100).unref();
await client.chat.completions.create({ model: 'gpt-6-luna', messages });`;
    const { events, outcome } = await runProgram(source, {
      conditions: { faults: [{ kind: 'status', status: 503, requests: [1, 2] }] },
    });
    expect(outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(linesOfRequests(events)).toEqual([5, 5, 5]);
  });

  test('shows what blocks, with its line: a synchronous request and a synchronous sleep', async () => {
    const source = `let ticks = 0;
setInterval(() => ticks++, 100).unref();
const request = new XMLHttpRequest();
request.open('GET', 'https://api.openai.com/v1/models', false);
request.setRequestHeader('authorization', 'Bearer sk-x');
request.send();
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
console.log(request.status, ticks);`;
    const { events, lines } = await runProgram(source);
    const waits = events.flatMap((event) => (event.kind === 'waited' ? [[event.reason, event.line]] : []));
    expect(waits).toEqual([
      ['xhr', 6],
      ['sleep', 7],
    ]);
    expect(lines).toEqual(['200 0']);
  });

  test('tells of a wait of the event loop as free', async () => {
    const { events } = await runProgram('await new Promise((resolve) => setTimeout(resolve, 250));');
    expect(events.filter((event) => event.kind === 'waited')).toEqual([
      { kind: 'waited', at: 0, until: 250_000, reason: 'free' },
    ]);
  });
});
