import { beforeAll, expect, test } from 'vitest';
import { pythonAssets, runPython } from './support/run-python.ts';

beforeAll(() => pythonAssets(), 300_000);

test.each([
  ['os.kill(os.getpid(), signal.SIGTERM)', 143],
  ['os.kill(0, signal.SIGHUP)', 129],
  ['signal.raise_signal(signal.SIGUSR1)', 138],
  ['signal.signal(signal.SIGTERM, print); os.kill(os.getpid(), signal.SIGKILL)', 137],
  ['signal.signal(signal.SIGINT, signal.SIG_DFL); signal.raise_signal(signal.SIGINT)', 130],
  ['os.abort()', 134],
])('a signal without a handler ends the process without a word: %s', async (line, exitCode) => {
  const run = await runPython(`import os, signal\nprint("vorher")\n${line}\nprint("nie")\n`);
  expect(run.outcome).toEqual({ kind: 'completed', exitCode });
  expect(run.terminal).toBe('vorher\n');
});

test.each([
  'os.kill(os.getpid(), signal.SIGCHLD)',
  'signal.signal(signal.SIGTERM, signal.SIG_IGN); os.kill(os.getpid(), signal.SIGTERM)',
  'signal.signal(signal.SIGTERM, lambda *_: None); signal.raise_signal(signal.SIGTERM)',
  'os.kill(os.getpid(), 0)',
])('and one that is handled, ignored or harmless does not: %s', async (line) => {
  const run = await runPython(`import os, signal\n${line}\nprint("nachher")\n`);
  expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
  expect(run.stdout).toBe('nachher\n');
});

test('a loop hears of the signals that it asked for, until it asks no more', async () => {
  const run = await runPython(
    [
      'import asyncio, os, signal',
      'async def main():',
      '    loop, stop = asyncio.get_running_loop(), asyncio.Event()',
      '    loop.add_signal_handler(signal.SIGTERM, stop.set)',
      '    loop.call_later(1, os.kill, os.getpid(), signal.SIGTERM)',
      '    await stop.wait()',
      '    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))',
      '    loop.add_signal_handler(signal.SIGUSR1, print, "nie")',
      'asyncio.run(main())',
      'print(signal.getsignal(signal.SIGUSR1) == signal.SIG_DFL)',
    ].join('\n'),
  );
  expect(run.outcome).toEqual({ kind: 'completed', exitCode: 0 });
  expect(run.stdout).toBe('True False\nTrue\n');
});

test('SIGINT is a KeyboardInterrupt', async () => {
  const run = await runPython('import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n');
  expect(run.outcome).toMatchObject({ kind: 'threw', exitCode: 130, error: { type: 'KeyboardInterrupt', line: 2 } });
});
