import { beforeAll, expect, test } from 'vitest';
import { makeLabAssets } from '../../../sandbox/lab/build.node.ts';
import { readExample } from '../../../sandbox/lab/example.node.ts';
import { parameterValues } from '../../../sandbox/lab/example.ts';
import { runHeadless } from '../../../sandbox/lab/headless.node.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';

beforeAll(() => makeLabAssets(), 600_000);

/** Lab time from a job's creation to its completion. */
function jobDuration(events: readonly TraceEvent[]): number {
  const moments = events.flatMap((event) => (event.kind === 'job' ? [event.at] : []));
  return Math.max(...moments) - Math.min(...moments);
}

test('a batch takes as long for Python as for TypeScript, although they write its file differently', async () => {
  const example = await readExample('batch-und-webhook');
  const [python, typescript] = await Promise.all(
    ['async.py', 'async.ts'].map(async (file) => {
      const program = example.programs.find((candidate) => candidate.file === file);
      if (program === undefined) throw new Error(`Failed to test: batch-und-webhook has no ${file}.`);
      const { events } = await runHeadless({
        runtime: program.language,
        source: program.source,
        fileName: file,
        parameters: parameterValues(example.parameters),
        conditions: example.conditions,
        clockMode: { kind: 'wiederholbar' },
      });
      return jobDuration(events);
    }),
  );
  expect(python).toBeGreaterThan(60_000_000);
  expect(typescript).toBe(python);
});
