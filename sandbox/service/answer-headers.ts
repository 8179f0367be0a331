import type { Micros } from '../trace/event.ts';
import type { Dialect } from './dialect.ts';
import { drawId, drawsFor, type Identity } from './draw.ts';

/** What the headers of an answer are made of. */
export interface HeaderFacts {
  readonly seed: number;
  readonly identity: Identity;
  readonly dialect: Dialect;
  readonly contentType: string;
  /** From the request's arrival to the head of the answer, in the service's time. */
  readonly processing: Micros;
  /** How many times shorter the client's time is. */
  readonly clientSpeed: number;
  readonly rateLimit: readonly (readonly [string, string])[];
}

/** The headers every answer has. `content-length` and the like belong to the door. */
export function answerHeaders(facts: HeaderFacts): (readonly [string, string])[] {
  const { seed, identity, dialect, contentType, processing, clientSpeed, rateLimit } = facts;
  const id = drawId(drawsFor(seed, identity, 'requestId'), 32, 'hex');
  const milliseconds = String(Math.floor(processing / 1_000 / clientSpeed));
  if (dialect === 'azure') {
    const uuid = id.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/u, '$1-$2-4$3-8$4-$5');
    return [
      ['content-type', contentType],
      ['apim-request-id', uuid],
      ['x-request-id', uuid],
      ['x-ms-region', 'Germany West Central'],
      ['azureml-model-session', 'wartezeit'],
      ['openai-processing-ms', milliseconds],
      ...rateLimit,
    ];
  }
  return [
    ['content-type', contentType],
    ['openai-version', '2020-10-01'],
    ['openai-organization', 'org-wartezeit'],
    ['openai-processing-ms', milliseconds],
    ['x-request-id', `req_${id}`],
    ...rateLimit,
  ];
}
