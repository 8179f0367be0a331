import type { Conditions } from '../conditions/conditions.ts';
import type { Micros } from '../trace/event.ts';
import type { ApiError } from './api-error.ts';
import { Bucket } from './bucket.ts';
import type { Dialect } from './dialect.ts';
import { goDuration } from './duration.ts';
import { toldWait } from './retry-after.ts';

const ORGANIZATION = 'org-wartezeit';
/** Azure checks requests per minute over short windows as well: learn.microsoft.com, Azure OpenAI quota. */
export const AZURE_REQUEST_WINDOW_SECONDS = 10;
/** Models whose limits are remembered; far more than there are. */
const MAX_MODELS = 512;

type Headers = readonly (readonly [string, string])[];

interface ModelLimits {
  readonly requests: Bucket;
  readonly tokens: Bucket;
}

/** One of both limits, as messages name it. */
interface LimitName {
  readonly type: 'requests' | 'tokens';
  readonly words: string;
}

const REQUESTS: LimitName = { type: 'requests', words: 'requests per min (RPM)' };
const TOKENS: LimitName = { type: 'tokens', words: 'tokens per min (TPM)' };

/**
 * Requests and tokens per minute, per model. Only admitted requests count (also those that fail later); refused ones do
 * not, so that whoever waits as told is admitted. All statements about a wait come from the same two buckets.
 */
export class Limits {
  readonly #limits: Conditions['limits'];
  readonly #clientSpeed: number;
  /** A model at Azure has limits of its own. */
  readonly #byModel = { openai: new Map<string, ModelLimits>(), azure: new Map<string, ModelLimits>() };

  /** Waits are told as a client counts them whose time is `clientSpeed` times shorter than the service's. */
  constructor(conditions: Conditions, clientSpeed: number) {
    this.#limits = conditions.limits;
    this.#clientSpeed = clientSpeed;
  }

  /** Counts one request of `tokens` tokens if both limits allow it; otherwise returns the 429. */
  admit(model: string, tokens: number, at: Micros, dialect: Dialect): ApiError | null {
    const state = this.#of(model, dialect);
    if (state === null) return null;
    if (tokens > state.tokens.capacity) return tooLarge(model, state.tokens.limit, tokens, dialect);
    const forRequest = state.requests.waitFor(1, at);
    const forTokens = state.tokens.waitFor(tokens, at);
    if (forRequest === 0 && forTokens === 0) {
      state.requests.take(1, at);
      state.tokens.take(tokens, at);
      return null;
    }
    // The longer of both waits, so that one wait is enough.
    const [name, bucket, wanted] =
      forTokens >= forRequest ? ([TOKENS, state.tokens, tokens] as const) : ([REQUESTS, state.requests, 1] as const);
    const reached = { model, name, bucket, requested: wanted, at, dialect };
    return limitReached(reached, this.#clientSpeed);
  }

  /** The `x-ratelimit-*` headers of a model at `at`; none where there are no limits. */
  headers(model: string, at: Micros, dialect: Dialect): Headers {
    const state = this.#of(model, dialect);
    if (state === null) return [];
    return [
      ['x-ratelimit-limit-requests', String(state.requests.limit)],
      ['x-ratelimit-limit-tokens', String(state.tokens.limit)],
      ['x-ratelimit-remaining-requests', remaining(state.requests, at)],
      ['x-ratelimit-remaining-tokens', remaining(state.tokens, at)],
      ['x-ratelimit-reset-requests', goDuration(Math.ceil(state.requests.resetMs(at) / this.#clientSpeed))],
      ['x-ratelimit-reset-tokens', goDuration(Math.ceil(state.tokens.resetMs(at) / this.#clientSpeed))],
    ];
  }

  #of(model: string, dialect: Dialect): ModelLimits | null {
    if (this.#limits === null || model === '') return null;
    const byModel = this.#byModel[dialect];
    const known = byModel.get(model);
    if (known !== undefined) return known;
    if (byModel.size >= MAX_MODELS) byModel.clear();
    const window = dialect === 'azure' ? AZURE_REQUEST_WINDOW_SECONDS : 60;
    const fresh = {
      requests: new Bucket(this.#limits.requestsPerMinute, window),
      tokens: new Bucket(this.#limits.tokensPerMinute),
    };
    byModel.set(model, fresh);
    return fresh;
  }
}

function remaining(bucket: Bucket, at: Micros): string {
  return String(Math.max(0, Math.floor(bucket.capacity - bucket.used(at))));
}

/** A limit that a request has met. */
interface Reached {
  readonly model: string;
  readonly name: LimitName;
  readonly bucket: Bucket;
  readonly requested: number;
  readonly at: Micros;
  readonly dialect: Dialect;
}

function limitReached({ model, name, bucket, requested, at, dialect }: Reached, clientSpeed: number): ApiError {
  const { waitMs, seconds, told } = toldWait(bucket.waitFor(requested, at), clientSpeed);
  // Rounded up: what is told together with the request exceeds the limit, as it does.
  const used = Math.ceil(bucket.used(at));
  const message =
    dialect === 'azure'
      ? `Rate limit is exceeded. Try again in ${seconds} seconds.`
      : `Rate limit reached for ${model} in organization ${ORGANIZATION} on ${name.words}: Limit ${bucket.limit}, Used ${used}, Requested ${requested}. Please try again in ${goDuration(waitMs)}. Visit https://platform.openai.com/account/rate-limits to learn more.`;
  return {
    status: 429,
    message,
    type: name.type,
    param: null,
    code: 'rate_limit_exceeded',
    ...told,
  };
}

function tooLarge(model: string, limit: number, requested: number, dialect: Dialect): ApiError {
  const openai = `Request too large for ${model} in organization ${ORGANIZATION} on ${TOKENS.words}: Limit ${limit}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. Visit https://platform.openai.com/account/rate-limits to learn more.`;
  const azure =
    'The request is larger than the token rate limit of this deployment. Reduce its input or output tokens.';
  return {
    status: 429,
    message: dialect === 'azure' ? azure : openai,
    type: 'tokens',
    param: null,
    code: 'rate_limit_exceeded',
  };
}

/** The 429 that no retry helps. */
export function quotaExhausted(): ApiError {
  return {
    status: 429,
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  };
}
