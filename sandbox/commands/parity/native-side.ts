import { spawn } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createMockServer } from '../../doors/http-server.ts';
import { callFingerprint } from '../../network/call-fingerprint.ts';
import { needsBrowserWorker, runInBrowserWorker } from './browser-worker.ts';
import type { LoadedPython } from './loaded-python.ts';
import type { ParityRequest, PreparedRun } from './parity-run.ts';
import type { ParityProgram } from './programs.ts';

const reportSchema = z.object({ startEpochMs: z.number(), durationMs: z.number(), error: z.string().nullable() });

/** A program that takes longer natively has not been given a variant of at most 5 s. */
const PATIENCE_MS = 30_000;

interface Seen {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer[];
  readonly sent: number;
  end: number;
}

/** Where a program is executed, and what its process is told. */
interface Place {
  readonly program: ParityProgram;
  /** The HTTP door under the program's conditions. */
  readonly address: string;
  /** Another HTTP door, for what comes before the clock starts. */
  readonly warmAddress: string;
  /** The run's own folder. */
  readonly folder: string;
}

/**
 * Prepares a run of the program by CPython (`python`), by Node or in a browser's worker against an HTTP door of its own on this
 * machine. Answers when the process waits for its start, so that several can load their libraries at once and none of them while
 * another is measured. Rejects, and leaves nothing behind, where the process cannot be prepared.
 */
export async function prepareNatively(program: ParityProgram, python: LoadedPython | null): Promise<PreparedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'wartezeit-parity-'));
  const server = createMockServer({ conditions: program.conditions });
  const warm = createMockServer({ conditions: program.conditions });
  const place = { program, address: await server.listen(), warmAddress: await warm.listen(), folder };
  const free = async (): Promise<void> => {
    await Promise.all([server.close(), warm.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  const waiting = await waitingProcess(place, python).catch(async (error: unknown) => {
    await free();
    throw error;
  });
  return {
    async run() {
      const seen = observeRequests(place.address);
      try {
        const { exitCode, output, report } = await waiting.execute();
        return {
          exitCode,
          error: report.error,
          output,
          requests: seen.requests.map((request) => asParityRequest(request, report.startEpochMs)),
          connections: seen.connections.size,
          durationMs: report.durationMs,
        };
      } finally {
        seen.stop();
      }
    },
    async close() {
      waiting.end();
      await free();
    },
  };
}

/** Node tells of every request that a server of this process takes; the door itself need not know that it is watched. */
function observeRequests(address: string) {
  const port = Number(new URL(address).port);
  const requests: Seen[] = [];
  const connections = new Set<Socket>();
  const started = (message: unknown): void => {
    const { request, response, socket } = message as Record<string, never> as unknown as {
      request: IncomingMessage;
      response: ServerResponse;
      socket: Socket;
    };
    if (socket.localPort !== port) return;
    // What the browser asks for its page is not the program's.
    if (/^\/(lab\/|favicon)/.test(request.url ?? '')) return;
    connections.add(socket);
    const entry: Seen = { request, response, body: [], sent: Date.now(), end: Date.now() };
    requests.push(entry);
    request.on('data', (part: Buffer) => entry.body.push(part));
    response.once('close', () => {
      entry.end = Date.now();
    });
  };
  diagnostics.subscribe('http.server.request.start', started);
  return {
    requests,
    connections,
    stop: () => diagnostics.unsubscribe('http.server.request.start', started),
  };
}

function asParityRequest({ request, response, body, sent, end }: Seen, startEpochMs: number): ParityRequest {
  const answered = response.headersSent;
  const { method = '', url: path = '' } = request;
  return {
    method,
    path,
    retry: Number(request.headers['x-stainless-retry-count'] ?? 0),
    body: callFingerprint(method, path, Buffer.concat(body)),
    status: answered ? response.statusCode : null,
    sentMs: sent - startEpochMs,
    endMs: end - startEpochMs,
  };
}

interface Executed {
  readonly exitCode: number;
  readonly output: string;
  readonly report: z.infer<typeof reportSchema>;
}

/** What waits before the program's first line. */
interface Waiting {
  execute(): Promise<Executed>;
  end(): void;
}

async function waitingProcess(place: Place, python: LoadedPython | null): Promise<Waiting> {
  if (python !== null) return waitingPython(place, python);
  const inBrowser = needsBrowserWorker(await readFile(place.program.path, 'utf8'));
  return inBrowser ? { execute: () => executeInBrowser(place), end: () => undefined } : waitingNode(place);
}

async function executeInBrowser({ program, address }: Place): Promise<Executed> {
  const { output, ...report } = await runInBrowserWorker(program.path, address, environment(program, address));
  return { exitCode: report.error === null ? 0 : 1, output, report };
}

const environment = ({ parameters }: ParityProgram, address: string): Record<string, string> => ({
  TZ: 'UTC',
  OPENAI_API_KEY: 'sk-wartezeit-labor',
  AZURE_OPENAI_API_KEY: 'sk-wartezeit-labor',
  OPENAI_BASE_URL: `${address}/v1`,
  AZURE_OPENAI_ENDPOINT: address,
  ...parameters,
});

/** The exit code of a run, or null where it was ended from outside: `kill` does that when it takes too long. */
async function inTime(program: ParityProgram, run: Promise<number | null>, kill: () => void): Promise<number> {
  const timer = setTimeout(kill, PATIENCE_MS);
  const exitCode = await run.finally(() => clearTimeout(timer));
  if (exitCode !== null) return exitCode;
  const limit = `${PATIENCE_MS / 1000} s`;
  throw new Error(`Failed to run ${program.name} natively: over ${limit}. Give it a smaller variant.`);
}

const reportIn = async (path: string): Promise<Executed['report']> =>
  reportSchema.parse(JSON.parse(await readFile(path, 'utf8')));

async function waitingPython({ program, address, folder }: Place, python: LoadedPython): Promise<Waiting> {
  const report = join(folder, 'report.json');
  const output = join(folder, 'output.txt');
  const order = { program: program.path, report, output, environment: environment(program, address) };
  const run = await python.prepare(order);
  return {
    async execute() {
      const exitCode = await inTime(program, run.start(), () => run.kill());
      return { exitCode, output: await readFile(output, 'utf8'), report: await reportIn(report) };
    },
    end: () => run.kill(),
  };
}

/** Starts Node with a runner that does what the lab has behind it when a program starts; waits until it has its libraries. */
async function waitingNode({ program, address, warmAddress, folder }: Place): Promise<Waiting> {
  const report = join(folder, 'report.json');
  const runner = fileURLToPath(new URL('native-run.mjs', import.meta.url));
  const child = spawn(process.execPath, [runner, program.path, report, `${warmAddress}/v1/moderations`], {
    // The fourth is the door of the start: the process says that it is ready, and waits for a line.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...environment(program, address) },
  });
  let output = '';
  let errors = '';
  child.stdout?.on('data', (text: Buffer) => {
    output += String(text);
  });
  child.stderr?.on('data', (text: Buffer) => {
    errors += String(text);
  });
  const start = child.stdio[3] as Duplex;
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  await Promise.race([once(start, 'data'), closed]);
  if (child.exitCode !== null) throw new Error(`Failed to prepare ${program.name} natively: ${errors.trim()}`);
  return {
    async execute() {
      start.end('start\n');
      const exitCode = await inTime(program, closed, () => child.kill());
      return { exitCode, output, report: await reportIn(report) };
    },
    end: () => child.kill(),
  };
}
