import { type ApiError, unknownRoute, wrongMethod } from './api-error.ts';
import type { Call, Endpoint } from './endpoint.ts';
import { createChatCompletion } from './endpoints/chat-completions.ts';
import type { Work } from './work.ts';

interface Route {
  readonly method: string;
  /** Segments after `/v1`; `*` stands for a variable one. */
  readonly segments: readonly string[];
  readonly endpoint: Endpoint;
}

const routes: readonly Route[] = [entry('POST', 'chat/completions', createChatCompletion)];

function entry(method: string, path: string, endpoint: Endpoint): Route {
  return { method, segments: path.split('/'), endpoint };
}

/** Finds the endpoint of a request and lets it decide. */
export function route(call: Omit<Call, 'parameters'>): Work | ApiError {
  const { incoming } = call;
  const segments = incoming.pathname.replace(/^\/v1\//u, '').split('/');
  let pathExists = false;
  for (const candidate of routes) {
    const parameters = match(candidate.segments, segments);
    if (parameters === null) continue;
    if (candidate.method === incoming.method) return candidate.endpoint({ ...call, parameters });
    pathExists = true;
  }
  return pathExists ? wrongMethod(incoming.method) : unknownRoute(incoming.method, incoming.pathname);
}

function match(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null;
  const parameters: string[] = [];
  for (const [i, segment] of segments.entries()) {
    if (pattern[i] === '*') parameters.push(decodeURIComponent(segment));
    else if (pattern[i] !== segment) return null;
  }
  return parameters;
}
