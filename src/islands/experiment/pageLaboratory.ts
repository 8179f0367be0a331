import { createLab, type LabClient } from '../../../sandbox/lab/client.ts';
import { failureText } from '../../strings/failures.ts';
import { type Laboratory, NotReadyError } from './laboratory.ts';

/** The laboratory of this page over the lab's client: progress, trace and end of each run in the card's terms. */
export function createPageLaboratory(client: LabClient): Laboratory {
  return {
    async prepare(language, onProgress) {
      const unsubscribe = client.onPreparation((runtime, state) => {
        if (runtime !== language || state.kind !== 'loading') return;
        onProgress('Laufzeit wird geladen', state.received, state.total === 0 ? null : state.total);
      });
      try {
        await client.prepare(language);
      } catch (error) {
        const state = client.preparation(language);
        const step = state.kind === 'failed' ? state.step : 'worker';
        throw new NotReadyError(step, failureText(step), { cause: error });
      } finally {
        unsubscribe();
      }
    },
    abandon: (language) => client.abandon(language),
    downloadSize: (language) => client.downloadSize(language),
    start(order, onTrace) {
      const run = client.start(order);
      run.subscribe({ onTrace });
      return {
        stop: () => run.stop(),
        result: run.ended.then((end) => {
          if (end.kind !== 'machinery-failed') return end;
          // The reader is told what to do; the technical cause is for a bug report.
          console.error(`${end.step}: ${end.message}`);
          return { kind: 'failed', step: end.step, message: failureText(end.step) };
        }),
      };
    },
  };
}

let shared: Laboratory | null = null;

/** The page's one laboratory, made when it is first needed. */
export function pageLaboratory(): Laboratory {
  const base = new URL(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}lab/`, location.href).href;
  shared ??= createPageLaboratory(createLab({ base }));
  return shared;
}
