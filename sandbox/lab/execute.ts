import type { Clock } from '../clock/clock.ts';
import { createClock } from '../clock/lab-clock.ts';
import { createNetwork } from '../network/lab-network.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import { createService } from '../service/service.ts';
import type { Emit, Outcome, TraceEvent } from '../trace/event.ts';
import { cpuFactors } from './cpu-factor.ts';
import { limitOutput } from './output-limit.ts';
import { programEnvironment } from './program-environment.ts';
import type { RunOrder } from './protocol.ts';
import { type TraceBatches, traceBatches } from './trace-batches.ts';

/** More events than this are not kept: a program that asks for ever ends here instead of filling the tab. */
export const TRACE_LIMIT = 1_000_000;

export interface ExecuteOptions {
  /** Takes the trace in batches. */
  readonly post: (events: readonly TraceEvent[]) => void;
  /** Real time in milliseconds, rising. */
  readonly realNow: () => number;
  /** Ends the run although the program goes on: called at most once, when the trace is full. */
  readonly abandon: (outcome: Outcome) => void;
  /** Events that are kept; default {@link TRACE_LIMIT}. */
  readonly traceLimit?: number;
}

/**
 * Executes one order in this worker: builds clock, service and network, lets the runtime run the program, and hands over the
 * trace. Rejects where our machinery fails; what the program does wrong is its outcome.
 */
export async function execute(order: RunOrder, runtime: Runtime, options: ExecuteOptions): Promise<Outcome> {
  /** Our own work is no computing of the program's. */
  const uncharged = (work: () => void): void => {
    clock.pause();
    work();
    clock.resume();
  };
  const batches = traceBatches((events) => uncharged(() => options.post(events)), options.realNow);
  const repeatable = order.clockMode.kind === 'wiederholbar';
  const clock: Clock = createClock({
    mode: order.clockMode,
    cpuFactor: cpuFactors[order.runtime],
    realNow: options.realNow,
    beforeRealWait: batches.flush,
  });
  // Lab time 0 is the program's first statement: what is built before costs it nothing.
  clock.pause();
  const emit = limitOutput(limitTrace(batches, options.traceLimit ?? TRACE_LIMIT, options.abandon));
  const service = createService(order.conditions, { emit });
  const network = createNetwork({ clock, service, conditions: order.conditions, emit });
  const emitOfProgram: Emit = (event) => {
    uncharged(() => {
      // What has happened elsewhere by now comes first in the trace.
      network.settle();
      emit(event);
    });
  };
  emit({ kind: 'run-started', at: clock.peek(), runtime: order.runtime });
  const running = runtime.run({
    source: order.source,
    fileName: order.fileName,
    env: programEnvironment(order),
    clock,
    network,
    emit: emitOfProgram,
    epochMs: Date.parse(order.conditions.labDate),
    randomSeed: repeatable ? order.conditions.seed : null,
  });
  // The runtime holds it now, until the program begins.
  clock.resume();
  const outcome = await running;
  emitOfProgram({ kind: 'run-ended', at: clock.peek(), outcome });
  batches.flush();
  return outcome;
}

function limitTrace(batches: TraceBatches, limit: number, abandon: (outcome: Outcome) => void): Emit {
  let count = 0;
  return (event) => {
    count++;
    if (count < limit) batches.emit(event);
    if (count !== limit) return;
    const message = `Das Programm hat ${limit.toLocaleString('de')} Ereignisse erzeugt, mehr behält das Labor nicht; es hat den Lauf beendet.`;
    const outcome: Outcome = { kind: 'limit', exitCode: 1, error: { type: 'Grenze des Labors', message } };
    batches.emit({ kind: 'run-ended', at: event.at, outcome });
    batches.flush();
    abandon(outcome);
  };
}
