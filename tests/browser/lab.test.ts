import { expect, test } from 'vitest';
import { readExample } from '../../sandbox/lab/example.node.ts';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import type { RunOrder } from '../../sandbox/lab/protocol.ts';
import type { TraceEvent } from '../../sandbox/trace/event.ts';
import { measure } from '../../sandbox/trace/measure.ts';
import { spansOf } from '../../sandbox/trace/spans.ts';
import { launchChromium } from '../support/browsers.ts';
import { runOnPage, serveLabPage } from '../support/lab-page.ts';
import { allEngines, describeLab } from '../support/lab-suite.ts';
import { chance, endless, failures, flood, orderFor, threeWaits } from '../support/probe-programs.ts';

const example = await readExample('viele-aufrufe');
const orderOf = (file: string, count: number): RunOrder => {
  const source = example.programs.find((program) => program.file === file)?.source ?? '';
  return orderFor(file, source, { parameters: { ANZAHL: String(count) } });
};

/** What does not depend on tasks and on how often the clock was read: requests in order, statuses, service times. */
function essence(events: readonly TraceEvent[]) {
  const { requests, lanes } = spansOf(events);
  const served = [...requests.values()].map(({ path, status, serviceTime, line }) => ({
    path,
    status,
    serviceTime,
    line,
  }));
  return { served, ends: lanes.map((lane) => lane.end) };
}

