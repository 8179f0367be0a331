import { computed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { counted, secondsOfMicros } from '../../strings/numbers.ts';
import { share, ticks } from './axis.ts';
import { DensityLanes } from './DensityLanes.tsx';
import { Lanes, labelStep } from './Lanes.tsx';
import type { RunLayout, TimelineLayout } from './layout.ts';
import { markWords } from './marks.ts';
import { ProgramBar } from './ProgramBar.tsx';
import { RowLanes } from './RowLanes.tsx';
import type { Selection } from './selection.ts';
import { TaskArea } from './TaskArea.tsx';
import { TaskHeading } from './TaskHeading.tsx';
import { TaskLanes } from './TaskLanes.tsx';
import { BESIDE } from './taskLabels.ts';
import { drawnNow, type TimelineRun, toneOf } from './timelineRun.ts';

interface FigureProps {
  /** Unique on the page: prefixes the ids inside. */
  readonly id: string;
  readonly layout: TimelineLayout;
  /** One sentence that says what the picture shows. */
  readonly summary: string;
  /** Up to where the picture is shown, in microseconds; null: all of it. A signal, so that playing draws nothing anew. */
  readonly playhead: ReadonlySignal<number | null>;
  readonly selection: Selection | null;
  /** How many times wider than its frame it is drawn: so much finer are its steps. */
  readonly zoom: number;
  /** Lanes that belong to a source line the reader points at. */
  readonly isLinked?: (run: TimelineRun, lane: number) => boolean;
}

/** The timeline as a picture: complete without script, scales with its container, prints. */
export function Figure({ id, layout, summary, playhead, selection, zoom, isLinked }: FigureProps) {
  const peak = peakOf(layout);
  return (
    <svg class="tl-figure" role="img" aria-labelledby={`${id}-t`} width="100%" height={layout.height}>
      <title id={`${id}-t`}>{summary}</title>
      <Patterns id={id} />
      <clipPath id={`${id}-clip`}>
        <rect x="-40" y="0" width="40" height={layout.height} />
        <Shown at={playhead} layout={layout} />
        <ShownBeside at={playhead} layout={layout} />
      </clipPath>
      <Axis layout={layout} zoom={zoom} />
      {/* Painted first: the names have a rim, and no line crosses a word. */}
      <Playhead at={playhead} layout={layout} />
      {layout.runs.map((run) => (
        <Run key={run.run.id} id={id} layout={run} max={layout.max} playhead={playhead}>
          <g clip-path={`url(#${id}-clip)`}>
            <ProgramBar id={id} layout={run} max={layout.max} zoom={zoom} />
            {run.tasks?.style === 'lanes' && (
              <TaskLanes id={id} layout={run} tasks={run.tasks} max={layout.max} selection={selection} zoom={zoom} />
            )}
            {run.tasks?.style === 'area' && <TaskArea layout={run} tasks={run.tasks} max={layout.max} zoom={zoom} />}
            {run.style === 'lanes' && (
              <Lanes layout={run} max={layout.max} selection={selection} {...(isLinked ? { isLinked } : {})} />
            )}
            {run.style === 'rows' && <RowLanes layout={run} max={layout.max} selection={selection} zoom={zoom} />}
            {run.style === 'density' && <DensityLanes layout={run} max={layout.max} peak={peak} zoom={zoom} />}
          </g>
        </Run>
      ))}
    </svg>
  );
}

/** Most requests under way at once in any of the runs: what fills the height of a density area. */
function peakOf(layout: TimelineLayout): number {
  return Math.max(1, ...layout.runs.map((run) => run.run.measurement.maxInFlight));
}

function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {(['sync', 'async', 'thread'] as const).map((tone) => (
        <pattern
          key={tone}
          id={`${id}-hatch-${tone}`}
          width="6"
          height="6"
          patternTransform="rotate(45)"
          patternUnits="userSpaceOnUse"
        >
          <rect width="6" height="6" class={`tl-hatch-ground ${tone}`} />
          <line x1="0" y1="0" x2="0" y2="6" class={`tl-hatch-line ${tone}`} />
        </pattern>
      ))}
    </defs>
  );
}

function Axis({ layout, zoom }: { readonly layout: TimelineLayout; readonly zoom: number }) {
  return (
    <g class="tl-axis">
      {ticks(layout.max, 5 * zoom).map((tick) => (
        <g key={tick.at}>
          <line x1={share(tick.at, layout.max)} x2={share(tick.at, layout.max)} y1="2" y2={layout.axis} />
          <text x={share(tick.at, layout.max)} y={layout.axis + 15} text-anchor="middle">
            {tick.label}
          </text>
        </g>
      ))}
    </g>
  );
}

interface RunProps {
  readonly id: string;
  readonly layout: RunLayout;
  readonly max: number;
  readonly playhead: ReadonlySignal<number | null>;
  readonly children: ComponentChildren;
}

