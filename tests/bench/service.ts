/**
 * `npm run bench:service [-- json stream lateness memory --seconds N --rounds N --answers N]`: the HTTP door beside a bare node:http server that writes
 * the same bytes and beside @copilotkit/aimock, in turns, so that other work on the machine meets all alike; of each the
 * round that was disturbed least counts. The last line is a JSON object of the figures.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { integer, readOptions, runCommand } from '../../sandbox/commands/options.ts';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import type { LoadOrder, LoadResult } from './service-load.ts';
import type { RecordedAnswer, TargetOrder, TargetReport } from './service-target.ts';

const CONNECTIONS = 64;
const PARTS = 50;
/** Answers before measuring, so that all are compiled. */
const WARM_UP = 40_000;
/** The same where all answers are due at once: so many connections, so many times. */
const WARM_UP_TOGETHER = { connections: 1_000, rounds: 4 };
/** One round of lateness says little: what else the machine does moves it by milliseconds. */
const FEWEST_LATENESS_ROUNDS = 40;
const question = {
  model: 'gpt-6-luna',
  messages: [{ role: 'user', content: 'Erkläre in einigen Sätzen, was asynchron bedeutet und wann es sich lohnt.' }],
  // Role, texts, end and [DONE] make 50 parts of a stream.
  max_completion_tokens: PARTS - 3,
};
const bodies = { json: JSON.stringify(question), stream: JSON.stringify({ ...question, stream: true }) };
type Kind = keyof typeof bodies;

interface Target {
  readonly name: string;
  readonly port: number;
  readonly process: ChildProcess;
}

interface Round {
  readonly perSecond: number;
  readonly p99: number;
  readonly cpuMicros: number;
}

const script = (name: string): string => new URL(name, import.meta.url).pathname;

