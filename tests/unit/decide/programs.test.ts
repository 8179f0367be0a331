import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ForecastMode, forecast, forecastCurve } from '../../../sandbox/forecast/forecast.ts';
import { makeLabAssets } from '../../../sandbox/lab/build.node.ts';
import { takeAwayValues } from '../../../src/islands/decide/advice.ts';
import { questionOf } from '../../../src/islands/decide/calculator-question.ts';
import { defaultNumbers, type Numbers } from '../../../src/islands/decide/numbers.ts';
import { fillProgram } from '../../../src/islands/decide/take-away.ts';
import { pythonWithClient } from '../../contract/python-client.ts';
import { ground, programFile, programFiles, runInLab, values } from './program-files.ts';

const run = promisify(execFile);
const root = new URL('../../../', import.meta.url).pathname;

interface Failure {
  readonly stdout?: string;
}

/** What a checker complains about; empty when it is content. */
async function complaints(command: string, args: readonly string[]): Promise<string> {
  try {
    await run(process.execPath, [join(root, 'node_modules', command), ...args], { cwd: root });
    return '';
  } catch (error) {
    return (error as Failure).stdout ?? String(error);
  }
}

describe('the generated programs', () => {
  test('in Python satisfy pyright at its strictest', async ({ skip }) => {
    const python = await pythonWithClient();
    if ('missing' in python) return skip(python.missing);
    const folder = await mkdtemp(join(tmpdir(), 'wartezeit-programs-'));
    try {
      for (const { file, language, template } of programFiles) {
        if (language === 'python') await writeFile(join(folder, file), fillProgram(template, language, values));
      }
      await writeFile(join(folder, 'pyrightconfig.json'), JSON.stringify({ typeCheckingMode: 'strict' }));
      expect(await complaints('pyright/index.js', ['-p', folder, '--pythonpath', python.python])).toBe('');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 300_000);

  test('in TypeScript satisfy tsc at its strictest', async () => {
    // Beside the templates, so that the imports are found; the templates themselves are checked by content/tsconfig.json.
    const folder = await mkdtemp(join(root, '.cache', 'programs-'));
    try {
      for (const { file, language, template } of programFiles) {
        if (language === 'typescript') await writeFile(join(folder, file), fillProgram(template, language, values));
      }
      const config = { extends: '../../content/tsconfig.json', include: ['*.ts'] };
      await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
      expect(await complaints('typescript/bin/tsc', ['-p', folder])).toBe('');
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 300_000);
});

describe('in the laboratory', () => {
  beforeAll(() => makeLabAssets(undefined, () => {}).then(() => {}), 600_000);

  test.each(programFiles)(
    '$file runs to its end and gets every answer',
    async (program) => {
      const { outcome, output, measurement } = await runInLab(program, values, ground.conditions);
      expect(output).toMatch(/(?:12 von 12 Antworten|3 von 3 Ketten) in \d+\.\d s\n$/);
      expect(outcome).toBe('completed');
      expect(measurement.failed + measurement.aborted).toBe(0);
    },
    120_000,
  );
});

/** Numbers as the lab's short questions and answers have them. */
const labNumbers: Numbers = { ...defaultNumbers, calls: 60, promptTokens: 16, outputTokens: 30, retries: 5 };
const situations = {
  'without limits': { ...labNumbers, hasLimits: false },
  'behind a limit of requests': { ...labNumbers, requestsPerMinute: 30, tokensPerMinute: 1_000_000 },
  'behind a limit of tokens': { ...labNumbers, latency: 'schnell', tokensPerMinute: 2_000 },
  // Eight at a time: all at once the total hangs on one call, and so on the jitter of its client's pauses.
  'with failures': { ...labNumbers, latency: 'mittel', hasLimits: false, failurePercent: 10, concurrency: 8 },
} as const satisfies Record<string, Numbers>;

const modes: Readonly<Record<string, ForecastMode>> = {
  synchron: 'synchron',
  'thread-pool': 'thread-pool',
  asynchron: 'asynchron',
  'asynchron-begrenzt': 'asynchron-begrenzt',
};

/** Forecast and measurement of one program, side by side. */
async function sideBySide(situation: keyof typeof situations, file: string) {
  const numbers = situations[situation];
  const program = programFile(file);
  const asked = questionOf(numbers, program.language, 1, ground);
  // In mode Wiederholbar a program computes in no time.
  const client = { ...asked.client, computeMs: 0 };
  const curve = forecastCurve({ ...asked, mode: 'asynchron-begrenzt', client });
  const filled = { ...takeAwayValues(numbers, curve), timeoutSeconds: 600 };
  const mode = modes[file.replace(/\.\w+$/, '')] ?? 'asynchron-begrenzt';
  const { concurrency, retries: maxRetries } = filled;
  const expected = forecast({ ...asked, mode, concurrency, client: { ...client, maxRetries } });
  const { measurement } = await runInLab(program, filled, asked.conditions);
  return { expected, measured: measurement };
}

const share = (one: number, other: number): number => Math.abs(one - other) / Math.max(1, other);

describe('the forecast is within 5 % of the program to take away, run in the laboratory', () => {
  test.each([
    ['without limits', 'synchron.py'],
    ['without limits', 'synchron.ts'],
    ['without limits', 'thread-pool.py'],
    ['without limits', 'asynchron.py'],
    ['without limits', 'asynchron.ts'],
    ['without limits', 'asynchron-begrenzt.py'],
    ['without limits', 'asynchron-begrenzt.ts'],
    ['behind a limit of requests', 'synchron.py'],
    ['behind a limit of requests', 'thread-pool.py'],
    ['behind a limit of requests', 'asynchron-begrenzt.py'],
    ['behind a limit of requests', 'asynchron-begrenzt.ts'],
    ['behind a limit of tokens', 'asynchron-begrenzt.py'],
    ['behind a limit of tokens', 'asynchron-begrenzt.ts'],
    ['with failures', 'synchron.ts'],
    ['with failures', 'asynchron-begrenzt.py'],
    ['with failures', 'asynchron-begrenzt.ts'],
  ] as const)(
    '%s: %s',
    async (situation, file) => {
      const { expected, measured } = await sideBySide(situation, file);
      expect(share(expected.totalMs, measured.totalMs)).toBeLessThan(0.05);
      expect(share(expected.succeeded, measured.succeeded)).toBeLessThan(0.05);
      expect(share(expected.requests, measured.requests)).toBeLessThan(0.05);
      expect(expected.costUsd).toBeCloseTo(measured.costUsd ?? -1, 4);
    },
    120_000,
  );

  // All at once behind a limit, microseconds decide whose retry is admitted, and so whose latency comes last: the totals
  // of two such runs differ by more than 5 %. What becomes of the calls does not.
  test('all at once behind a limit as many calls are refused and given up', async () => {
    const { expected, measured } = await sideBySide('behind a limit of requests', 'asynchron.ts');
    expect(expected.failed).toBeGreaterThan(0);
    expect(share(expected.succeeded, measured.succeeded)).toBeLessThan(0.05);
    expect(share(expected.rateLimited, measured.rateLimited)).toBeLessThan(0.05);
  }, 120_000);
});
