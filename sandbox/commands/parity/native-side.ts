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
  readonly python: string;
  /** The HTTP door under the program's conditions. */
  readonly address: string;
  /** Another HTTP door, for what comes before the clock starts. */
  readonly warmAddress: string;
  /** The run's own folder. */
  readonly folder: string;
}

/**
 * Prepares a run of the program by CPython (`python`) or Node against an HTTP door of its own on this machine. Answers when the
 * process waits for its start, so that several can load their libraries at once and none of them while another is measured.
 * Rejects, and leaves nothing behind, where the process cannot be prepared.
 */
export async function prepareNatively(program: ParityProgram, python: string): Promise<PreparedRun> {
  const folder = await mkdtemp(join(tmpdir(), 'wartezeit-parity-'));
  const server = createMockServer({ conditions: program.conditions });
  const warm = createMockServer({ conditions: program.conditions });
  const place = { program, python, address: await server.listen(), warmAddress: await warm.listen(), folder };
  const free = async (): Promise<void> => {
    await Promise.all([server.close(), warm.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  const inBrowser = needsBrowserWorker(await readFile(program.path, 'utf8'));
  const starting = inBrowser ? Promise.resolve(null) : startProcess(place);
  const process = await starting.catch(async (error: unknown) => {
    await free();
    throw error;
  });
  return {
    async run() {
      const seen = observeRequests(place.address);
      try {
        const { exitCode, output, report } = await (process?.execute() ?? executeInBrowser(place));
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
      process?.end();
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

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The interpreter and its arguments: a runner that does what the lab has behind it when a program starts. */
function commandOf({ program, python, warmAddress }: Place, report: string): [string, string[]] {
  if (program.runtime === 'typescript') {
    return [process.execPath, [pathOf('native-run.mjs'), program.path, report, `${warmAddress}/v1/moderations`]];
  }
  const warm = pathOf('../../runtimes/python/seams/warm.py');
  return [python, [pathOf('native_run.py'), program.path, report, warm]];
}

/** Starts the process and waits until it has loaded its libraries. */
async function startProcess(place: Place) {
  const { program, address, folder } = place;
  const reportPath = join(folder, 'report.json');
  const child = spawn(...commandOf(place, reportPath), {
    // The fourth is the door of the start: the process says that it is ready, and waits for a line.
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      PYTHONUNBUFFERED: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      // No TLS on either side: an empty folder instead of some 120 certificates that each new client would read (and Python's
      // OpenSSL 3.0 needs 16 ms for them, 3.6 needs 4 ms; the lab has none to read).
      SSL_CERT_DIR: folder,
      ...environment(program, address),
    },
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
  const closed = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  await Promise.race([once(start, 'data'), closed]);
  if (child.exitCode !== null) throw new Error(`Failed to prepare ${program.name} natively: ${errors.trim()}`);
  return {
    async execute(): Promise<Executed> {
      const timer = setTimeout(() => child.kill(), PATIENCE_MS);
      start.end('start\n');
      const exitCode = await closed;
      clearTimeout(timer);
      if (child.signalCode !== null) {
        const limit = `${PATIENCE_MS / 1000} s`;
        throw new Error(`Failed to run ${program.name} natively: over ${limit}. Give it a smaller variant.`);
      }
      return { exitCode, output, report: reportSchema.parse(JSON.parse(await readFile(reportPath, 'utf8'))) };
    },
    end: () => child.kill(),
  };
}
