import { percent, seconds } from '../../strings/numbers.ts';
import type { TimelineRun } from '../timeline/timelineRun.ts';

/** Less computing than this, in milliseconds and as a share of the whole, needs no word. */
const WORTH_MS = 500;
const WORTH_SHARE = 0.1;

/**
 * Lab time counts the computing of the machine that runs the program: one sentence where that is much of a run's total
 * time, else null.
 */
export function computingNote({ label, state, measurement }: TimelineRun): string | null {
  const { totalMs, program } = measurement;
  const share = program.computingMs / totalMs;
  if (program.computingMs <= WORTH_MS || share <= WORTH_SHARE) return null;
  const machine = state === 'recorded' ? 'des Rechners, der sie aufgezeichnet hat' : 'dieses Rechners';
  return `In der Gesamtzeit von „${label}“ steckt Rechenzeit ${machine}: ${seconds(program.computingMs)} (${percent(share)}).`;
}
