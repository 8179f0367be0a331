// Runs in the page under test: the lab's client, with results as plain data for the test.
import { createLab, type RunEnd, type RunOrder } from '../../sandbox/lab/client.ts';
import type { TraceEvent } from '../../sandbox/trace/event.ts';

/** Everything a run told, and how long it took in real milliseconds. */
export interface BrowserRun {
  readonly end: RunEnd;
  readonly events: readonly TraceEvent[];
  readonly output: string;
  /** From Start to the first trace event, and to the end. */
  readonly firstMs: number;
  readonly realMs: number;
}

export interface LabOnPage {
  prepare(runtime: RunOrder['runtime']): Promise<void>;
  run(order: RunOrder): Promise<BrowserRun>;
  /** Starts a run, stops it after `ms`, and starts the next as soon as Stop has returned. */
  stopAndRun(
    order: RunOrder,
    ms: number,
    next: RunOrder,
  ): Promise<{ readonly stopMs: number; readonly next: BrowserRun }>;
}

const lab = createLab({ base: new URL('lab/', document.baseURI).href });

async function run(order: RunOrder): Promise<BrowserRun> {
  const start = performance.now();
  const events: TraceEvent[] = [];
  let firstMs = Number.NaN;
  const started = lab.start(order);
  started.subscribe({
    onTrace(batch) {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - start;
      events.push(...batch);
    },
  });
  const end = await started.ended;
  const output = events.map((event) => (event.kind === 'output' ? event.text : '')).join('');
  return { end, events, output, firstMs, realMs: performance.now() - start };
}

const labor: LabOnPage = {
  prepare: (runtime) => lab.prepare(runtime),
  run,
  async stopAndRun(order, ms, next) {
    const first = lab.start(order);
    await new Promise((resolve) => setTimeout(resolve, ms));
    const before = performance.now();
    first.stop();
    await first.ended;
    return { stopMs: performance.now() - before, next: await run(next) };
  },
};
globalThis.labor = labor;
