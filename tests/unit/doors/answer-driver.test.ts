import { describe, expect, it } from 'vitest';
import { createAnswerDriver, type DoorTimers, type DueParts } from '../../../sandbox/doors/answer-driver.ts';
import type { ServiceRequest } from '../../../sandbox/service/plan.ts';
import { type Answer, answerAfter, chunkAt, ScriptedService } from '../network/lab.ts';

/** Timers that fire when the test moves time. */
function testTimers() {
  const world = { now: 1_000, armed: [] as { due: number; run: () => void }[] };
  const timers: DoorTimers = {
    now: () => world.now,
    after(ms, run) {
      const entry = { due: world.now + ms, run };
      world.armed.push(entry);
      return () => {
        world.armed = world.armed.filter((other) => other !== entry);
      };
    },
  };
  const moveTo = (time: number): void => {
    for (;;) {
      const next = world.armed.filter((entry) => entry.due <= time).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      world.now = Math.max(world.now, next.due);
      world.armed = world.armed.filter((entry) => entry !== next);
      next.run();
    }
    world.now = time;
  };
  return { world, timers, moveTo };
}

const request: ServiceRequest = { method: 'POST', path: '/', host: 'x', headers: [], body: new Uint8Array(0) };

/** A driver whose answers are written down with the real time at which they came. */
function driver(answer: Answer, speed = 1) {
  const { world, timers, moveTo } = testTimers();
  const service: ScriptedService = new ScriptedService((asked, at) => answer(asked, at, service.seen.length));
  const log: string[] = [];
  const failures: unknown[] = [];
  const driven = createAnswerDriver(
    {
      submit(asked, at) {
        const { plans } = service.submit(asked, at);
        return { request: service.seen.length, plans };
      },
      abort: (id, at) => service.abort(id, at),
      advance: (to) => service.advance(to),
      nextDecision: () => service.nextDecision(),
      accept: (nth, at) => service.accept(nth, at),
    },
    timers,
    speed,
    (error) => failures.push(error),
  );
  const write = (due: DueParts): void => {
    const text = due.bodies.map((part) => (typeof part === 'string' ? part : new TextDecoder().decode(part))).join('|');
    log.push(
      `${Number((world.now - 1_000).toFixed(3))}: ${due.head ? `head ${due.head.head.status} ` : ''}${text} ${due.end ?? '…'}`,
    );
  };
  return { world, moveTo, service, log, failures, driven, write };
}

const stream: Answer = (_request, at, id) => ({
  kind: 'answer',
  request: id,
  head: { at: at + 1_000, status: 200, headers: [] },
  framing: 'chunked',
  chunks: [chunkAt(at + 1_000, 'a'), chunkAt(at + 1_000, 'b'), chunkAt(at + 5_000, 'c')],
  end: { at: at + 6_000, kind: 'done' },
});

