import { copyBytes, encodeText } from './bytes.ts';
import type { IncomingBody } from './incoming-body.ts';
import { encodeMultipart, randomBoundary } from './multipart.ts';

/** Where the bytes of a body come from. */
export type BodySource =
  | { readonly kind: 'none' }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Read when it is needed: blobs, forms. */
  | { readonly kind: 'later'; readonly read: () => Promise<Uint8Array> }
  | { readonly kind: 'incoming'; readonly incoming: IncomingBody }
  | { readonly kind: 'stream'; readonly stream: ReadableStream<Uint8Array> };

/** The source for what a program hands in as `body`, and the content type it implies ("extract a body" of the Fetch standard). */
export function sourceOf(body: unknown): { readonly source: BodySource; readonly contentType: string | null } {
  if (body === null || body === undefined) return { source: { kind: 'none' }, contentType: null };
  if (body instanceof ReadableStream) return { source: { kind: 'stream', stream: body }, contentType: null };
  if (body instanceof URLSearchParams) {
    return textSource(String(body), 'application/x-www-form-urlencoded;charset=UTF-8');
  }
  if (body instanceof Blob) {
    const read = async () => new Uint8Array(await body.arrayBuffer());
    return { source: { kind: 'later', read }, contentType: body.type || null };
  }
  if (body instanceof FormData) {
    const boundary = randomBoundary();
    const read = () => encodeMultipart(body, boundary);
    return { source: { kind: 'later', read }, contentType: `multipart/form-data; boundary=${boundary}` };
  }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
    return { source: { kind: 'bytes', bytes: copyBytes(body) }, contentType: null };
  }
  if (isAsyncIterable(body)) return { source: { kind: 'stream', stream: streamFrom(body) }, contentType: null };
  return textSource(String(body), 'text/plain;charset=UTF-8');
}

function textSource(text: string, contentType: string): { source: BodySource; contentType: string } {
  return { source: { kind: 'bytes', bytes: encodeText(text) }, contentType };
}

function isAsyncIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function streamFrom(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === 'string' ? encodeText(value) : value);
      },
      async cancel(reason) {
        await iterator.return?.(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
