import { parseRecording, type Recording } from '../lab/recording.ts';

/**
 * What differs between a saved recording and today's; null for nothing. In Wiederholbar every byte counts; in Sofort the
 * structure: outcome, requests by status, calls, retries, connections.
 */
export function compareRecordings(saved: string, today: string, clock: Recording['clock']): string | null {
  if (saved === today) return null;
  const [before, now] = [parseRecording(saved), parseRecording(today)];
  const structure = firstDifference(structureOf(before), structureOf(now), '');
  if (clock === 'sofort') return structure;
  return structure ?? firstDifference(before, now, '') ?? 'written differently';
}

function structureOf({ outcome, measurement, parameters, conditions, requests }: Recording) {
  const { statuses, calls, retries, connections, handshakes, aborted, failed } = measurement;
  return {
    outcome: outcome.kind,
    exitCode: outcome.exitCode,
    parameters,
    conditions,
    requests,
    ...{ statuses, calls, retries, connections, handshakes, aborted, failed },
  };
}

/** The first place where two values of JSON differ: `events[3].at: 5 became 6`. */
function firstDifference(before: unknown, now: unknown, path: string): string | null {
  if (Object.is(before, now)) return null;
  if (!isObject(before) || !isObject(now)) return `${path}: ${show(before)} became ${show(now)}`;
  const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(now))];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const place = Array.isArray(before) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const difference = firstDifference(old.get(key), fresh.get(key), place);
    if (difference !== null) return difference;
  }
  return null;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const show = (value: unknown): string => (JSON.stringify(value) ?? 'absent').slice(0, 80);
