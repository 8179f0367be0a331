import { beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

/** Expectations taken from CPython 3.14 on a pseudo-terminal. */
describe('output comes in the order of a terminal', () => {
  test.each([
    ['int("x")', /^vorher Traceback .*ValueError: .*\n$/s],
    ['raise KeyboardInterrupt', /^vorher Traceback .*\nKeyboardInterrupt\n$/s],
    ['raise SystemExit("tschüss")', /^vorher tschüss\n$/s],
    ['import sys; sys.stderr.write("Fehler "); sys.exit("tschüss")', /^Fehler vorher tschüss\n$/s],
    [
      'import atexit; atexit.register(print, "nachher"); 1 / 0',
      /^vorher Traceback .*ZeroDivisionError: .*\nnachher\n$/s,
    ],
    ['import sys; sys.excepthook = lambda *_: print("Haken", file=sys.stderr); 1 / 0', /^vorher Haken\n$/s],
  ])('a line that is not finished stands before how the program ends: %s', async (line, expected) => {
    const run = await runPython(`print("vorher", end=" ")\n${line}\n`);
    expect(run.terminal).toMatch(expected);
  });

  test.each([
    [
      'import threading\nfaden = threading.Thread(target=int, args=("x",))\nfaden.start()\nfaden.join()',
      'Exception in thread',
    ],
    ['import warnings\nwarnings.warn("Achtung")', 'programm.py:3: UserWarning: Achtung\n'],
    [
      'import asyncio\nasync def scheitert(): 1 / 0\nasync def main():\n    asyncio.create_task(scheitert())\n    await asyncio.sleep(1)\nasyncio.run(main())',
      'Task exception was never retrieved\n',
    ],
  ])('and waits in its buffer while the program goes on: %j', async (source, message) => {
    const run = await runPython(`print("vorher", end=" ")\n${source}\nprint("nachher")\n`);
    expect(run.terminal.startsWith(message)).toBe(true);
    expect(run.terminal.endsWith('\nvorher nachher\n')).toBe(true);
  });
});
