import { describe, expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { execute } from '../../../sandbox/lab/execute.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import { serveRun } from '../../../sandbox/lab/serve-run.ts';
import type { RunSetup, Runtime } from '../../../sandbox/runtimes/runtime.ts';
import type { Outcome, TraceEvent } from '../../../sandbox/trace/event.ts';

const order: RunOrder = {
  runtime: 'typescript',
  source: '',
  fileName: 'probe.ts',
  parameters: { ANZAHL: '3' },
  conditions: { ...presets.artikel, seed: 7 },
  clockMode: { kind: 'wiederholbar' },
};
const completed: Outcome = { kind: 'completed', exitCode: 0 };

function runtimeThat(work: (setup: RunSetup) => Promise<Outcome> | Outcome): Runtime {
  return { name: 'typescript', ready: Promise.resolve(), run: async (setup) => work(setup) };
}

async function traceOf(runtime: Runtime, given: RunOrder = order): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  await execute(given, runtime, {
    post: (batch) => events.push(...batch),
    realNow: () => performance.now(),
    abandon: () => {},
  });
  return events;
}

describe('one execution', () => {
  test('is framed by its start and its end', async () => {
    const trace = await traceOf(
      runtimeThat(({ clock }) => {
        clock.blockUntil(5_000);
        return completed;
      }),
    );
    expect(trace).toEqual([
      { kind: 'run-started', at: 0, runtime: 'typescript' },
      { kind: 'run-ended', at: 5_000, outcome: completed },
    ]);
  });

  test('begins at lab time 0, however long its making takes', async () => {
    let now = 0;
    const slow: RunOrder = {
      ...order,
      clockMode: { kind: 'sofort' },
      get conditions() {
        now += 50;
        return order.conditions;
      },
    };
    const events: TraceEvent[] = [];
    await execute(
      slow,
      runtimeThat(async () => completed),
      { post: (batch) => events.push(...batch), realNow: () => now, abandon: () => {} },
    );
    expect(events.map(({ at }) => at)).toEqual([0, 0]);
  });

  test('gives the program its parameters, the key, the lab date and the seed', async () => {
    let seen: RunSetup | undefined;
    await traceOf(
      runtimeThat((setup) => {
        seen = setup;
        return completed;
      }),
    );
    expect(seen?.env).toMatchObject({ ANZAHL: '3', OPENAI_API_KEY: expect.stringMatching(/^sk-/) });
    expect(seen?.epochMs).toBe(Date.parse(presets.artikel.labDate));
    expect(seen?.randomSeed).toBe(7);
  });

  test('tells what the network did before what the program did afterwards', async () => {
    const trace = await traceOf(
      runtimeThat(({ network, clock, emit }) => {
        network.connect('api.openai.com', 443);
        clock.blockUntil(100_000);
        emit({ kind: 'output', at: clock.peek(), stream: 'stdout', text: 'danach' });
        return completed;
      }),
    );
    expect(trace.map((event) => event.kind)).toEqual(['run-started', 'connecting', 'connected', 'output', 'run-ended']);
  });
});

test('a program that never stops asking ends when the trace is full', async () => {
  const events: TraceEvent[] = [];
  const abandoned: Outcome[] = [];
  const runtime = runtimeThat(({ emit }) => {
    for (let at = 0; at < 1_000; at++) emit({ kind: 'output', at, stream: 'stdout', text: 'x' });
    return completed;
  });
  const options = { realNow: () => 0, abandon: (outcome: Outcome) => void abandoned.push(outcome), traceLimit: 100 };
  await execute(order, runtime, { ...options, post: (batch) => void events.push(...batch) });
  expect(events).toHaveLength(100);
  expect(events.at(-1)).toMatchObject({ kind: 'run-ended', outcome: { kind: 'limit' } });
  expect(abandoned).toEqual([expect.objectContaining({ kind: 'limit', exitCode: 1 })]);
});

describe('a worker', () => {
  const serve = (runtime: () => Promise<Runtime>) => {
    const posted: { kind: string; message?: string }[] = [];
    const take = serveRun({
      post: (message) => posted.push(message),
      realNow: () => 0,
      warmUp: () => undefined,
      load: runtime,
    });
    return { posted, take };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const prepare = { kind: 'prepare', runtime: 'typescript', assetBase: '', assets: null };

  test('gets ready, runs once and tells the end', async () => {
    const { posted, take } = serve(async () => runtimeThat(() => completed));
    take(prepare);
    await settled();
    take({ kind: 'start', order });
    await settled();
    expect(posted.map(({ kind }) => kind)).toEqual(['ready', 'trace', 'trace', 'ended']);
    take({ kind: 'start', order });
    expect(posted.at(-1)).toMatchObject({ kind: 'machinery-failed', step: 'start' });
  });

  test('that was told to start early leaves it to its runtime for what to wait', async () => {
    const { posted, take } = serve(async () => runtimeThat(() => completed));
    take(prepare);
    take({ kind: 'start', order });
    await settled();
    expect(posted).toContainEqual({ kind: 'ended', outcome: completed });
  });

  test('whose runtime cannot start says so', async () => {
    const { posted, take } = serve(() => Promise.reject(new Error('kein Speicher')));
    take(prepare);
    await settled();
    expect(posted).toEqual([
      { kind: 'machinery-failed', step: 'prepare', message: expect.stringContaining('kein Speicher') },
    ]);
  });

  test('refuses messages of another build', () => {
    expect(() => serve(async () => runtimeThat(() => completed)).take({ kind: 'los' })).toThrow(/Reload the page/);
  });
});
