import { decodeText } from './bytes.ts';
import { type ParsedJson, parseJson } from './json.ts';
import { type FormPart, readMultipart } from './multipart.ts';
import type { ServiceRequest } from './plan.ts';

/** A JSON object as it came over the wire: nothing about it is known yet. */
export type JsonObject = { readonly [key: string]: unknown };

/** The body of a request, parsed once. */
export type IncomingBody =
  | { readonly kind: 'none' }
  | ParsedJson
  | { readonly kind: 'form'; readonly parts: readonly FormPart[] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

/** A request with its address taken apart. */
export interface Incoming {
  readonly method: string;
  /** The path without query, still percent-encoded. */
  readonly pathname: string;
  readonly query: URLSearchParams;
  readonly host: string;
  readonly body: IncomingBody;
  header(name: string): string | undefined;
}

const NO_QUERY = new URLSearchParams();

/** Reads the request's address and body. Never throws: broken JSON, and JSON that is nested too deeply, are kinds of body. */
export function readIncoming(request: ServiceRequest): Incoming {
  const mark = request.path.indexOf('?');
  const header = (name: string): string | undefined => findHeader(request.headers, name);
  return {
    method: request.method.toUpperCase(),
    pathname: mark < 0 ? request.path : request.path.slice(0, mark),
    query: mark < 0 ? NO_QUERY : new URLSearchParams(request.path.slice(mark + 1)),
    host: request.host,
    body: readBody(request.body, header('content-type') ?? ''),
    header,
  };
}

function findHeader(headers: ServiceRequest['headers'], name: string): string | undefined {
  for (const [key, value] of headers) if (key === name) return value;
  return undefined;
}

function readBody(bytes: Uint8Array, contentType: string): IncomingBody {
  if (bytes.length === 0) return { kind: 'none' };
  const type = contentType.toLowerCase();
  if (type.startsWith('multipart/')) {
    const parts = readMultipart(bytes, contentType);
    return parts === null ? { kind: 'bytes', bytes } : { kind: 'form', parts };
  }
  if (type.startsWith('application/octet-stream')) return { kind: 'bytes', bytes };
  return parseJson(decodeText(bytes));
}

/** A field of a JSON object; undefined where the value is no object or has no such field of its own. */
export function fieldOf(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/**
 * What makes two bodies the same request: not the boundary of a form, not the order of its fields or of keys, and not the
 * blanks in the JSON lines of an uploaded file, which Python and JavaScript write differently.
 */
export function contentOf(body: IncomingBody): unknown {
  switch (body.kind) {
    case 'none':
      return null;
    case 'json':
      return body.value;
    case 'broken-json':
    case 'too-deep-json':
      return body.text;
    case 'bytes':
      return body.bytes;
    case 'form':
      return body.parts
        .map(({ name, filename, bytes }) => [name, filename, contentOfPart(filename, bytes)] as const)
        .sort(([one], [other]) => (one < other ? -1 : Number(one > other)));
  }
}

function contentOfPart(filename: string | null, bytes: Uint8Array): unknown {
  if (!filename?.endsWith('.jsonl')) return bytes;
  const values: unknown[] = [];
  for (const line of decodeText(bytes).split('\n')) {
    if (line.trim() === '') continue;
    const parsed = parseJson(line);
    if (parsed.kind !== 'json') return bytes;
    values.push(parsed.value);
  }
  return values;
}

/** Whether a parsed value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
