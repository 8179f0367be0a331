import type { Fault } from '../conditions/conditions.ts';
import type { FaultKind } from '../trace/event.ts';
import { type Draw, drawsFor, type Identity } from './draw.ts';

/** Faults that meet a request; a refused connection never becomes one. */
export type RequestFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'slow-start'; readonly delayMs: number }
  | { readonly kind: Exclude<FaultKind, 'status' | 'slow-start' | 'refused'> };

const DEFAULT_STATUS = 503;
const DEFAULT_DELAY_MS = 5_000;

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

/**
 * A fault asked for by the request itself, in the header `x-lab-fault`: a kind, with the status or the delay in
 * milliseconds where the kind has one (`reset`, `status 500`, `slow-start 2000`). Unknown words ask for nothing.
 */
export function faultFromHeader(header: string | undefined): RequestFault | null {
  if (header === undefined) return null;
  const [kind = '', number = ''] = header.trim().split(/\s+/u);
  const value = Number(number);
  switch (kind) {
    case 'status':
      return { kind, status: value >= 400 && value <= 599 ? Math.floor(value) : DEFAULT_STATUS };
    case 'slow-start':
      return { kind, delayMs: value > 0 ? value : DEFAULT_DELAY_MS };
    case 'reset':
    case 'cut':
    case 'stalled':
    case 'malformed':
    case 'in-stream-error':
      return { kind };
    default:
      return null;
  }
}

function isHit(fault: Fault, number: number, draws: () => Draw): boolean {
  if (fault.requests?.includes(number) === true) return true;
  return fault.rate !== undefined && fault.rate > 0 && draws().unit() < fault.rate;
}

function asRequestFault(fault: Fault): RequestFault | null {
  switch (fault.kind) {
    case 'status':
      return { kind: 'status', status: fault.status ?? DEFAULT_STATUS };
    case 'slow-start':
      return { kind: 'slow-start', delayMs: fault.delayMs ?? DEFAULT_DELAY_MS };
    case 'refused':
      return null;
    default:
      return { kind: fault.kind };
  }
}
