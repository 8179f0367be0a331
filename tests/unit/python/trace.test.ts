import { beforeAll, describe, expect, test } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { pythonAssets, runPython, threeSeconds } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

type Kind<K extends TraceEvent['kind']> = Extract<TraceEvent, { kind: K }>;

function eventsOf<K extends TraceEvent['kind']>(events: readonly TraceEvent[], kind: K): Kind<K>[] {
  return events.filter((event): event is Kind<K> => event.kind === kind);
}

describe('the trace of a Python program', () => {
  test('says where it waited and why: sleep, socket, lock, or free', async () => {
    const run = await runPython(
      `import asyncio, threading, time
from openai import OpenAI
time.sleep(1)
OpenAI().chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "x"}])
threading.Lock().acquire()
ereignis = threading.Event()
ereignis.wait(2)
asyncio.run(asyncio.sleep(3))
`,
      { conditions: threeSeconds },
    );
    const waits = eventsOf(run.events, 'waited').map(({ reason, line, at, until }) => [
      reason,
      line,
      Math.round((until - at) / 100_000) / 10,
    ]);
    expect(waits).toEqual([
      ['sleep', 3, 1],
      ['socket', 4, 0],
      ['socket', 4, 0],
      ['socket', 4, 3],
      ['lock', 7, 2],
      ['free', undefined, 3],
    ]);
  });

  test('names the line that sent each request, also in tasks and deep inside libraries', async () => {
    const run = await runPython(`import asyncio, os, aiohttp, httpx
from openai import AsyncOpenAI
KOPF = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
FRAGE = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": "x"}]}
URL = "https://api.openai.com/v1/chat/completions"
async def mit_openai():
    await AsyncOpenAI().chat.completions.create(**FRAGE)
async def mit_aiohttp():
    async with aiohttp.ClientSession(headers=KOPF) as sitzung:
        async with sitzung.post(URL, json=FRAGE) as antwort:
            await antwort.json()
async def mit_httpx():
    async with httpx.AsyncClient(headers=KOPF, timeout=30) as client:
        await client.post(URL, json=FRAGE)
async def main():
    await mit_openai()
    await mit_aiohttp()
    await asyncio.create_task(mit_httpx())
asyncio.run(main())
`);
    expect(eventsOf(run.events, 'request-sent').map((event) => event.line)).toEqual([7, 10, 14]);
  });

  test('follows tasks from their creation to their end, by name', async () => {
    const run = await runPython(`import asyncio
async def gelingt(): await asyncio.sleep(1)
async def scheitert():
    await asyncio.sleep(1)
    raise ValueError
async def main():
    tasks = [asyncio.create_task(gelingt()), asyncio.create_task(scheitert()), asyncio.create_task(asyncio.sleep(9), name="lang")]
    await asyncio.wait(tasks[:2])
    tasks[2].cancel()
    await asyncio.sleep(0)
    tasks[1].exception()
asyncio.run(main())
`);
    const tasks = eventsOf(run.events, 'task');
    const names = new Map(tasks.filter((event) => event.state === 'created').map((event) => [event.task, event.name]));
    expect([...names.values()]).toEqual(['main', 'gelingt', 'scheitert', 'lang']);
    const ends = tasks.filter((event) => ['done', 'failed', 'cancelled'].includes(event.state));
    expect(ends.map((event) => [names.get(event.task), event.state])).toEqual(
      expect.arrayContaining([
        ['gelingt', 'done'],
        ['scheitert', 'failed'],
        ['lang', 'cancelled'],
        ['main', 'done'],
      ]),
    );
    const states = tasks.filter((event) => names.get(event.task) === 'gelingt').map((event) => event.state);
    expect(states).toEqual(['created', 'running', 'waiting', 'running', 'done']);
  });

  test('does not follow more than it can show, and says how many there were', async () => {
    const run = await runPython(`import asyncio
async def main():
    await asyncio.gather(*(asyncio.sleep(1) for _ in range(1000)))
asyncio.run(main())
`);
    expect(eventsOf(run.events, 'task').filter((event) => event.state === 'created')).toHaveLength(256);
    expect(eventsOf(run.events, 'task').length).toBeLessThan(1_800);
    expect(eventsOf(run.events, 'tasks-untold').map((event) => event.count)).toEqual([745]);
  });

  test('tells since when a task was ready that a blocked event loop kept waiting', async () => {
    const run = await runPython(`import asyncio, time
async def puls(): await asyncio.sleep(0.2)
async def blockiert(): time.sleep(1)
async def main():
    erste = asyncio.create_task(puls())
    await asyncio.sleep(0)
    await asyncio.create_task(blockiert())
    await erste
asyncio.run(main())
`);
    const { tasks } = spansOf(run.events);
    const ready = tasks.find((task) => task.name === 'puls')?.spans.findLast((span) => span.state === 'ready');
    expect((ready?.from ?? 0) / 1_000).toBeCloseTo(200, 0);
    expect((ready?.to ?? 0) / 1_000).toBeCloseTo(1_000, 0);
  });

  test('tells tasks and threads of the program from those of its libraries', async () => {
    const run = await runPython(`import asyncio, time
from openai import AsyncOpenAI
client = AsyncOpenAI()
async def frage():
    await client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "Hallo"}])
async def main():
    await asyncio.gather(asyncio.sleep(1), asyncio.to_thread(time.sleep, 1))
    await frage()
asyncio.run(main())
`);
    const { tasks } = spansOf(run.events);
    const own = tasks.filter((task) => !task.isLibrary);
    expect(own.map((task) => task.name)).toEqual(['main', 'sleep', 'to_thread', expect.stringMatching(/^asyncio_/)]);
    expect(tasks.some((task) => task.isLibrary && task.name.includes('try_connect'))).toBe(true);
  });

  test('is in order: each event when it ended', async () => {
    const run = await runPython(`import asyncio
from openai import AsyncOpenAI
async def main():
    client = AsyncOpenAI()
    await asyncio.gather(*(client.chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": f"{n}"}]) for n in range(20)))
    print("fertig")
asyncio.run(main())
`);
    const ends = run.events.map((event) => (event.kind === 'waited' ? event.until : event.at));
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });

  test('keeps the order of output on both streams, line by line', async () => {
    const run = await runPython(`import sys, time
print("eins")
print("zwei", file=sys.stderr)
time.sleep(1)
print("drei ä€😀")
`);
    const output = eventsOf(run.events, 'output').map(({ stream, text, at }) => [stream, text, Math.round(at / 1e6)]);
    expect(output).toEqual([
      ['stdout', 'eins\n', 0],
      ['stderr', 'zwei\n', 0],
      ['stdout', 'drei ä€😀\n', 1],
    ]);
  });

  test('closes what the program has left open in the order of the connections, not of the garbage collector', async () => {
    const run = await runPython(`import socket
class Halter:
    def __init__(self):
        self.socket = socket.create_connection(("api.openai.com", 80))
        self.ich = self
halter = [Halter() for _ in range(4)]
halter = [halter[i] for i in (2, 0, 3, 1)]
`);
    expect(eventsOf(run.events, 'connection-closed').map(({ connection }) => connection)).toEqual([1, 2, 3, 4]);
  });
});

describe('starting', () => {
  test('from the snapshot, with everything imported', async () => {
    expect((await runPython('print("da")')).start.kind).toBe('snapshot');
  });

  test('without it where there is none: slower, and otherwise the same', async () => {
    const source = 'import openai, sys\nprint(openai.__version__, sys.platform)';
    const bare = await runPython(source, { bare: true });
    expect(bare.start.kind).toBe('normal');
    expect(bare.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(bare.stdout).toBe((await runPython(source)).stdout);
  }, 120_000);

  test('modules that the snapshot does not hold can be imported later, of packages and of the standard library', async () => {
    const rest = await runPython(`import aiohttp.web, charset_normalizer.cli, openai.resources.realtime, wsgiref.util
import importlib.metadata as daten
print(daten.version("openai"), daten.version("pydantic-core"))`);
    expect(rest.stderr).toBe('');
    expect(rest.stdout).toBe('3.54.0 2.50.4\n');
  });
});
