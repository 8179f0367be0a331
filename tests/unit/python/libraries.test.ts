import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython, threeSeconds } from './support/run-python.ts';

const example = (file: string): Promise<string> =>
  readFile(new URL(`../../../content/examples/viele-aufrufe/${file}`, import.meta.url), 'utf8');

/** What the network adds to an answer: connect, handshake, request and answer, 20 ms each. */
const ROUND_TRIPS = 0.06;

const PREAMBLE = `
import asyncio, os, time
import aiohttp, httpx, requests
from openai import AsyncOpenAI, OpenAI
URL = "https://api.openai.com/v1/chat/completions"
HEADERS = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}
def frage(n):
    return {"model": "gpt-6-luna", "messages": [{"role": "user", "content": f"Größe {n}?"}]}
def zeit():
    return time.perf_counter()
`;

/** Runs statements after the preamble; returns what they print, line by line as numbers where they are. */
async function measure(body: string): Promise<string[]> {
  const run = await runPython(PREAMBLE + body, { conditions: threeSeconds });
  expect(run.stderr).toBe('');
  expect(run.outcome.kind).toBe('completed');
  return run.stdout.trim().split('\n');
}

beforeAll(() => pythonAssets(), 300_000);

describe('the example „viele-aufrufe“ with the unmodified client', () => {
  test('in turn it needs the sum of the service times', async () => {
    const run = await runPython(await example('sync.py'), {
      fileName: 'sync.py',
      conditions: threeSeconds,
      parameters: { ANZAHL: '3' },
    });
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(run.stdout).toMatch(/^3 Antworten in 9\.\d s\n$/);
  });

  test('at once it needs the longest', async () => {
    const run = await runPython(await example('async.py'), {
      fileName: 'async.py',
      conditions: threeSeconds,
      parameters: { ANZAHL: '100' },
    });
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(run.stdout).toBe('100 Antworten in 3.1 s\n');
    expect(run.events.filter((event) => event.kind === 'request-sent')).toHaveLength(100);
    expect(run.events.filter((event) => event.kind === 'connected')).toHaveLength(100);
  });
});

describe('inside asyncio.gather', () => {
  test('three blocking waits take three times as long as one, three of the event loop as long as one', async () => {
    const [blocking, free] = await measure(`
async def blockiert(): time.sleep(0.4)
async def wartet(): await asyncio.sleep(0.4)
async def main():
    for warte in (blockiert, wartet):
        start = zeit()
        await asyncio.gather(warte(), warte(), warte())
        print(f"{zeit() - start:.2f}")
asyncio.run(main())
`);
    expect([blocking, free]).toEqual(['1.20', '0.40']);
  });

  test('requests.post blocks the event loop, aiohttp does not', async () => {
    const [blocking, free] = (
      await measure(`
async def mit_requests(n): requests.post(URL, json=frage(n), headers=HEADERS).json()
async def main():
    start = zeit()
    await asyncio.gather(*(mit_requests(n) for n in range(3)))
    print(zeit() - start)
    async with aiohttp.ClientSession(headers=HEADERS) as sitzung:
        async def mit_aiohttp(n):
            async with sitzung.post(URL, json=frage(n)) as antwort:
                await antwort.json()
        start = zeit()
        await asyncio.gather(*(mit_aiohttp(n) for n in range(3)))
        print(zeit() - start)
asyncio.run(main())
`)
    ).map(Number);
    expect(blocking).toBeCloseTo(3 * (3 + ROUND_TRIPS), 2);
    expect(free).toBeCloseTo(3 + ROUND_TRIPS, 2);
  });
});

