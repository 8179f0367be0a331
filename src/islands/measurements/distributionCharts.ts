import * as Plot from '@observablehq/plot';
import { number } from '../../strings/numbers.ts';
import { type TimelineRun, toneOf } from '../timeline/timelineRun.ts';
import { callDurations } from './callDurations.ts';

/** One call: which run it belongs to, and how long it took in seconds. */
interface Call {
  readonly run: string;
  readonly seconds: number;
}

const inSeconds = (value: number): string => `${number(value, 2)}\u00a0s`;

/** Draws histogram and cumulative curve of the runs' call durations, in the runs' own colours: each a piece of work of its own. */
export function distributionCharts(runs: readonly TimelineRun[], width: number): readonly (() => Element)[] {
  const calls: readonly Call[] = runs.flatMap((run) =>
    callDurations(run).map((duration) => ({ run: run.label, seconds: duration / 1_000 })),
  );
  const color = {
    domain: runs.map((run) => run.label),
    range: runs.map((run) => `var(--${toneOf(run.mode)})`),
  };
  const x = { label: 'Dauer eines Aufrufs', tickFormat: inSeconds, nice: true };
  const common = {
    width,
    marginLeft: 44,
    marginRight: 84,
    marginBottom: 36,
    style: { background: 'none', fontFamily: 'var(--ui)' },
  };
  const points = cumulated(calls);
  const histogram = () =>
    Plot.plot({
      ...common,
      height: 70 + 90 * runs.length,
      ariaLabel: 'Histogramm der Dauer der Aufrufe',
      x,
      y: { label: 'Aufrufe', grid: true, tickFormat: (value: number) => number(value) },
      fy: { label: null },
      color,
      marks: [
        Plot.rectY(
          calls,
          Plot.binX<Plot.RectYOptions>(
            { y: 'count' },
            { x: 'seconds', fy: 'run', fill: 'run', thresholds: 24, inset: 0.5 },
          ),
        ),
        Plot.ruleY([0]),
      ],
    });
  const cumulative = () =>
    Plot.plot({
      ...common,
      height: 200,
      ariaLabel: 'Anteil der Aufrufe, die nach einer Zeit fertig sind',
      x,
      y: {
        label: 'Anteil fertig',
        grid: true,
        domain: [0, 1],
        tickFormat: (value: number) => `${number(value * 100)}\u00a0%`,
      },
      color,
      marks: [
        ...[0.5, 0.95].map((share) => Plot.ruleY([share], { strokeDasharray: '2 3', strokeOpacity: 0.6 })),
        Plot.line(points, { x: 'seconds', y: 'share', stroke: 'run', curve: 'step-after', strokeWidth: 2 }),
        // Few calls are done early: the names stand where the curves have not come yet.
        ...runs.map((run, index) =>
          Plot.text([run.label], {
            frameAnchor: 'top-left',
            dx: 6,
            dy: 4 + index * 17,
            fontWeight: 650,
            fill: `var(--${toneOf(run.mode)}-ink)`,
            textAnchor: 'start',
          }),
        ),
      ],
    });
  return [histogram, cumulative].map((draw) => () => asPicture(draw()));
}

/** One picture with one name: Plot names its inner groups too, where no name is allowed. */
function asPicture(chart: Element): Element {
  const picture = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg');
  picture?.setAttribute('role', 'img');
  for (const group of chart.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  return chart;
}

interface Cumulated extends Call {
  /** Share of the run's calls that took at most this long. */
  readonly share: number;
}

function cumulated(calls: readonly Call[]): readonly Cumulated[] {
  return [...new Set(calls.map((call) => call.run))].flatMap((run) => {
    const own = calls.filter((call) => call.run === run).sort((a, b) => a.seconds - b.seconds);
    return own.map((call, index) => ({ ...call, share: (index + 1) / own.length }));
  });
}
