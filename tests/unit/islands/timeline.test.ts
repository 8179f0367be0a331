import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../sandbox/trace/event.ts';
import { spansOf } from '../../../sandbox/trace/spans.ts';
import { ticks } from '../../../src/islands/timeline/axis.ts';
import { densityAreas, densityEdge, densityOf } from '../../../src/islands/timeline/density.ts';
import { comparison, describeRuns } from '../../../src/islands/timeline/describe.ts';
import { axisEnd, laneAt, layoutTimeline, MAX_LANES, MAX_ROWS } from '../../../src/islands/timeline/layout.ts';
import { marksSeen } from '../../../src/islands/timeline/marks.ts';
import { momentFacts } from '../../../src/islands/timeline/momentFacts.ts';
import { moments, stepFrom } from '../../../src/islands/timeline/moments.ts';
import { comfortableSpeed, createPlayback, speedsWith, speedText } from '../../../src/islands/timeline/playback.ts';
import { computingPath, computingShare, waitBars } from '../../../src/islands/timeline/programBars.ts';
import { timelineRun, traceOf } from './timeline-run.ts';

describe('the axis', () => {
  it('begins at 0 and counts in seconds with a decimal comma', () => {
    expect(ticks(1_000_000, 5).map((tick) => tick.label)).toEqual([
      '0\u00a0s',
      '0,2\u00a0s',
      '0,4\u00a0s',
      '0,6\u00a0s',
      '0,8\u00a0s',
      '1,0\u00a0s',
    ]);
  });

  it.each([1_500, 31_400, 5_290_000, 39_500_000, 346_000_000, 86_400_000_000])(
    'has at most six marks for %i µs',
    (max) => {
      const marks = ticks(max, 5);
      expect(marks.length).toBeLessThanOrEqual(6);
      expect(marks.length).toBeGreaterThanOrEqual(3);
      expect(marks.at(-1)?.at).toBeLessThanOrEqual(max);
    },
  );

  it('is shared: it ends with the latest moment of all runs', () => {
    const runs = [timelineRun(10, false), timelineRun(10, true)];
    expect(axisEnd(runs)).toBe(runs[0]?.spans.now);
  });
});

describe('the layout', () => {
  it.each([
    [10, 'lanes'],
    [MAX_LANES, 'lanes'],
    [MAX_LANES + 1, 'rows'],
    [MAX_ROWS, 'rows'],
    [MAX_ROWS + 1, 'density'],
  ])('draws %i requests as %s', (count, style) => {
    expect(layoutTimeline([timelineRun(count, true)]).runs[0]?.style).toBe(style);
  });

  it.each([
    [10, 300, ['lanes', 'density']],
    [31, 300, ['density', 'density']],
    [4, 41, ['lanes', 'rows']],
    [10, 40, ['lanes', 'lanes']],
  ])('draws %i requests beside %i as %j', (few, many, styles) => {
    const { runs } = layoutTimeline([timelineRun(few, true), timelineRun(many, true)]);
    expect(runs.map(({ style }) => style)).toEqual(styles);
  });

  it('keeps the place of requests that are still to come', () => {
    const whole = timelineRun(30, true);
    const begun = { ...whole, spans: { ...whole.spans, lanes: whole.spans.lanes.slice(0, 2), outcome: null } };
    expect(layoutTimeline([begun], { requests: 30 }).height).toBe(layoutTimeline([whole]).height);
  });

  it('keeps the place that the run before needed, where nobody knows how many will come', () => {
    const whole = timelineRun(30, true);
    const begun = { ...whole, spans: { ...whole.spans, lanes: [], outcome: null } };
    const before = new Map([[whole.id, { requests: 30, tasks: 0 }]]);
    expect(layoutTimeline([begun], { before }).height).toBe(layoutTimeline([whole]).height);
  });

  it('never grows higher than a screen, whatever the number of requests', () => {
    for (const count of [1, 12, 24, 40, 80, 120, 240, 1_000]) {
      expect(layoutTimeline([timelineRun(count, true), timelineRun(count, true)]).height).toBeLessThan(720);
    }
  });

  it('finds the lane under the pointer', () => {
    const layout = layoutTimeline([timelineRun(10, true)]).runs[0];
    if (layout === undefined) throw new Error('no layout');
    expect(laneAt(layout, layout.lanes.top + layout.lanes.pitch * 3.5)).toBe(3);
    expect(laneAt(layout, layout.lanes.top - 1)).toBeNull();
    expect(laneAt(layout, layout.lanes.top + layout.lanes.height + 1)).toBeNull();
  });
});

