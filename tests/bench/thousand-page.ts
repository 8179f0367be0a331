// Runs in the page of bench:thousand: runs a program and takes its trace as the site's page does, and counts the frames.
import { createLab, type RunOrder } from '../../sandbox/lab/client.ts';
import { createExecution } from '../../src/islands/experiment/execution.ts';
import { barePyodide } from './bare-pyodide.ts';

export interface ManyRequests {
  /** Real milliseconds from Start, with a worker ready, to the end. */
  readonly ms: number;
  readonly labMs: number;
  readonly answered: number;
  readonly framesPerSecond: number;
  /** The longest time between two frames in milliseconds. */
  readonly slowestFrameMs: number;
  readonly batches: number;
  readonly output: string;
}

export interface ThousandBench {
  /** Milliseconds to the first line of bare Pyodide. */
  bare(): Promise<number>;
  run(order: RunOrder): Promise<ManyRequests>;
}

const lab = createLab({ base: new URL('lab/', document.baseURI).href, spare: true });

/** Counts frames from now on. */
function countFrames(onFrame: () => void): { stop(): { readonly count: number; readonly slowestMs: number } } {
  let count = 0;
  let slowestMs = 0;
  let last = performance.now();
  let asked = 0;
  const frame = (): void => {
    const now = performance.now();
    slowestMs = Math.max(slowestMs, now - last);
    last = now;
    count += 1;
    onFrame();
    asked = requestAnimationFrame(frame);
  };
  asked = requestAnimationFrame(frame);
  return {
    stop() {
      cancelAnimationFrame(asked);
      return { count, slowestMs };
    },
  };
}

const bench: ThousandBench = {
  bare: barePyodide,
  async run(order) {
    await lab.prepare(order.runtime);
    // A reader needs a moment to press Start; the spare worker starts meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    const execution = createExecution();
    const shown = document.querySelector('p');
    let batches = 0;
    const frames = countFrames(() => {
      if (shown !== null) shown.textContent = `${execution.events.length}`;
    });
    const start = performance.now();
    const run = lab.start(order);
    run.subscribe({
      onTrace(events) {
        batches += 1;
        execution.add(events);
      },
    });
    const end = await run.ended;
    const ms = performance.now() - start;
    const { count, slowestMs } = frames.stop();
    if (end.kind !== 'ended' || end.outcome.exitCode !== 0) throw new Error(JSON.stringify(end));
    return {
      ms,
      labMs: execution.measurement().totalMs,
      answered: execution.measurement().succeeded,
      framesPerSecond: (count * 1_000) / ms,
      slowestFrameMs: slowestMs,
      batches,
      output: execution.output.map(({ text }) => text).join(''),
    };
  },
};
globalThis.thousandBench = bench;
