import { beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython, threeSeconds } from './support/run-python.ts';

const PREAMBLE = `
import asyncio, os, queue, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed
import requests
URL = "https://api.openai.com/v1/chat/completions"
HEADERS = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
def stelle(n):
    frage = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {n}"}]}
    return n, requests.post(URL, json=frage, headers=HEADERS).status_code
start = time.perf_counter()
def dauer():
    return f"{time.perf_counter() - start:.1f}"
`;

beforeAll(() => pythonAssets(), 300_000);

async function output(body: string, options: Parameters<typeof runPython>[1] = {}): Promise<string[]> {
  const run = await runPython(PREAMBLE + body, { conditions: threeSeconds, ...options });
  expect(run.stderr).toBe('');
  expect(run.outcome.kind).toBe('completed');
  return run.stdout.trim().split('\n');
}

describe('threads on the laboratory clock', () => {
  test('ten workers serve a hundred blocking calls in ten rounds', async () => {
    const lines = await output(`
with ThreadPoolExecutor(10) as pool:
    antworten = list(pool.map(stelle, range(100)))
print(antworten == [(n, 200) for n in range(100)], dauer())
`);
    expect(lines).toEqual(['True 30.6']);
  });

  test('as_completed, futures and errors in a thread', async () => {
    const lines = await output(`
def schlafe(s):
    time.sleep(s)
    if s == 2: raise ValueError("zwei")
    return s
with ThreadPoolExecutor(3) as pool:
    for zukunft in as_completed([pool.submit(schlafe, s) for s in (3, 1, 2)]):
        print(zukunft.exception() or zukunft.result(), dauer())
`);
    expect(lines).toEqual(['1 1.0', 'zwei 2.0', '3 3.0']);
  });

  test('asyncio.to_thread and run_in_executor leave the event loop free', async () => {
    const lines = await output(`
async def main():
    schleife = asyncio.get_running_loop()
    takte = []
    async def ticke():
        for _ in range(6):
            await asyncio.sleep(0.5)
            takte.append(dauer())
    await asyncio.gather(ticke(), asyncio.to_thread(stelle, 1), schleife.run_in_executor(None, stelle, 2))
    print(*takte, dauer())
with_pool = ThreadPoolExecutor(2)
async def haupt():
    asyncio.get_running_loop().set_default_executor(with_pool)
    await main()
asyncio.run(haupt())
`);
    expect(lines).toEqual(['0.5 1.0 1.5 2.0 2.5 3.0 3.1']);
  });

  test('queues, locks, conditions, barriers, timers and thread locals do what they do in CPython', async () => {
    const lines = await output(`
auftraege = queue.Queue()
ergebnisse = []
def arbeite():
    while (n := auftraege.get()) is not None:
        time.sleep(n)
        ergebnisse.append(n)
        auftraege.task_done()
arbeiter = [threading.Thread(target=arbeite) for _ in range(2)]
for a in arbeiter: a.start()
for n in (3, 1, 1, 1): auftraege.put(n)
auftraege.join()
print(ergebnisse, dauer())
for a in arbeiter: auftraege.put(None)
for a in arbeiter: a.join()
schranke, eigen = threading.Barrier(3), threading.local()
def treffen(n):
    eigen.n = n
    time.sleep(n)
    schranke.wait()
    ergebnisse.append((eigen.n, dauer()))
gruppe = [threading.Thread(target=treffen, args=(n,)) for n in (1, 2, 3)]
for t in gruppe: t.start()
for t in gruppe: t.join()
print(sorted(ergebnisse[4:]))
threading.Timer(2, lambda: print("Timer", dauer())).start()
`);
    expect(lines).toEqual(['[1, 1, 3, 1] 3.0', "[(1, '6.0'), (2, '6.0'), (3, '6.0')]", 'Timer 8.0']);
  });

  test('a daemon thread ends with the program, another is waited for', async () => {
    const lines = await output(`
def melde(s, text):
    time.sleep(s)
    print(text, dauer())
threading.Thread(target=melde, args=(9, "nie"), daemon=True).start()
threading.Thread(target=melde, args=(2, "doch")).start()
print("Ende")
`);
    expect(lines).toEqual(['Ende', 'doch 2.0']);
  });

  test('an uncaught exception in a thread is reported as CPython does, and the program goes on', async () => {
    const run = await runPython(`${PREAMBLE}
def fehler(): raise ValueError("im Thread")
t = threading.Thread(target=fehler)
t.start(); t.join()
print("weiter")
`);
    expect(run.stderr).toContain('Exception in thread Thread-1 (fehler):');
    expect(run.stderr).toContain('ValueError: im Thread');
    expect(run.stderr).not.toContain('_lab');
    expect(run.stdout).toBe('weiter\n');
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
  });

  test('what was waited before a deadlock is told as waiting', async () => {
    const run = await runPython(
      `import threading, time
schloss = threading.Lock()
def f():
    time.sleep(2); schloss.acquire(); schloss.acquire()
threading.Thread(target=f).start()`,
    );
    expect(run.outcome).toMatchObject({ kind: 'deadlock' });
    expect(run.events.filter((event) => event.kind === 'waited').map(({ until }) => Math.round(until / 1e6))).toContain(
      2,
    );
  });

  test('threads that all wait for each other are a deadlock with a line', async () => {
    const run = await runPython(
      'import threading, queue\nq = queue.Queue()\nt = threading.Thread(target=q.get)\nt.start()\nt.join()\n',
    );
    expect(run.outcome).toMatchObject({ kind: 'deadlock', exitCode: 1, error: { line: 5 } });
  });

  test('leave their waits and lives in the trace', async () => {
    const run = await runPython(
      'import threading, time\nt = threading.Thread(target=time.sleep, args=(1,))\nt.start()\nt.join()\n',
    );
    const thread = run.events.find((event) => event.kind === 'task' && event.unit === 'thread');
    expect(thread).toMatchObject({ state: 'created', unit: 'thread', name: 'Thread-1 (sleep)' });
    expect(run.events).toContainEqual(expect.objectContaining({ state: 'waiting', unit: 'thread', reason: 'sleep' }));
    expect(run.events.filter((event) => event.kind === 'waited')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'sleep', thread: expect.any(Number) }),
        expect.objectContaining({ reason: 'lock', line: 4 }),
      ]),
    );
  });

  test('a thousand at once', async () => {
    const lines = await output(`
threads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(1000)]
for t in threads: t.start()
for t in threads: t.join()
print(dauer())
`);
    expect(lines).toEqual(['1.0']);
  }, 60_000);
});

describe('where the browser cannot suspend WebAssembly', () => {
  const withoutThreads = true;

  test('starting a thread raises RuntimeError with the reason, and a hint', async () => {
    const run = await runPython('import threading\nthreading.Thread(target=print).start()\n', { withoutThreads });
    expect(run.outcome).toMatchObject({
      kind: 'threw',
      error: {
        type: 'RuntimeError',
        line: 2,
        message: expect.stringContaining('JSPI'),
        hint: expect.stringContaining('JSPI'),
      },
    });
  });

  test('the asynchronous client works all the same, also what asks for a thread without waiting in it', async () => {
    const lines = await output(
      `
from openai import AsyncOpenAI
async def main():
    antwort = await AsyncOpenAI().chat.completions.create(model="gpt-6-luna", messages=[{"role": "user", "content": "x"}])
    print(bool(antwort.choices), await asyncio.to_thread(sum, [1, 2]))
asyncio.run(main())
`,
      { withoutThreads },
    );
    expect(lines).toEqual(['True 3']);
  });
});
