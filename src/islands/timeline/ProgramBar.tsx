import { useMemo } from 'preact/hooks';
import { share } from './axis.ts';
import type { RunLayout } from './layout.ts';
import { markWords } from './marks.ts';
import { computingPath, computingShare, type WaitBar, waitBars } from './programBars.ts';
import { Stretched } from './Stretched.tsx';
import { drawnNow, seenOf, toneOf } from './timelineRun.ts';

const COLUMNS = 700;
/** The part of the axis that a word needs even on a phone. */
const room = { blocked: 0.27, free: 0.42 } as const;

const words = { blocked: 'blockiert', free: 'Event-Loop frei' } as const;

interface ProgramBarProps {
  readonly id: string;
  readonly layout: RunLayout;
  /** End of the axis in microseconds. */
  readonly max: number;
  /** How many times finer than its frame. */
  readonly zoom: number;
}

/** What the program did: blocked (hatched), free (empty), computing (full, as high as it was busy). */
export function ProgramBar({ id, layout, max, zoom }: ProgramBarProps) {
  const { run, program } = layout;
  const { spans } = run;
  const tone = toneOf(run.mode);
  const columns = COLUMNS * zoom;
  // Pointing and forecasts draw the same run again and again; only new events make another.
  const bars = useMemo(() => waitBars(spans.program, spans.now, max / zoom), [...seenOf(run), max, zoom]);
  const computing = useMemo(
    () => computingPath(computingShare(spans.program, spans.now, max, columns), program.height),
    [...seenOf(run), program.height, max, columns],
  );
  const named = firstOfLongest(bars);
  return (
    <g class={`tl-program ${tone}`}>
      <rect class="tl-track" x="0" y={program.top} width={share(drawnNow(run), max)} height={program.height} rx="2" />
      {bars.map((bar) => (
        <rect
          key={bar.from}
          class={`tl-${bar.state}`}
          x={share(bar.from, max)}
          y={program.top}
          width={share(bar.to - bar.from, max)}
          height={program.height}
          {...(bar.state === 'blocked' ? { fill: `url(#${id}-hatch-${tone})` } : {})}
        >
          <title>{markWords[bar.state]}</title>
        </rect>
      ))}
      <Stretched top={program.top} height={program.height} units={columns}>
        <path class="tl-computing" d={computing}>
          <title>{markWords.computing}</title>
        </path>
      </Stretched>
      {named !== undefined && spans.now - named.from > max * room[named.state] && (
        <text class="tl-word" x={share(named.from, max)} dx="6" y={program.top + 11}>
          {words[named.state]}
        </text>
      )}
    </g>
  );
}

/** The first bar of the state in which the program waited longest: it gets the word. */
function firstOfLongest(bars: readonly WaitBar[]): WaitBar | undefined {
  const total = { blocked: 0, free: 0 };
  for (const { state, from, to } of bars) total[state] += to - from;
  const longest = total.blocked > total.free ? 'blocked' : 'free';
  return bars.find(({ state }) => state === longest);
}
