import type { ParityRequest, ParityRun } from './parity-run.ts';

/** Durations may differ by this share or by this many milliseconds, whichever is more. */
export const TOLERANCE = { share: 0.05, ms: 20 } as const;

/** Two requests count as ordered only when this much time lies between them, ms. */
const ORDER_GAP_MS = 20;

/** What differs between lab and native; an empty list of differences is parity. */
export interface Comparison {
  readonly nativeMs: number;
  readonly differences: readonly string[];
}

/** Whether two durations in milliseconds are the same within TOLERANCE. */
export function sameDuration(labMs: number, nativeMs: number): boolean {
  return Math.abs(labMs - nativeMs) <= Math.max(TOLERANCE.ms, nativeMs * TOLERANCE.share);
}

/** Compares one program's run in the lab with its native run. */
export function compareRuns(lab: ParityRun, native: ParityRun): Comparison {
  const differences = [
    differing('exit code', lab.exitCode, native.exitCode),
    differing('exception', lab.error, native.error),
    differing('connections', lab.connections, native.connections),
    differing('retries', retries(lab), retries(native)),
    sameText(lab.output, native.output) ? null : `output: lab "${brief(lab.output)}", native "${brief(native.output)}"`,
    differing('requests', multiset(lab.requests), multiset(native.requests)),
    orderConflict(lab.requests, native.requests),
    sameDuration(lab.durationMs, native.durationMs)
      ? null
      : `duration: lab ${lab.durationMs.toFixed(0)} ms, native ${native.durationMs.toFixed(0)} ms`,
  ].filter((difference) => difference !== null);
  return { nativeMs: native.durationMs, differences };
}

function differing(name: string, lab: unknown, native: unknown): string | null {
  return lab === native ? null : `${name}: lab ${brief(String(lab))}, native ${brief(String(native))}`;
}

const retries = (run: ParityRun) => run.requests.filter((request) => request.retry > 0).length;

const brief = (text: string) => text.trim().replaceAll('\n', ' ⏎ ').slice(0, 160);

const keyOf = (request: ParityRequest) =>
  `${request.method} ${request.path} ${request.body} #${request.retry} -> ${request.status ?? 'none'}`;

const multiset = (requests: readonly ParityRequest[]) => requests.map(keyOf).sort().join('; ');

const NUMBER = /\d+(?:\.\d+)?/g;

/** Equal but for numbers, and those within tolerance (printed seconds). */
export function sameText(lab: string, native: string): boolean {
  if (lab.replace(NUMBER, '0') !== native.replace(NUMBER, '0')) return false;
  const labNumbers = lab.match(NUMBER) ?? [];
  const nativeNumbers = native.match(NUMBER) ?? [];
  return labNumbers.every((text, i) => sameNumber(text, nativeNumbers[i] ?? ''));
}

/** Whole numbers must be equal; decimals are printed seconds and may differ as durations may, plus their last digit. */
function sameNumber(lab: string, native: string): boolean {
  if (lab === native) return true;
  if (!lab.includes('.') || !native.includes('.')) return false;
  const lastDigit = 10 ** -Math.min(lab.split('.')[1]?.length ?? 0, native.split('.')[1]?.length ?? 0);
  const allowed = Math.max(TOLERANCE.ms / 1000, Number(native) * TOLERANCE.share) + lastDigit;
  return Math.abs(Number(lab) - Number(native)) <= allowed;
}

/** Requests by what they are and how often the same came before. */
function numbered(requests: readonly ParityRequest[]): Map<string, ParityRequest> {
  const seen = new Map<string, number>();
  return new Map(
    requests.map((request) => {
      const key = keyOf(request);
      const number = seen.get(key) ?? 0;
      seen.set(key, number + 1);
      return [`${key} (${number + 1})`, request];
    }),
  );
}

/** The first pair of requests that is clearly ordered one way in the lab and the other way natively. */
function orderConflict(lab: readonly ParityRequest[], native: readonly ParityRequest[]): string | null {
  const twins = numbered(lab);
  const both = [...numbered(native)].flatMap(([name, request]) => {
    const twin = twins.get(name);
    return twin ? [{ name, native: request, lab: twin }] : [];
  });
  for (const a of both) {
    const conflict = both.find(
      (b) => b.native.sentMs - a.native.endMs > ORDER_GAP_MS && a.lab.sentMs - b.lab.endMs > ORDER_GAP_MS,
    );
    if (conflict) return `order: ${a.name} ends before ${conflict.name} is sent natively, after it in the lab`;
  }
  return null;
}
