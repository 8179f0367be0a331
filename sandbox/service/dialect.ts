import type { Conditions } from '../conditions/conditions.ts';
import { type ApiError, unauthorized } from './api-error.ts';
import { decodeBase64 } from './base64.ts';
import { decodeText } from './bytes.ts';
import type { Incoming } from './incoming.ts';

/** Whose way of speaking an answer has. */
export type Dialect = 'openai' | 'azure';

/** An Azure resource has an address under each of them. */
const AZURE_HOSTS = ['.openai.azure.com', '.services.ai.azure.com', '.cognitiveservices.azure.com'] as const;

/**
 * Known names of servers decide. At any other (a local address, a test's host) a path that only Azure has is answered as
 * Azure does, so that its clients need no more than the address; the rest speaks as the conditions say.
 */
export function dialectOf({ host, pathname }: Incoming, conditions: Conditions): Dialect {
  const name = host.toLowerCase().replace(/:\d+$/u, '');
  if (name === 'api.openai.com') return 'openai';
  if (AZURE_HOSTS.some((ending) => name.endsWith(ending)) || pathname.startsWith('/openai/')) return 'azure';
  return conditions.dialect;
}

/** The wrong key of the examples; every other key is right. */
const WRONG_KEY = 'sk-falsch';

/** Checks the key: any is right, spaces included, except none and `sk-falsch`. */
export function authenticate(incoming: Incoming, dialect: Dialect): ApiError | null {
  const authorization = incoming.header('authorization') ?? '';
  if (dialect === 'azure') {
    const key = bearerKey(authorization) ?? (incoming.header('api-key') ?? '').trim();
    return key !== '' && key !== WRONG_KEY ? null : azureUnauthorized();
  }
  const key = bearerKey(authorization) ?? passwordKey(authorization);
  return key !== null && key !== WRONG_KEY ? null : unauthorized(key);
}

function bearerKey(authorization: string): string | null {
  const key = /^Bearer\s+(.*)$/isu.exec(authorization)?.[1]?.trim();
  return key === undefined || key === '' ? null : key;
}

/** The key where the API looks for it besides: as the password of Basic, with a blank user name (`curl -u :KEY`). */
function passwordKey(authorization: string): string | null {
  const encoded = /^Basic\s+([\w+/]+=*)\s*$/iu.exec(authorization)?.[1];
  const credentials = encoded === undefined ? '' : decodeText(decodeBase64(encoded));
  return credentials.length > 1 && credentials.startsWith(':') ? credentials.slice(1) : null;
}

function azureUnauthorized(): ApiError {
  return {
    status: 401,
    message:
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
    type: 'invalid_request_error',
    param: null,
    code: '401',
  };
}

/** Azure's 404 for a path without the api-version or without such a resource. */
export function resourceNotFound(): ApiError {
  return { status: 404, message: 'Resource not found', type: 'invalid_request_error', param: null, code: '404' };
}

/** Azure's 404 for a deployment that does not exist. */
export function deploymentNotFound(): ApiError {
  return {
    status: 404,
    message:
      'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.',
    type: 'invalid_request_error',
    param: null,
    code: 'DeploymentNotFound',
  };
}

/** The JSON body of an error. Azure's gateway has a shorter form for its own refusals, with the status as code. */
export function errorBody(error: ApiError, dialect: Dialect): object {
  const { status, message, type, param, code } = error;
  if (dialect === 'azure') {
    if (code === 'DeploymentNotFound') return { error: { code, message } };
    const fromGateway = code === '401' || code === '404' || (status === 429 && code !== 'insufficient_quota');
    if (fromGateway) return { error: { code: String(status), message } };
  }
  return { error: { message, type, param, code } };
}
