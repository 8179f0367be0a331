import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const runner = fileURLToPath(new URL('../../../sandbox/commands/parity/native_run.py', import.meta.url));

describe('a native run of a Python program', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'native-run-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('has imported what the snapshot holds before the clock starts', async () => {
    const path = (name: string) => join(folder, name);
    await writeFile(
      path('fractions_user.py'),
      "import sys\nprint('fractions' in sys.modules, 'openai' in sys.modules)\n",
    );
    // A snapshot's list of modules, and a stand-in for the one library that is asked for clients.
    await writeFile(path('warm.py'), "LIBRARIES = ('fractions', 'openai')\n");
    await writeFile(
      path('openai.py'),
      'class OpenAI:\n  chat = embeddings = responses = None\n  def __init__(self, **_): pass\nAsyncOpenAI = OpenAI\n',
    );
    const child = spawn('python3', [runner, path('fractions_user.py'), path('report.json'), path('warm.py')], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
      env: { PATH: process.env['PATH'], PYTHONPATH: folder },
    });
    const start = child.stdio[3] as Duplex;
    expect(String((await once(start, 'data'))[0])).toBe('ready\n');
    start.end('start\n');
    const stdout = await text(child.stdout as Readable);
    await once(child, 'close');
    expect(stdout).toBe('True True\n');
    expect(JSON.parse(await readFile(path('report.json'), 'utf8'))).toMatchObject({ error: null });
  });
});
