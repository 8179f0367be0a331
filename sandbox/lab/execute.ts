import { createClock } from '../clock/lab-clock.ts';
import { createNetwork } from '../network/lab-network.ts';
import type { Runtime } from '../runtimes/runtime.ts';
import { createService } from '../service/service.ts';
import type { Emit, Outcome, TraceEvent } from '../trace/event.ts';
import { cpuFactors } from './cpu-factor.ts';
import { limitOutput } from './output-limit.ts';
import { programEnvironment } from './program-environment.ts';
import type { RunOrder } from './protocol.ts';
import { traceBatches } from './trace-batches.ts';

/** More events than this are not kept: a program that asks for ever ends here instead of filling the tab. */
export const TRACE_LIMIT = 1_000_000;

export interface ExecuteOptions {
  /** Takes the trace in batches. */
  readonly post: (events: readonly TraceEvent[]) => void;
  /** Real time in milliseconds, rising. */
  readonly realNow: () => number;
  /** Ends the run although the program goes on: called at most once, when the trace is full. */
  readonly abandon: (outcome: Outcome) => void;
}

/**
 * Executes one order in this worker: builds clock, service and network, lets the runtime run the program, and hands over the
 * trace. Rejects where our machinery fails; what the program does wrong is its outcome.
 */
export async function execute(order: RunOrder, runtime: Runtime, options: ExecuteOptions): Promise<Outcome> {
  const batches = traceBatches(options.post, options.realNow);
  const repeatable = order.clockMode.kind === 'wiederholbar';
  const clock = createClock({
    mode: order.clockMode,
    cpuFactor: cpuFactors[order.runtime],
    realNow: options.realNow,
    beforeRealWait: batches.flush,
  });
  const emit = limitOutput(limitTrace(batches, (outcome) => options.abandon(outcome)));
  const service = createService(order.conditions, { emit });
  const network = createNetwork({ clock, service, conditions: order.conditions, emit });
  const emitOfProgram: Emit = (event) => {
    // What has happened elsewhere by now comes first in the trace.
    network.settle();
    emit(event);
  };
  emit({ kind: 'run-started', at: clock.peek(), runtime: order.runtime });
  const outcome = await runtime.run({
    source: order.source,
    fileName: order.fileName,
    env: programEnvironment(order),
    clock,
    network,
    emit: emitOfProgram,
    epochMs: Date.parse(order.conditions.labDate),
    randomSeed: repeatable ? order.conditions.seed : null,
  });
  emitOfProgram({ kind: 'run-ended', at: clock.peek(), outcome });
  batches.flush();
  return outcome;
}

function limitTrace(batches: ReturnType<typeof traceBatches>, abandon: (outcome: Outcome) => void): Emit {
  let count = 0;
  return (event) => {
    count++;
    if (count < TRACE_LIMIT) batches.emit(event);
    if (count !== TRACE_LIMIT) return;
    const message = `Das Programm hat mehr als ${TRACE_LIMIT.toLocaleString('de')} Ereignisse erzeugt; das Labor hat den Lauf beendet.`;
    const outcome: Outcome = { kind: 'limit', exitCode: 1, error: { type: 'Grenze des Labors', message } };
    batches.emit({ kind: 'run-ended', at: event.at, outcome });
    batches.flush();
    abandon(outcome);
  };
}
