import type { TraceEvent } from './event.ts';

type Sent = Extract<TraceEvent, { kind: 'request-sent' }>;

interface Known {
  readonly call: string;
  readonly attempts: number;
}

/**
 * Finds the call that a request repeats. Official clients say so (`x-stainless-retry-count`): then it is the longest-failed
 * call with the same content and as many attempts. Other programs say nothing: then it counts as a repetition only if exactly
 * one call had this content so far and that one failed, not by the program's own doing; the same question asked on purpose, or
 * once more after the program had lost patience, is no retry.
 */
export function repetitions(): {
  /** The lane of the call that this request repeats; null for a new call. */
  laneOf(sent: Sent): number | null;
  /** A request was sent in this lane, its `attempts`-th (connections that could not be opened included). */
  sent(sent: Sent, lane: number, attempts: number): void;
  /** The latest attempt in this lane failed, or the program broke it off. */
  failed(lane: number, how: 'refused' | 'failed' | 'aborted'): void;
  /** A lane began with a connection that could not be opened. */
  connectionFailed(lane: number): void;
} {
  const calls = new Map<number, Known>();
  /** Lanes whose latest attempt failed, by content and number of attempts, longest-failed first. */
  const failed = new Map<string, Set<number>>();
  const brokenOff = new Set<number>();
  const lanesByCall = new Map<string, Set<number>>();
  const unconnected = new Set<number>();

  const silentRepetition = (sent: Sent): number | null => {
    const lanes = sent.call === undefined ? undefined : lanesByCall.get(sent.call);
    if (lanes?.size !== 1) return null;
    const lane = first(lanes);
    const known = lane === null ? undefined : calls.get(lane);
    if (known === undefined || lane === null || brokenOff.has(lane)) return null;
    return failed.get(keyOf(known))?.has(lane) ? lane : null;
  };

  const announcedRepetition = (sent: Sent): number | null => {
    const candidates = failed.get(keyOf({ call: callOf(sent), attempts: sent.retry }));
    return first(candidates) ?? (sent.retry === 1 ? first(unconnected) : null);
  };

  return {
    laneOf: (sent) => (sent.retry > 0 ? announcedRepetition(sent) : silentRepetition(sent)),
    sent(sent, lane, attempts) {
      const before = calls.get(lane);
      if (before !== undefined) failed.get(keyOf(before))?.delete(lane);
      unconnected.delete(lane);
      brokenOff.delete(lane);
      const call = callOf(sent);
      calls.set(lane, { call, attempts });
      entry(lanesByCall, call).add(lane);
    },
    failed(lane, how) {
      if (how === 'aborted') brokenOff.add(lane);
      const known = calls.get(lane);
      if (known !== undefined) entry(failed, keyOf(known)).add(lane);
    },
    connectionFailed: (lane) => void unconnected.add(lane),
  };
}

const callOf = (sent: Sent): string => sent.call ?? `${sent.method} ${sent.path}`;
const keyOf = (known: Known): string => `${known.attempts} ${known.call}`;

function first(lanes: ReadonlySet<number> | undefined): number | null {
  for (const lane of lanes ?? []) return lane;
  return null;
}

function entry(map: Map<string, Set<number>>, key: string): Set<number> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const fresh = new Set<number>();
  map.set(key, fresh);
  return fresh;
}
