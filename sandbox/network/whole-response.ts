import { joinBytes } from './byte-buffer.ts';
import type { ExchangeError, ExchangeHandlers, ResponseHead, WholeResponse } from './http-client.ts';

/** Collects an answer, for who waits for all of it. */
export interface ResponseCollector {
  readonly handlers: ExchangeHandlers;
  /** What came. Throws the ExchangeError that ended the exchange. */
  result(): WholeResponse;
}

export function collectResponse(): ResponseCollector {
  const parts: Uint8Array[] = [];
  let head: ResponseHead = { status: 0, statusText: '', headers: [] };
  let failure: ExchangeError | null = null;
  return {
    handlers: {
      onHead: (received) => {
        head = received;
      },
      onChunk: (bytes) => parts.push(bytes),
      onEnd: () => {},
      onError: (error) => {
        failure = error;
      },
    },
    result: () => {
      if (failure !== null) throw failure;
      return { head, body: joinBytes(parts) };
    },
  };
}