describe('the libraries over the simulated network', () => {
  test('a session keeps its connection: one handshake for three requests', async () => {
    const run = await runPython(
      `${PREAMBLE}
with requests.Session() as sitzung:
    for n in range(3):
        sitzung.post(URL, json=frage(n), headers=HEADERS).json()
with httpx.Client(headers=HEADERS, timeout=30) as client:
    for n in range(3):
        client.post(URL, json=frage(n)).json()
`,
      { conditions: threeSeconds },
    );
    expect(run.outcome.kind).toBe('completed');
    expect(run.events.filter((event) => event.kind === 'handshaken')).toHaveLength(2);
  });

  test("a pool of ten connections makes thirty requests wait in three rounds, aiohttp's limit too", async () => {
    const [mitHttpx, mitAiohttp] = (
      await measure(`
async def main():
    async with httpx.AsyncClient(headers=HEADERS, timeout=30, limits=httpx.Limits(max_connections=10)) as client:
        start = zeit()
        await asyncio.gather(*(client.post(URL, json=frage(n)) for n in range(30)))
        print(zeit() - start)
    async with aiohttp.ClientSession(headers=HEADERS, connector=aiohttp.TCPConnector(limit=10)) as sitzung:
        async def eine(n):
            async with sitzung.post(URL, json=frage(n)) as antwort:
                await antwort.json()
        start = zeit()
        await asyncio.gather(*(eine(n) for n in range(30)))
        print(zeit() - start)
asyncio.run(main())
`)
    ).map(Number);
    expect(mitHttpx).toBeGreaterThan(9.0);
    expect(mitHttpx).toBeLessThan(9.25);
    expect(mitAiohttp).toBeGreaterThan(9.0);
    expect(mitAiohttp).toBeLessThan(9.25);
  });

  test('timeouts strike when they should: of httpx, of requests, of openai, of asyncio', async () => {
    const lines = await measure(`
def dauer(art, aufruf):
    start = zeit()
    try:
        aufruf()
    except Exception as fehler:
        print(art, type(fehler).__name__, f"{zeit() - start:.1f}")
dauer("httpx", lambda: httpx.post(URL, json=frage(1), headers=HEADERS, timeout=1))
dauer("requests", lambda: requests.post(URL, json=frage(1), headers=HEADERS, timeout=1))
dauer("openai", lambda: OpenAI(timeout=1, max_retries=0).chat.completions.create(**frage(1)))
async def main():
    async with asyncio.timeout(1):
        async with httpx.AsyncClient(headers=HEADERS) as client:
            await client.post(URL, json=frage(1))
dauer("asyncio", lambda: asyncio.run(main()))
`);
    expect(lines).toEqual([
      'httpx ReadTimeout 1.0',
      'requests ReadTimeout 1.0',
      'openai APITimeoutError 1.0',
      'asyncio TimeoutError 1.0',
    ]);
  });

  test('a stream arrives in parts, while other tasks tick', async () => {
    const lines = await measure(`
async def ticke(marken):
    while True:
        await asyncio.sleep(0.1)
        marken.append(zeit())
async def main():
    marken, teile = [], []
    ticker = asyncio.create_task(ticke(marken))
    strom = await AsyncOpenAI().chat.completions.create(**frage(1), stream=True)
    async for teil in strom:
        teile.append(zeit())
    ticker.cancel()
    print(len(teile), len(set(round(t, 3) for t in teile)) > 3, len(marken) >= 20)
asyncio.run(main())
`);
    expect(lines[0]).toMatch(/^\d+ True True$/);
  });

  test('a stream is read synchronously just as well', async () => {
    const lines = await measure(`
teile = [t.choices[0].delta.content or "" for t in OpenAI().chat.completions.create(**frage(1), stream=True)]
print(len(teile) > 5, bool("".join(teile)))
`);
    expect(lines).toEqual(['True True']);
  });

  test('urllib, http.client and bare sockets work too', async () => {
    const lines = await measure(`
import json, urllib.request, http.client, socket, ssl
anfrage = urllib.request.Request(URL, json.dumps(frage(1)).encode(), {**HEADERS, "content-type": "application/json"})
print(urllib.request.urlopen(anfrage).status)
verbindung = http.client.HTTPSConnection("api.openai.com")
verbindung.request("POST", "/v1/chat/completions", json.dumps(frage(2)), {**HEADERS, "content-type": "application/json"})
print(verbindung.getresponse().status)
with ssl.create_default_context().wrap_socket(socket.create_connection(("api.openai.com", 443)), server_hostname="api.openai.com") as s:
    s.sendall(b"GET /v1/models HTTP/1.1\\r\\nhost: api.openai.com\\r\\nauthorization: " + HEADERS["Authorization"].encode() + b"\\r\\n\\r\\n")
    print(s.recv(12).decode())
async def main():
    leser, schreiber = await asyncio.open_connection("api.openai.com", 443, ssl=True)
    schreiber.write(b"GET /v1/models HTTP/1.1\\r\\nhost: api.openai.com\\r\\nauthorization: " + HEADERS["Authorization"].encode() + b"\\r\\n\\r\\n")
    print((await leser.readline()).decode().strip()[:12])
    schreiber.close()
asyncio.run(main())
`);
    expect(lines).toEqual(['200', '200', 'HTTP/1.1 200', 'HTTP/1.1 200']);
  });

  test('an error of the service is the exception of the client, after its retries', async () => {
    const run = await runPython(
      `${PREAMBLE}
import openai
try:
    OpenAI(max_retries=2).chat.completions.create(**frage(1))
except openai.RateLimitError as fehler:
    print(type(fehler).__name__, fehler.status_code)
`,
      { conditions: { ...threeSeconds, quotaExhausted: true } },
    );
    expect(run.stdout).toBe('RateLimitError 429\n');
    const retries = run.events.flatMap((event) => (event.kind === 'request-sent' ? [event.retry] : []));
    expect(retries).toEqual([0, 1, 2]);
  });
});

test('time zones have their names, as on a machine with zone data', async () => {
  const run = await runPython(`from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones
print(datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/Berlin")).isoformat())
print(datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("America/New_York")).isoformat())
print(ZoneInfo("UTC"), len(available_timezones()) > 500)`);
  expect(run.stdout).toBe('2026-07-01T12:00:00+02:00\n2026-01-01T12:00:00-05:00\nUTC True\n');
});
