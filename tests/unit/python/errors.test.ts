import { beforeAll, describe, expect, test } from 'vitest';
import { errorHints, hintForError, hintsFromNotes } from '../../../sandbox/runtimes/python/hints.ts';
import { pythonAssets, runPython } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

const CHAT = 'model="gpt-6-luna", messages=[{"role": "user", "content": "Hallo"}]';

describe('the end of a program', () => {
  test('an uncaught exception: its class, message and line, and the traceback without frames of ours', async () => {
    const run = await runPython('def f():\n    raise ValueError("kaputt")\n\nf()\n');
    expect(run.outcome).toEqual({
      kind: 'threw',
      exitCode: 1,
      error: { type: 'ValueError', message: 'kaputt', line: 2 },
    });
    expect(run.stderr).toBe(`Traceback (most recent call last):
  File "programm.py", line 4, in <module>
    f()
    ~^^
  File "programm.py", line 2, in f
    raise ValueError("kaputt")
ValueError: kaputt
`);
  });

  test('an exception of a library names the library and the line that called it', async () => {
    const run = await runPython(
      `from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create(model="gibt-es-nicht", messages=[{"role": "user", "content": "x"}])\n`,
    );
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { type: 'openai.NotFoundError', line: 3 } });
    expect(run.stderr).not.toContain('_lab');
  });

  test('a syntax error: its line', async () => {
    const run = await runPython('x = 1\nprint("offen"\n');
    expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 1, error: { type: 'SyntaxError', line: 2 } });
    expect(run.stderr).toMatch(/^ {2}File "programm\.py", line 2\n/);
  });

  test.each(['sys.stderr.close()', 'sys.stderr = None'])('after %s nobody can be shown the exception', async (line) => {
    const run = await runPython(`import sys\n${line}\nraise ValueError("weg")\n`);
    expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 1, error: { type: 'ValueError', line: 3 } });
    expect(run.stderr).toBe('');
  });

  test('a hook that fails is shown with what it should have shown', async () => {
    const run = await runPython(
      'import sys\ndef hook(*_): raise KeyError("h")\nsys.excepthook = hook\nraise ValueError("x")\n',
    );
    expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 1, error: { type: 'ValueError', line: 4 } });
    expect(run.stderr).toMatch(
      /^Error in sys\.excepthook:\n.*\nKeyError: 'h'\n\nOriginal exception was:\n.*\nValueError: x\n$/s,
    );
  });

  test('an exception group: the line of its first exception', async () => {
    const run = await runPython(`import asyncio
async def scheitert():
    raise KeyError("x")
async def main():
    async with asyncio.TaskGroup() as gruppe:
        gruppe.create_task(scheitert())
asyncio.run(main())
`);
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { type: 'ExceptionGroup', line: 3 } });
  });

  test.each([
    ['import sys\nsys.exit(3)', 3, '', ''],
    ['import sys\nsys.exit()', 0, '', ''],
    ['raise SystemExit("weg")', 1, '', 'weg\n'],
    ['import os\nprint("da")\nprint("noch im Puffer", end="")\nos._exit(5)', 5, 'da\n', ''],
    ['import atexit, sys\natexit.register(print, "bis bald")\nsys.exit(2)', 2, 'bis bald\n', ''],
    ['print("ohne Umbruch", end="")', 0, 'ohne Umbruch', ''],
    ['import sys\nsys.stderr.close()\nsys.exit("weg")', 1, '', ''],
  ])('%j ends with exit code %i', async (source, exitCode, stdout, stderr) => {
    const run = await runPython(source);
    expect(run.outcome).toEqual({ kind: 'completed', exitCode });
    expect([run.stdout, run.stderr]).toEqual([stdout, stderr]);
  });

  test('a byte order mark before the program is no part of it', async () => {
    const run = await runPython('\ufeff# Umlaute: äöü\nprint("läuft")\n');
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(run.stdout).toBe('läuft\n');
  });

  test('KeyboardInterrupt ends with 130', async () => {
    expect((await runPython('raise KeyboardInterrupt')).outcome).toMatchObject({ kind: 'threw', exitCode: 130 });
  });

  test('waiting for what never comes is a deadlock with its line, and nothing of the program runs any more', async () => {
    const run = await runPython(`import asyncio
async def main():
    try:
        await asyncio.Event().wait()
    finally:
        print("nie")
asyncio.run(main())
`);
    expect(run.outcome).toMatchObject({ kind: 'deadlock', exitCode: 1, error: { type: 'Deadlock', line: 4 } });
    expect(run.stdout).toBe('');
  });

  test('a lock that its own thread holds is a deadlock', async () => {
    const run = await runPython('import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()\n');
    expect(run.outcome).toMatchObject({ kind: 'deadlock', error: { line: 4 } });
  });

  test('an allocation bomb ends the run with its limit', async () => {
    const run = await runPython('x = []\nwhile True:\n    x.append(bytearray(50_000_000))\n');
    expect(run.outcome).toMatchObject({ kind: 'limit', error: { type: 'MemoryError', line: 3 } });
  });

  test('endless recursion without Python’s limit is the RecursionError of CPython, its lines counted', async () => {
    const run = await runPython('import sys\nsys.setrecursionlimit(10**9)\ndef f(n):\n    return f(n + 1)\nf(0)\n');
    expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 1, error: { type: 'RecursionError', line: 4 } });
    expect(run.stderr).toMatch(/\n {2}\[Previous line repeated 39\d\d more times\]\nRecursionError: /);
    expect(run.stderr.split('\n').length).toBeLessThan(16);
  });

  test('a program goes on after the RecursionError it caught', async () => {
    const run = await runPython(
      'import sys\nsys.setrecursionlimit(10**6)\ndef f(): f()\ntry:\n    f()\nexcept RecursionError:\n    pass\nprint("weiter")\n',
    );
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect(run.stdout).toBe('weiter\n');
  });

  test('recursion through C that fills the browser’s stack ends the run with few lines and a hint', async () => {
    const run = await runPython(
      'import sys\nsys.setrecursionlimit(10**9)\ndef f(n):\n    return list(map(f, [n + 1]))\nprint("vorher")\nf(0)\n',
    );
    const hint = expect.stringContaining('Bedingung');
    expect(run.outcome).toMatchObject({
      kind: 'limit',
      exitCode: 134,
      error: { type: 'RecursionError', line: 4, hint },
    });
    expect(run.stdout).toBe('vorher\n');
    expect(run.stderr).toMatch(
      /^Stack \(most recent call first\):\n(?: {2}File "programm\.py", line 4 in f\n){3} {2}\[Previous line repeated \d\d more times\]\n {2}\.\.\.\n$/,
    );
  });

  test('a module that the program has written is part of its tracebacks', async () => {
    const run = await runPython(
      'open("hilfe.py", "w").write("def teile(a, b):\\n    return a / b\\n")\nimport hilfe\nhilfe.teile(1, 0)\n',
    );
    expect(run.stderr).toMatch(/File "[^"]*hilfe\.py", line 2, in teile/);
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { type: 'ZeroDivisionError', line: 3 } });
  });

  test('an interpreter that the program kills is an outcome too', async () => {
    const run = await runPython('import ctypes\nprint("vorher")\nctypes.string_at(0xfffffff0, 8)\n');
    expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 134, error: { type: 'SystemError' } });
    expect(run.stdout).toMatch(/^vorher\n/);
  });

  test('a program that has closed its own streams ends as in CPython', async () => {
    const run = await runPython('import sys\nsys.stderr.close()\nprint("c")\nsys.stdout.close()\n');
    expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
    expect([run.stdout, run.stderr]).toEqual(['c\n', '']);
  });

  test('data that is nested too deeply for C ends the run with its limit', async () => {
    const run = await runPython('import json\nx = []\nfor _ in range(100_000):\n    x = [x]\njson.dumps(x)\n');
    const hint = expect.stringContaining('verschachtelt');
    expect(run.outcome).toMatchObject({ error: { type: 'RecursionError', hint } });
    expect(run.stderr).not.toMatch(/wasm|Pyodide/);
  });

  test('reading from the keyboard finds its end', async () => {
    expect((await runPython('input("Name? ")')).outcome).toMatchObject({ error: { type: 'EOFError', line: 1 } });
  });

  test('an exception that no task waits for is reported as in CPython', async () => {
    const run = await runPython(`import asyncio
async def scheitert():
    raise KeyError("x")
async def main():
    asyncio.create_task(scheitert())
    await asyncio.sleep(1)
asyncio.run(main())
`);
    expect(run.stderr).toContain('Task exception was never retrieved');
    expect(run.stderr).toContain('File "programm.py", line 3, in scheitert');
    expect(run.outcome.kind).toBe('completed');
  });
});

