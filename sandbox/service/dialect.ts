import type { Conditions } from '../conditions/conditions.ts';
import { type ApiError, unauthorized } from './api-error.ts';
import type { Incoming } from './incoming.ts';

/** Whose way of speaking an answer has. */
export type Dialect = 'openai' | 'azure';

/**
 * Known names of servers decide; any other name (a local address, a test's host) speaks as the conditions say.
 */
export function dialectOf(host: string, conditions: Conditions): Dialect {
  const name = host.toLowerCase().replace(/:\d+$/u, '');
  if (name === 'api.openai.com') return 'openai';
  if (name.endsWith('.openai.azure.com')) return 'azure';
  return conditions.dialect;
}

/** The wrong key of the examples; every other key is right. */
const WRONG_KEY = 'sk-falsch';

/** Checks the key: any is right, spaces included, except none and `sk-falsch`. */
export function authenticate(incoming: Incoming, dialect: Dialect): ApiError | null {
  const bearer = (incoming.header('authorization') ?? '').replace(/^Bearer(?=\s|$)/iu, '').trim();
  const key = bearer !== '' ? bearer : (incoming.header('api-key') ?? '').trim();
  if (key !== '' && key !== WRONG_KEY) return null;
  return dialect === 'azure' ? azureUnauthorized() : unauthorized(key === '' ? null : key);
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
