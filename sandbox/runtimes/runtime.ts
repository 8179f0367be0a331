import type { Clock } from '../clock/clock.ts';
import type { Network } from '../network/network.ts';
import type { Emit, Outcome } from '../trace/event.ts';

/** What a runtime gets for one run. Everything it does to the world goes through these. */
export interface RunSetup {
  readonly source: string;
  /** Name in tracebacks: `async.py`, `sync.ts`. */
  readonly fileName: string;
  /** Environment of the program: parameters, OPENAI_API_KEY, … */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly network: Network;
  readonly emit: Emit;
  /** Wall-clock time at lab time 0, ms since 1970 (UTC). In Wiederholbar it comes from the conditions' lab date. */
  readonly epochMs: number;
  /** Seed for all randomness of the program in Wiederholbar; null: real randomness. */
  readonly randomSeed: number | null;
}

/** Executes one program in this worker. A worker serves one run; `run` is called once. */
export interface Runtime {
  readonly name: 'python' | 'typescript';
  /** Settles when a program could start at once; rejects where this platform cannot start it at all. `run` waits by itself. */
  readonly ready: Promise<unknown>;
  run(setup: RunSetup): Promise<Outcome>;
}
