import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { measure } from '../../../sandbox/trace/measure.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { densityOfStretches } from '../../../src/islands/timeline/density.ts';
import { describeRuns } from '../../../src/islands/timeline/describe.ts';
import { layoutTimeline } from '../../../src/islands/timeline/layout.ts';
import { momentFacts } from '../../../src/islands/timeline/momentFacts.ts';
import { moments } from '../../../src/islands/timeline/moments.ts';
import { taskBars, taskStates, taskTimes } from '../../../src/islands/timeline/taskBars.ts';
import { taskStretches } from '../../../src/islands/timeline/taskCounts.ts';
import { taskFacts } from '../../../src/islands/timeline/taskFacts.ts';
import { taskLabels } from '../../../src/islands/timeline/taskLabels.ts';
import { MAX_TASK_ROWS, taskRowAt } from '../../../src/islands/timeline/taskLayout.ts';
import { rowBars, statePath } from '../../../src/islands/timeline/taskPaths.ts';
import { drawnRows, taskCountText, taskRows } from '../../../src/islands/timeline/taskRows.ts';
import type { TimelineRun } from '../../../src/islands/timeline/timelineRun.ts';
import { timelineRun } from './timeline-run.ts';

const S = 1_000_000;
type TaskEvent = Extract<TraceEvent, { kind: 'task' }>;

function task(number: number, at: number, state: TaskEvent['state'], more: Partial<TaskEvent> = {}): TaskEvent {
  return { kind: 'task', task: number, at, state, name: '', unit: 'task', ...more };
}

/** The lesson in small: one task blocks the loop for two seconds, another could have gone on after half a second. */
const blocked: readonly TraceEvent[] = [
  { kind: 'run-started', at: 0, runtime: 'python' },
  task(1, 0, 'created', { name: 'puls' }),
  task(2, 0, 'created', { name: 'aufgabe' }),
  task(1, 0, 'running'),
  task(1, 0, 'waiting'),
  task(2, 0, 'running'),
  { kind: 'waited', at: 0, until: 2 * S, reason: 'sleep', line: 4 },
  task(2, 2 * S, 'done'),
  task(1, 2 * S, 'running', { readySince: S / 2 }),
  task(1, 2 * S, 'cancelled'),
  { kind: 'run-ended', at: 2 * S, outcome: { kind: 'completed', exitCode: 0 } },
];

function runOf(events: readonly TraceEvent[], more: Partial<TimelineRun> = {}): TimelineRun {
  const spans = spansOf(events);
  return { ...timelineRun(0, true), id: 'lauf', spans, measurement: measure(spans), ...more };
}

/** A run of so many tasks that each run for a millisecond in turn and then wait a second. */
function many(count: number, more: Partial<TaskEvent> = {}): readonly TraceEvent[] {
  const MS = 1_000;
  const events: TraceEvent[] = [{ kind: 'run-started', at: 0, runtime: 'python' }];
  for (let number = 1; number <= count; number += 1)
    events.push(task(number, 0, 'created', { name: 'frage', ...more }));
  for (let number = 1; number <= count; number += 1) {
    events.push(task(number, (number - 1) * MS, 'running'), task(number, number * MS, 'waiting'));
  }
  for (let number = 1; number <= count; number += 1) events.push(task(number, S + count * MS, 'done'));
  events.push({ kind: 'run-ended', at: S + count * MS, outcome: { kind: 'completed', exitCode: 0 } });
  return events;
}

const timesOf = (run: TimelineRun, index: number) => {
  const lane = run.spans.tasks[index];
  if (lane === undefined) throw new Error('no such task');
  return taskTimes(taskBars(lane, run.spans.program, run.spans.now));
};

