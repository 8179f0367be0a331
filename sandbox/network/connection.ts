import type { Micros } from '../clock/clock.ts';
import type { ConnectionId, RequestId } from '../trace/event.ts';
import { joinBytes } from './byte-buffer.ts';
import { HttpRequestReader, type WireRequest } from './http-request-reader.ts';
import type { NetworkError } from './network.ts';
import type { ResponseWire } from './response-wire.ts';

/** Something on its way to the program; times are those of arrival. */
export type Arrival =
  | { readonly kind: 'connected'; readonly at: Micros }
  /** `traced`: a handshake that the conditions know; otherwise it costs nothing and leaves no trace. */
  | { readonly kind: 'handshaken'; readonly at: Micros; readonly traced: boolean }
  | { readonly kind: 'bytes'; readonly at: Micros; readonly bytes: Uint8Array }
  | { readonly kind: 'refusal'; readonly at: Micros; readonly bytes: Uint8Array }
  | { readonly kind: 'reset'; readonly at: Micros };

/** Something that has arrived and that the program has not taken yet. The last two stay for good. */
export type Arrived =
  | { readonly kind: 'result'; readonly at: Micros }
  | { readonly kind: 'bytes'; readonly at: Micros; readonly bytes: Uint8Array }
  | { readonly kind: 'eof'; readonly at: Micros }
  | { readonly kind: 'error'; readonly at: Micros; readonly code: NetworkError['code'] };

/** A request that has been announced in the trace and is not over yet. */
export interface OpenRequest {
  readonly id: RequestId;
  readonly request: WireRequest;
}

/** What reached the service's end of a connection while it still answers an earlier request. */
export type Waiting =
  | { readonly kind: 'request'; readonly open: OpenRequest }
  | { readonly kind: 'expects' }
  | { readonly kind: 'malformed'; readonly status: number; readonly reason: string };

/** One connection, both ends. The network moves it; this class holds what belongs together. */
export class Connection {
  readonly id: ConnectionId;
  readonly host: string;
  readonly port: number;
  /** The program's end. */
  phase: 'connecting' | 'open' | 'handshaking' | 'closed' = 'connecting';
  secured = false;
  /** The service's end: accepts, answers, or is gone. */
  serverGone = false;
  accepted = true;
  readonly reader = new HttpRequestReader();
  /** Line of the program that sent the first bytes of the request that is being sent. */
  line: number | undefined = undefined;
  /** Requests announced and not over, in their order. */
  readonly requests: OpenRequest[] = [];
  /** The one of them that the service works on; the others wait for their turn. */
  answering: OpenRequest | null = null;
  readonly waiting: Waiting[] = [];
  response: ResponseWire | null = null;
  readonly arrivals: Arrival[] = [];
  /** Whether the network's heap knows when this connection's next arrival is due. */
  scheduled = false;
  /** Whether the program has yet to be told that this connection became readable. */
  announced = false;
  readonly #arrived: Arrived[] = [];
  #taken = 0;
  /** Bytes already taken of the first arrived part. */
  #offset = 0;

  constructor(id: ConnectionId, host: string, port: number) {
    this.id = id;
    this.host = host;
    this.port = port;
  }

  /** When the next thing arrives, `downMicros` after the service sent it; null while nothing is known. */
  nextArrivalAt(downMicros: Micros): Micros | null {
    const first = this.arrivals[0];
    if (first) return first.at;
    const next = this.response?.nextAt() ?? null;
    return next === null ? null : next + downMicros;
  }

  get firstArrived(): Arrived | undefined {
    return this.#arrived[this.#taken];
  }

  arrive(arrived: Arrived): void {
    this.#arrived.push(arrived);
  }

  /** Takes the first arrived thing off the list. */
  takeFirst(): void {
    this.#taken += 1;
    this.#offset = 0;
    if (this.#taken < 32 || this.#taken * 2 < this.#arrived.length) return;
    this.#arrived.splice(0, this.#taken);
    this.#taken = 0;
  }

  /** Takes up to `max` of the bytes that lie in front. */
  takeBytes(max: number): Uint8Array {
    const first = this.firstArrived;
    if (first?.kind !== 'bytes') return new Uint8Array(0);
    if (this.#offset === 0 && first.bytes.length <= max && this.#arrived[this.#taken + 1]?.kind !== 'bytes') {
      this.takeFirst();
      return first.bytes;
    }
    const parts: Uint8Array[] = [];
    for (let left = max; left > 0; ) {
      const next = this.firstArrived;
      if (next?.kind !== 'bytes') break;
      const part = next.bytes.subarray(this.#offset, this.#offset + left);
      parts.push(part);
      left -= part.length;
      if (this.#offset + part.length === next.bytes.length) this.takeFirst();
      else this.#offset += part.length;
    }
    return joinBytes(parts);
  }
}
