import type { Micros } from '../trace/event.ts';
import { type ApiError, badRequest } from './api-error.ts';
import { faultFromText } from './faults.ts';
import type { Incoming } from './incoming.ts';
import type { ServiceRequest } from './plan.ts';

/** Longest duration of an answer, and of a job, that a request may ask for. */
const LONGEST_MS = 3_600_000;
const LONGEST_JOB_MS = 24 * LONGEST_MS;

interface LabHeader {
  readonly isValid: (value: string) => boolean;
  /** Completes the sentence „Erlaubt: …“. */
  readonly allowed: string;
}

const LAB_HEADERS = new Map<string, LabHeader>([
  [
    'x-lab-latency-ms',
    {
      isValid: (value) => durationOf(value, LONGEST_MS) !== null,
      allowed: `Millisekunden von 0 bis ${LONGEST_MS}`,
    },
  ],
  [
    'x-lab-job-ms',
    {
      isValid: (value) => durationOf(value, LONGEST_JOB_MS) !== null,
      allowed: `Millisekunden von 0 bis ${LONGEST_JOB_MS}`,
    },
  ],
  [
    'x-lab-fault',
    {
      isValid: (value) => faultFromText(value) !== null,
      allowed:
        'status (503) oder status 400 bis status 599, beide auch mit „; retry-after=SEKUNDEN“, slow-start (5000) oder slow-start MILLISEKUNDEN, reset, cut, stalled, malformed, in-stream-error',
    },
  ],
]);

/** What is wrong with the headers by which a request says how it should fare (`x-lab-…`): a typo must not pass unseen. */
export function labHeaderError(headers: ServiceRequest['headers']): ApiError | null {
  for (const [name, value] of headers) {
    if (!name.startsWith('x-lab-')) continue;
    const header = LAB_HEADERS.get(name);
    if (header === undefined) {
      const known = [...LAB_HEADERS.keys()].join(', ');
      return invalid(name, `Den Header ${name} gibt es nicht. Erlaubt: ${known}.`);
    }
    if (!header.isValid(value))
      return invalid(name, `Der Header ${name} hat den Wert „${value}“. Erlaubt: ${header.allowed}.`);
  }
  return null;
}

/** 400: an error in mid-stream was asked for where there is no stream. */
export function needsStream(): ApiError {
  return invalid(
    'x-lab-fault',
    'Der Header x-lab-fault hat den Wert „in-stream-error“, aber die Antwort ist kein Stream. Erlaubt: mit "stream": true.',
  );
}

function invalid(name: string, message: string): ApiError {
  return badRequest(message, name, 'invalid_lab_header');
}

/** The duration a request asks for itself, in the header `x-lab-latency-ms`; null where there is none. */
export function askedLatency(incoming: Incoming): Micros | null {
  return durationOf(incoming.header('x-lab-latency-ms'), LONGEST_MS);
}

/** The duration it asks for its job, in `x-lab-job-ms`; null where there is none. */
export function askedJobDuration(incoming: Incoming): Micros | null {
  return durationOf(incoming.header('x-lab-job-ms'), LONGEST_JOB_MS);
}

function durationOf(value: string | undefined, longestMs: number): Micros | null {
  if (value === undefined || !/^\d+(\.\d+)?$/u.test(value)) return null;
  const milliseconds = Number(value);
  return milliseconds <= longestMs ? Math.floor(milliseconds * 1_000) : null;
}