describe('what a task did', () => {
  it('a task that runs while the program is blocked holds the event loop', () => {
    expect(timesOf(runOf(blocked), 1)).toEqual({ running: 0, blocked: 2 * S, ready: 0, waiting: 0 });
  });

  it('another one is ready meanwhile, from the moment at which it could have gone on', () => {
    expect(timesOf(runOf(blocked), 0)).toEqual({ running: 0, blocked: 0, ready: 1.5 * S, waiting: S / 2 });
  });

  it('computing is running, not blocking', () => {
    expect(timesOf(runOf(many(3)), 1)).toEqual({ running: 1_000, blocked: 0, ready: 1_000, waiting: S + 1_000 });
  });

  it('a thread is blocked in a call, but waits for work at a lock', () => {
    const thread = { unit: 'thread' } as const;
    const run = runOf([
      { kind: 'run-started', at: 0, runtime: 'python' },
      task(1, 0, 'created', { ...thread, name: 'ThreadPoolExecutor-0_0' }),
      task(1, 0, 'running', thread),
      task(1, 0, 'waiting', { ...thread, reason: 'socket' }),
      task(1, 2 * S, 'running', thread),
      task(1, 2 * S, 'waiting', { ...thread, reason: 'lock' }),
      task(1, 3 * S, 'done', thread),
      { kind: 'run-ended', at: 3 * S, outcome: { kind: 'completed', exitCode: 0 } },
    ]);
    expect(timesOf(run, 0)).toEqual({ running: 0, blocked: 2 * S, ready: 0, waiting: S });
  });

  it('is said in numbers, with its end', () => {
    const run = runOf(blocked);
    const [puls, aufgabe] = taskRows(run.spans);
    if (puls === undefined || aufgabe === undefined) throw new Error('no rows');
    expect(taskFacts(aufgabe, run.spans)).toContainEqual({ label: 'hielt die Event-Loop an', value: '2,00\u00a0s' });
    expect(taskFacts(puls, run.spans)).toContainEqual({ label: 'bereit, kam nicht dran', value: '1,50\u00a0s' });
    expect(taskFacts(puls, run.spans)).toContainEqual({ label: 'Ausgang', value: 'abgebrochen' });
  });
});

describe('the rows', () => {
  it('number the tasks of one name, and put those of libraries together at the end', () => {
    const events = [
      ...many(2),
      task(3, 0, 'created', { name: 'try_connect', library: true }),
      task(4, 0, 'created', { name: 'main' }),
    ];
    expect(taskRows(spansOf(events)).map((row) => row.label)).toEqual([
      'frage 1',
      'frage 2',
      'main',
      'Bibliotheken: 1\u00a0Task',
    ]);
  });

  it('put tasks too short to be seen together, as one row with a stroke; the table has each', () => {
    const tidying = [3, 4, 5].flatMap((number) => [
      task(number, S, 'created', { name: `Task-${number}` }),
      task(number, S, 'running'),
      task(number, S, 'done'),
    ]);
    const events = many(2);
    const run = runOf([...events.slice(0, -1), ...tidying, ...events.slice(-1)]);
    expect(taskRows(run.spans)).toHaveLength(5);
    const rows = drawnRows(run.spans);
    expect(rows.map((row) => row.label)).toEqual(['frage 1', 'frage 2', '3 sehr kurze Tasks']);
    expect(layoutTimeline([run]).runs[0]?.tasks?.rows).toHaveLength(3);
    expect(rowBars(run, rows, S).at(-1)?.get('running')).toMatchObject([{ from: S, to: S }]);
  });

  it('keep a short task by its name where it is the only one, and where it was cancelled', () => {
    const one = (number: number, end: 'done' | 'cancelled') => [
      task(number, S, 'created', { name: `kurz ${number}` }),
      task(number, S, 'running'),
      task(number, S, end),
    ];
    const events = many(1);
    const run = runOf([...events.slice(0, -1), ...one(2, 'done'), ...one(3, 'cancelled'), ...events.slice(-1)]);
    expect(drawnRows(run.spans).map((row) => row.label)).toEqual(['frage', 'kurz 2', 'kurz 3']);
  });

  it('are counted apart from those of the libraries', () => {
    const library = [2, 3].map((number) => task(number, 0, 'created', { name: 'try_connect', library: true }));
    expect(taskCountText(spansOf([...many(1).slice(0, -1), ...library]))).toBe(
      '1\u00a0Task, dazu 2\u00a0Tasks der Bibliotheken',
    );
  });

  it('say how many tasks there were where the trace tells of some', () => {
    const spans = spansOf([...many(3), { kind: 'tasks-untold', at: S, count: 7 }]);
    expect(taskCountText(spans)).toBe('die ersten 3 von 10\u00a0Tasks');
  });

  it.each([
    [1, 'lanes'],
    [MAX_TASK_ROWS, 'lanes'],
    [MAX_TASK_ROWS + 1, 'area'],
  ])('%i tasks are drawn as %s', (count, style) => {
    expect(layoutTimeline([runOf(many(count))]).runs[0]?.tasks?.style).toBe(style);
  });

  it('keep their place before they exist', () => {
    const whole = runOf(many(5));
    const begun = runOf(many(5).slice(0, 1));
    const kept = { before: new Map([['lauf', { requests: 0, tasks: 5 }]]) };
    expect(layoutTimeline([begun], kept).height).toBe(layoutTimeline([whole]).height);
  });

  it('are found under the pointer', () => {
    const tasks = layoutTimeline([runOf(many(5))]).runs[0]?.tasks ?? null;
    expect(taskRowAt(tasks, (tasks?.top ?? 0) + (tasks?.pitch ?? 0) * 3.5)).toBe(3);
    expect(taskRowAt(tasks, (tasks?.top ?? 0) - 1)).toBeNull();
  });

  it('TypeScript has none: that is said in their place', () => {
    const run = runOf(many(0), { language: 'typescript' });
    expect(layoutTimeline([run]).runs[0]?.tasks?.style).toBe('words');
  });
});

