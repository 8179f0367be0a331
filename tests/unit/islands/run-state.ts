import { presets } from '../../../sandbox/conditions/conditions.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import { createExecution } from '../../../src/islands/experiment/execution.ts';
import type { PaneState } from '../../../src/islands/experiment/runState.ts';

/** What some run was started with. */
export const order: RunOrder = {
  runtime: 'python',
  source: '',
  fileName: 'sync.py',
  parameters: {},
  conditions: presets.artikel,
  clockMode: { kind: 'echtzeit' },
};

/** A program's place that is empty, or shows an execution without events. */
export function createRun(kind: 'empty' | 'recorded' | 'ended' | 'stopped'): PaneState {
  if (kind === 'empty') return { kind };
  const execution = createExecution();
  if (kind === 'recorded') return { kind, execution };
  if (kind === 'stopped') return { kind, order, execution, computedFrom: null };
  return { kind, order, execution, outcome: { kind: 'completed', exitCode: 0 } };
}
