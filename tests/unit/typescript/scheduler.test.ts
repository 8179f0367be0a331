import { describe, expect, test } from 'vitest';
import { createClock } from '../../../sandbox/clock/lab-clock.ts';
import type { DueSource } from '../../../sandbox/runtimes/typescript/schedule/loop-tasks.ts';
import { Scheduler } from '../../../sandbox/runtimes/typescript/schedule/scheduler.ts';
import { createTimers } from '../../../sandbox/runtimes/typescript/seams/timers.ts';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';

interface Bench {
  readonly scheduler: Scheduler;
  readonly clock: ReturnType<typeof createClock>;
  readonly log: string[];
  readonly waits: [number, number][];
  readonly ended: Promise<'done' | 'stuck'>;
}

const silent: DueSource = { nextDue: () => null, takeDue: () => [] };

/** A scheduler over a clock that charges nothing for computing. */
function bench(network: DueSource = silent): Bench {
  const clock = createClock({ mode: { kind: 'wiederholbar' }, cpuFactor: 1 });
  const log: string[] = [];
  const waits: [number, number][] = [];
  let end: (state: 'done' | 'stuck') => void = () => {};
  const ended = new Promise<'done' | 'stuck'>((resolve) => {
    end = resolve;
  });
  const scheduler = new Scheduler({
    clock,
    network,
    emit: (event: TraceEvent) => {
      if (event.kind === 'waited') waits.push([event.at, event.until]);
    },
    createTurn: (onTurn) => () => setImmediate(onTurn),
    setRealTimeout: (run, ms) => setTimeout(run, ms),
    clearRealTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
    onTask: () => {},
    onError: (error) => log.push(`error ${String(error)}`),
    onIdle: (state) => {
      scheduler.end();
      end(state);
    },
  });
  return { scheduler, clock, log, waits, ended };
}

