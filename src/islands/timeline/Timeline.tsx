import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { wantsStillness } from '../pace/wantsStillness.ts';
import { describeRuns } from './describe.ts';
import { Figure } from './Figure.tsx';
import { LaneNote, type Pointed } from './LaneNote.tsx';
import { axisEnd, layoutTimeline, liveAxisEnd, type RunBefore, type TimelineLayout } from './layout.ts';
import { PlaybackBar } from './PlaybackBar.tsx';
import { createPlayback, type Playback } from './playback.ts';
import { lineOf, pointedAt, pointedByKey, scrollToPointed, selectionOf } from './pointing.ts';
import { ReadingHelp } from './ReadingHelp.tsx';
import { drawnRows } from './taskRows.ts';
import type { TimelineRun } from './timelineRun.ts';
import { scrollFor, type Zoom, zoomBy } from './zoom.ts';

interface TimelineProps {
  /** Unique on the page. */
  readonly id: string;
  readonly runs: readonly TimelineRun[];
  /** So many requests a run is going to make: their place is kept. */
  readonly expected: number;
  /** While a run goes on the axis does not shrink below this many microseconds. */
  readonly leastAxis?: number;
  /** Counts live changes of the runs' spans. */
  readonly revision: number;
  /** Told which source line the pointed-at lane came from. */
  readonly onPointLane?: (run: TimelineRun, line: number | null) => void;
  readonly isLinked?: (run: TimelineRun, lane: number) => boolean;
  /** Told where the picture stands, in microseconds, or null for the end. */
  readonly onMove?: (at: number | null) => void;
  /** A number that changes when the picture shall play by itself. */
  readonly playOnce?: number;
}

/** A stopped run has no outcome and yet goes nowhere. */
const isUnderWay = ({ state, spans }: TimelineRun): boolean => spans.outcome === null && state !== 'stopped';

/** The playhead of a picture that is shown whole. */
const everything = signal<number | null>(null);