describe('the sentence of a program that waits', () => {
  it('speaks of an event loop only where there is one', () => {
    const run = timelineRun(3, false);
    expect(describeRuns([{ ...run, mode: 'asynchron' }])).toContain('das Programm war');
    expect(describeRuns([{ ...run, mode: 'asynchron' }])).not.toContain('Event-Loop');
    expect(describeRuns([{ ...run, mode: 'asynchron', language: 'typescript' }])).toContain('die Event-Loop stand');
    const thread = { task: 1, name: 'Thread-1', unit: 'thread' } as const;
    const created: TraceEvent = { kind: 'task', at: 0, state: 'created', ...thread };
    const [first, ...others] = traceOf(3, false);
    const spans = spansOf(first === undefined ? [] : [first, created, ...others]);
    expect(describeRuns([{ ...run, spans, mode: 'asynchron' }])).toContain('1\u00a0Thread, das Programm war');
  });
});

describe('density', () => {
  it('counts every request exactly once over its whole duration', () => {
    const run = timelineRun(1_000, true);
    const density = densityOf(run.spans, run.spans.now, 100);
    const waiting = density.counts.get('waiting') ?? new Float64Array();
    const seconds = waiting.reduce((sum, value) => sum + value, 0) * (run.spans.now / 100 / 1_000_000);
    expect(seconds).toBeCloseTo(1_000, 3);
    expect(density.peak).toBeCloseTo(1_000, 3);
  });

  it('shows one request at a time as a thin line beside a thousand at once', () => {
    const run = timelineRun(300, false);
    const density = densityOf(run.spans, run.spans.now, 100);
    expect(density.peak).toBeLessThanOrEqual(1.001);
    expect(densityAreas(density, 1_000, 100)[0]?.path).toContain('V98.5');
  });

  it('draws an area that stands on another along that one’s top', () => {
    const counts = new Map([
      ['streaming', Float64Array.of(1, 2)],
      ['waiting', Float64Array.of(2, 2)],
    ] as const);
    const areas = densityAreas({ columns: 2, counts, peak: 4 }, 4, 40);
    expect(areas[1]?.path).toBe('M0 30V10h1V0h1V20H1V30H0z');
    expect(densityEdge({ columns: 2, counts, peak: 4 }, 4, 40)).toBe('M0 10H1V0H2');
  });

  it('has no edge after the end of the run', () => {
    const counts = new Map([['waiting', Float64Array.of(2, 1, 0, 0)]] as const);
    expect(densityEdge({ columns: 4, counts, peak: 2 }, 2, 40, 1.5)).toBe('M0 0H1V20H1.5');
    expect(densityEdge({ columns: 4, counts, peak: 2 }, 2, 40, 0)).toBe('');
  });

  it('draws what hangs together as one outline, neighbours of one height as one step', () => {
    const counts = new Map([['waiting', Float64Array.of(4, 4, 4, 2, 0, 2)]] as const);
    const areas = densityAreas({ columns: 6, counts, peak: 4 }, 4, 100);
    expect(areas).toEqual([{ phase: 'waiting', path: 'M0 100V0h3V50h1V100H0zM5 100V50h1V100H5z' }]);
  });
});

