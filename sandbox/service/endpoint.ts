import type { Conditions } from '../conditions/conditions.ts';
import type { Micros } from '../trace/event.ts';
import {
  type ApiError,
  badRequest,
  nestedTooDeeply,
  unsupportedContentEncoding,
  unsupportedContentType,
} from './api-error.ts';
import type { Dialect } from './dialect.ts';
import type { Draw, DrawLabel, Identity } from './draw.ts';
import { Fields } from './fields.ts';
import { type Incoming, isObject, type JsonObject } from './incoming.ts';
import type { TimedWork, Timing } from './latency.ts';
import type { Stored } from './stored.ts';
import type { Tokenizer } from './tokens/tokenizer.ts';
import type { Work } from './work.ts';

/** All an endpoint may know about one request. */
export interface Call {
  readonly incoming: Incoming;
  readonly dialect: Dialect;
  readonly identity: Identity;
  readonly conditions: Conditions;
  readonly at: Micros;
  /** Wall-clock time of arrival in Unix seconds. */
  readonly unixSeconds: number;
  /** The variable parts of the path. */
  readonly parameters: readonly string[];
  /** The model an Azure deployment in the path stands for. */
  readonly deployment: string | null;
  readonly tokenizer: Tokenizer;
  readonly stored: Stored;
  /** Decides about another request as if it had come now: the lines of batches. */
  decideAnother(path: string, body: JsonObject): Work | ApiError;
  /** How long work of this kind takes without load, or as long as the request asks for itself. */
  timing(work: TimedWork, draw: Draw): Timing;
  /** Unix seconds of a moment of lab time. */
  unixAt(at: Micros): number;
  /** A fresh sequence of draws for one purpose. */
  draws(label: DrawLabel, number?: number): Draw;
}

/** Decides what to do for a request. */
export type Endpoint = (call: Call) => Work | ApiError;

/** The fields of a JSON body, or the API's 400. */
export function jsonFields(incoming: Incoming): Fields | ApiError {
  const { body } = incoming;
  const type = incoming.header('content-type') ?? '';
  if (body.kind !== 'none' && type !== '' && !isJson(type)) return unsupportedContentType(type);
  if (body.kind === 'json' && isObject(body.value)) return new Fields(body.value);
  if (body.kind === 'none') return new Fields({});
  if (body.kind === 'too-deep-json') return nestedTooDeeply();
  const encoding = incoming.header('content-encoding') ?? '';
  if (encoding !== '' && encoding.toLowerCase() !== 'identity') return unsupportedContentEncoding(encoding);
  return badRequest(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
  );
}

/** Parameters like `charset` do not matter. */
function isJson(contentType: string): boolean {
  return contentType === 'application/json' || /^application\/json\s*(?:;|$)/iu.test(contentType);
}
