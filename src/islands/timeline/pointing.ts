import type { Pointed } from './LaneNote.tsx';
import { laneAt, type RunLayout, type TimelineLayout } from './layout.ts';
import type { Selection } from './selection.ts';
import { taskRowAt } from './taskLayout.ts';
import { drawnNow } from './timelineRun.ts';
import { scrollForStretch } from './zoom.ts';

/** The source line that sent a lane's last request. */
export function lineOf(layout: RunLayout, lane: number): number | null {
  const { spans } = layout.run;
  const request = spans.requests.get(spans.lanes[lane]?.requests.at(-1) ?? -1);
  return request?.line ?? null;
}

/** What is lit up for what is pointed at. */
export function selectionOf(pointed: Pointed | null): Selection | null {
  if (pointed === null || pointed.kind === 'moment') return null;
  const run = pointed.layout.run.id;
  return pointed.kind === 'lane' ? { kind: 'lane', run, lane: pointed.lane } : { kind: 'task', run, row: pointed.row };
}

/** What lies under the pointer: a lane, or a moment of a run. */
export function pointedAt(event: MouseEvent, layout: TimelineLayout): Pointed | null {
  const { currentTarget } = event;
  if (!(currentTarget instanceof Element)) return null;
  const picture = currentTarget.querySelector('svg.tl-figure');
  if (picture === null) return null;
  const box = picture.getBoundingClientRect();
  const y = event.clientY - box.top;
  const x = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  const run = layout.runs.find(
    (candidate) => y >= candidate.program.top && y < candidate.lanes.top + candidate.lanes.height,
  );
  if (run === undefined) return null;
  const at = x * layout.max;
  const row = taskRowAt(run.tasks, y);
  if (row !== null) return { kind: 'task', layout: run, row, isPinned: false };
  const lane = laneAt(run, y);
  if (lane !== null) return { kind: 'lane', layout: run, lane, isPinned: false };
  return at > run.run.spans.now ? null : { kind: 'moment', layout: run, at, isPinned: false };
}

/** Where the arrow keys lead: undefined for keys that mean nothing here, null to leave. */
export function pointedByKey(key: string, pointed: Pointed | null, layout: TimelineLayout): Pointed | null | undefined {
  if (key === 'Escape') return pointed === null ? undefined : null;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return undefined;
  const all = layout.runs.flatMap(linesOf);
  const now = all.findIndex((line) => pointed !== null && isSame(line, pointed));
  return all[now === -1 ? (step === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + step))];
}

/** Everything of a run that can be pointed at, from top to bottom. */
function linesOf(layout: RunLayout): readonly Pointed[] {
  const { run, tasks } = layout;
  const rows = tasks?.style === 'lanes' ? tasks.rows : [];
  return [
    ...rows.map((_, row): Pointed => ({ kind: 'task', layout, row, isPinned: true })),
    ...run.spans.lanes.map(({ lane }): Pointed => ({ kind: 'lane', layout, lane, isPinned: true })),
  ];
}

function isSame(one: Pointed, other: Pointed): boolean {
  if (one.layout.run.id !== other.layout.run.id) return false;
  if (one.kind === 'lane') return other.kind === 'lane' && other.lane === one.lane;
  return one.kind === 'task' && other.kind === 'task' && other.row === one.row;
}

/** From when to when the bar that is pointed at lasts, in microseconds. */
function stretchOf(pointed: Pointed): { readonly from: number; readonly to: number } | null {
  const { run, tasks } = pointed.layout;
  if (pointed.kind === 'moment') return { from: pointed.at, to: pointed.at };
  const lane = pointed.kind === 'lane' ? run.spans.lanes[pointed.lane] : undefined;
  const lanes = pointed.kind === 'task' ? (tasks?.rows[pointed.row]?.lanes ?? []) : lane === undefined ? [] : [lane];
  if (lanes.length === 0) return null;
  const ends = lanes.map(({ to }) => to ?? drawnNow(run));
  return { from: Math.min(...lanes.map(({ from }) => from)), to: Math.max(...ends) };
}

/** Scrolls a picture that is wider than its frame to the bar that was chosen by key. */
export function scrollToPointed(place: Element, pointed: Pointed, max: number): void {
  const figure = place.querySelector('.tl-figure');
  const stretch = stretchOf(pointed);
  if (figure === null || stretch === null) return;
  const box = figure.getBoundingClientRect();
  const left = place.getBoundingClientRect().left - box.left;
  const to = scrollForStretch(stretch.from / max, stretch.to / max, box.width, { left, width: place.clientWidth });
  // At its beginning the names and numbers left of 0 are in sight too.
  place.scrollLeft = to === 0 ? 0 : place.scrollLeft + to - left;
}
