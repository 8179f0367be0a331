// Runs in the page under test: the lab's client, with results as plain data for the test.
import { createLab, type Preparation, type Run, type RunEnd, type RunOrder } from '../../sandbox/lab/client.ts';
import { framedWorker } from '../../sandbox/lab/framed-worker.ts';
import { isFinal } from '../../sandbox/lab/run.ts';
import { openWorkerFrame } from '../../sandbox/lab/worker-frame.ts';
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
  /** Starts a run, stops it `ms` after its first print (or after its start), and starts the next at once. */
  stopAndRun(
    order: RunOrder,
    ms: number,
    next: RunOrder,
    since: 'start' | 'print',
  ): Promise<{ readonly stopMs: number; readonly end: RunEnd; readonly next: BrowserRun }>;
  /** Runs two programs at the same time. */
  runBoth(one: RunOrder, other: RunOrder): Promise<readonly BrowserRun[]>;
  /** Runs two programs one after the other: how many workers of the page were alive at once, at most, during the second. */
  workersBeside(first: RunOrder, second: RunOrder): Promise<number>;
  /** The first message of a worker in a frame of its own that runs `code`, a module that exports `serve(port)`. */
  inFrame(code: string): Promise<unknown>;
  /** What the preparation of a runtime told, in order. */
  preparations(runtime: RunOrder['runtime']): readonly Preparation[];
}

const alive = new Set<Worker>();
let mostAlive = 0;
globalThis.Worker = class extends Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    alive.add(this);
    mostAlive = Math.max(mostAlive, alive.size);
  }
  override terminate(): void {
    alive.delete(this);
    super.terminate();
  }
};

const lab = createLab({ base: new URL('lab/', document.baseURI).href });
const told: { readonly runtime: RunOrder['runtime']; readonly state: Preparation }[] = [];
lab.onPreparation((runtime, state) => told.push({ runtime, state }));

function firstPrint(started: Run): Promise<void> {
  return new Promise((resolve) => {
    started.subscribe({
      onTrace: (events) => {
        if (events.some((event) => event.kind === 'output')) resolve();
      },
      onState: () => void (isFinal(started.state) && resolve()),
    });
  });
}

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
  async stopAndRun(order, ms, next, since) {
    const first = lab.start(order);
    if (since === 'print') await firstPrint(first);
    await new Promise((resolve) => setTimeout(resolve, ms));
    const before = performance.now();
    first.stop();
    const end = await first.ended;
    const stopMs = performance.now() - before;
    return { stopMs, end, next: await run(next) };
  },
  async workersBeside(first, second) {
    await lab.start(first).ended;
    const started = lab.start(second);
    // By then the first one's worker is gone.
    await firstPrint(started);
    mostAlive = alive.size;
    await started.ended;
    return mostAlive;
  },
  runBoth: (one, other) => Promise.all([run(one), run(other)]),
  inFrame: (code) =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        worker.terminate();
        settle();
      };
      const worker = framedWorker(
        Promise.resolve(new Blob([code])),
        openWorkerFrame(),
      )({
        message: (data) => end(() => resolve(data)),
        fail: (message) => end(() => reject(new Error(message))),
        perish: () => end(() => reject(new Error('perished'))),
      });
    }),
  preparations: (runtime) => told.filter((entry) => entry.runtime === runtime).map(({ state }) => state),
};
globalThis.labor = labor;
