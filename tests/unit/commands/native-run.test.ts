import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoadedPython, loadPython } from '../../../sandbox/commands/parity/loaded-python.ts';

describe('native runs of Python programs', () => {
  let folder = '';
  let python: LoadedPython;
  const path = (name: string) => join(folder, name);

  const order = async (name: string, source: string, environment: Record<string, string> = {}) => {
    await writeFile(path(`${name}.py`), source);
    return { program: path(`${name}.py`), report: path(`${name}.json`), output: path(`${name}.txt`), environment };
  };
  const printed = (name: string) => readFile(path(`${name}.txt`), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'native-run-'));
    // A snapshot's list of modules, and a stand-in for the one library that is asked for clients.
    await writeFile(path('warm.py'), "LIBRARIES = ('fractions', 'openai')\n");
    await writeFile(
      path('openai.py'),
      'class OpenAI:\n  chat = embeddings = responses = None\n  def __init__(self, **_): pass\nAsyncOpenAI = OpenAI\n',
    );
    python = await loadPython('python3', path('warm.py'), { PYTHONPATH: folder });
  });
  afterEach(async () => {
    await python.end();
    await rm(folder, { recursive: true });
  });

  it('have imported what the snapshot holds before their clock starts', async () => {
    const run = await python.prepare(
      await order('imports', "import sys\nprint('fractions' in sys.modules, 'openai' in sys.modules)\n"),
    );
    expect(await run.start()).toBe(0);
    expect(await printed('imports')).toBe('True True\n');
    expect(JSON.parse(await readFile(path('imports.json'), 'utf8'))).toMatchObject({ error: null });
  });

  it('know nothing of each other', async () => {
    const source = "import fractions, os\nprint(os.environ['NAME'], hasattr(fractions, 'mark'))\nfractions.mark = 1\n";
    const runs = [
      await python.prepare(await order('one', source, { NAME: 'eins' })),
      await python.prepare(await order('two', source, { NAME: 'zwei' })),
    ];
    for (const run of runs) expect(await run.start()).toBe(0);
    expect(await printed('one')).toBe('eins False\n');
    expect(await printed('two')).toBe('zwei False\n');
  });

  it('tell how they ended', async () => {
    const failing = await python.prepare(await order('failing', "raise ValueError('nein')\n"));
    expect(await failing.start()).toBe(1);
    expect(JSON.parse(await readFile(path('failing.json'), 'utf8'))).toMatchObject({ error: 'ValueError' });
    const leaving = await python.prepare(await order('leaving', 'raise SystemExit(3)\n'));
    expect(await leaving.start()).toBe(3);
  });

  it('are ended from outside, before their start and after it', async () => {
    const run = await python.prepare(await order('endless', 'while True: pass\n'));
    const ended = run.start();
    run.kill();
    expect(await ended).toBeNull();
    (await python.prepare(await order('unused', ''))).kill();
  });

  it('cannot be prepared where the libraries are missing, and say why', async () => {
    await writeFile(path('warm.py'), "LIBRARIES = ('no_such_library',)\n");
    await expect(loadPython('python3', path('warm.py'))).rejects.toThrow(/no_such_library/);
  });
});
