import { encodeText } from '../bytes.ts';
import type { ModelOutput } from '../model-output.ts';
import { STREAM_END } from '../sse.ts';
import type { CacheUse, ServiceTier, StreamPart } from '../work.ts';

/** All that the wire forms of one chat answer are made of. */
export interface ChatAnswer {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly tier: ServiceTier;
  readonly promptTokens: number;
  readonly cache: CacheUse;
  readonly outputs: readonly ModelOutput[];
  readonly includeUsage: boolean;
  readonly logprobs: boolean;
}

const FINGERPRINT = 'fp_wartezeit';

/** The answer as one JSON object. */
export function completionOf(answer: ChatAnswer): object {
  return {
    id: answer.id,
    object: 'chat.completion',
    created: answer.created,
    model: answer.model,
    choices: answer.outputs.map((output, index) => ({
      index,
      message: messageOf(output),
      logprobs: answer.logprobs ? { content: output.pieces.map(logprobOf), refusal: null } : null,
      finish_reason: finishOf(output),
    })),
    usage: usageOf(answer),
    service_tier: answer.tier,
    system_fingerprint: FINGERPRINT,
  };
}

/** Tokens of the request. */
export function usageOf(answer: ChatAnswer): object {
  const completionTokens = answer.outputs.reduce((sum, output) => sum + output.pieces.length, 0);
  return {
    prompt_tokens: answer.promptTokens,
    completion_tokens: completionTokens,
    total_tokens: answer.promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: answer.cache.tokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function messageOf(output: ModelOutput): object {
  const text = output.pieces.join('');
  if (output.kind === 'text') return { role: 'assistant', content: text, refusal: null, annotations: [] };
  const call = { id: output.callId, type: 'function', function: { name: output.name, arguments: text } };
  return { role: 'assistant', content: null, refusal: null, annotations: [], tool_calls: [call] };
}

function finishOf(output: ModelOutput): string {
  return output.kind === 'text' ? output.finish : 'tool_calls';
}

/** A token with a made-up but steady log probability. */
function logprobOf(token: string): object {
  const logprob = -((token.length * 37) % 100) / 100;
  return { token, logprob, bytes: [...encodeText(token)], top_logprobs: [] };
}

/** The answer as server-sent events. */
export function chatParts(answer: ChatAnswer): StreamPart[] {
  const frame = new ChunkFrame(answer);
  const parts: StreamPart[] = [];
  const longest = Math.max(...answer.outputs.map((output) => output.pieces.length));
  for (const [index, output] of answer.outputs.entries())
    parts.push(new DeltaPart(frame, index, 0, openingDelta(output), ''));
  for (let i = 0; i < longest; i++) {
    for (const [index, output] of answer.outputs.entries()) {
      const piece = output.pieces[i];
      if (piece !== undefined) parts.push(new DeltaPart(frame, index, i + 1, pieceDelta(output, piece), piece));
      if (i + 1 === output.pieces.length) parts.push(closingPart(frame, index, i + 1, output));
    }
  }
  // An answer without a single token still has its end.
  for (const [index, output] of answer.outputs.entries()) {
    if (output.pieces.length === 0) parts.push(closingPart(frame, index, 0, output));
  }
  if (answer.includeUsage) parts.push({ after: longest, bytes: () => frame.usage() });
  parts.push({ after: longest, bytes: () => STREAM_END });
  return parts;
}

function openingDelta(output: ModelOutput): string {
  if (output.kind === 'text') return '{"role":"assistant","content":"","refusal":null}';
  const call = { index: 0, id: output.callId, type: 'function', function: { name: output.name, arguments: '' } };
  return JSON.stringify({ role: 'assistant', content: null, refusal: null, tool_calls: [call] });
}

function pieceDelta(output: ModelOutput, piece: string): () => string {
  if (output.kind === 'text') return () => `{"content":${JSON.stringify(piece)}}`;
  return () => `{"tool_calls":[{"index":0,"function":{"arguments":${JSON.stringify(piece)}}}]}`;
}

function closingPart(frame: ChunkFrame, index: number, after: number, output: ModelOutput): StreamPart {
  return { after, bytes: () => frame.chunk(index, '{}', null, finishOf(output)) };
}

/** What all chunks of a stream share, written once. */
class ChunkFrame {
  readonly #answer: ChatAnswer;
  #head: string | null = null;

  constructor(answer: ChatAnswer) {
    this.#answer = answer;
  }

  get logprobs(): boolean {
    return this.#answer.logprobs;
  }

  chunk(index: number, delta: string, logprobs: object | null, reason: string | null): Uint8Array {
    const usage = this.#answer.includeUsage ? ',"usage":null' : '';
    const choice = `{"index":${index},"delta":${delta},"logprobs":${JSON.stringify(logprobs)},"finish_reason":${JSON.stringify(reason)}}`;
    return encodeText(`${this.#start()}"choices":[${choice}]${usage}}\n\n`);
  }

  /** The additional last chunk with the usage and no choices. */
  usage(): Uint8Array {
    return encodeText(`${this.#start()}"choices":[],"usage":${JSON.stringify(usageOf(this.#answer))}}\n\n`);
  }

  #start(): string {
    if (this.#head !== null) return this.#head;
    const { id, created, model, tier } = this.#answer;
    const shared = {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      service_tier: tier,
      system_fingerprint: FINGERPRINT,
    };
    this.#head = `data: ${JSON.stringify(shared).slice(0, -1)},`;
    return this.#head;
  }
}

/** One delta of one choice. */
class DeltaPart implements StreamPart {
  readonly after: number;
  readonly tokens: number;
  readonly #frame: ChunkFrame;
  readonly #index: number;
  readonly #delta: string | (() => string);
  readonly #piece: string;

  constructor(frame: ChunkFrame, index: number, after: number, delta: string | (() => string), piece: string) {
    this.#frame = frame;
    this.#index = index;
    this.after = after;
    this.#delta = delta;
    this.#piece = piece;
    this.tokens = piece === '' ? 0 : 1;
  }

  bytes(): Uint8Array {
    const delta = typeof this.#delta === 'string' ? this.#delta : this.#delta();
    const logprobs =
      this.#frame.logprobs && this.#piece !== '' ? { content: [logprobOf(this.#piece)], refusal: null } : null;
    return this.#frame.chunk(this.#index, delta, logprobs, null);
  }

  text(): string {
    return this.#piece;
  }
}
