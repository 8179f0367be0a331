import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { TimelineRun } from '../timeline/timelineRun.ts';
import { DistributionCharts } from './DistributionCharts.tsx';

interface DistributionsProps {
  readonly id: string;
  readonly runs: readonly TimelineRun[];
}

/** Fewer calls than this make no distribution. */
const ENOUGH = 5;

/** How the calls' durations spread: histogram and cumulative curve, drawn when the reader opens it. */
export function Distributions({ id, runs }: DistributionsProps) {
  const isOpen = useSignal(false);
  const enough = runs.filter(({ measurement }) => measurement.succeeded >= ENOUGH);
  if (enough.length === 0) return null;
  return (
    <details
      class="wz-more wz-distributions needs-js no-print"
      id={`${id}-distributions`}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>Verteilung der Antwortzeiten</summary>
      {isOpen.value && <Charts runs={enough} />}
    </details>
  );
}

/** A distribution says something about whole runs: those of a run under way are drawn when it has ended. */
function Charts({ runs }: { readonly runs: readonly TimelineRun[] }) {
  const drawn = useRef(runs);
  const isLive = runs.some((run) => run.state === 'running');
  const isSame =
    runs.length === drawn.current.length &&
    runs.every((run, index) => run.measurement === drawn.current[index]?.measurement);
  if (!isLive && !isSame) drawn.current = runs;
  return (
    <>
      {isLive && <p class="wz-empty">Gezeichnet wird, wenn der Lauf zu Ende ist.</p>}
      <div class="wz-charts" hidden={isLive}>
        {!isLive && <DistributionCharts runs={drawn.current} />}
      </div>
    </>
  );
}
