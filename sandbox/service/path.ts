import type { ApiError } from './api-error.ts';
import { type Dialect, resourceNotFound } from './dialect.ts';
import type { Incoming } from './incoming.ts';

/** A request's path without what all paths share. */
export interface ApiPath {
  readonly segments: readonly string[];
  /** The deployment in a classic Azure path. */
  readonly deployment: string | null;
}

const V1 = '/v1/';
const AZURE_V1 = '/openai/v1/';
const AZURE_CLASSIC = '/openai/';

/**
 * Takes a path apart: `/v1/…` (OpenAI), `/openai/v1/…` (Azure's new surface), `/openai/deployments/NAME/…?api-version=…`
 * (Azure's classic one, which needs the version). Null: no path of this API.
 */
export function readPath(incoming: Incoming, dialect: Dialect): ApiPath | ApiError | null {
  const { pathname } = incoming;
  if (pathname.startsWith(V1)) return plain(pathname.slice(V1.length));
  if (pathname.startsWith(AZURE_V1)) return plain(pathname.slice(AZURE_V1.length));
  if (!pathname.startsWith(AZURE_CLASSIC) || dialect !== 'azure') return null;
  if (!incoming.query.has('api-version')) return resourceNotFound();
  const segments = pathname.slice(AZURE_CLASSIC.length).split('/');
  if (segments[0] !== 'deployments') {
    // Responses and most lists have no deployment in their path: learn.microsoft.com, Azure OpenAI REST reference.
    return { segments, deployment: null };
  }
  const [, name = '', ...rest] = segments;
  if (rest[0] === 'responses') return resourceNotFound();
  return { segments: rest, deployment: decodeSegment(name) };
}

/** A percent-encoded path segment; broken encodings are taken as they are. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function plain(path: string): ApiPath {
  return { segments: (path.endsWith('/') ? path.slice(0, -1) : path).split('/'), deployment: null };
}
