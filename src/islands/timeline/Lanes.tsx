import { useMemo } from 'preact/hooks';
import type { LaneMark, PhaseSpan, RequestLane } from '../../../sandbox/trace/spans.ts';
import { share } from './axis.ts';
import type { RunLayout } from './layout.ts';
import { markWords, phaseWord } from './marks.ts';
import { Stretched } from './Stretched.tsx';
import type { Selection } from './selection.ts';
import { drawnNow, seenOf, type TimelineRun, toneOf } from './timelineRun.ts';

/** Every how many-th lane carries its number at this distance of lanes in pixels. */
export function labelStep(pitch: number): number {
  if (pitch >= 12) return 1;
  if (pitch >= 6) return 5;
  return pitch >= 3 ? 10 : 25;
}

interface LanesProps {
  readonly layout: RunLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
  readonly selection: Selection | null;
  readonly isLinked?: (run: TimelineRun, lane: number) => boolean;
}

/** Each request on a lane of its own: connect, handshake, wait, stream, pause; with a sign where it went wrong. */
export function Lanes({ layout, max, selection, isLinked }: LanesProps) {
  const { run } = layout;
  // Pointing lights up one of them: what is in the others stays as it is.
  const contents = useMemo(
    () => run.spans.lanes.map((lane) => <Lane key={lane.lane} lane={lane} layout={layout} max={max} />),
    [...seenOf(run), layout, max],
  );
  return (
    <>
      {run.spans.lanes.map((lane, index) => {
        const isSelected = selection?.kind === 'lane' && selection.run === run.id && selection.lane === lane.lane;
        const linked = isLinked?.(run, lane.lane) === true;
        const y = yOf(lane, layout);
        return (
          <g key={lane.lane} class={`tl-lane${isSelected ? ' is-selected' : ''}${linked ? ' is-linked' : ''}`}>
            {(isSelected || linked) && (
              <rect class="tl-lane-light" x="0" width="100%" y={y - 1} height={layout.lanes.bar + 2} />
            )}
            {contents[index]}
          </g>
        );
      })}
    </>
  );
}

const yOf = ({ lane }: RequestLane, { lanes }: RunLayout): number => lanes.top + lane * lanes.pitch;

interface LaneProps {
  readonly lane: RequestLane;
  readonly layout: RunLayout;
  readonly max: number;
}

function Lane({ lane, layout, max }: LaneProps) {
  const { bar } = layout.lanes;
  const y = yOf(lane, layout);
  const { requests } = layout.run.spans;
  const last = requests.get(lane.requests.at(-1) ?? -1);
  const isAnswered = lane.end === 'answered' && last !== undefined;
  const end = lane.to ?? drawnNow(layout.run);
  return (
    <>
      {lane.phases.map((phase) => (
        <Phase key={`${phase.phase}${phase.from}`} phase={phase} layout={layout} max={max} y={y} />
      ))}
      <Tokens times={lane.requests.flatMap((request) => layout.run.tokens.get(request) ?? [])} {...{ max, y, bar }} />
      {isAnswered && (
        <line class="tl-answer" x1={share(end, max)} x2={share(end, max)} y1={y} y2={y + bar}>
          <title>{markWords.answer}</title>
        </line>
      )}
      {lane.marks.map((mark) => (
        <Mark key={`${mark.kind}${mark.at}`} mark={mark} max={max} y={y} bar={bar} isLast={mark.at >= end} />
      ))}
    </>
  );
}

const WIDTH = 10_000;

interface TokensProps {
  readonly times: readonly number[];
  readonly max: number;
  readonly y: number;
  readonly bar: number;
}

/** A tick for each part of a stream, where it arrived. */
function Tokens({ times, max, y, bar }: TokensProps) {
  if (times.length === 0) return null;
  const path = times.map((at) => `M${((at / max) * WIDTH).toFixed(0)} 0v${bar}`).join('');
  return (
    <Stretched top={y} height={bar} units={WIDTH}>
      <path class="tl-token" d={path} vector-effect="non-scaling-stroke" />
    </Stretched>
  );
}

interface PhaseProps {
  readonly phase: PhaseSpan;
  readonly layout: RunLayout;
  readonly max: number;
  readonly y: number;
}

function Phase({ phase, layout, max, y }: PhaseProps) {
  const { bar } = layout.lanes;
  const to = phase.to ?? drawnNow(layout.run);
  if (phase.phase === 'retry-pause') {
    const middle = y + bar / 2;
    return (
      <line class="tl-pause" x1={share(phase.from, max)} x2={share(to, max)} y1={middle} y2={middle}>
        <title>{phaseWord(phase.phase)}</title>
      </line>
    );
  }
  return (
    <rect
      class={`tl-phase ${phase.phase} ${toneOf(layout.run.mode)}`}
      x={share(phase.from, max)}
      y={y}
      width={share(Math.max(to - phase.from, max / 1_500), max)}
      height={bar}
    >
      <title>{phaseWord(phase.phase)}</title>
    </rect>
  );
}

interface MarkProps {
  readonly mark: LaneMark;
  readonly max: number;
  readonly y: number;
  readonly bar: number;
  readonly isLast: boolean;
}

/** Lower bars lie so close that words would touch. */
const ROOM_FOR_WORDS = 9;

/** Refused and failed: a red cross and the status; aborted: a stroke. */
function Mark({ mark, max, y, bar, isLast }: MarkProps) {
  const word = mark.status === null ? (mark.code ?? '') : String(mark.status);
  const sign = mark.kind === 'aborted' ? '⊘' : '✕';
  return (
    <text class={`tl-mark ${mark.kind}`} x={share(mark.at, max)} dx="2" y={y + bar / 2 + 3.5}>
      {sign}
      {isLast && bar >= ROOM_FOR_WORDS ? ` ${word}` : ''}
    </text>
  );
}
