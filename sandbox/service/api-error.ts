import { DEEPEST } from './json.ts';

/** An error as the API reports it: a value, answered with status and JSON body. */
export interface ApiError {
  readonly status: number;
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  readonly headers?: readonly (readonly [string, string])[];
  /** How long the client is told to wait, in microseconds. */
  readonly retryAfter?: number;
}

/** What the API shows of an error. */
export function errorFields({ message, type, param, code }: ApiError): object {
  return { message, type, param, code };
}

/** Tells an error from a result. */
export function isApiError(value: object): value is ApiError {
  return 'status' in value && 'message' in value && 'code' in value;
}

/** 400 `invalid_request_error`. */
export function badRequest(message: string, param: string | null = null, code: string | null = null): ApiError {
  return { status: 400, message, type: 'invalid_request_error', param, code };
}

/** 400 for a body that is declared as something else than JSON (curl's `-d` without a header declares a form). */
export function unsupportedContentType(contentType: string): ApiError {
  const type = contentType.split(';', 1)[0] ?? '';
  return badRequest(
    `Unsupported content type: '${type}'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: ${contentType}'. Please try again with a supported content type.`,
    null,
    'unsupported_content_type',
  );
}

/** 400 for a body that is compressed (words of our own: what the API says is not known). */
export function unsupportedContentEncoding(encoding: string): ApiError {
  return badRequest(
    `Unsupported content encoding: '${encoding}'. This API method only accepts bodies that are not compressed. Please try again without the header 'Content-Encoding'.`,
    null,
    'unsupported_content_encoding',
  );
}

/** 400 for a body with more levels of nesting than the service reads. */
export function nestedTooDeeply(): ApiError {
  return badRequest(
    `We could not parse the JSON body of your request: it is nested too deeply. The limit is ${DEEPEST} levels.`,
    null,
    'nested_too_deeply',
  );
}

/** 404 for an object that does not exist. */
export function notFound(message: string, param: string | null = null): ApiError {
  return { status: 404, message, type: 'invalid_request_error', param, code: null };
}

/** 404 for a path the API does not have. */
export function unknownRoute(method: string, pathname: string): ApiError {
  return {
    status: 404,
    message: `Invalid URL (${method} ${pathname})`,
    type: 'invalid_request_error',
    param: null,
    code: null,
  };
}

/** 405 for a path that exists with other methods, which `Allow` names. */
export function wrongMethod(method: string, pathname: string, allowed: readonly string[]): ApiError {
  return {
    status: 405,
    message: `Not allowed to ${method} on ${pathname}. (HINT: Perhaps you meant to use a different HTTP method?)`,
    type: 'invalid_request_error',
    param: null,
    code: null,
    headers: [['allow', allowed.join(', ')]],
  };
}

/** 404 `model_not_found`, also for models that were shut down. */
export function modelNotFound(model: string): ApiError {
  return {
    status: 404,
    message: `The model \`${model}\` does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    param: null,
    code: 'model_not_found',
  };
}

/** 401 without a key, or with a wrong one. */
export function unauthorized(key: string | null): ApiError {
  const message =
    key === null
      ? "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."
      : `Incorrect API key provided: ${key}. You can find your API key at https://platform.openai.com/account/api-keys.`;
  return {
    status: 401,
    message,
    type: 'invalid_request_error',
    param: null,
    code: key === null ? null : 'invalid_api_key',
  };
}

/** The error a status stands for. */
export function errorOfStatus(status: number): ApiError {
  if (status === 503) {
    return {
      status,
      message: 'The server is currently overloaded with other requests. Please retry your request after a brief wait.',
      type: 'service_unavailable_error',
      param: null,
      code: 'server_is_overloaded',
    };
  }
  if (status >= 500) {
    return {
      status,
      message: 'The server had an error while processing your request. Sorry about that!',
      type: 'server_error',
      param: null,
      code: null,
    };
  }
  const type = status === 429 ? 'requests' : 'invalid_request_error';
  const code = status === 429 ? 'rate_limit_exceeded' : null;
  return {
    status,
    message: STATUS_MESSAGES[status] ?? `The request failed with status ${status}.`,
    type,
    param: null,
    code,
  };
}

const STATUS_MESSAGES: { readonly [status: number]: string } = {
  403: 'You are not allowed to sample from this model.',
  408: 'The request timed out.',
  409: 'The resource was updated by another process. Please try again.',
  429: 'Rate limit reached for requests.',
};
