import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { secondsOfMicros } from '../../strings/numbers.ts';
import type { TimelineLayout } from './layout.ts';
import { moments, stepFrom } from './moments.ts';
import { comfortableSpeed, type Playback, speedsWith, speedText } from './playback.ts';
import { type Zoom, zoomBy } from './zoom.ts';

interface PlaybackBarProps {
  readonly id: string;
  readonly playback: Playback;
  readonly layout: TimelineLayout;
  /** While a run goes on its own time passes; there is nothing to play. */
  readonly isLive: boolean;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
}

/** Play, pause, step, scrub, speed and zoom. */
export function PlaybackBar({ id, playback, layout, isLive, zoom, onZoom }: PlaybackBarProps) {
  const { max } = layout;
  const tempo = playback.speed.value ?? comfortableSpeed(max);
  // The slider and the clock follow the playhead by themselves; the rest of the bar does not change with it.
  const shown = useMemo(() => computed(() => playback.at.value ?? max), [playback, max]);
  const words = useMemo(() => computed(() => secondsOfMicros(shown.value)), [shown]);
  const step = (direction: 1 | -1): void => {
    const runs = layout.runs.map((run) => run.run);
    playback.seek(stepFrom(moments(runs, max), shown.peek(), direction));
  };
  return (
    <div class="tl-playback needs-js no-print">
      <button
        type="button"
        class="wz-tool tl-play"
        disabled={isLive}
        onClick={() => {
          if (playback.isPlaying.value) return playback.pause();
          playback.play(max);
        }}
      >
        {playback.isPlaying.value ? 'Pause' : 'Abspielen'}
      </button>
      <button
        type="button"
        class="wz-tool"
        disabled={isLive}
        aria-label="Einen Schritt zurück"
        onClick={() => step(-1)}
      >
        ‹
      </button>
      <button type="button" class="wz-tool" disabled={isLive} aria-label="Einen Schritt vor" onClick={() => step(1)}>
        ›
      </button>
      <input
        type="range"
        aria-label="Zeitpunkt"
        min={0}
        max={max}
        step={max / 1_000}
        value={shown}
        disabled={isLive}
        aria-valuetext={words}
        onInput={(event) => {
          const value = Number(event.currentTarget.value);
          playback.seek(value >= max ? null : value);
        }}
      />
      <output class="tl-clock" for={`${id}-speed`}>
        {words}
      </output>
      <label class="tl-speed">
        <span class="sr-only">Tempo</span>
        <select
          id={`${id}-speed`}
          value={String(tempo)}
          onChange={(event) => {
            playback.speed.value = Number(event.currentTarget.value);
          }}
        >
          {speedsWith(tempo).map((speed) => (
            <option key={speed} value={String(speed)}>
              {speedText(speed)}
            </option>
          ))}
        </select>
      </label>
      <span class="tl-zoom">
        <ZoomButton sign="−" label="Zeitachse verkleinern" to={zoomBy(zoom, -1)} zoom={zoom} onZoom={onZoom} />
        <ZoomButton sign="+" label="Zeitachse vergrößern" to={zoomBy(zoom, 1)} zoom={zoom} onZoom={onZoom} />
      </span>
    </div>
  );
}

interface ZoomButtonProps {
  readonly sign: string;
  readonly label: string;
  readonly to: Zoom;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
}

function ZoomButton({ sign, label, to, zoom, onZoom }: ZoomButtonProps) {
  return (
    <button type="button" class="wz-tool" aria-label={label} aria-disabled={to === zoom} onClick={() => onZoom(to)}>
      {sign}
    </button>
  );
}
