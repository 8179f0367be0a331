import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type HeadlessRun, prepareHeadless } from '../../lab/headless.node.ts';
import type { TraceEvent } from '../../trace/event.ts';
import type { ParityRequest, ParityRun, PreparedRun } from './parity-run.ts';
import type { ParityProgram } from './programs.ts';

/**
 * Prepares a run of the program in the headless lab, clock mode Sofort, over plain HTTP, as `prepareNatively` does. Throws where
 * our machinery fails.
 */
export async function prepareInLab(program: ParityProgram): Promise<PreparedRun> {
  const { run, close } = await prepareHeadless({
    runtime: program.runtime,
    source: await readFile(program.path, 'utf8'),
    fileName: basename(program.path),
    parameters: {
      ...program.parameters,
      OPENAI_BASE_URL: 'http://api.openai.com/v1',
      AZURE_OPENAI_ENDPOINT: 'http://beispiel.openai.azure.com',
    },
    conditions: program.conditions,
    clockMode: { kind: 'sofort' },
  });
  return { run: async () => asParityRun(await run()), close };
}

function asParityRun({ events, outcome }: HeadlessRun): ParityRun {
  return {
    exitCode: outcome.exitCode,
    error: outcome.kind === 'threw' ? (outcome.error.type.split('.').at(-1) ?? null) : null,
    output: events.map((event) => (event.kind === 'output' && event.stream === 'stdout' ? event.text : '')).join(''),
    requests: requestsOf(events),
    connections: events.filter((event) => event.kind === 'connecting').length,
    durationMs: (events.at(-1)?.at ?? 0) / 1000,
  };
}

function requestsOf(events: readonly TraceEvent[]): ParityRequest[] {
  const requests = new Map<number, { -readonly [K in keyof ParityRequest]: ParityRequest[K] }>();
  for (const event of events) {
    const at = event.at / 1000;
    switch (event.kind) {
      case 'request-sent': {
        const { method, path, retry, call: body = '' } = event;
        requests.set(event.request, { method, path, retry, body, status: null, sentMs: at, endMs: at });
        break;
      }
      case 'response-started': {
        const request = requests.get(event.request);
        if (request) request.status = event.status;
        break;
      }
      case 'response-ended':
      case 'request-failed':
      case 'request-aborted': {
        const request = requests.get(event.request);
        if (request) request.endMs = at;
      }
    }
  }
  return [...requests.values()];
}
