// Runs in a page: the same answers by way of MSW's service worker.
import { setupWorker } from 'msw/browser';
import { openAiHandlers } from '../../../sandbox/doors/msw.ts';
import { createService } from '../../../sandbox/service/service.ts';
import { conditionsFor, type Load } from './loads.ts';

/** Milliseconds that a load takes through MSW's service worker. */
export type MeasureMsw = (load: Load) => Promise<number>;

const worker = setupWorker();
await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });

async function ask(number: number): Promise<void> {
  const answer = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-x', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-6-luna', messages: [{ role: 'user', content: `Frage ${number}` }] }),
  });
  await answer.json();
}

globalThis.measureMsw = async (load) => {
  worker.resetHandlers(...openAiHandlers(createService(conditionsFor(load))));
  await ask(-1);
  const start = performance.now();
  if (load.inTurn) for (let number = 0; number < load.count; number++) await ask(number);
  else await Promise.all(Array.from({ length: load.count }, (_, number) => ask(number)));
  return performance.now() - start;
};
