import type { Outcome } from '../trace/event.ts';

function exceeded(message: string): Outcome {
  // The exit code of a process that the system ended because memory ran short.
  return { kind: 'limit', exitCode: 137, error: { type: 'Grenze des Labors', message } };
}

/** The outcome of a run whose process the browser has ended. */
export const browserMemoryExceeded: Outcome = exceeded(
  'Das Programm braucht mehr Speicher, als der Browser ihm geben kann; er hat den Lauf beendet.',
);

/** The outcome of a run that allocated more than it may in the headless lab. */
export function memoryExceeded(limitMb: number): Outcome {
  return exceeded(`Das Programm braucht mehr als ${limitMb} MB Speicher; das Labor hat den Lauf beendet.`);
}
