import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { chromium } from 'playwright';

/** What a program did in a real worker of Chromium. */
export interface WorkerRun {
  readonly output: string;
  readonly error: string | null;
  readonly startEpochMs: number;
  readonly durationMs: number;
}

/** Whether a program needs what only a browser's worker has: the synchronous XMLHttpRequest. */
export const needsBrowserWorker = (source: string): boolean => /\bnew XMLHttpRequest\b/.test(source);

/**
 * Runs a TypeScript program without imports in a real worker of Chromium, on a page of the HTTP door itself, so that it asks
 * its own origin. Throws where Chromium is missing.
 */
export async function runInBrowserWorker(
  path: string,
  address: string,
  env: Readonly<Record<string, string>>,
): Promise<WorkerRun> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}/lab/conditions`);
    const code = workerCode(stripTypeScriptTypes(await readFile(path, 'utf8')), env);
    return await page.evaluate(
      (source) =>
        new Promise<WorkerRun>((resolve) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), {
            type: 'module',
          });
          worker.onmessage = (message) => resolve(message.data);
        }),
      code,
    );
  } finally {
    await browser.close();
  }
}

/** The program between two readings of the clock, with what it knows from Node. */
function workerCode(program: string, env: Readonly<Record<string, string>>): string {
  return `const lines = []; console.log = (...parts) => lines.push(parts.join(' ') + '\\n');
globalThis.process = { env: ${JSON.stringify(env)} };
const startEpochMs = Date.now(), start = performance.now(); let error = null;
try { await (async () => { ${program} })(); } catch (thrown) { error = thrown?.constructor?.name ?? typeof thrown; }
postMessage({ output: lines.join(''), error, startEpochMs, durationMs: performance.now() - start });`;
}

function chromiumPath(): string {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined) return named;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' });
    if (found.status === 0) return found.stdout.trim();
  }
  throw new Error('Failed to find Chromium: not on the PATH. Install it or set CHROMIUM_PATH.');
}
