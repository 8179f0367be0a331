import type { Fault } from '../conditions/conditions.ts';
import type { FaultKind } from '../trace/event.ts';
import { type Draw, drawsFor, type Identity } from './draw.ts';

/** Faults that meet a request; a refused connection never becomes one. */
export type RequestFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'slow-start'; readonly delayMs: number }
  | { readonly kind: Exclude<FaultKind, 'status' | 'slow-start' | 'refused'> };

const DEFAULT_STATUS = 503;
const DEFAULT_DELAY_MS = 5_000;
/** What a 429 tells to wait: the real API's always tell something, and a fault has no limiter that would know. */
const RETRY_AFTER_429_MS = 1_000;

/**
 * The fault that meets a request, if any: the first of the list whose number or rate says so. Numbers count how often the
 * same request came, from 1, retries included.
 */
export function faultFor(faults: readonly Fault[], seed: number, identity: Identity): RequestFault | null {
  for (const [index, fault] of faults.entries()) {
    if (fault.kind === 'refused') continue;
    if (isHit(fault, identity.arrivals + 1, () => drawsFor(seed, identity, 'fault', index)))
      return asRequestFault(fault);
  }
  return null;
}

/** Whether the `nth` connection (from 0) is refused. */
export function isRefused(faults: readonly Fault[], seed: number, nth: number): boolean {
  const identity: Identity = { a: nth, b: 0, occurrence: 0, arrivals: nth, retry: 0 };
  return faults.some(
    (fault, index) => fault.kind === 'refused' && isHit(fault, nth + 1, () => drawsFor(seed, identity, 'fault', index)),
  );
}

/** Longest delay that a request may ask for. */
const LONGEST_DELAY_MS = 3_600_000;
/** Longest wait that a refusal may tell, in seconds. */
const LONGEST_RETRY_AFTER = 86_400;

/**
 * A fault asked for by the request itself, the value of the header `x-lab-fault`: a kind, with the status or the delay in
 * milliseconds where the kind has one (`reset`, `status 500`, `status` (503), `slow-start 2000`, `slow-start` (5,000 ms)).
 * A status may tell a wait in seconds (`status 429; retry-after=2.5`). Null for anything else.
 */
export function faultFromText(text: string): RequestFault | null {
  const [fault = '', parameter, ...others] = text.split(';');
  const [kind = '', number, ...more] = fault.trim().split(/\s+/u);
  if (more.length > 0 || others.length > 0 || (parameter !== undefined && kind !== 'status')) return null;
  switch (kind) {
    case 'status': {
      const status = wholeNumber(number, DEFAULT_STATUS, 400, 599);
      const told = parameter === undefined ? undefined : retryAfterFromText(parameter);
      return status === null || told === null ? null : statusFault(status, told);
    }
    case 'slow-start': {
      const delayMs = wholeNumber(number, DEFAULT_DELAY_MS, 0, LONGEST_DELAY_MS);
      return delayMs === null ? null : { kind, delayMs };
    }
    case 'reset':
    case 'cut':
    case 'stalled':
    case 'malformed':
    case 'in-stream-error':
      return number === undefined ? { kind } : null;
    default:
      return null;
  }
}

function wholeNumber(text: string | undefined, fallback: number, min: number, max: number): number | null {
  if (text === undefined) return fallback;
  const value = /^\d+$/u.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : null;
}

/** Milliseconds from `retry-after=2`; null for anything else. */
function retryAfterFromText(text: string): number | null {
  const seconds = Number(/^\s*retry-after\s*=\s*(\d+(?:\.\d+)?)\s*$/u.exec(text)?.[1] ?? Number.NaN);
  return seconds <= LONGEST_RETRY_AFTER ? seconds * 1_000 : null;
}

function statusFault(status: number, retryAfterMs?: number): RequestFault {
  return { kind: 'status', status, retryAfterMs: retryAfterMs ?? (status === 429 ? RETRY_AFTER_429_MS : null) };
}

function isHit(fault: Fault, number: number, draws: () => Draw): boolean {
  if (fault.requests?.includes(number) === true) return true;
  return fault.rate !== undefined && fault.rate > 0 && draws().unit() < fault.rate;
}

function asRequestFault(fault: Fault): RequestFault | null {
  switch (fault.kind) {
    case 'status':
      return statusFault(fault.status ?? DEFAULT_STATUS, fault.retryAfterMs);
    case 'slow-start':
      return { kind: 'slow-start', delayMs: fault.delayMs ?? DEFAULT_DELAY_MS };
    case 'refused':
      return null;
    default:
      return { kind: fault.kind };
  }
}
