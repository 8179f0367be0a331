import { share } from './axis.ts';
import { drawnNow, type TimelineRun } from './timelineRun.ts';

interface GroundProps {
  readonly run: TimelineRun;
  /** End of the axis in microseconds. */
  readonly max: number;
  readonly y: number;
}

/** What an area stands on: it ends where the run ends. */
export function Ground({ run, max, y }: GroundProps) {
  return <line class="tl-ground" x1="0" x2={share(drawnNow(run), max)} y1={y} y2={y} />;
}
