import { type ChildProcess, spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { createServer } from 'node:net';
import { z } from 'zod';
import { findBrowser, onPath } from '../../src/build/browsers.mjs';
import type { TestPage } from './browsers.ts';

/** WebKitGTK's own small browser and its driver, as Debian packs them (webkit2gtk-driver); null where they are missing. */
export function webKitPrograms(): {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
} | null {
  const driver = findBrowser('webkit');
  const screen = onPath('Xvfb');
  const browser = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser')[0];
  return driver && screen && browser ? { driver, screen, browser } : null;
}

/** A page of WebKitGTK. Its driver does not tell of requests, so `requests` stays empty. */
export interface WebKitBrowser {
  newPage(): Promise<TestPage>;
  close(): Promise<void>;
}

/** Starts WebKitGTK on a screen of its own. Close it in `afterAll`. Throws where it is not installed. */
export async function openWebKit(): Promise<WebKitBrowser> {
  const programs = webKitPrograms();
  if (programs === null) {
    throw new Error('Failed to start WebKit: not installed. Install the packages webkit2gtk-driver and xvfb.');
  }
  const screen = await startScreen(programs.screen);
  const opened: { readonly ask: Ask; readonly session: string; readonly driver: ChildProcess }[] = [];
  return {
    // One driver a page: a driver of WebKitGTK holds one session.
    async newPage() {
      const port = await freePort();
      const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: '1' },
      });
      const ask = requester(`http://127.0.0.1:${port}`);
      await until(async () => void (await ask('GET', '/status')), 10_000);
      const capabilities = {
        alwaysMatch: { 'webkitgtk:browserOptions': { binary: programs.browser, args: ['--automation'] } },
      };
      const { sessionId } = z.object({ sessionId: z.string() }).parse(await ask('POST', '/session', { capabilities }));
      const session = `/session/${sessionId}`;
      opened.push({ ask, session, driver });
      await ask('POST', `${session}/timeouts`, { script: 120_000 });
      return wrapSession((method, path, body) => ask(method, session + path, body));
    },
    async close() {
      for (const { ask, session, driver } of opened) {
        await ask('DELETE', session).catch(() => undefined);
        await end(driver);
      }
      await end(screen.process);
    },
  };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** A WebDriver session as the page that the tests know. */
function wrapSession(ask: Ask): TestPage {
  const evaluate: TestPage['evaluate'] = async (work, arg) => {
    const script = `const done = arguments[1];
      Promise.resolve().then(() => (${work.toString()})(arguments[0]))
        .then((value) => done({ value }), (error) => done({ error: String(error && error.stack || error) }));`;
    const answer = z
      .object({ value: z.unknown().optional(), error: z.string().optional() })
      .parse(await ask('POST', '/execute/async', { script, args: [arg] }));
    if (answer.error !== undefined) throw new Error(answer.error);
    // What crosses the driver is JSON; TestPage promises that in words.
    return answer.value as never;
  };
  return {
    goto: async (url) => void (await ask('POST', '/url', { url })),
    evaluate,
    waitFor: (condition, timeoutMs = 30_000) =>
      until(async () => {
        if (!(await evaluate(condition, undefined))) throw new Error(`Failed to wait for ${condition.toString()}`);
      }, timeoutMs),
    setSize: async (width, height) => void (await ask('POST', '/window/rect', { width, height })),
    screenshot: () =>
      Promise.reject(new Error('Failed to take a picture in WebKit: its driver never answers. Use another browser.')),
    requests: [],
    console: [],
    close: async () => void (await ask('DELETE', '')),
  };
}

function requester(address: string): Ask {
  return async (method, path, body) => {
    const answer = await fetch(address + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = z.object({ value: z.unknown() }).parse(await answer.json());
    if (answer.ok) return value;
    throw new Error(`Failed to drive WebKit: ${method} ${path}: ${JSON.stringify(value).slice(0, 400)}`);
  };
}

/** A screen nobody sees; it picks its own number and says it. */
function startScreen(program: string): Promise<{ process: ChildProcess; display: string }> {
  const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Failed to start Xvfb: it ended with ${code}.`)));
    child.stdio[3]?.once('data', (number: Buffer) => resolve({ process: child, display: `:${String(number).trim()}` }));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Tries again until `attempt` no longer throws. */
async function until(attempt: () => Promise<void>, timeoutMs: number): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