/** One program per hint: what readers really write. */
const mistakes: Readonly<Record<string, string>> = {
  'missing-await': `import asyncio
from openai import AsyncOpenAI
async def main():
    antwort = AsyncOpenAI().chat.completions.create(${CHAT})
    print(antwort.choices)
asyncio.run(main())`,
  'await-of-a-value': `import asyncio
from openai import OpenAI
async def main():
    await OpenAI().chat.completions.create(${CHAT})
asyncio.run(main())`,
  'await-outside-async': 'import asyncio\nawait asyncio.sleep(1)',
  'async-outside-async': 'import aiohttp\nasync with aiohttp.ClientSession() as s:\n    pass',
  'run-inside-loop': `import asyncio
async def main():
    asyncio.run(asyncio.sleep(1))
asyncio.run(main())`,
  'no-running-loop': `import asyncio
async def arbeite(): pass
asyncio.create_task(arbeite())`,
  'missing-async-with': `import asyncio, aiohttp
async def main():
    with aiohttp.ClientSession() as sitzung:
        pass
asyncio.run(main())`,
  'async-with-of-sync': `import asyncio, requests
async def main():
    async with requests.Session() as sitzung:
        pass
asyncio.run(main())`,
  'async-for': `import asyncio
from openai import AsyncOpenAI
async def main():
    strom = await AsyncOpenAI().chat.completions.create(${CHAT}, stream=True)
    for teil in strom:
        print(teil)
asyncio.run(main())`,
  'gather-of-a-value': `import asyncio
async def main():
    await asyncio.gather(1, 2)
asyncio.run(main())`,
  'process-start': 'import subprocess\nsubprocess.run(["ls"])',
  subinterpreters: 'from concurrent.futures import InterpreterPoolExecutor',
  alarm: 'import signal\nsignal.alarm(5)',
  'unbuilt-endpoint': `from openai import OpenAI
OpenAI().audio.speech.create(model="tts-1", voice="alloy", input="Hallo")`,
  'own-server': 'import socket\nsocket.create_server(("127.0.0.1", 8000))',
  'real-socket': 'import socket\nsocket.create_connection(("93.184.216.34", 80))',
  'outside-file': 'open("/etc/hostname")',
  'missing-package': 'import numpy',
  'missing-import': 'asyncio.run(None)',
  'old-client': 'import openai\nopenai.ChatCompletion.create(model="gpt-4")',
  'unknown-host': 'import requests\nrequests.get("https://example.com")',
  'unawaited-session': `import asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession() as sitzung:
        pass
    await sitzung.get("https://api.openai.com/v1/models")
asyncio.run(main())`,
  recursion: 'def f(): f()\nf()',
  'no-keyboard': 'name = input("Wie heißt du? ")',
  'missing-file': 'open("daten.csv")',
  'missing-colon': 'def f()\n    pass',
  'never-closed': 'print("a"',
  indentation: 'def f():\npass',
  'unknown-model': `from openai import OpenAI
OpenAI().chat.completions.create(model="gpt-unbekannt", messages=[{"role": "user", "content": "x"}])`,
  'unknown-variable': 'import os\nos.environ["OPENAI_BASE_URL"]',
  'unknown-zone': 'from zoneinfo import ZoneInfo\nZoneInfo("Europe/Entenhausen")',
};

