import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { TimelineRun } from '../timeline/timelineRun.ts';

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
      data-pagefind-ignore=""
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

/** The charts cost more than a frame: those of a run under way are drawn once, when it has ended. */
function Charts({ runs }: { readonly runs: readonly TimelineRun[] }) {
  const place = useRef<HTMLDivElement>(null);
  const failed = useSignal(false);
  const isLive = runs.some((run) => run.state === 'running');
  const key = isLive
    ? 'live'
    : runs.map(({ id, measurement }) => `${id}:${measurement.calls}:${measurement.totalMs}`).join();
  useEffect(() => {
    if (isLive) return undefined;
    let isGone = false;
    import('./distributionCharts.ts').then(
      async ({ distributionCharts }) => {
        const { current } = place;
        if (current === null) return;
        const charts: Element[] = [];
        for (const draw of distributionCharts(runs, current.clientWidth)) {
          await new Promise((resolve) => setTimeout(resolve));
          charts.push(draw());
        }
        if (!isGone) current.replaceChildren(...charts);
      },
      () => {
        failed.value = true;
      },
    );
    return () => {
      isGone = true;
    };
  }, [key]);
  return (
    <>
      {failed.value && <p class="wz-problem">Das Diagramm ließ sich nicht laden. Bist du online?</p>}
      {isLive && <p class="wz-empty">Gezeichnet wird, wenn der Lauf zu Ende ist.</p>}
      <div ref={place} class="wz-charts" hidden={isLive} />
    </>
  );
}
