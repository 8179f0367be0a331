import type { ClockMode } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
import type { PythonAssets, PythonManifest } from '../runtimes/python/assets.ts';
import type { Outcome, TraceEvent } from '../trace/event.ts';

/** One execution to be done: what the reader's Start button hands over. */
export interface RunOrder {
  readonly runtime: 'python' | 'typescript';
  readonly source: string;
  readonly fileName: string;
  /** Parameter values by name (`ANZAHL`), as the program's environment will hold them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: Conditions;
  readonly clockMode: ClockMode;
}

/** Page -> worker. `assets` is what the runtime was prepared with (snapshot, compiled modules). */
export type ToWorker =
  /** The assets are on their way; meanwhile modules that the runtime will import are loaded. */
  | { readonly kind: 'warm-up'; readonly runtime: 'python' | 'typescript'; readonly modules: readonly string[] }
  | {
      readonly kind: 'prepare';
      readonly runtime: 'python' | 'typescript';
      readonly assetBase: string;
      readonly assets: unknown;
    }
  | { readonly kind: 'start'; readonly order: RunOrder };

/** Worker -> page. Trace events come in batches of at most 16 ms. */
export type FromWorker =
  | { readonly kind: 'up' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'trace'; readonly events: readonly TraceEvent[] }
  | { readonly kind: 'ended'; readonly outcome: Outcome }
  | { readonly kind: 'machinery-failed'; readonly step: string; readonly message: string };

/** Page -> keeper, the worker that fetches, unpacks and keeps what Python's start needs. */
export type ToKeeper =
  | { readonly kind: 'keep'; readonly assetBase: string; readonly manifest: PythonManifest }
  /** A copy of everything is wanted, as soon as it is there. */
  | { readonly kind: 'deliver' };

/** Keeper -> page. `loading`: bytes received of the bytes that will be sent, at most every 50 ms. */
export type FromKeeper =
  | { readonly kind: 'up' }
  | { readonly kind: 'loading'; readonly received: number; readonly total: number }
  | { readonly kind: 'kept' }
  /** One copy, for the `deliver` that has waited longest. It is handed over, not cloned: the page forwards it untouched. */
  | { readonly kind: 'delivered'; readonly assets: PythonAssets }
  | { readonly kind: 'machinery-failed'; readonly step: string; readonly message: string };

const toWorker: readonly string[] = ['warm-up', 'prepare', 'start'] satisfies ToWorker['kind'][];
const toKeeper: readonly string[] = ['keep', 'deliver'] satisfies ToKeeper['kind'][];
const fromKeeper: readonly string[] = [
  'up',
  'loading',
  'kept',
  'delivered',
  'machinery-failed',
] satisfies FromKeeper['kind'][];
const fromWorker: readonly string[] = [
  'up',
  'ready',
  'trace',
  'ended',
  'machinery-failed',
] satisfies FromWorker['kind'][];

/** Reads what the page posted. Throws where it is no message of this protocol: page and worker come from two builds. */
export function decodeToWorker(data: unknown): ToWorker {
  if (hasKind(data, toWorker)) return data as ToWorker;
  throw new Error('Failed to read a message of the page: its kind is unknown. Reload the page.');
}

/** Reads what the worker posted; null where it is none of ours (a program of the reader's cannot forge the shape by chance). */
export function decodeFromWorker(data: unknown): FromWorker | null {
  return hasKind(data, fromWorker) ? (data as FromWorker) : null;
}

/** Reads what the page posted to the keeper. Throws as `decodeToWorker` does. */
export function decodeToKeeper(data: unknown): ToKeeper {
  if (hasKind(data, toKeeper)) return data as ToKeeper;
  throw new Error('Failed to read a message of the page: its kind is unknown. Reload the page.');
}

/** Reads what the keeper posted; null where it is none of ours. */
export function decodeFromKeeper(data: unknown): FromKeeper | null {
  return hasKind(data, fromKeeper) ? (data as FromKeeper) : null;
}

function hasKind(data: unknown, kinds: readonly string[]): boolean {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  return typeof data.kind === 'string' && kinds.includes(data.kind);
}
