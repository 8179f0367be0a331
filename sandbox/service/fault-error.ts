import { type ApiError, errorOfStatus } from './api-error.ts';
import type { Dialect } from './dialect.ts';
import { goDuration } from './duration.ts';
import type { RequestFault } from './faults.ts';
import { toldWait } from './retry-after.ts';

/** The refusal that a fault makes of a request. The wait it tells is in its headers, and in a 429's message as well. */
export function faultError(
  { status, retryAfterMs }: Extract<RequestFault, { readonly kind: 'status' }>,
  dialect: Dialect,
  clientSpeed: number,
): ApiError {
  const error = errorOfStatus(status);
  if (retryAfterMs === null) return error;
  const { waitMs, seconds, told } = toldWait(retryAfterMs * 1_000, clientSpeed);
  if (status !== 429) return { ...error, ...told };
  const message =
    dialect === 'azure'
      ? `Rate limit is exceeded. Try again in ${seconds} seconds.`
      : `${error.message} Please try again in ${goDuration(waitMs)}.`;
  return { ...error, message, ...told };
}
