import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHeadless } from '../../sandbox/lab/headless.node.ts';
import type { StaticServer } from '../../src/build/static-server.mjs';
import { availableBrowsers, openBrowser, type TestBrowser, type TestPage } from '../support/browsers.ts';
import { openLab, runOnPage, serveLabPage } from '../support/lab-page.ts';
import { orderFor } from '../support/probe-programs.ts';
import { waysOut } from '../unit/python/support/ways-out.ts';

/** The libraries, blocking and not, pools, timeouts, streams: what only waits is the same in every engine. */
const LIBRARIES = `
import asyncio, os, time
import aiohttp, httpx, requests
from openai import AsyncOpenAI, OpenAI
URL = "https://api.openai.com/v1/chat/completions"
HEADERS = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
def frage(n):
    return {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Größe {n}?"}]}
async def main():
    async def blockiert(n): requests.post(URL, json=frage(n), headers=HEADERS)
    await asyncio.gather(*(blockiert(n) for n in range(3)))
    async with httpx.AsyncClient(headers=HEADERS, timeout=30, limits=httpx.Limits(max_connections=10)) as client:
        await asyncio.gather(*(client.post(URL, json=frage(n)) for n in range(30)))
    async with aiohttp.ClientSession(headers=HEADERS) as sitzung:
        async def eine(n):
            async with sitzung.post(URL, json=frage(n)) as antwort:
                return (await antwort.json())["object"]
        print(set(await asyncio.gather(*(eine(n) for n in range(100)))))
    async for teil in await AsyncOpenAI().chat.completions.create(**frage(1), stream=True):
        print(f"{time.perf_counter():.6f}", teil.choices[0].delta.content)
try:
    httpx.post(URL, json=frage(1), headers=HEADERS, timeout=1)
except httpx.ReadTimeout as fehler:
    print(type(fehler).__name__)
asyncio.run(main())
`;

/** Threads in every form. */
const THREADS = `
import asyncio, os, queue, threading, time
from concurrent.futures import ThreadPoolExecutor, as_completed
import requests
URL = "https://api.openai.com/v1/chat/completions"
HEADERS = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
def stelle(n):
    frage = {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Frage {n}"}]}
    return n, requests.post(URL, json=frage, headers=HEADERS).status_code
with ThreadPoolExecutor(10) as pool:
    print([z.result() for z in as_completed([pool.submit(stelle, n) for n in range(30)])])
async def main():
    schleife = asyncio.get_running_loop()
    print(await asyncio.gather(asyncio.to_thread(stelle, 1), schleife.run_in_executor(None, stelle, 2), asyncio.sleep(0.5)))
asyncio.run(main())
q = queue.Queue()
threading.Thread(target=lambda: (time.sleep(1), q.put("fertig"))).start()
print(q.get(), f"{time.perf_counter():.6f}")
`;

/** What kills the interpreter, so that nothing after it would run. */
const DEADLY = 'JavaScript through ctypes';
const harmless = Object.entries(waysOut).filter(([name]) => name !== DEADLY);

/** All other ways out in one program: each in a namespace of its own, those that break something last. */
const ALL_WAYS_OUT = `
import io, contextlib
WEGE = ${JSON.stringify(harmless)}
ergebnisse = []
for name, quelle in WEGE:
    ausgabe = io.StringIO()
    try:
        with contextlib.redirect_stdout(ausgabe):
            exec(compile(quelle, name, "exec"), {"PORT": PORT, "__name__": "weg"})
        ende = ausgabe.getvalue().strip()
    except BaseException as fehler:
        ende = "zu" if "offen" not in ausgabe.getvalue() else "offen"
    if ende != "zu":
        ergebnisse.append((name, ende))
print(len(WEGE), ergebnisse)
`;

describe.each(availableBrowsers())('Python in %s', (name) => {
  let browser: TestBrowser;
  let server: StaticServer;
  let page: TestPage;
  let listener: Server;
  const contacts: string[] = [];

  beforeAll(async () => {
    listener = createServer((request, response) => {
      contacts.push(`${request.method} ${request.url}`);
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('offen');
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    server = await serveLabPage();
    browser = await openBrowser(name);
    page = await browser.newPage();
    await openLab(page, server);
    await page.evaluate(() => globalThis.labor.prepare('python'), null);
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    listener?.close();
  });

  test.each([
    ['the libraries', LIBRARIES],
    ['threads', THREADS],
  ])('%s leave the same trace as in Node, byte for byte', async (_what, source) => {
    const order = orderFor('programm.py', source);
    const run = await runOnPage(page, order);
    expect(run.end).toEqual({ kind: 'ended', outcome: expect.objectContaining({ kind: 'completed', exitCode: 0 }) });
    expect(JSON.stringify(run.events)).toBe(JSON.stringify((await runHeadless(order)).events));
  });

  test('starts from the snapshot', () => {
    expect(page.console.filter((line) => line.includes('without its snapshot'))).toEqual([]);
  });

  test('no program leaves the laboratory, and none asks even the own origin', async () => {
    const { port } = listener.address() as AddressInfo;
    const before = server.log.length;
    const run = await runOnPage(page, orderFor('wege.py', `PORT = ${port}\n${ALL_WAYS_OUT}`));
    expect(run.output).toBe(`${harmless.length} []\n`);
    const deadly = await runOnPage(page, orderFor('weg.py', `PORT = ${port}\n${waysOut[DEADLY]}`));
    expect(deadly.end.kind).toBe('ended');
    expect(deadly.output).not.toContain('offen');
    expect(contacts).toEqual([]);
    // What is fetched meanwhile is the next worker's own code.
    const asked = server.log.slice(before).filter((line) => !/\/lab\/(?:worker|python)\/[\w.-]+\.m?js$/.test(line));
    expect(asked).toEqual([]);
  });
});
