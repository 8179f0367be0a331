import { afterEach, expect, test, vi } from 'vitest';
import { runProgram } from '../../../sandbox/commands/run-program.ts';

afterEach(() => vi.restoreAllMocks());

test('--help prints the options and runs nothing', async () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const makeAssets = vi.fn();
  expect(await runProgram(['--help'], makeAssets)).toBe(0);
  const text = write.mock.calls.map(([part]) => String(part)).join('');
  for (const option of ['conditions', 'clock', 'seed', 'param', 'json']) expect(text).toContain(`--${option}`);
  expect(makeAssets).not.toHaveBeenCalled();
});
