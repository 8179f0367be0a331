import { spawn } from 'node:child_process';
import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createMockServer } from '../../doors/http-server.ts';
import { callFingerprint } from '../../network/call-fingerprint.ts';
import { needsBrowserWorker, runInBrowserWorker } from './browser-worker.ts';
import type { ParityRequest, ParityRun } from './parity-run.ts';
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

/** Runs the program by CPython (`python`) or Node against the HTTP door on this machine. */
export async function runNatively(program: ParityProgram, python: string): Promise<ParityRun> {
  const folder = await mkdtemp(join(tmpdir(), 'wartezeit-parity-'));
  const server = createMockServer({ conditions: program.conditions });
  const warm = createMockServer({ conditions: program.conditions });
  const address = await server.listen();
  const seen = observeRequests(address);
  try {
    const inBrowser = needsBrowserWorker(await readFile(program.path, 'utf8'));
    const place = { program, python, address, warmAddress: await warm.listen(), folder };
    const { exitCode, output, report } = inBrowser ? await executeInBrowser(place) : await execute(place);
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
    await Promise.all([server.close(), warm.close()]);
    await rm(folder, { recursive: true, force: true });
  }
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

async function execute(place: Place): Promise<Executed> {
  const reportPath = join(place.folder, 'report.json');
  const ended = await spawnProgram(place, reportPath);
  return { ...ended, report: reportSchema.parse(JSON.parse(await readFile(reportPath, 'utf8'))) };
}

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The interpreter and its arguments: a runner that does what the lab has behind it when a program starts. */
function commandOf({ program, python, warmAddress }: Place, report: string): [string, string[]] {
  if (program.runtime === 'typescript') {
    return [process.execPath, [pathOf('native-run.mjs'), program.path, report, `${warmAddress}/v1/moderations`]];
  }
  const warm = pathOf('../../runtimes/python/seams/warm.py');
  return [python, [pathOf('native_run.py'), program.path, report, warm]];
}

function spawnProgram(place: Place, report: string) {
  const { program, address, folder } = place;
  const child = spawn(...commandOf(place, report), {
    stdio: ['ignore', 'pipe', 'pipe'],
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
  child.stdout.on('data', (text: Buffer) => {
    output += String(text);
  });
  child.stderr.on('data', (text: Buffer) => {
    errors += String(text);
  });
  return new Promise<{ exitCode: number; output: string; errors: string }>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(
        new Error(
          `Failed to run ${program.name} natively: it took over ${PATIENCE_MS / 1000} s. Give it a smaller variant.`,
        ),
      );
    }, PATIENCE_MS);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 1, output, errors });
    });
  });
}
