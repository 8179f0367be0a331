// Runs in the page of bench:start: how long a runtime takes from a click to its first line, and bare Pyodide in the same page.
import { createLab, type LabClient, type RunOrder } from '../../sandbox/lab/client.ts';
import { barePyodide } from './bare-pyodide.ts';

/** How the page was prepared before the click. */
export type Prepared = 'nothing' | 'fresh' | 'spare';

export interface Start {
  /** Milliseconds from Start to the first line of output. */
  readonly ms: number;
  /** The longest time in milliseconds for which the page's thread was held, from the preparation to the first line. */
  readonly heldMs: number;
}

export interface StartBench {
  /** `nothing`: as the page was opened; `fresh`: prepared, in a fresh worker; `spare`: with a spare worker that is ready. */
  start(order: RunOrder, prepared: Prepared): Promise<Start>;
  /** Milliseconds from the creation of a worker to the first line that bare Pyodide prints. */
  bare(): Promise<number>;
}

const base = new URL('lab/', document.baseURI).href;
const lab = createLab({ base, spare: false });
let sparing: LabClient | undefined;

function firstLine(client: LabClient, order: RunOrder): Promise<number> {
  const start = performance.now();
  const run = client.start(order);
  return new Promise((resolve, reject) => {
    let shown: number | undefined;
    run.subscribe({
      onTrace: (events) => {
        if (events.some((event) => event.kind === 'output')) shown ??= performance.now() - start;
      },
    });
    run.ended.then((end) => (shown === undefined ? reject(new Error(JSON.stringify(end))) : resolve(shown)));
  });
}

/** How often the page's thread is asked whether it is free, in milliseconds: seldom enough to hold up nobody. */
const TICK_MS = 5;

/** Measures for how long the page's thread is held at most while `work` lasts. */
async function whileWatched<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly heldMs: number }> {
  let last = performance.now();
  let heldMs = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    heldMs = Math.max(heldMs, now - last - TICK_MS);
    last = now;
  }, TICK_MS);
  const value = await work();
  clearInterval(timer);
  return { value, heldMs };
}

async function clientFor(order: RunOrder, prepared: Prepared): Promise<LabClient> {
  if (prepared === 'nothing') return lab;
  if (prepared === 'fresh') {
    await lab.prepare(order.runtime);
    return lab;
  }
  sparing ??= createLab({ base, spare: true });
  await sparing.prepare(order.runtime);
  // A reader needs a moment to press Start; the spare worker starts meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  return sparing;
}

/** What ran before is cleared away meanwhile: a worker of Python leaves hundreds of megabytes. */
const cleared = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1_000));

const bench: StartBench = {
  async start(order, prepared) {
    await cleared();
    const { value, heldMs } = await whileWatched(async () => firstLine(await clientFor(order, prepared), order));
    return { ms: value, heldMs };
  },
  async bare() {
    await cleared();
    return barePyodide();
  },
};
globalThis.startBench = bench;
