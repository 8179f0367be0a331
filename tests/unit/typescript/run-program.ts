import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ClockMode } from '../../../sandbox/clock/clock.ts';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { forbidCodeFromText } from '../../../sandbox/lab/code-from-text.node.ts';
import { decodeFromWorker, type ToWorker } from '../../../sandbox/lab/protocol.ts';
import { makeTypeScriptAssets, TYPESCRIPT_ASSETS } from '../../../sandbox/runtimes/typescript/build/make.ts';
import type { Outcome, TraceEvent } from '../../../sandbox/trace/event.ts';

export interface ProgramOptions {
  readonly clockMode?: ClockMode;
  readonly conditions?: Partial<Conditions>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly fileName?: string;
}

export interface ProgramResult {
  readonly outcome: Outcome;
  readonly events: readonly TraceEvent[];
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of stdout. */
  readonly lines: readonly string[];
}

/** Every answer after exactly 3 s, a round trip of 20 ms, no limits. */
export const threeSeconds: Conditions = {
  ...presets.artikel,
  latency: { kind: 'total', minMs: 3_000, maxMs: 3_000 },
};

/** Runs a program in a worker of Node, as the lab does, without Python's assets. */
export async function runProgram(source: string, options: ProgramOptions = {}): Promise<ProgramResult> {
  const manifest = await makeTypeScriptAssets(TYPESCRIPT_ASSETS);
  const assetBase = `${pathToFileURL(TYPESCRIPT_ASSETS).href}/`;
  forbidCodeFromText();
  const worker = new Worker(new URL('../../../sandbox/lab/worker.node.ts', import.meta.url), { env: {} });
  try {
    const events: TraceEvent[] = [];
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      const post = (message: ToWorker): void => worker.postMessage(message);
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The worker ended with code ${code}.`)));
      worker.on('message', (data: unknown) => {
        const message = decodeFromWorker(data);
        switch (message?.kind) {
          case 'up':
            return post({
              kind: 'prepare',
              runtime: 'typescript',
              assetBase,
              assets: { manifest, assetBase, files: null },
            });
          case 'ready':
            return post({
              kind: 'start',
              order: {
                runtime: 'typescript',
                source,
                fileName: options.fileName ?? 'programm.ts',
                parameters: options.parameters ?? {},
                conditions: { ...threeSeconds, ...options.conditions },
                clockMode: options.clockMode ?? { kind: 'wiederholbar' },
              },
            });
          case 'trace':
            return void events.push(...message.events);
          case 'ended':
            return resolve(message.outcome);
          case 'machinery-failed':
            return reject(new Error(`${message.step}: ${message.message}`));
          default:
            return undefined;
        }
      });
    });
    return { outcome, events, ...textOf(events) };
  } finally {
    await worker.terminate();
  }
}

function textOf(events: readonly TraceEvent[]): Pick<ProgramResult, 'stdout' | 'stderr' | 'lines'> {
  let stdout = '';
  let stderr = '';
  for (const event of events) {
    if (event.kind !== 'output') continue;
    if (event.stream === 'stdout') stdout += event.text;
    else stderr += event.text;
  }
  return { stdout, stderr, lines: stdout.split('\n').filter((line) => line !== '') };
}