describe('the picture', () => {
  it('draws ten thousand steps as a few stretches', () => {
    const events: TraceEvent[] = [
      { kind: 'run-started', at: 0, runtime: 'python' },
      task(1, 0, 'created', { name: 'a' }),
    ];
    for (let step = 0; step < 10_000; step += 1)
      events.push(task(1, step * 100, 'running'), task(1, step * 100 + 50, 'waiting'));
    const run = runOf([...events, task(1, S, 'done')]);
    const [bars] = rowBars(run, taskRows(run.spans), S);
    expect(bars?.get('running')?.length).toBeLessThan(5);
  });

  it('marks even a short step so that it can be seen', () => {
    const run = runOf(many(5));
    const layout = layoutTimeline([run]).runs[0]?.tasks;
    if (layout == null) throw new Error('no tasks');
    const path = statePath(layout, rowBars(run, layout.rows, 100 * S), 100 * S, 'running', 'task');
    expect(path.match(/h8v/g)).toHaveLength(5);
  });

  it('draws a task that runs for moments again and again lower than one that really runs', () => {
    const events: TraceEvent[] = [
      { kind: 'run-started', at: 0, runtime: 'python' },
      task(1, 0, 'created', { name: 'a' }),
    ];
    for (let step = 0; step < 1_000; step += 1) {
      events.push(task(1, step * 1_000, 'running'), task(1, step * 1_000 + 10, 'waiting'));
    }
    const run = runOf([...events, task(1, S, 'done')]);
    const layout = layoutTimeline([run]).runs[0]?.tasks;
    if (layout == null) throw new Error('no tasks');
    const path = statePath(layout, rowBars(run, layout.rows, 10 * S), 10 * S, 'running', 'task');
    expect(path).toMatch(/v3\.5/);
    expect(path).not.toMatch(/v10h/);
  });

  it('does not mark that a task was ready where nobody could see how long', () => {
    const run = runOf(many(3));
    const [first] = rowBars(run, taskRows(run.spans), 100 * S);
    expect(first?.get('ready') ?? []).toEqual([]);
  });

  it('of many tasks counts each exactly once over its whole life', () => {
    const run = runOf(many(100));
    const density = densityOfStretches(taskStates, taskStretches(run.spans, run.spans.now), run.spans.now, 50);
    const sum = [...density.counts.values()].flatMap((values) => [...values]).reduce((all, value) => all + value, 0);
    expect((sum * run.spans.now) / 50 / S).toBeCloseTo(100 * 1.1, 3);
    expect(density.peak).toBeCloseTo(100, 3);
  });

  it('names at a moment who holds the loop and how many are ready', () => {
    const facts = momentFacts(spansOf(blocked), S);
    expect(facts).toContainEqual({ label: 'blockiert', value: 'aufgabe' });
    expect(facts).toContainEqual({ label: 'bereit', value: '1' });
  });

  it('can be stepped through where tasks are held up, even without a request', () => {
    const run = runOf(blocked);
    expect(moments([run], run.spans.now)).toContain(S / 2);
  });

  it('is in the sentence', () => {
    expect(describeRuns([runOf(blocked)])).toContain('2\u00a0Tasks, die Event-Loop stand 2,00\u00a0s still');
  });
});

