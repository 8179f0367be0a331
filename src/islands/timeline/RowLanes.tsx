import { useMemo } from 'preact/hooks';
import type { RequestPhase } from '../../../sandbox/trace/spans.ts';
import type { RunLayout } from './layout.ts';
import { Stretched } from './Stretched.tsx';
import type { Selection } from './selection.ts';
import { drawnNow, toneOf } from './timelineRun.ts';

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
    [layout, max, zoom],
  );
  return (
    <Stretched top={lanes.top} height={height} units={WIDTH * zoom}>
      {paths.map(([phase, path]) => (
        <path key={phase} class={`tl-row ${phase} ${toneOf(run.mode)}`} d={path} />
      ))}
      <path class="tl-row failed" d={failurePath(layout, max / zoom)} />
      {selected !== null && (
        <rect class="tl-lane-light" x="0" width={WIDTH * zoom} y={selected * lanes.pitch} height={lanes.pitch} />
      )}
    </Stretched>
  );
}

function rowPath(layout: RunLayout, shown: number, phase: RequestPhase): string {
  const { lanes, run } = layout;
  const scale = WIDTH / shown;
  let path = '';
  for (const lane of run.spans.lanes) {
    const y = lane.lane * lanes.pitch;
    for (const span of lane.phases) {
      if (span.phase !== phase) continue;
      const from = span.from * scale;
      // The end of an answer shows as a full stroke of at least a pixel, as in the wider lanes.
      const width = Math.max(phase === 'streaming' ? 8 : 1, ((span.to ?? drawnNow(run)) - span.from) * scale);
      path += `M${from.toFixed(1)} ${y}h${width.toFixed(1)}v${lanes.bar}h${(-width).toFixed(1)}z`;
    }
  }
  return path;
}

function failurePath(layout: RunLayout, shown: number): string {
  const { lanes, run } = layout;
  const scale = WIDTH / shown;
  let path = '';
  for (const lane of run.spans.lanes) {
    for (const mark of lane.marks) {
      path += `M${(mark.at * scale).toFixed(1)} ${lane.lane * lanes.pitch}h12v${lanes.bar}h-12z`;
    }
  }
  return path;
}
