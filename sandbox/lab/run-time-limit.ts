import type { Outcome } from '../trace/event.ts';

/** So long a run may really last, in milliseconds: a forgotten endless loop does not burn a processor for ever. */
export const RUN_TIME_LIMIT_MS = 30 * 60_000;

/** The outcome of a run that lasted too long. */
export const runTimeExceeded: Outcome = {
  kind: 'limit',
  exitCode: 1,
  error: {
    type: 'Grenze des Labors',
    message: `Der Lauf hat ${RUN_TIME_LIMIT_MS / 60_000} Minuten wirklicher Zeit gebraucht; das Labor hat ihn beendet. Nimm „Sofort“, um Wartezeiten zu überspringen.`,
  },
};