/** The picture of one or more runs on one axis: static on the server, playable and pointable in the browser. */
export function Timeline(props: TimelineProps) {
  const { id, runs, expected, revision, leastAxis = 0, onPointLane, isLinked, onMove, playOnce = 0 } = props;
  const playback = useMemo(() => createPlayback(), []);
  const pointed = useSignal<Pointed | null>(null);
  const zoom = useSignal<Zoom>(1);
  const frame = useRef<HTMLElement>(null);
  const isLive = runs.some(isUnderWay);
  // Pointing and playing draw the same layout again and again; only new events and settings make another.
  const before = useRef(new Map<string, RunBefore>());
  const layout = useMemo(() => {
    for (const run of runs) {
      const { outcome, lanes } = run.spans;
      if (outcome === null) continue;
      before.current.set(run.id, { requests: lanes.length, tasks: drawnRows(run.spans).length });
    }
    const max = isLive ? liveAxisEnd(runs, leastAxis) : axisEnd(runs);
    return layoutTimeline(runs, { requests: expected, before: before.current }, max);
    // What is expected keeps places free in a live picture only.
  }, [runs, revision, isLive, isLive ? expected : 0, isLive ? leastAxis : 0]);

  usePlayback(playback, frame, layout, playOnce, onMove);
  useFollowing(playback, frame, layout.max, zoom.value);
  const point = (next: Pointed | null): void => {
    pointed.value = next;
    const line = next?.kind === 'lane' ? lineOf(next.layout, next.lane) : null;
    if (next !== null) onPointLane?.(next.layout.run, line);
    else if (runs[0] !== undefined) onPointLane?.(runs[0], null);
  };
  // Areas have no lines to light up: pointing does not make them anew.
  const hasLines = layout.runs.some(({ style, tasks }) => style !== 'density' || tasks?.style === 'lanes');
  const selection = hasLines ? selectionOf(pointed.value) : null;
  const summary = useMemo(() => describeRuns(runs), [runs, revision]);
  // What is not part of the picture (the pointer on a moment, the playing) makes nothing of it anew.
  const picture = useMemo(
    () => (
      <Figure
        id={id}
        layout={layout}
        summary={summary}
        playhead={isLive ? everything : playback.at}
        selection={selection}
        zoom={zoom.value}
        {...(isLinked ? { isLinked } : {})}
      />
    ),
    [id, layout, summary, isLive, playback, selection === null ? null : pointed.value, zoom.value, isLinked],
  );
  return (
    <>
      <figure class="tl" ref={frame} data-pagefind-ignore="">
        <div class="tl-stage">
          <div
            class={`tl-frame ${zoom.value > 1 ? 'is-zoomed' : ''}`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the picture is walked through with the arrow keys.
            tabIndex={0}
            role="application"
            aria-label="Zeitachse. Pfeiltasten wählen eine Zeile, Escape verlässt sie, Plus und Minus vergrößern und verkleinern."
            onScroll={(event) => {
              const { currentTarget: place } = event;
              place.style.setProperty('--scrolled', `${place.scrollLeft}px`);
            }}
            onPointerMove={(event) => {
              if (pointed.value?.isPinned !== true) point(pointedAt(event, layout));
            }}
            onPointerLeave={() => {
              if (pointed.value?.isPinned !== true) point(null);
            }}
            onClick={(event) => {
              const next = pointedAt(event, layout);
              point(next === null || pointed.value?.isPinned === true ? null : { ...next, isPinned: true });
            }}
            onKeyDown={(event) => {
              const direction = zoomKeys.get(event.key);
              if (direction !== undefined) zoom.value = zoomBy(zoom.value, direction);
              const next = pointedByKey(event.key, pointed.value, layout);
              if (next === undefined) return;
              event.preventDefault();
              point(next);
              if (next !== null) scrollToPointed(event.currentTarget, next, layout.max);
            }}
          >
            <div class="tl-canvas" style={{ width: `${zoom.value * 100}%` }}>
              {picture}
            </div>
          </div>
          {pointed.value !== null && <LaneNote pointed={pointed.value} layout={layout} onClose={() => point(null)} />}
        </div>
        <PlaybackBar
          id={id}
          playback={playback}
          layout={layout}
          isLive={isLive}
          zoom={zoom.value}
          onZoom={(next) => {
            zoom.value = next;
          }}
        />
        <Caption text={summary} isLive={isLive} />
      </figure>
      <ReadingHelp id={id} runs={runs} isLive={isLive} />
    </>
  );
}

/** The picture in a sentence. While a run goes on it keeps the height of the sentence before, so that nothing below moves. */
function Caption({ text, isLive }: { readonly text: string; readonly isLive: boolean }) {
  const place = useRef<HTMLElement>(null);
  const height = useRef(0);
  useEffect(() => {
    if (!isLive) height.current = place.current?.offsetHeight ?? 0;
  });
  return (
    <figcaption ref={place} {...(isLive ? { style: { minHeight: `${height.current}px` } } : {})}>
      {text}
    </figcaption>
  );
}

/** Plays once when asked to, tells where the picture stands, leaves off when it is off screen or gone. */
function usePlayback(
  playback: Playback,
  frame: { readonly current: HTMLElement | null },
  layout: TimelineLayout,
  playOnce: number,
  onMove: TimelineProps['onMove'],
): void {
  const { max } = layout;
  useEffect(() => {
    if (playOnce === 0 || wantsStillness()) return;
    playback.playByItself(max);
  }, [playOnce]);
  useEffect(() => playback.at.subscribe((at) => onMove?.(at)), [playback, onMove]);
  // On paper the picture is whole, wherever it stands on the screen.
  useEffect(() => {
    const showAll = (): void => playback.seek(null);
    addEventListener('beforeprint', showAll);
    return () => removeEventListener('beforeprint', showAll);
  }, [playback]);
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === false) playback.leave();
    });
    if (frame.current !== null) observer.observe(frame.current);
    return () => {
      observer.disconnect();
      playback.dispose();
    };
  }, [playback, frame]);
}

const zoomKeys: ReadonlyMap<string, 1 | -1> = new Map([
  ['+', 1],
  ['-', -1],
]);

/** Scrolls a picture that is wider than its frame with the playhead. */
function useFollowing(
  playback: Playback,
  frame: { readonly current: HTMLElement | null },
  max: number,
  zoom: Zoom,
): void {
  useEffect(
    () =>
      playback.at.subscribe((at) => {
        const place = frame.current?.querySelector('.tl-frame');
        const figure = place?.querySelector('.tl-figure');
        if (at === null || zoom === 1 || place == null || figure == null) return;
        const seen = { left: place.scrollLeft, width: place.clientWidth };
        place.scrollLeft = scrollFor(at / max, figure.clientWidth, seen);
      }),
    [playback, frame, max, zoom],
  );
}