describe('what is written into the rows', () => {
  /** The texts with their rows, by kind of label. */
  function written(run: TimelineRun, zoom = 1): readonly string[] {
    const layout = layoutTimeline([run]).runs[0]?.tasks;
    if (layout == null) throw new Error('no tasks');
    return taskLabels(layout, run.spans.now, zoom).map(({ row, text }) => `${row} ${text}`);
  }

  /** Typing with a debounce: each key cancels the request that waits for the one before, the last one is answered. */
  function typed(count: number): readonly TraceEvent[] {
    const events: TraceEvent[] = [
      { kind: 'run-started', at: 0, runtime: 'python' },
      task(1, 0, 'created', { name: 'main' }),
    ];
    for (let number = 2; number < count + 2; number += 1) {
      const from = number * 0.1 * S;
      events.push(task(number, from, 'created', { name: 'schlage_vor' }), task(number, from, 'running'));
      events.push(task(number, from, 'waiting'));
      if (number > 2) events.push(task(number - 1, from, 'cancelled'));
    }
    events.push(task(count + 1, 5 * S, 'done'), task(1, 5 * S, 'done'));
    return [...events, { kind: 'run-ended', at: 5 * S, outcome: { kind: 'completed', exitCode: 0 } }];
  }

  it('in close rows is one name and one word for neighbours of which the same is to be said', () => {
    const texts = written(runOf(typed(9)));
    expect(texts.filter((text) => text.includes('⊘'))).toHaveLength(8);
    expect(texts.filter((text) => /[a-z]/.test(text))).toEqual(['0 main', '1 schlage_vor 1–9', '8 8 abgebrochen']);
  });

  it('in roomy rows is a name and a word for each', () => {
    const texts = written(runOf(typed(3)));
    expect(texts.filter((text) => text.includes('schlage_vor'))).toHaveLength(3);
    expect(texts.filter((text) => text.includes('abgebrochen'))).toHaveLength(2);
  });

  it('never overlaps, and stays within the picture, even on a phone', () => {
    const names = ['main', 'a', 'hole_alle_antworten_der_reihe_nach_ab', 'b', 'c'];
    for (const count of [5, 9, 14, 20]) {
      const events: TraceEvent[] = [{ kind: 'run-started', at: 0, runtime: 'python' }];
      for (let number = 1; number <= count; number += 1) {
        const from = (number / count) * 0.98 * S;
        events.push(
          task(number, from, 'created', { name: `${names[number % 5]}${number}` }),
          task(number, from, 'running'),
        );
        events.push(task(number, from + 0.02 * S, number % 2 === 0 ? 'cancelled' : 'failed'));
      }
      const run = runOf([...events, { kind: 'run-ended', at: S, outcome: { kind: 'completed', exitCode: 0 } }]);
      const layout = layoutTimeline([run]).runs[0]?.tasks;
      if (layout == null) throw new Error('no tasks');
      const boxes = taskLabels(layout, S, 1)
        .filter(({ text }) => text.length > 1)
        .map(({ row, text, at, dx, anchor }) => {
          const x = (at / S) * 235 + dx;
          const left = anchor === 'start' ? x : x - text.length * 5.6;
          return { left, right: left + text.length * 5.6, y: row * layout.pitch };
        });
      expect(boxes.length).toBeGreaterThan(3);
      for (const [index, box] of boxes.entries()) {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.right).toBeLessThanOrEqual(235 + 59);
        const touching = boxes.filter(
          (other, at) =>
            at < index && Math.abs(other.y - box.y) < 10.5 && other.left < box.right && box.left < other.right,
        );
        expect(touching).toEqual([]);
      }
    }
  });
});
