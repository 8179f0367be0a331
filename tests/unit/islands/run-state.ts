import { createExecution } from '../../../src/islands/experiment/execution.ts';
import type { PaneState } from '../../../src/islands/experiment/runState.ts';

/** A program's place that is empty, or shows an execution without events. */
export function createRun(kind: 'empty' | 'recorded' | 'ended'): PaneState {
  if (kind === 'empty') return { kind };
  const execution = createExecution();
  return kind === 'ended' ? { kind, execution, outcome: { kind: 'completed', exitCode: 0 } } : { kind, execution };
}
