import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Outcome, TraceEvent } from '../trace/event.ts';
import { forbidCodeFromText } from './code-from-text.node.ts';
import { LAB_FOLDER } from './folder.node.ts';
import { keepWasmCode } from './keep-wasm-code.node.ts';
import { LabError } from './lab-error.ts';
import { type LabManifest, runtimeFolders } from './manifest.ts';
import { memoryExceeded } from './memory-limit.ts';
import { decodeFromWorker, type RunOrder, type ToWorker } from './protocol.ts';

/** A finished run: the whole trace and how it ended. */
export interface HeadlessRun {
  readonly events: readonly TraceEvent[];
  readonly outcome: Outcome;
}

export interface HeadlessOptions {
  /** Takes the trace as it arrives. */
  readonly onTrace?: (events: readonly TraceEvent[]) => void;
  /** Folder made by `makeLabAssets`. */
  readonly folder?: string;
}

/** What a program in the headless lab may allocate, in MB; a browser's tab has about as much. */
const MEMORY_LIMIT_MB = 2_048;

/** A worker of Node that has loaded its runtime and waits before the program's first line. */
export interface PreparedHeadless {
  /** Lets the program run, once. Rejects with LabError where our machinery fails. */
  run(): Promise<HeadlessRun>;
  /** Ends the worker, if it still lives. */
  close(): Promise<void>;
}

/**
 * Executes one order in a worker of Node, by the same code as in a browser. The assets must have been made (`makeLabAssets`).
 * What the program does wrong is its outcome; rejects with LabError where our machinery fails.
 */
export async function runHeadless(order: RunOrder, options: HeadlessOptions = {}): Promise<HeadlessRun> {
  const prepared = await prepareHeadless(order, options);
  try {
    return await prepared.run();
  } finally {
    await prepared.close();
  }
}

/** Gets a worker ready for one order; several may get ready at once. Rejects with LabError, and leaves nothing behind. */
export async function prepareHeadless(order: RunOrder, options: HeadlessOptions = {}): Promise<PreparedHeadless> {
  const preparation = await preparationOf(order.runtime, options.folder ?? LAB_FOLDER);
  forbidCodeFromText();
  keepWasmCode();
  const worker = new Worker(new URL('./worker.node.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB },
    env: {},
  });
  const close = async (): Promise<void> => void (await worker.terminate());
  const { ready, ended } = converse(worker, preparation, options.onTrace);
  // Whoever waits for one of both hears of a failure.
  ended.catch(() => undefined);
  await Promise.race([ready, ended]).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    run() {
      worker.postMessage({ kind: 'start', order } satisfies ToWorker);
      return ended;
    },
    close,
  };
}

interface Conversation {
  /** Resolves when the program can start. */
  readonly ready: Promise<void>;
  readonly ended: Promise<HeadlessRun>;
}

function converse(worker: Worker, preparation: ToWorker, onTrace: HeadlessOptions['onTrace']): Conversation {
  const events: TraceEvent[] = [];
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<HeadlessRun>();
  const fail = (step: string, message: string): void => ended.reject(new LabError({ step, message }));
  worker.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') ended.resolve(outOfMemory(events));
    else fail('run', error.stack ?? String(error));
  });
  worker.on('exit', (code) => fail('run', `Failed to finish the run: the worker ended with code ${code}.`));
  worker.on('message', (data: unknown) => {
    const message = decodeFromWorker(data);
    if (message === null) return;
    switch (message.kind) {
      case 'up':
        worker.postMessage(preparation);
        break;
      case 'ready':
        ready.resolve();
        break;
      case 'trace':
        for (const event of message.events) events.push(event);
        onTrace?.(message.events);
        break;
      case 'ended':
        ended.resolve({ events, outcome: message.outcome });
        break;
      case 'machinery-failed':
        fail(message.step, message.message);
    }
  });
  return { ready: ready.promise, ended: ended.promise };
}

function outOfMemory(events: TraceEvent[]): HeadlessRun {
  const outcome = memoryExceeded(MEMORY_LIMIT_MB);
  const at = events.at(-1)?.at ?? 0;
  return { events: [...events, { kind: 'run-ended', at, outcome }], outcome };
}

const preparations = new Map<string, Promise<ToWorker>>();

/** Reads what a runtime needs, once per process. */
function preparationOf(runtime: RunOrder['runtime'], folder: string): Promise<ToWorker> {
  const key = `${runtime} ${folder}`;
  const known = preparations.get(key);
  if (known !== undefined) return known;
  const preparing = readPreparation(runtime, folder);
  preparations.set(key, preparing);
  preparing.catch(() => preparations.delete(key));
  return preparing;
}

async function readPreparation(runtime: RunOrder['runtime'], folder: string): Promise<ToWorker> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as LabManifest;
  const own = join(folder, runtimeFolders[runtime]);
  const assetBase = pathToFileURL(own).href;
  if (runtime === 'typescript') {
    return { kind: 'prepare', runtime, assetBase, assets: { manifest: manifest.typescript, assetBase, files: null } };
  }
  if (manifest.python === null) {
    throw new LabError({ step: 'python-missing', message: manifest.pythonMissing ?? 'Failed to find Python.' });
  }
  // Loaded for Python alone: it needs a Node that knows Zstandard.
  const { preparePythonFromFolder } = await import('../runtimes/python/prepare.node.ts');
  return { kind: 'prepare', runtime, assetBase, assets: await preparePythonFromFolder(own) };
}
