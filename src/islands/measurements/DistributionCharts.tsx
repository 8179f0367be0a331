import { useMemo } from 'preact/hooks';
import { number, percent } from '../../strings/numbers.ts';
import { Stretched } from '../timeline/Stretched.tsx';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { countMarks, type DurationSpread, donePath, durationSpread, type RunSpread } from './durationSpread.ts';

const across = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** Histogram and cumulative curve of the runs' call durations, in the runs' own colours. */
export function DistributionCharts({ runs }: { readonly runs: readonly TimelineRun[] }) {
  const spread = useMemo(() => durationSpread(runs), [runs]);
  return (
    <>
      <Histogram spread={spread} />
      <DoneCurves spread={spread} />
    </>
  );
}

interface ChartProps {
  readonly spread: DurationSpread;
}

/** Height of one run's bars and the room above them, and what the axis takes, in pixels. */
const BARS = 76;
const ABOVE = 24;
const AXIS = 36;

/** How many calls took how long: a row of bars per run. */
function Histogram({ spread }: ChartProps) {
  const bottom = spread.runs.length * (BARS + ABOVE);
  return (
    <svg class="wz-chart" role="img" aria-label="Histogramm der Dauer der Aufrufe" width="100%" height={bottom + AXIS}>
      {spread.runs.map((run, index) => (
        <Bars key={run.id} run={run} most={spread.most} top={index * (BARS + ABOVE) + ABOVE} />
      ))}
      <TimeAxis spread={spread} bottom={bottom} />
    </svg>
  );
}

interface BarsProps {
  readonly run: RunSpread;
  readonly most: number;
  readonly top: number;
}

/** Units of a step of the histogram; some of them are the gap to the next. */
const UNITS = 20;

function Bars({ run, most, top }: BarsProps) {
  const { counts } = run;
  const path = counts
    .map((count, step) => {
      const height = (count / most) * BARS;
      return count === 0 ? '' : `M${step * UNITS + 1} ${BARS}v${(-height).toFixed(1)}h${UNITS - 2}V${BARS}z`;
    })
    .join('');
  return (
    <>
      {countMarks(most).map(({ at, value }) => (
        <Level key={value} y={top + BARS * (1 - at)} text={number(value)} />
      ))}
      <Stretched top={top} height={BARS} units={counts.length * UNITS}>
        <path class={`wz-chart-bars ${run.tone}`} d={path} />
      </Stretched>
      <text class={`wz-chart-name ${run.tone}`} x="0" y={top - 9}>
        {run.label}
      </text>
    </>
  );
}

const CURVES = 164;
const WIDTH = 1_000;

/** Which share of the calls is done after a time: a curve per run. */
function DoneCurves({ spread }: ChartProps) {
  const label = 'Anteil der Aufrufe, die nach einer Zeit fertig sind';
  return (
    <svg class="wz-chart" role="img" aria-label={label} width="100%" height={ABOVE + CURVES + AXIS}>
      {[0, 0.25, 0.5, 0.75, 0.95, 1].map((share) => (
        <Level
          key={share}
          y={ABOVE + CURVES * (1 - share)}
          text={share === 0.95 ? '' : percent(share)}
          isMarked={share === 0.5 || share === 0.95}
        />
      ))}
      <Stretched top={ABOVE} height={CURVES} units={WIDTH}>
        {spread.runs.map((run) => (
          <path
            key={run.id}
            class={`wz-chart-curve ${run.tone}`}
            d={donePath(run, WIDTH, CURVES)}
            vector-effect="non-scaling-stroke"
          />
        ))}
      </Stretched>
      {/* Few calls are done early: the names stand where the curves have not come yet. */}
      {spread.runs.map((run, index) => (
        <text key={run.id} class={`wz-chart-name ${run.tone}`} x="6" y={ABOVE + 18 + index * 17}>
          {run.label}
        </text>
      ))}
      <TimeAxis spread={spread} bottom={ABOVE + CURVES} />
    </svg>
  );
}

interface LevelProps {
  readonly y: number;
  readonly text: string;
  readonly isMarked?: boolean;
}

function Level({ y, text, isMarked = false }: LevelProps) {
  return (
    <g class={isMarked ? 'wz-chart-level is-marked' : 'wz-chart-level'}>
      <line x1="0" x2="100%" y1={y} y2={y} />
      <text x="0" dx="-6" y={y + 3.5} text-anchor="end">
        {text}
      </text>
    </g>
  );
}

function TimeAxis({ spread, bottom }: ChartProps & { readonly bottom: number }) {
  return (
    <g class="wz-chart-axis">
      {spread.marks.map(({ at, value }) => (
        <text key={value} x={across(at)} y={bottom + 16} text-anchor="middle">
          {number(value, 3)}&nbsp;s
        </text>
      ))}
      <text x="100%" y={bottom + 32} text-anchor="end">
        Dauer eines Aufrufs
      </text>
    </g>
  );
}