describe('the scheduler', () => {
  test('runs what is due in the order of time, then of its making', async () => {
    const { scheduler, clock, log, ended } = bench();
    for (const [due, name] of [
      [3_000, 'c'],
      [1_000, 'a'],
      [3_000, 'd'],
      [2_000, 'b'],
    ] as const) {
      scheduler.at(due, () => log.push(`${name}@${clock.peek()}`));
    }
    scheduler.start();
    expect(await ended).toBe('done');
    expect(log).toEqual(['a@1000', 'b@2000', 'c@3000', 'd@3000']);
  });

  test('lets promise jobs run between two callbacks of the same time', async () => {
    const { scheduler, log, ended } = bench();
    scheduler.at(10, () => {
      log.push('one');
      void Promise.resolve().then(() => log.push('job of one'));
    });
    scheduler.at(10, () => log.push('two'));
    scheduler.start();
    await ended;
    expect(log).toEqual(['one', 'job of one', 'two']);
  });

  test('tells each wait once, with its beginning and end', async () => {
    const { scheduler, waits, ended } = bench();
    scheduler.at(1_000, () => {});
    scheduler.at(2_500, () => {});
    scheduler.start();
    await ended;
    expect(waits).toEqual([
      [0, 1_000],
      [1_000, 2_500],
    ]);
    expect(scheduler.waited).toBe(2_500);
  });

  test('does not jump while something native is under way', async () => {
    const { scheduler, clock, log, ended } = bench();
    const release = scheduler.hold();
    scheduler.at(1_000, () => log.push(`timer@${clock.peek()}`));
    setTimeout(() => {
      log.push(`native@${clock.peek()}`);
      release();
    }, 20);
    scheduler.start();
    await ended;
    expect(log).toEqual(['native@0', 'timer@1000']);
  });

  test('answers native promises in the order of their calls, whichever settles first', async () => {
    const { scheduler, log, ended } = bench();
    const slow = new Promise<string>((resolve) => setTimeout(() => resolve('slow'), 20));
    void scheduler.track(slow).then((text) => log.push(text));
    void scheduler.track(Promise.resolve('fast')).then((text) => log.push(text));
    scheduler.at(0, () => log.push('due'));
    scheduler.start();
    await ended;
    expect(log).toEqual(['due', 'slow', 'fast']);
  });

  test('runs ticks before everything else and immediates after what is due', async () => {
    const { scheduler, log, ended } = bench();
    scheduler.immediate(() => log.push('immediate'));
    scheduler.at(0, () => {
      log.push('due');
      scheduler.nextTick(() => log.push('tick of due'));
    });
    scheduler.nextTick(() => log.push('tick'));
    scheduler.start();
    await ended;
    expect(log.indexOf('tick')).toBe(0);
    expect(log.indexOf('tick of due')).toBe(log.indexOf('due') + 1);
  });

  test('runs what falls due within one millisecond before the immediates, but never a first timer early', async () => {
    const { scheduler, clock, log, ended } = bench();
    scheduler.at(20_003, () => {
      log.push(`one@${clock.peek()}`);
      scheduler.immediate(() => log.push('immediate'));
    });
    scheduler.at(20_009, () => log.push(`two@${clock.peek()}`));
    scheduler.at(21_001, () => log.push(`three@${clock.peek()}`));
    scheduler.start();
    await ended;
    expect(log).toEqual(['one@20003', 'two@20003', 'immediate', 'three@21001']);
  });

  test('counts an interval from the beginning of its callback', async () => {
    const { scheduler, clock, log, ended } = bench();
    const timers = createTimers(scheduler, clock, () => undefined);
    const interval = timers.setInterval(() => {
      log.push(`${clock.peek() / 1_000}`);
      clock.blockUntil(clock.peek() + 80_000);
      if (log.length === 3) timers.clearInterval(interval);
    }, 100);
    scheduler.start();
    await ended;
    expect(log).toEqual(['100', '200', '300']);
  });

  test('looks at timers between immediates that make each other', async () => {
    const { scheduler, clock, log, ended } = bench();
    let turns = 0;
    const again = (): void => {
      turns += 1;
      clock.blockUntil(turns * 1_000);
      if (turns < 10) scheduler.immediate(again);
      else log.push('immediates');
    };
    scheduler.at(5_000, () => log.push('timer'));
    scheduler.immediate(again);
    scheduler.start();
    await ended;
    expect(log).toEqual(['timer', 'immediates']);
  });

  test('ends when only unreferenced callbacks are left', async () => {
    const { scheduler, clock, log, ended } = bench();
    scheduler.at(1_000, () => log.push('never'), false);
    scheduler.at(10, () => log.push('once'));
    scheduler.start();
    expect(await ended).toBe('done');
    expect(log).toEqual(['once']);
    expect(clock.peek()).toBe(10);
  });

  test('is stuck when something is expected that nobody can bring', async () => {
    const { scheduler, ended } = bench();
    scheduler.keepAlive();
    scheduler.start();
    expect(await ended).toBe('stuck');
  });

  test('does not run what was cancelled, and goes on after a callback that throws', async () => {
    const { scheduler, log, ended } = bench();
    const cancelled = scheduler.at(10, () => log.push('never'));
    scheduler.at(5, () => {
      scheduler.cancel(cancelled);
      throw new Error('x');
    });
    scheduler.at(20, () => log.push('after'));
    scheduler.start();
    await ended;
    expect(log).toEqual(['error Error: x', 'after']);
  });

  test('asks the network again when somebody else has looked at it', async () => {
    // The network tells of an arrival only once, whoever looks.
    let arrived: (() => void)[] = [];
    let due: number | null = 500;
    const network: DueSource = {
      nextDue: () => due,
      takeDue: () => {
        const taken = arrived;
        arrived = [];
        return taken;
      },
    };
    const { scheduler, log, ended } = bench(network);
    const release = scheduler.keepAlive();
    scheduler.at(500, () => {
      due = null;
      arrived = [
        () => {
          log.push('arrival');
          release();
        },
      ];
    });
    scheduler.start();
    expect(await ended).toBe('done');
    expect(log).toEqual(['arrival']);
  });
});
