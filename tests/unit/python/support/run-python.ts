import { Worker } from 'node:worker_threads';
import type { ClockMode } from '../../../../sandbox/clock/clock.ts';
import { type Conditions, presets } from '../../../../sandbox/conditions/conditions.ts';
import { forbidCodeFromText } from '../../../../sandbox/lab/code-from-text.node.ts';
import type { RunOrder } from '../../../../sandbox/lab/protocol.ts';
import type { PythonAssets } from '../../../../sandbox/runtimes/python/assets.ts';
import { makePythonAssets } from '../../../../sandbox/runtimes/python/build/make.ts';
import { preparePythonFromFolder } from '../../../../sandbox/runtimes/python/prepare.node.ts';
import type { StartReport } from '../../../../sandbox/runtimes/python/start.ts';
import type { Outcome, TraceEvent } from '../../../../sandbox/trace/event.ts';

const FOLDER = new URL('../../../../.cache/lab/python', import.meta.url).pathname;

export interface RunOptions {
  readonly fileName?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly conditions?: Conditions;
  readonly clockMode?: ClockMode;
  /** Start without the snapshot. */
  readonly bare?: boolean;
  /** Pretend that this engine cannot suspend WebAssembly. */
  readonly withoutThreads?: boolean;
}

export interface PythonRun {
  readonly outcome: Outcome;
  readonly events: readonly TraceEvent[];
  readonly stdout: string;
  readonly stderr: string;
  /** What a terminal shows: both streams, in the order in which they were written. */
  readonly terminal: string;
  readonly start: StartReport;
  /** Real milliseconds of the run itself. */
  readonly realMs: number;
  /** Lab seconds from the first statement to the end. */
  readonly seconds: number;
}

/** Every request takes exactly three seconds at the service, 20 ms round trip, TLS. */
export const threeSeconds: Conditions = {
  ...presets.artikel,
  name: 'eigene',
  latency: { kind: 'total', minMs: 3_000, maxMs: 3_000 },
};

let assets: Promise<PythonAssets> | undefined;

/** The assets, made if need be; once per test file. */
export function pythonAssets(): Promise<PythonAssets> {
  assets ??= makePythonAssets(FOLDER, () => {}).then(() => preparePythonFromFolder(FOLDER));
  return assets;
}

/** Runs a program in a fresh worker, in Wiederholbar unless told otherwise. */
export async function runPython(source: string, options: RunOptions = {}): Promise<PythonRun> {
  const order: RunOrder = {
    runtime: 'python',
    source,
    fileName: options.fileName ?? 'programm.py',
    parameters: options.parameters ?? {},
    conditions: options.conditions ?? presets.artikel,
    clockMode: options.clockMode ?? { kind: 'wiederholbar' },
  };
  const prepared = await pythonAssets();
  forbidCodeFromText();
  const worker = new Worker(new URL('./python-worker.ts', import.meta.url), {
    workerData: {
      assets: options.bare ? { ...prepared, snapshot: null } : prepared,
      order,
      withoutThreads: options.withoutThreads === true,
    },
  });
  try {
    return await new Promise<PythonRun>((resolve, reject) => {
      const events: TraceEvent[] = [];
      worker.on('error', reject);
      worker.on('message', (message: Message) => {
        if (message.kind === 'trace') events.push(...message.events);
        else if (message.kind === 'failed') reject(new Error(message.message));
        else resolve(describe(message, events));
      });
    });
  } finally {
    await worker.terminate();
  }
}

export type Message =
  | { readonly kind: 'trace'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'ended'; readonly outcome: Outcome; readonly start: StartReport; readonly realMs: number };

function describe(ended: Extract<Message, { kind: 'ended' }>, events: readonly TraceEvent[]): PythonRun {
  const outputs = events.filter((event) => event.kind === 'output');
  const text = (...streams: readonly string[]): string =>
    outputs.map((event) => (streams.includes(event.stream) ? event.text : '')).join('');
  return {
    outcome: ended.outcome,
    events,
    stdout: text('stdout'),
    stderr: text('stderr'),
    terminal: text('stdout', 'stderr'),
    start: ended.start,
    realMs: ended.realMs,
    seconds: (events.find((event) => event.kind === 'run-ended')?.at ?? 0) / 1e6,
  };
}
