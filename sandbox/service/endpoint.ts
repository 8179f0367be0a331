import type { Conditions } from '../conditions/conditions.ts';
import type { Micros } from '../trace/event.ts';
import type { ApiError } from './api-error.ts';
import type { Draw, DrawLabel, Identity } from './draw.ts';
import type { Incoming } from './incoming.ts';
import type { CountTokens } from './tokens/counter.ts';
import type { Work } from './work.ts';

/** All an endpoint may know about one request. */
export interface Call {
  readonly incoming: Incoming;
  readonly identity: Identity;
  readonly conditions: Conditions;
  readonly at: Micros;
  /** Wall-clock time of arrival in Unix seconds. */
  readonly unixSeconds: number;
  /** The variable parts of the path. */
  readonly parameters: readonly string[];
  readonly countTokens: CountTokens;
  /** A fresh sequence of draws for one purpose. */
  draws(label: DrawLabel, number?: number): Draw;
}

/** Decides what to do for a request. */
export type Endpoint = (call: Call) => Work | ApiError;
