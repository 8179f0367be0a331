import { describe, expect, test } from 'vitest';
import { runPython, threeSeconds } from './support/run-python.ts';

describe('timers that are due within a millisecond fire in one turn of the loop', () => {
  test('asyncio.wait finds every task done that slept as long', async () => {
    const run = await runPython(
      `import asyncio
async def warte(s): await asyncio.sleep(s)
async def schritte(s):
    for _ in range(4): await asyncio.sleep(s / 4)
async def main():
    for auftrag in (warte, schritte):
        fertig, offen = await asyncio.wait([asyncio.create_task(auftrag(1)) for _ in range(4)],
                                           return_when=asyncio.FIRST_COMPLETED)
        print(len(fertig), len(offen))
asyncio.run(main())`,
    );
    expect(run.stdout).toBe('4 0\n4 0\n');
  });

  test('a TaskGroup collects what all of its tasks raised', async () => {
    const run = await runPython(
      `import asyncio
async def scheitere(n):
    await asyncio.sleep(0.25); await asyncio.sleep(0.25)
    raise ValueError(n)
async def zu_langsam(n):
    await asyncio.wait_for(asyncio.sleep(9), 1)
async def main():
    for auftrag in (scheitere, zu_langsam):
        try:
            async with asyncio.TaskGroup() as gruppe:
                for n in range(4): gruppe.create_task(auftrag(n))
        except* (ValueError, TimeoutError) as fehler:
            print(len(fehler.exceptions))
asyncio.run(main())`,
    );
    expect(run.stdout).toBe('4\n4\n');
  });

  test('the time limits of four requests run out together', async () => {
    const run = await runPython(
      `import asyncio
from openai import AsyncOpenAI
client = AsyncOpenAI(timeout=0.5, max_retries=0)
async def frage(n): await client.responses.create(model="gpt-6-luna", input=str(n))
async def main():
    try:
        async with asyncio.TaskGroup() as gruppe:
            for n in range(4): gruppe.create_task(frage(n))
    except* Exception as fehler:
        print(len(fehler.exceptions))
asyncio.run(main())`,
      { conditions: threeSeconds },
    );
    expect(run.stdout).toBe('4\n');
  });
});

test('a wait of the loop takes whole milliseconds, rounded up, as with epoll', async () => {
  const run = await runPython(`import asyncio, time
async def main():
    von = time.perf_counter()
    await asyncio.sleep(0.0102)
    print(f"{time.perf_counter() - von:.4f}")
asyncio.run(main())`);
  expect(Number(run.stdout)).toBeGreaterThanOrEqual(0.0109);
  expect(Number(run.stdout)).toBeLessThan(0.012);
});

test('select.select waits as long as it is told, to the microsecond', async () => {
  const run = await runPython(`import select, time
von = time.perf_counter()
select.select([], [], [], 0.0102)
print(f"{time.perf_counter() - von:.4f}")`);
  expect(Number(run.stdout)).toBeGreaterThanOrEqual(0.0102);
  expect(Number(run.stdout)).toBeLessThan(0.0105);
});

test('time.sleep refuses what is no length of time, in the words of CPython', async () => {
  const run = await runPython(`import time
for laenge in (float("nan"), float("inf"), float("-inf"), -1, -0.5):
    try:
        time.sleep(laenge)
    except (ValueError, OverflowError) as fehler:
        print(type(fehler).__name__, fehler)`);
  expect(run.stdout).toBe(`ValueError Invalid value NaN (not a number)
OverflowError timestamp too large to convert to C PyTime_t
OverflowError timestamp too large to convert to C PyTime_t
ValueError sleep length must be non-negative
ValueError sleep length must be non-negative
`);
});

test('time.process_time counts what is computed, not what is waited', async () => {
  const run = await runPython(
    `import asyncio, threading, time
def dauer(warte):
    start, rechnete = time.perf_counter(), time.process_time()
    warte()
    return round(time.perf_counter() - start), round(time.process_time() - rechnete)
def faden():
    t = threading.Thread(target=time.sleep, args=(3,)); t.start(); t.join()
print(dauer(lambda: time.sleep(1)), dauer(lambda: asyncio.run(asyncio.sleep(2))), dauer(faden))
print(type(time.process_time_ns()).__name__, time.process_time_ns() < 1_000_000_000)`,
  );
  expect(run.stdout).toBe('(1, 0) (2, 0) (3, 0)\nint True\n');
});
