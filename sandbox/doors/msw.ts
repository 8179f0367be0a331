import { HttpResponse, http, type RequestHandler } from 'msw';
import { errorFields, errorOfStatus } from '../service/api-error.ts';
import type { Service, ServiceRequest } from '../service/plan.ts';
import { type AnswerDriver, createAnswerDriver, type DoorTimers, type DueParts } from './answer-driver.ts';
import { framingHeader } from './framing.ts';
import { createPacedBody } from './paced-body.ts';

export interface OpenAiHandlersOptions {
  /** How many times faster than planned answers come; default 1. Tell the service the same as its `clientSpeed`. */
  readonly speed?: number;
  /** Addresses that are answered (patterns of MSW). Default: OpenAI's and every Azure resource's. */
  readonly urls?: readonly string[];
  /** Path under which the service appears (`/wartezeit`); it is taken off before the service sees the request. */
  readonly prefix?: string;
}

const SERVER_ERROR = { error: errorFields(errorOfStatus(500)) };
const encoder = new TextEncoder();
/** Azure's three: learn.microsoft.com, "Azure OpenAI in Microsoft Foundry Models", endpoints of a resource. */
const DEFAULT_URLS = [
  'https://api.openai.com/*',
  'https://*.openai.azure.com/*',
  'https://*.services.ai.azure.com/*',
  'https://*.cognitiveservices.azure.com/*',
];

/** The test's own timers, looked up at each call, so that fake timers reach the service too. */
const timers: DoorTimers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.max(0, Math.ceil(ms)));
    return () => clearTimeout(timer);
  },
};

/**
 * Handlers for MSW's `setupServer` and `setupWorker` that answer as the mock service does:
 * `setupServer(...openAiHandlers(createService(presets.sofort))).listen({ onUnhandledFrame: 'error' })`.
 * Throws a TypeError where it is handed anything but a service.
 */
export function openAiHandlers(service: Service, options: OpenAiHandlersOptions = {}): RequestHandler[] {
  const given: Partial<Service> | undefined = service;
  if (typeof given?.submit !== 'function') {
    throw new TypeError(
      'openAiHandlers: Das erste Argument ist kein Dienst. Abhilfe: openAiHandlers(createService(presets.sofort)); createService und presets kommen aus wartezeit/service.',
    );
  }
  const driver = createAnswerDriver(service, timers, options.speed ?? 1, console.error);
  return (options.urls ?? DEFAULT_URLS).map((url) =>
    http.all(url, async ({ request }) =>
      answer(driver, await asServiceRequest(request, options.prefix ?? ''), request.signal),
    ),
  );
}

async function asServiceRequest(request: Request, prefix: string): Promise<ServiceRequest> {
  const url = new URL(request.url);
  return {
    method: request.method,
    path: (url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname) + url.search,
    host: url.hostname,
    headers: [...request.headers],
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

function answer(driver: AnswerDriver, request: ServiceRequest, signal: AbortSignal): Promise<Response> {
  return new Promise((resolve) => {
    let abort = (): void => {};
    const body = createPacedBody(() => abort());

    function deliver(due: DueParts): void {
      if (due.end === 'reset') resolve(HttpResponse.error());
      if (due.end === 'failed') {
        resolve(HttpResponse.json(SERVER_ERROR, { status: 500 }));
        body.end('cut');
      }
      const bodies = due.bodies.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
      if (due.head) resolve(asResponse(request, due.head, bodies, body.stream));
      for (const bytes of bodies) body.push(bytes);
      if (due.end === 'done' || due.end === 'cut') body.end(due.end);
    }

    abort = driver.ask(request, deliver);
    signal.addEventListener('abort', abort, { once: true });
  });
}

function asResponse(
  request: ServiceRequest,
  plan: NonNullable<DueParts['head']>,
  bodies: readonly Uint8Array[],
  stream: ReadableStream<Uint8Array>,
): Response {
  const { status, headers } = plan.head;
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304;
  const framing = framingHeader(plan, {
    parts: bodies.length,
    bytes: bodies.reduce((sum, bytes) => sum + bytes.length, 0),
  });
  const all = framing ? [...headers, framing] : headers;
  return new HttpResponse(bodiless ? null : stream, {
    status,
    headers: all.map(([name, value]): [string, string] => [name, value]),
  });
}