describe('hints', () => {
  test.each([
    ['os.fork()', 'process-start'],
    ['os.popen("ls")', 'process-start'],
    ['from multiprocessing import Process; Process(target=print).start()', 'process-start'],
    ['from concurrent.futures import ProcessPoolExecutor as P; P().submit(print)', 'process-start'],
    ['import asyncio; asyncio.run(asyncio.start_server(print, "127.0.0.1", 8000))', 'own-server'],
    ['import asyncio; asyncio.run(asyncio.create_subprocess_exec("ls"))', 'process-start'],
    ['import asyncio; asyncio.run(asyncio.create_subprocess_shell("ls"))', 'process-start'],
    ['os.system("ls")', 'process-start'],
    ['os.execv("/bin/ls", ["ls"])', 'process-start'],
    ['open("/etc/notizen", "w")', 'outside-file'],
  ])('what the lab cannot do says so where it is tried: %s', async (source, id) => {
    const run = await runPython(`import os\n${source}`);
    const text = errorHints.find((hint) => hint.id === id)?.text;
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { line: 2, hint: text } });
  });

  test.each([
    'from openai import OpenAI\nOpenAI().vector_stores.list()',
    'from openai import OpenAI\nOpenAI().responses.compact(model="gpt-6-luna", input="x")',
    'import httpx\nhttpx.post("https://api.openai.com/v1/images/edits", headers=KOPF).raise_for_status()',
    'import requests\nrequests.get("https://api.openai.com/v1/assistants", headers=KOPF).raise_for_status()',
    `import asyncio, aiohttp
async def main():
    async with aiohttp.ClientSession(headers=KOPF, raise_for_status=True) as sitzung:
        await sitzung.get("https://api.openai.com/v1/evals")
asyncio.run(main())`,
  ])('every client is told which endpoints the lab does not have: %s', async (source) => {
    const run = await runPython(
      `import os\nKOPF = {"Authorization": "Bearer " + os.environ["OPENAI_API_KEY"]}\n${source}\n`,
    );
    const text = errorHints.find((hint) => hint.id === 'unbuilt-endpoint')?.text;
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { hint: text } });
  });

  test.each([
    ['openai.NotFoundError', 'Error code: 404 - Invalid URL (POST /v1/chat/completion)'],
    ['openai.NotFoundError', 'Error code: 404 - Invalid URL (POST /audio/speech)'],
    ['openai.NotFoundError', "Error code: 404 - Response with id 'resp_1' not found."],
  ])('what OpenAI would not have either is no gap of the lab: %s %s', (type, message) => {
    expect(hintForError({ type, message })).toBeUndefined();
  });

  test.each(Object.entries(mistakes))('%s: the program gets its hint', async (id, source) => {
    const run = await runPython(source);
    const text = errorHints.find((hint) => hint.id === id)?.text;
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { hint: text } });
  });

  test('a call that blocks the event loop, in a program that ends well', async () => {
    const run = await runPython(`import asyncio, time
async def main():
    time.sleep(1)
asyncio.run(main())`);
    expect(run.outcome).toMatchObject({
      kind: 'completed',
      hints: [{ line: 3, text: expect.stringContaining('await asyncio.sleep') }],
    });
  });

  test('a coroutine that nobody awaits, with the warning that CPython prints', async () => {
    const run = await runPython(`import asyncio
async def arbeite(): pass
async def main():
    arbeite()
asyncio.run(main())`);
    expect(run.outcome).toMatchObject({
      kind: 'completed',
      hints: [{ line: 4, text: expect.stringContaining('„arbeite“') }],
    });
    expect(run.stderr).toContain("programm.py:4: RuntimeWarning: coroutine 'arbeite' was never awaited");
  });

  test('a blocking sleep outside an event loop is none of our business', async () => {
    expect((await runPython('import time\ntime.sleep(1)')).outcome).toEqual({ kind: 'completed', exitCode: 0 });
  });

  test('an exception of the reader gets none', () => {
    expect(hintForError({ type: 'ValueError', message: 'kaputt' })).toBeUndefined();
    expect(hintForError({ type: 'MeinFehler', message: "'x' object has no attribute 'y'" })).toBeUndefined();
  });

  test('notes come in the order of their lines', () => {
    const notes = [
      { kind: 'never-awaited', line: 9, name: 'b' },
      { kind: 'blocks-event-loop', line: 3, name: 'sleep' },
      { kind: 'unbekannt', line: 1, name: '' },
    ];
    expect(hintsFromNotes(notes).map((hint) => hint.line)).toEqual([3, 9]);
  });
});
