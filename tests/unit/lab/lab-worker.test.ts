import { expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { createLabWorker, type WorkerNews } from '../../../sandbox/lab/lab-worker.ts';
import type { RunOrder } from '../../../sandbox/lab/protocol.ts';
import type { WorkerEvents } from '../../../sandbox/lab/worker-line.ts';

const order: RunOrder = {
  runtime: 'typescript',
  source: '',
  fileName: 'a.ts',
  parameters: {},
  conditions: presets.artikel,
  clockMode: { kind: 'wiederholbar' },
};

/** A worker without a worker: the test speaks for it. */
function workerOnStrings(keepsMessages = false) {
  const posted: unknown[] = [];
  const heard: WorkerNews[] = [];
  const strings: { events?: WorkerEvents } = {};
  const worker = createLabWorker({
    warmUp: { kind: 'warm-up', runtime: 'typescript', modules: [] },
    prepare: (post) => post({ kind: 'prepare', runtime: 'typescript', assetBase: '', assets: null }, []),
    start: (events) => {
      strings.events = events;
      return {
        keepsMessages,
        post: (message) => posted.push(message),
        up: () => undefined,
        terminate: () => undefined,
      };
    },
  });
  const says = (data: unknown): void => strings.events?.message(data);
  return {
    worker,
    posted,
    heard,
    says,
    perish: () => strings.events?.perish(),
    take: (n: WorkerNews) => heard.push(n),
  };
}

test('a worker gets its messages once it listens', () => {
  const { worker, posted, says, take } = workerOnStrings();
  worker.start(order, take);
  expect(posted).toEqual([]);
  says({ kind: 'up' });
  expect(posted).toMatchObject([{ kind: 'warm-up' }, { kind: 'prepare' }, { kind: 'start' }]);
  worker.terminate();
});

test('a worker for which messages are kept gets them at once', () => {
  const { worker, posted, take } = workerOnStrings(true);
  worker.start(order, take);
  expect(posted).toMatchObject([{ kind: 'warm-up' }, { kind: 'prepare' }, { kind: 'start' }]);
  worker.terminate();
});

test('a process that ends while the program runs is told as that', () => {
  const { worker, heard, says, perish, take } = workerOnStrings();
  says({ kind: 'up' });
  says({ kind: 'ready' });
  worker.start(order, take);
  says({ kind: 'trace', events: [] });
  perish();
  expect(heard[1]).toEqual({ kind: 'perished' });
});

test('a process that ends before is a failure of the machinery', () => {
  const { worker, heard, says, perish, take } = workerOnStrings();
  says({ kind: 'up' });
  says({ kind: 'ready' });
  perish();
  expect(worker.failure).toMatchObject({ step: 'worker', message: expect.stringContaining('process has ended') });
  worker.start(order, take);
  expect(heard).toMatchObject([{ kind: 'machinery-failed', step: 'worker' }]);
});