describe("the program's bar", () => {
  it('bridges hairs between waits, so that thousands of spans are a few bars', () => {
    const run = timelineRun(300, false);
    const bars = waitBars(run.spans.program, run.spans.now, run.spans.now);
    expect(bars).toHaveLength(1);
    expect(bars[0]?.state).toBe('blocked');
  });

  it('tells blocked from free', () => {
    const run = timelineRun(10, true);
    expect(waitBars(run.spans.program, run.spans.now, run.spans.now)[0]?.state).toBe('free');
  });

  it('shows even short computing, and adds up to the computed time', () => {
    const run = timelineRun(10, true);
    const shares = computingShare(run.spans.program, run.spans.now, run.spans.now, 50);
    const total = shares.reduce((sum, share) => sum + share, 0) * (run.spans.now / 50 / 1_000);
    expect(total).toBeCloseTo(run.measurement.program.computingMs, 3);
    expect(computingPath(shares, 14)).toMatch(/^M0 14v/);
  });
});

describe('the sentence', () => {
  it('names each run, its requests and how they compare', () => {
    const text = describeRuns([timelineRun(10, false), timelineRun(10, true)]);
    expect(text).toContain('synchron: 10\u00a0Anfragen in 10,0\u00a0s, nacheinander');
    expect(text).toContain('asynchron: 10\u00a0Anfragen in 1,02\u00a0s, höchstens 10 zugleich');
    expect(text).toContain('Asynchron: hier 9,8-mal so schnell fertig wie synchron.');
  });

  it('does not compare runs that did different work', () => {
    expect(comparison([timelineRun(10, false), timelineRun(3, true)])).toBeNull();
  });

  it('does not call a run faster of which more has failed', () => {
    const [slow, fast] = [timelineRun(10, false), timelineRun(10, true)];
    const gaveUp = { ...fast, measurement: { ...fast.measurement, succeeded: 4, successRate: 0.4 } };
    expect(comparison([slow, gaveUp])).toBe(
      'Die Zeiten sind hier nicht vergleichbar: synchron sind 10 von 10\u00a0Aufrufen erfolgreich, asynchron sind 4 von 10\u00a0Aufrufen erfolgreich.',
    );
    expect(describeRuns([gaveUp])).toContain('höchstens 10 zugleich, nur 4 von 10\u00a0Aufrufen erfolgreich');
  });

  it('says of a run without success that none of its calls had any', () => {
    const failed = (count: number) => {
      const run = timelineRun(count, false);
      return describeRuns([{ ...run, measurement: { ...run.measurement, succeeded: 0, successRate: 0 } }]);
    };
    expect(failed(1)).toMatch(/, der Aufruf war nicht erfolgreich\.$/);
    expect(failed(10)).toMatch(/, keiner von 10 Aufrufen war erfolgreich\.$/);
  });

  it('says of one call in the singular that it succeeded', () => {
    const [slow, fast] = [timelineRun(10, false), timelineRun(10, true)];
    expect(comparison([slow, { ...fast, measurement: { ...fast.measurement, succeeded: 1 } }])).toContain(
      'asynchron ist 1 von 10\u00a0Aufrufen erfolgreich.',
    );
  });

  it('calls small differences equal', () => {
    expect(comparison([timelineRun(1, false), timelineRun(1, true)])).toBe('Beide brauchen etwa gleich lange.');
  });
});

describe('a moment', () => {
  it('says what the program did and how many requests were under way', () => {
    const { spans } = timelineRun(10, true);
    const facts = momentFacts(spans, 500_000);
    expect(facts).toContainEqual({ label: 'Programm', value: 'Event-Loop frei' });
    expect(facts).toContainEqual({ label: 'warten auf Antwort', value: '10' });
  });

  it('names the line that blocks', () => {
    const { spans } = timelineRun(2, false);
    expect(momentFacts(spans, 500_000)).toContainEqual({
      label: 'Programm',
      value: 'blockiert, wartet auf das Netz (Zeile 7)',
    });
  });
});

describe('what the marks say', () => {
  it('names the marks that the runs show, and no others', () => {
    const kinds = [...marksSeen([timelineRun(3, false), timelineRun(3, true)]).keys()];
    expect(kinds).toEqual(['blocked', 'free', 'computing', 'end', 'waiting', 'answer']);
  });

  it('shows each as it is drawn in the first run that has it', () => {
    const seen = marksSeen([timelineRun(3, false), timelineRun(3, true)]);
    expect(seen.get('waiting')?.id).toBe('sync');
    expect(seen.get('free')?.id).toBe('async');
  });
});