describe('an answer in real time', () => {
  it('comes when it is due, parts that are due together in one piece', () => {
    const { driven, log, write, moveTo } = driver(stream);
    driven.ask(request, write);
    moveTo(2_000);
    expect(log).toEqual(['1: head 200 a|b …', '5: c …', '6:  done']);
    expect(driven.open).toBe(0);
  });

  it('comes faster by the speed', () => {
    const { driven, log, write, moveTo } = driver(stream, 10);
    driven.ask(request, write);
    moveTo(2_000);
    expect(log).toEqual(['0.1: head 200 a|b …', '0.5: c …', '0.6:  done']);
  });

  it('that the service cannot make fails alone, and is reported', () => {
    const broken: Answer = (_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'length',
      chunks: [
        {
          at,
          bytes: () => {
            throw new Error('no content');
          },
        },
      ],
      end: { at, kind: 'done' },
    });
    const { driven, log, failures, write } = driver((asked, at, id) =>
      (id === 1 ? broken : answerAfter(0))(asked, at, id),
    );
    driven.ask(request, write);
    driven.ask(request, write);
    expect(log).toEqual(['0:  failed', '0: head 200 {"ok":true} done']);
    expect(failures).toEqual([new Error('no content')]);
    expect(driven.open).toBe(0);
  });

  it('comes at once, within the question, where nothing has to be waited for', () => {
    const { driven, log, write, world } = driver(answerAfter(0));
    driven.ask(request, write);
    expect(log).toEqual(['0: head 200 {"ok":true} done']);
    expect(world.armed).toEqual([]);
  });

  it('goes out together with others that were decided before', () => {
    const { driven, log, write } = driver(answerAfter(0));
    driven.submit(request, write);
    driven.submit(request, write);
    expect(log).toEqual([]);
    driven.settle();
    expect(log).toEqual(Array(2).fill('0: head 200 {"ok":true} done'));
  });

  it('is reckoned from the moment its request arrived, however late it is decided', () => {
    const { driven, log, write, world, moveTo } = driver(answerAfter(1_000_000));
    const arrived = world.now;
    moveTo(1_400);
    driven.submit(request, write, arrived);
    driven.settle();
    moveTo(2_500);
    expect(log).toEqual(['1000: head 200 {"ok":true} done']);
  });

  it('is never asked for before a moment that the service already knows', () => {
    const { driven, service, write, world, moveTo } = driver(answerAfter(1_000_000));
    const arrived = world.now;
    moveTo(1_400);
    driven.settle();
    driven.submit(request, write, arrived);
    expect(service.seen.map(({ at }) => at)).toEqual([400_000]);
  });

  it('shares one timer with all others', () => {
    const { driven, log, write, world, moveTo } = driver(answerAfter(1_000_000));
    for (let i = 0; i < 100; i++) driven.ask(request, write);
    expect(world.armed).toHaveLength(1);
    moveTo(2_500);
    expect(log).toHaveLength(100);
    expect(new Set(log)).toEqual(new Set(['1000: head 200 {"ok":true} done']));
  });

  it('that is aborted comes no more, and the service knows', () => {
    const { driven, log, write, service, moveTo } = driver(answerAfter(1_000_000));
    const abort = driven.ask(request, write);
    moveTo(1_300);
    abort();
    abort();
    moveTo(9_000);
    expect(log).toEqual([]);
    expect(service.aborted).toEqual([{ request: 1, at: 300_000 }]);
  });

  it('that stalls can still be aborted', () => {
    const { driven, log, write, service, moveTo } = driver((_request, at, id) => ({
      kind: 'answer',
      request: id,
      head: { at, status: 200, headers: [] },
      framing: 'chunked',
      chunks: [chunkAt(at, 'a')],
      end: { at, kind: 'stalled' },
    }));
    const abort = driven.ask(request, write);
    moveTo(5_000);
    expect(log).toEqual(['0: head 200 a stalled']);
    abort();
    expect(service.aborted).toHaveLength(1);
    expect(driven.open).toBe(0);
  });

  it('that was queued comes when the service has decided', () => {
    const { driven, log, write, service, moveTo } = driver(() => 'queued');
    const plan = answerAfter(0)(request, 700_000, 1);
    if (plan !== 'queued') service.decisions.push({ at: 700_000, plan });
    driven.ask(request, write);
    moveTo(5_000);
    expect(log).toEqual(['700: head 200 {"ok":true} done']);
  });

  it('may be a reset', () => {
    const { driven, log, write, moveTo } = driver((_request, at, id) => ({
      kind: 'reset',
      request: id,
      at: at + 2_000,
    }));
    driven.ask(request, write);
    moveTo(5_000);
    expect(log).toEqual(['2:  reset']);
  });

  it('does not come after the stop', () => {
    const { driven, log, write, world } = driver(answerAfter(1_000));
    driven.ask(request, write);
    driven.stop();
    expect(world.armed).toEqual([]);
    expect(log).toEqual([]);
  });
});
