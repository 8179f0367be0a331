import type { Micros } from '../clock/clock.ts';
import type { PlannedChunk, ResponsePlan } from '../service/plan.ts';
import { field, type HeaderList } from './http-message.ts';

type Answer = Extract<ResponsePlan, { readonly kind: 'answer' }>;

/** One step of an answer on the wire, at the server's time. */
export type WireStep =
  | {
      readonly kind: 'head';
      readonly at: Micros;
      readonly status: number;
      readonly headers: HeaderList;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'part';
      readonly at: Micros;
      readonly chunk: PlannedChunk;
      readonly bodyBytes: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'end'; readonly at: Micros; readonly bytes: Uint8Array; readonly closes: boolean }
  | { readonly kind: 'cut'; readonly at: Micros }
  | { readonly kind: 'reset'; readonly at: Micros };

const NOTHING = new Uint8Array(0);
const encoder = new TextEncoder();

/** Reason phrases of the statuses that the API answers with; others go without. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  204: 'No Content',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  100: 'Continue',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

export function headBytes(status: number, headers: HeaderList): Uint8Array {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return encoder.encode(`HTTP/1.1 ${status} ${REASONS[status] ?? ''}\r\n${lines.join('')}\r\n`);
}

/** Walks through a plan and makes the bytes of each step when it is due, not before. */
export class ResponseWire {
  readonly #plan: ResponsePlan;
  readonly #method: string;
  readonly #closes: boolean;
  #next = 0;
  #bodies: readonly Uint8Array[] | null = null;

  /** `closes`: the client asked for the end of the connection after this answer. */
  constructor(plan: ResponsePlan, method: string, closes: boolean) {
    this.#plan = plan;
    this.#method = method;
    this.#closes =
      closes || (plan.kind === 'answer' && field(plan.head.headers, 'connection')?.toLowerCase() === 'close');
  }

  /** The server's time of the next step; null when nothing comes any more. */
  nextAt(): Micros | null {
    const plan = this.#plan;
    if (plan.kind === 'reset') return this.#next === 0 ? plan.at : null;
    const count = this.#chunks(plan).length;
    if (this.#next === 0) return plan.head.at;
    if (this.#next <= count) return this.#chunks(plan)[this.#next - 1]?.at ?? null;
    return this.#next === count + 1 && plan.end.kind !== 'stalled' ? plan.end.at : null;
  }

  take(): WireStep | null {
    const at = this.nextAt();
    if (at === null) return null;
    const plan = this.#plan;
    const index = this.#next++;
    if (plan.kind === 'reset') return { kind: 'reset', at };
    if (index === 0) return this.#head(plan, at);
    const chunk = this.#chunks(plan)[index - 1];
    if (chunk) return this.#part(plan, chunk, index - 1, at);
    if (plan.end.kind === 'cut') return { kind: 'cut', at };
    const bytes = this.#bodiless(plan) || plan.framing === 'length' ? NOTHING : encoder.encode('0\r\n\r\n');
    return { kind: 'end', at, bytes, closes: this.#closes };
  }

  #chunks(plan: Answer): readonly PlannedChunk[] {
    return this.#bodiless(plan) ? [] : plan.chunks;
  }

  #bodiless(plan: Answer): boolean {
    return this.#method === 'HEAD' || plan.head.status === 204 || plan.head.status === 304;
  }

  #head(plan: Answer, at: Micros): WireStep {
    const headers = [...plan.head.headers];
    const framed = plan.head.status !== 204 && plan.head.status !== 304;
    if (framed && plan.framing === 'chunked') headers.push(['transfer-encoding', 'chunked']);
    else if (framed && field(headers, 'content-length') === undefined)
      headers.push(['content-length', String(this.#length(plan))]);
    if (this.#closes && field(headers, 'connection') === undefined) headers.push(['connection', 'close']);
    return { kind: 'head', at, status: plan.head.status, headers, bytes: headBytes(plan.head.status, headers) };
  }

  /** The declared length; one byte more than will come where the body never ends, so that the client notices. */
  #length(plan: Answer): number {
    this.#bodies = plan.chunks.map((chunk) => chunk.bytes());
    const sum = this.#bodies.reduce((total, body) => total + body.length, 0);
    return plan.end.kind === 'done' ? sum : sum + 1;
  }

  #part(plan: Answer, chunk: PlannedChunk, index: number, at: Micros): WireStep {
    const body = this.#bodies?.[index] ?? chunk.bytes();
    const bytes = plan.framing === 'length' || body.length === 0 ? body : framedChunk(body);
    return { kind: 'part', at, chunk, bodyBytes: body.length, bytes };
  }
}

function framedChunk(body: Uint8Array): Uint8Array {
  const size = encoder.encode(`${body.length.toString(16)}\r\n`);
  const framed = new Uint8Array(size.length + body.length + 2);
  framed.set(size);
  framed.set(body, size.length);
  framed.set([13, 10], size.length + body.length);
  return framed;
}
