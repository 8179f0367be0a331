import { encodeText } from './bytes.ts';

/** The line that ends a chat stream. */
export const STREAM_END = encodeText('data: [DONE]\n\n');

/** One unnamed server-sent event. */
export function eventData(value: unknown): Uint8Array {
  return encodeText(`data: ${JSON.stringify(value)}\n\n`);
}

/** One named server-sent event. */
export function namedEvent(name: string, value: unknown): Uint8Array {
  return encodeText(`event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
}
