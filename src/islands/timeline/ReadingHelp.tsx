import { useMemo, useRef } from 'preact/hooks';
import { type MarkKind, marksSeen, markWords } from './marks.ts';
import { type TimelineRun, toneOf } from './timelineRun.ts';

interface ReadingHelpProps {
  /** Unique on the page: the figure's patterns have it in their ids. */
  readonly id: string;
  readonly runs: readonly TimelineRun[];
  /** While a run goes on the words stay as they are. */
  readonly isLive: boolean;
}

/** Every kind of mark of the picture with its word, for those who ask. */
export function ReadingHelp({ id, runs, isLive }: ReadingHelpProps) {
  const ended = useRef(runs);
  if (!isLive) ended.current = runs;
  const seen = useMemo(() => marksSeen(ended.current), [ended.current]);
  return (
    <details class="wz-more tl-reading">
      <summary>So liest du das Bild</summary>
      <ul>
        {[...seen].map(([kind, run]) => (
          <li key={kind}>
            <Swatch id={id} kind={kind} run={run} />
            {markWords[kind]}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface SwatchProps {
  readonly id: string;
  readonly kind: MarkKind;
  readonly run: TimelineRun;
}

/** A mark as it stands in the picture. */
function Swatch({ id, kind, run }: SwatchProps) {
  return (
    <svg class="tl-swatch" width="22" height="12" aria-hidden="true">
      <g class={`tl-run ${toneOf(run.mode)}`}>
        <Drawn id={id} kind={kind} tone={toneOf(run.mode)} />
      </g>
    </svg>
  );
}

const box = { x: 1, y: 1, width: 20, height: 10 } as const;
const stroke = { x1: 11, x2: 11, y1: 0, y2: 12 } as const;

function Drawn({ id, kind, tone }: Omit<SwatchProps, 'run'> & { readonly tone: string }) {
  switch (kind) {
    case 'blocked':
      return <rect class="tl-blocked" {...box} fill={`url(#${id}-hatch-${tone})`} />;
    case 'free':
      return <rect class="tl-track" {...box} />;
    case 'computing':
      return <path class="tl-computing" d="M3 12v-4h2v4zM8 12v-9h3v9zM15 12v-6h2v6z" />;
    case 'end':
      return <line class="tl-end" {...stroke} />;
    case 'answer':
      return <line class="tl-answer" {...stroke} />;
    case 'retry-pause':
      return <line class="tl-pause" x1="1" x2="21" y1="6" y2="6" />;
    case 'failed':
    case 'aborted':
      return (
        <text class={`tl-mark ${kind}`} x="11" y="10" text-anchor="middle">
          {kind === 'failed' ? '✕' : '⊘'}
        </text>
      );
    case 'connection':
      return <path class="tl-phase connect" d="M3 1h7v10h-7zM12 1h7v10h-7z" />;
    case 'thread':
      return <rect class="tl-task running thread" {...box} />;
    default:
      return <rect class={`tl-phase ${kind}`} {...box} />;
  }
}
