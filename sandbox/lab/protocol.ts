import type { ClockMode } from '../clock/clock.ts';
import type { Conditions } from '../conditions/conditions.ts';
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

/** Page -> worker. `assets` is what the runtime's preparation made on the page (snapshot, compiled modules). */
export type ToWorker =
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

const toWorker: readonly string[] = ['prepare', 'start'] satisfies ToWorker['kind'][];
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

function hasKind(data: unknown, kinds: readonly string[]): boolean {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  return typeof data.kind === 'string' && kinds.includes(data.kind);
}