async function startTarget(name: string, order: TargetOrder): Promise<Target> {
  const child = fork(script('./service-target.ts'), {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(order);
  const [report] = (await once(child, 'message')) as [TargetReport];
  if (report.kind !== 'up') throw new Error(`Failed to start ${name}: it reported ${report.kind}. Look at its output.`);
  return { name, port: report.port, process: child };
}

/** `collect`: after a garbage collection, for the memory that is really held. */
async function usageOf(
  target: Target,
  how: 'usage' | 'collect' = 'usage',
): Promise<Extract<TargetReport, { kind: 'usage' }>> {
  target.process.send(how);
  const [report] = (await once(target.process, 'message')) as [TargetReport];
  if (report.kind !== 'usage')
    throw new Error(`Failed to measure ${target.name}: it reported ${report.kind}. Look at its output.`);
  return report;
}

async function load(order: LoadOrder): Promise<LoadResult> {
  // Without this process's own arguments: one of them lets a child go that only waits for its order.
  const child = fork(script('./service-load.ts'), { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`Failed to measure: the load generator ended with ${code} before it had a result.`);
  });
  child.send(order);
  const [result] = (await Promise.race([once(child, 'message'), gone])) as [LoadResult];
  gone.catch(() => undefined);
  child.kill();
  if (result.failures > 0)
    throw new Error(
      `Failed to measure: ${result.failures} of ${result.answers} answers were not 200. Look at the server.`,
    );
  return result;
}

/** One real answer of the service, to be written again by the bare server. */
async function recordAnswer(kind: Kind): Promise<RecordedAnswer> {
  const server = createMockServer({ conditions: presets.sofort });
  const response = await fetch(`${await server.listen()}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: bodies[kind],
  });
  const text = await response.text();
  await server.close();
  const parts = kind === 'json' ? [text] : text.split(/(?<=\n\n)/);
  const own = ['connection', 'keep-alive', 'date', 'transfer-encoding'];
  return { headers: [...response.headers].filter(([name]) => !own.includes(name)), parts };
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

async function measureRound(target: Target, kind: Kind, seconds: number): Promise<Round> {
  const before = await usageOf(target);
  const result = await load({
    kind: 'saturate',
    port: target.port,
    body: bodies[kind],
    connections: CONNECTIONS,
    seconds,
  });
  const after = await usageOf(target);
  return {
    perSecond: result.answers / result.seconds,
    p99: percentile(result.latencies, 0.99),
    cpuMicros: (after.cpuMicros - before.cpuMicros) / result.answers,
  };
}

async function measureThroughput(targets: readonly Target[], kind: Kind, seconds: number, rounds: number) {
  const measured = new Map<string, Round[]>();
  for (const target of targets) {
    await load({ kind: 'saturate', port: target.port, body: bodies[kind], connections: CONNECTIONS, answers: WARM_UP });
  }
  for (let round = 0; round < rounds; round++) {
    for (const target of targets)
      measured.set(target.name, [...(measured.get(target.name) ?? []), await measureRound(target, kind, seconds)]);
  }
  const figures = Object.fromEntries(
    [...measured].map(([name, all]) => [
      name,
      {
        perSecond: Math.round(Math.max(...all.map((one) => one.perSecond))),
        perSecondMedian: Math.round(median(all.map((one) => one.perSecond))),
        p99Ms: Number(Math.min(...all.map((one) => one.p99)).toFixed(2)),
        cpuMicrosPerAnswer: Math.round(Math.min(...all.map((one) => one.cpuMicros))),
      },
    ]),
  );
  console.log(
    `\n${kind === 'json' ? 'JSON' : `Stream of ${PARTS} parts`}, ${CONNECTIONS} connections, best of ${rounds} rounds of ${seconds} s`,
  );
  console.table(figures);
  const rate = (name: string): number => figures[name]?.perSecond ?? Number.NaN;
  const ratios = {
    toBare: ratio(rate('wartezeit'), rate('bare')),
    toAimock: ratio(rate('wartezeit'), rate('aimock')),
    aimockToBare: ratio(rate('aimock'), rate('bare')),
  };
  console.log(
    `Answers per second: ${ratios.toBare} of the bare server (goal 0.7), ${ratios.toAimock} times aimock (goal 1.7)`,
  );
  return { ...figures, ratios };
}

function ratio(one: number, other: number): number {
  return Number((one / other).toFixed(2));
}

/** How late 100 answers come that are all due 1 s after the question. */
async function measureLateness(json: RecordedAnswer, stream: RecordedAnswer, atLeast: number) {
  const rounds = Math.max(atLeast, FEWEST_LATENESS_ROUNDS);
  const targets = [
    await startTarget('wartezeit', { kind: 'wartezeit', answerMs: 1_000 }),
    await startTarget('bare', { kind: 'bare', answerMs: 1_000, json, stream }),
  ];
  const late = new Map<string, number[][]>();
  const together = (target: Target, connections: number): Promise<LoadResult> =>
    load({ kind: 'together', port: target.port, body: bodies.json, connections });
  for (let round = 0; round < WARM_UP_TOGETHER.rounds; round++)
    for (const target of targets) await together(target, WARM_UP_TOGETHER.connections);
  for (let round = 0; round < rounds; round++) {
    for (const target of targets) {
      const { latencies } = await together(target, 100);
      late.set(target.name, [...(late.get(target.name) ?? []), latencies.map((ms) => ms - 1_000)]);
    }
  }
  for (const target of targets) target.process.kill();
  const figures = Object.fromEntries(
    [...late].map(([name, all]) => [
      name,
      {
        earliestMs: Number(median(all.map((one) => one[0] ?? 0)).toFixed(2)),
        medianMs: Number(median(all.map((one) => percentile(one, 0.5))).toFixed(2)),
        latestMs: Number(median(all.map((one) => one.at(-1) ?? 0)).toFixed(2)),
      },
    ]),
  );
  console.log(`\n100 answers due after 1 s: how late they come, ms, median of ${rounds} rounds`);
  console.table(figures);
  return figures;
}

/** The server's memory while it gives many answers. */
async function measureMemory(target: Target, answers: number) {
  const steps = 10;
  const heapMb: number[] = [];
  for (let step = 0; step < steps; step++) {
    await load({
      kind: 'saturate',
      port: target.port,
      body: bodies.json,
      connections: CONNECTIONS,
      answers: Math.ceil(answers / steps),
    });
    heapMb.push(Number((await usageOf(target, 'collect')).heapMb.toFixed(1)));
  }
  const { rssMb } = await usageOf(target);
  console.log(
    `\nMemory over ${answers} answers: heap after each tenth ${heapMb.join(', ')} MB; process ${rssMb.toFixed(0)} MB`,
  );
  return { answers, heapMb, rssMb: Math.round(rssMb) };
}

async function bench(args: readonly string[]): Promise<void> {
  const { values, positionals } = readOptions(args, {
    seconds: integer(1, 600, 2),
    rounds: integer(1, 100, 10),
    answers: integer(1, 100_000_000, 1_000_000),
  });
  const { seconds, rounds, answers } = values;
  const [json, stream] = [await recordAnswer('json'), await recordAnswer('stream')];
  const content = String(JSON.parse(json.parts[0] ?? '{}').choices?.[0]?.message?.content ?? '');
  const targets = [
    await startTarget('wartezeit', { kind: 'wartezeit', answerMs: 0 }),
    await startTarget('bare', { kind: 'bare', answerMs: 0, json, stream }),
    await startTarget('aimock', { kind: 'aimock', content, chunkSize: Math.ceil(content.length / (PARTS - 3)) }),
  ];
  console.log(`Parts of the stream: ${stream.parts.length}; bytes of the JSON: ${json.parts[0]?.length}`);
  const isAsked = (part: string): boolean => positionals.length === 0 || positionals.includes(part);
  const figures = {
    json: isAsked('json') ? await measureThroughput(targets, 'json', seconds, rounds) : null,
    stream: isAsked('stream') ? await measureThroughput(targets, 'stream', seconds, rounds) : null,
    lateness: isAsked('lateness') ? await measureLateness(json, stream, rounds) : null,
    memory: isAsked('memory') && targets[0] ? await measureMemory(targets[0], answers) : null,
  };
  for (const target of targets) target.process.kill();
  console.log(JSON.stringify(figures));
}

await runCommand(() => bench(process.argv.slice(2)).then(() => undefined));