describeLab(
  'the lab',
  (lab, engine) => {
    test.each(['sync.ts', 'async.ts', 'sync.py', 'async.py'])(
      'runs %s with the same trace as in Node',
      async (file) => {
        const order = orderOf(file, 10);
        const run = await runOnPage(lab.page, order);
        expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
        const { events } = await runHeadless(order);
        // Without JSPI (WebKit) Python has no threads: what AsyncOpenAI asks of its platform in a thread, it asks at once.
        if (engine === 'webkit' && file === 'async.py') expect(essence(run.events)).toEqual(essence(events));
        else expect(run.events).toEqual(events);
      },
    );

    test.each([
      ['chance.py', chance.python],
      ['chance.ts', chance.typescript],
    ])('gives %s the same chance, ids and dates as Node', async (file, source) => {
      const order = orderFor(file, source);
      const run = await runOnPage(lab.page, order);
      expect(run.end).toEqual({ kind: 'ended', outcome: { kind: 'completed', exitCode: 0 } });
      expect(run.events).toEqual((await runHeadless(order)).events);
    });

    test.each([
      ['blocking', '1.20'],
      ['free', '0.40'],
    ] as const)('three %s waits of 0.4 s in asyncio.gather take %s s', async (kind, seconds) => {
      expect((await runOnPage(lab.page, orderFor('waits.py', threeWaits[kind]))).output.trim()).toBe(seconds);
    });

    test.each(Object.entries(failures))(
      'tells how %s ended, with the line',
      async (file, { source, kind, type, line }) => {
        const { end } = await runOnPage(lab.page, orderFor(file, source));
        expect(end).toMatchObject({
          kind: 'ended',
          outcome: { kind, error: { line, type: expect.stringMatching(type) } },
        });
      },
    );

    test.each(Object.entries(flood))('survives ten million characters of output: %s', async (file, source) => {
      const run = await runOnPage(lab.page, orderFor(file, source));
      expect(run.output).toHaveLength(1_000_000);
      expect(run.end).toMatchObject({ kind: 'ended', outcome: { kind: 'completed' } });
    });

    test.each(Object.entries(endless))('Stop ends %s within 100 ms, and the next run works', async (file, source) => {
      const first = orderFor(file, source, { clock: { kind: 'echtzeit' } });
      const next = orderOf(file.endsWith('.py') ? 'sync.py' : 'sync.ts', 1);
      const result = await lab.page.evaluate(
        (given) => globalThis.labor.stopAndRun(given.first, 50, given.next, 'print'),
        {
          first,
          next,
        },
      );
      expect(result.end).toMatchObject({ kind: 'stopped' });
      expect(result.stopMs).toBeLessThan(100);
      expect(result.next.end).toMatchObject({ kind: 'ended', outcome: { kind: 'completed' } });
    });

    test('no worker is made beside a run: it would take its time', async () => {
      const first = orderFor('kurz.py', 'print(1)');
      const second = orderFor('rechnet.py', 'print(0)\nn = 0\nfor i in range(4_000_000): n += i\nprint(n)');
      const fresh = await lab.anotherPage();
      const most = await fresh.evaluate((given) => globalThis.labor.workersBeside(given.first, given.second), {
        first,
        second,
      });
      // The one that keeps what Python needs, and the one that runs.
      expect(most).toBe(2);
      await fresh.close();
    });

    test('Stop ends a run that is still loading', async () => {
      const fresh = await lab.anotherPage();
      const given = { first: orderFor('rechnet.py', endless['rechnet.py']), next: orderOf('sync.py', 1) };
      const result = await fresh.evaluate(
        ({ first, next }) => globalThis.labor.stopAndRun(first, 0, next, 'start'),
        given,
      );
      expect(result.end).toMatchObject({ kind: 'stopped' });
      expect(result.stopMs).toBeLessThan(100);
      expect(result.next.end).toMatchObject({ kind: 'ended', outcome: { kind: 'completed' } });
      const loading = await fresh.evaluate((runtime) => globalThis.labor.preparations(runtime), 'python' as const);
      const last = loading.filter((state) => state.kind === 'loading').at(-1);
      expect(last?.received).toBeGreaterThan(10_000_000);
      expect(last?.received).toBe(last?.total);
      expect(loading.at(-1)).toEqual({ kind: 'ready' });
      await fresh.close();
    });

    test.each(['sync.ts', 'sync.py'])('really waits in Zeitraffer, divided by its factor: %s', async (file) => {
      const order = { ...orderOf(file, 2), clockMode: { kind: 'zeitraffer', factor: 10 } as const };
      const run = await runOnPage(lab.page, order);
      const { totalMs, serviceTimeMs } = measure(spansOf(run.events));
      expect(run.end).toMatchObject({ kind: 'ended', outcome: { kind: 'completed' } });
      expect(run.realMs).toBeGreaterThan(serviceTimeMs.sum / 10);
      expect(totalMs).toBeGreaterThan(serviceTimeMs.sum);
    });

    test('runs two programs side by side', async () => {
      const clockMode = { kind: 'zeitraffer', factor: 10 } as const;
      const given = { one: { ...orderOf('sync.ts', 2), clockMode }, other: { ...orderOf('async.py', 2), clockMode } };
      const runs = await lab.page.evaluate(({ one, other }) => globalThis.labor.runBoth(one, other), given);
      for (const run of runs) expect(run.end).toMatchObject({ kind: 'ended', outcome: { kind: 'completed' } });
    });

    test('asks nothing but its own origin, and a program asks nothing at all', async () => {
      const elsewhere = lab.page.requests.filter((url) => !url.startsWith(lab.server.origin));
      expect(elsewhere.filter((url) => !/^(?:blob|data):/.test(url))).toEqual([]);
      const before = lab.server.log.length;
      await runOnPage(lab.page, orderOf('async.ts', 3));
      expect(lab.server.log.slice(before).filter((line) => !line.includes('/wartezeit/lab/'))).toEqual([]);
    });
  },
  allEngines(),
);

test('in Chromium a stopped program that waits now and then is gone before the next one ends', async () => {
  // Without a turn of its event loop the worker would compute on for two seconds.
  const server = await serveLabPage();
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    let made = 0;
    const gone: number[] = [];
    page.on('worker', (worker) => {
      const number = made;
      made += 1;
      worker.on('close', () => gone.push(number));
    });
    await page.goto(server.url);
    await page.waitForFunction(() => 'labor' in globalThis);
    await page.evaluate(([first, next]) => globalThis.labor.stopAndRun(first, 200, next, 'print'), [
      orderFor('wartet.py', 'import time\nprint(1)\nwhile True:\n    time.sleep(0.001)'),
      orderFor('kurz.py', 'print(1)'),
    ] as const);
    // The one before it keeps what Python needs.
    expect(gone).toContain(1);
  } finally {
    await browser.close();
    await server.close();
  }
});