describe('playing', () => {
  function frames() {
    const waiting: ((now: number) => void)[] = [];
    let now = 0;
    return {
      source: {
        request: (callback: (now: number) => void) => waiting.push(callback),
        cancel: () => void waiting.splice(0),
      },
      pass(ms: number) {
        now += ms;
        for (const callback of waiting.splice(0)) callback(now);
      },
      waiting,
    };
  }

  it('moves with real time at its speed and ends with the whole picture', () => {
    const clock = frames();
    const playback = createPlayback(clock.source);
    playback.speed.value = 10;
    playback.play(5_000_000);
    clock.pass(16);
    clock.pass(100);
    expect(playback.at.value).toBe(1_000_000);
    clock.pass(1_000);
    expect(playback.at.value).toBeNull();
    expect(playback.isPlaying.value).toBe(false);
    expect(clock.waiting).toHaveLength(0);
  });

  it('stays where it is paused and goes on from there', () => {
    const clock = frames();
    const playback = createPlayback(clock.source);
    playback.speed.value = 1;
    playback.play(5_000_000);
    clock.pass(0);
    clock.pass(500);
    playback.pause();
    clock.pass(500);
    expect(playback.at.value).toBe(500_000);
    playback.play(5_000_000);
    clock.pass(0);
    clock.pass(250);
    expect(playback.at.value).toBe(750_000);
  });

  it('offers a speed at which any picture is watched in a few seconds', () => {
    for (const seconds of [0.02, 0.95, 2, 35, 350, 1_050, 3_485, 86_400]) {
      const speed = comfortableSpeed(seconds * 1_000_000);
      expect(seconds / speed).toBeGreaterThan(1.5);
      expect(seconds / speed).toBeLessThan(5);
      expect(speedsWith(speed)).toContain(speed);
    }
  });

  it('writes slow speeds with the decimals they need', () => {
    expect([0.002, 0.02, 0.5, 1, 100].map(speedText)).toEqual(['×0,002', '×0,02', '×0,5', '×1', '×100']);
    expect(speedText(comfortableSpeed(60_000))).toBe('×0,02');
  });

  it('by itself goes at the speed that is shown', () => {
    const clock = frames();
    const playback = createPlayback(clock.source);
    const max = 1_050_000_000;
    playback.speed.value = 2;
    playback.playByItself(max);
    clock.pass(0);
    clock.pass(100);
    expect(playback.at.value).toBe(comfortableSpeed(max) * 100_000);
    expect(playback.speed.value).toBeNull();
  });

  it('by itself is at its end once nobody sees it', () => {
    const clock = frames();
    const playback = createPlayback(clock.source);
    playback.playByItself(5_000_000);
    clock.pass(0);
    clock.pass(100);
    playback.leave();
    expect(playback.at.value).toBeNull();
    expect(playback.isPlaying.value).toBe(false);
    expect(clock.waiting).toHaveLength(0);
  });

  it.each(['play', 'pause'] as const)('is the reader’s after %s: it stands where he left it', (taken) => {
    const clock = frames();
    const playback = createPlayback(clock.source);
    playback.speed.value = 1;
    if (taken === 'pause') playback.playByItself(5_000_000);
    else playback.play(5_000_000);
    clock.pass(0);
    clock.pass(500);
    if (taken === 'pause') playback.pause();
    const at = playback.at.value;
    playback.leave();
    expect(playback.at.value).toBe(at);
    expect(at).toBeGreaterThan(0);
    expect(playback.isPlaying.value).toBe(false);
  });

  it('steps through the moments at which something changes', () => {
    const run = timelineRun(3, false);
    const all = moments([run], run.spans.now);
    expect(stepFrom(all, 0, 1)).toBeGreaterThan(0);
    expect(stepFrom(all, run.spans.now, 1)).toBeNull();
    expect(stepFrom(all, run.spans.now, -1)).toBeLessThan(run.spans.now);
  });
});