function Run({ id, layout, max, playhead, children }: RunProps) {
  const { run } = layout;
  const tone = toneOf(run.mode);
  return (
    <g class={`tl-run ${tone}${run.forecast === null ? '' : ' is-outdated'}`}>
      {run.forecast === null && <End layout={layout} max={max} playhead={playhead} />}
      <text x="0" y={layout.top + 14} class="tl-name tl-sticky">
        {run.label}
        <tspan class="tl-detail" dx="8">
          {run.detail}
        </tspan>
      </text>
      {layout.tasks !== null && <TaskHeading id={id} layout={layout} tasks={layout.tasks} max={max} />}
      {children}
      <LanesHeading layout={layout} />
      <LaneNumbers layout={layout} />
      {run.forecast !== null && <Forecast at={run.forecast} max={max} layout={layout} />}
    </g>
  );
}

/** The run's end and its total, once the picture has come that far. Painted first: no line crosses a word. */
function End({ layout, max, playhead }: Omit<RunProps, 'id' | 'children'>) {
  const { spans } = layout.run;
  const end = drawnNow(layout.run);
  // Not yet reached it is hidden, not absent: exported files show all of the run.
  const isAhead = useFollowed(playhead, (at) => (at ?? max) < end, [max, end]).value;
  const bottom = layout.lanes.top + layout.lanes.height;
  if (end === 0) return null;
  return (
    <g {...(isAhead ? { class: 'is-ahead', visibility: 'hidden' } : {})}>
      {spans.outcome !== null && (
        <line class="tl-end" x1={share(end, max)} x2={share(end, max)} y1={layout.program.top - 3} y2={bottom + 3}>
          <title>{markWords.end}</title>
        </line>
      )}
      <text class="tl-total" x={share(end, max)} dx="7" y={layout.program.top + 13}>
        <Total text={secondsOfMicros(end)} x={share(end, max)} />
      </text>
    </g>
  );
}

/** „58 min 5 s“ has no room in one line beside the axis: its parts stand one below the other. */
function Total({ text, x }: { readonly text: string; readonly x: string }) {
  const [first, rest] = text.split(' ');
  if (rest === undefined) return <>{text}</>;
  return (
    <>
      {first}
      <tspan x={x} dx="7" dy="1.1em">
        {rest}
      </tspan>
    </>
  );
}

/** What the chosen settings are expected to take: dashed, named, and gone with the next run. */
function Forecast({ at, max, layout }: { readonly at: number; readonly max: number; readonly layout: RunLayout }) {
  const bottom = layout.lanes.top + layout.lanes.height;
  const isRight = at > max * 0.55;
  return (
    <g class="tl-forecast">
      <line x1={share(at, max)} x2={share(at, max)} y1={layout.program.top - 3} y2={bottom + 3} />
      <text
        x={share(at, max)}
        dx={isRight ? -7 : 7}
        y={layout.program.top + 12}
        text-anchor={isRight ? 'end' : 'start'}
      >
        Vorhersage {secondsOfMicros(at)}
      </text>
    </g>
  );
}

/** What the lanes are, where something else stands above them. */
function LanesHeading({ layout }: { readonly layout: RunLayout }) {
  const { heading } = layout.lanes;
  const count = layout.run.spans.lanes.length;
  if (heading === null || count === 0) return null;
  return (
    <text class="tl-heading tl-sticky" x="0" y={heading + 10}>
      {counted(count, 'Aufruf', 'Aufrufe')}
    </text>
  );
}

/** Numbers of the lanes, where they start: all of few, some of many. */
function LaneNumbers({ layout }: { readonly layout: RunLayout }) {
  const { lanes, run, style } = layout;
  const count = run.spans.lanes.length;
  if (style === 'density' || count === 0) return null;
  const step = labelStep(lanes.pitch);
  const numbers = Array.from({ length: count }, (_, lane) => lane + 1).filter(
    (lane) => lane === 1 || lane % step === 0,
  );
  return (
    <g class="tl-number tl-sticky">
      {numbers.map((lane) => (
        <text key={lane} x="0" dx="-5" y={lanes.top + (lane - 1) * lanes.pitch + lanes.bar / 2 + 3.5} text-anchor="end">
          {lane}
        </text>
      ))}
    </g>
  );
}

interface PlayheadProps {
  readonly at: ReadonlySignal<number | null>;
  readonly layout: TimelineLayout;
}

/** What follows the playhead, frame after frame: given to an element as it is, it changes that and draws nothing anew. */
function useFollowed<Value>(
  at: PlayheadProps['at'],
  what: (at: number | null) => Value,
  inputs: readonly unknown[],
): ReadonlySignal<Value> {
  return useMemo(() => computed(() => what(at.value)), [at, ...inputs]);
}

/** The part of the picture that has been reached. */
function Shown({ at, layout: { max, height } }: PlayheadProps) {
  const width = useFollowed(at, (now) => share(Math.min(now ?? max, max), max), [max]);
  return <rect x="0" y="0" width={width} height={height} />;
}

/** Words may reach beyond the axis, once the picture has come to its end. */
function ShownBeside({ at, layout: { height } }: PlayheadProps) {
  const width = useFollowed(at, (now) => (now === null ? BESIDE : 0), []);
  return <rect x="100%" y="0" width={width} height={height} />;
}

function Playhead({ at, layout }: PlayheadProps) {
  const { max } = layout;
  const isSeen = useFollowed(at, (now) => now !== null, []);
  const x = useFollowed(at, (now) => share(Math.min(now ?? max, max), max), [max]);
  if (!isSeen.value) return null;
  return (
    <g class="tl-playhead">
      <line x1={x} x2={x} y1="0" y2={layout.axis} />
    </g>
  );
}
