import { useMemo } from 'preact/hooks';
import { number } from '../../strings/numbers.ts';
import { densityAreas, densityOf } from './density.ts';
import { Ground } from './Ground.tsx';
import type { RunLayout } from './layout.ts';
import { phaseWord } from './marks.ts';
import { Stretched } from './Stretched.tsx';
import { drawnNow, seenOf, toneOf } from './timelineRun.ts';

const COLUMNS = 480;

/** Very many requests as an area: its height is how many were under way, its tones what they were doing. */
export function DensityLanes({
  layout,
  max,
  peak,
  zoom,
}: {
  readonly layout: RunLayout;
  readonly max: number;
  readonly peak: number;
  /** How many times finer than its frame. */
  readonly zoom: number;
}) {
  const { lanes, run } = layout;
  const columns = COLUMNS * zoom;
  const own = (run.measurement.maxInFlight / peak) * lanes.height;
  const wordTop = Math.max(lanes.top + 12, lanes.top + lanes.height - own - 6);
  const areas = useMemo(
    () => densityAreas(densityOf(run.spans, max, columns, drawnNow(run)), peak, lanes.height),
    [...seenOf(run), lanes.height, max, peak, columns],
  );
  return (
    <g>
      <Stretched top={lanes.top} height={lanes.height} units={columns}>
        {areas.map((area) => (
          <path key={area.phase} class={`tl-row ${area.phase} ${toneOf(run.mode)}`} d={area.path}>
            <title>{phaseWord(area.phase)}</title>
          </path>
        ))}
      </Stretched>
      <Ground run={run} max={max} y={lanes.top + lanes.height} />
      <text class="tl-word" x="0" dx="6" y={wordTop}>
        höchstens {number(run.measurement.maxInFlight)} zugleich
      </text>
    </g>
  );
}
