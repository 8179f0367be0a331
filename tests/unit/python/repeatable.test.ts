import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { seededBytes } from '../../../sandbox/runtimes/python/seed.ts';
import { pythonAssets, runPython } from './support/run-python.ts';

/** Draws from every source of chance and reads every clock. */
const CHANCE = `
import asyncio, datetime, os, random, secrets, tempfile, time, uuid
print(random.random(), random.Random().random(), random.SystemRandom().random())
print(uuid.uuid4(), uuid.uuid1(), uuid.uuid7())
print(os.urandom(8).hex(), secrets.token_hex(8), hash("Labor"), list({"a", "b", "c", "d"}))
print(tempfile.mktemp())
print(datetime.datetime.now(), datetime.datetime.now().astimezone(), datetime.date.today())
print(time.time(), time.time_ns(), time.monotonic(), time.perf_counter_ns(), time.ctime(), time.mktime(time.localtime()))
print(object(), {object() for _ in range(3)})
async def eine(n):
    await asyncio.sleep(random.random())
    return n
async def main():
    fertig, _ = await asyncio.wait([asyncio.create_task(eine(n)) for n in range(20)])
    print([t.result() for t in fertig])
asyncio.run(main())
`;

beforeAll(() => pythonAssets(), 300_000);

describe('in Wiederholbar', () => {
  test('two runs of the same program leave the same trace, byte for byte', async () => {
    const [first, second] = [await runPython(CHANCE), await runPython(CHANCE)];
    expect(first.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(JSON.stringify(second.events)).toBe(JSON.stringify(first.events));
  });

  test('another seed gives another chance', async () => {
    const first = await runPython('import random, uuid\nprint(random.random(), uuid.uuid4())');
    const conditions = { ...presets.artikel, seed: 2 };
    const second = await runPython('import random, uuid\nprint(random.random(), uuid.uuid4())', { conditions });
    expect(second.stdout).not.toBe(first.stdout);
  });

  test('the date is that of the laboratory, the time zone UTC', async () => {
    const run = await runPython('import datetime\nprint(datetime.datetime.now().astimezone().isoformat()[:16])');
    expect(run.stdout).toBe('2026-11-02T09:00\n');
  });

  test('a busy loop on the clock ends', async () => {
    const run = await runPython('import time\nende = time.time() + 0.01\nwhile time.time() < ende: pass\nprint("da")');
    expect(run.stdout).toBe('da\n');
  });
});

test('outside Wiederholbar chance is real', async () => {
  const draw = (): Promise<string> =>
    runPython('import random, uuid\nprint(random.random(), uuid.uuid4())', { clockMode: { kind: 'sofort' } }).then(
      (run) => run.stdout,
    );
  expect(await draw()).not.toBe(await draw());
});

describe('the seeded bytes', () => {
  const take = (seed: number, count: number): number[] => {
    const draw = seededBytes(seed);
    return Array.from({ length: count }, draw);
  };

  test('are the same for the same seed and others for another', () => {
    expect(take(7, 100)).toEqual(take(7, 100));
    expect(take(7, 100)).not.toEqual(take(8, 100));
  });

  test('spread over all values', () => {
    const counts = new Map<number, number>();
    for (const byte of take(1, 25_600)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
    expect(counts.size).toBe(256);
    expect(Math.max(...counts.values())).toBeLessThan(160);
  });
});
