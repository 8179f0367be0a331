import { useMemo } from 'preact/hooks';
import type { RequestPhase } from '../../../sandbox/trace/spans.ts';
import { type Box, boxPath } from './boxPath.ts';
import type { RunLayout } from './layout.ts';
import { markWords, phaseWord } from './marks.ts';
import { Stretched } from './Stretched.tsx';
import type { Selection } from './selection.ts';
import { drawnNow, seenOf, toneOf } from './timelineRun.ts';

/** Units for what fills the frame. */
const WIDTH = 4_000;
const phases = ['connect', 'handshake', 'waiting', 'streaming', 'retry-pause'] as const;

/** Every request as one thin row; all rows of a phase are one path, so that hundreds stay quick. */
export function RowLanes({
  layout,
  max,
  selection,
  zoom,
}: {
  readonly layout: RunLayout;
  readonly max: number;
  readonly selection: Selection | null;
  /** How many times finer than its frame. */
  readonly zoom: number;
}) {
  const { lanes, run } = layout;
  const selected = selection?.kind === 'lane' && selection.run === run.id ? selection.lane : null;
  const height = Math.max(1, lanes.height);
  const paths = useMemo(
    () => phases.map((phase) => [phase, rowPath(layout, max / zoom, phase)] as const),
    [...seenOf(run), lanes.pitch, max, zoom],
  );
  return (
    <Stretched top={lanes.top} height={height} units={WIDTH * zoom}>
      {paths.map(([phase, path]) => (
        <path key={phase} class={`tl-row ${phase} ${toneOf(run.mode)}`} d={path}>
          <title>{phaseWord(phase)}</title>
        </path>
      ))}
      <path class="tl-row failed" d={failurePath(layout, max / zoom)}>
        <title>{markWords.failed}</title>
      </path>
      {selected !== null && (
        <rect class="tl-lane-light" x="0" width={WIDTH * zoom} y={selected * lanes.pitch} height={lanes.pitch} />
      )}
    </Stretched>
  );
}

function rowPath(layout: RunLayout, shown: number, phase: RequestPhase): string {
  return boxPath(rowBoxes(layout, WIDTH / shown, phase));
}

function* rowBoxes({ lanes, run }: RunLayout, scale: number, phase: RequestPhase): Iterable<Box> {
  // The end of an answer shows as a full stroke of at least a pixel, as in the wider lanes.
  const least = phase === 'streaming' ? 8 : 1;
  for (const lane of run.spans.lanes) {
    for (const span of lane.phases) {
      if (span.phase !== phase) continue;
      const width = Math.max(least, ((span.to ?? drawnNow(run)) - span.from) * scale);
      yield { x: span.from * scale, y: lane.lane * lanes.pitch, width, height: lanes.bar };
    }
  }
}

function failurePath(layout: RunLayout, shown: number): string {
  return boxPath(failureBoxes(layout, WIDTH / shown));
}

function* failureBoxes({ lanes, run }: RunLayout, scale: number): Iterable<Box> {
  for (const lane of run.spans.lanes) {
    for (const { at } of lane.marks) yield { x: at * scale, y: lane.lane * lanes.pitch, width: 12, height: lanes.bar };
  }
}
