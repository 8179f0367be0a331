import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { type AnswerText, writeAnswer } from '../content/answer.ts';
import { drawId } from '../draw.ts';
import type { Call } from '../endpoint.ts';
import { isObject, type JsonObject } from '../incoming.ts';
import { eventData, STREAM_END } from '../sse.ts';
import { type ServiceTier, type StreamPart, tierOf, type Work } from '../work.ts';

/** Tokens a request without an upper bound reserves for its answer. */
const DEFAULT_RESERVE = 16;
const UNBOUNDED = 16_384;

interface ChatRequest {
  readonly model: string;
  readonly prompt: string;
  readonly promptTokens: number;
  readonly n: number;
  readonly maxTokens: number | null;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly tier: ServiceTier;
}

interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number; readonly audio_tokens: 0 };
  readonly completion_tokens_details: {
    readonly reasoning_tokens: 0;
    readonly audio_tokens: 0;
    readonly accepted_prediction_tokens: 0;
    readonly rejected_prediction_tokens: 0;
  };
}

/** `POST /v1/chat/completions`, whole and streamed. */
export function createChatCompletion(call: Call): Work | ApiError {
  const body = call.incoming.body;
  if (body.kind !== 'json' || !isObject(body.value))
    return badRequest('We could not parse the JSON body of your request.');
  const request = readChatRequest(body.value, call);
  if (isApiError(request)) return request;
  const limit = request.maxTokens ?? UNBOUNDED;
  const answers = Array.from({ length: request.n }, (_, i) =>
    writeAnswer(request.prompt, limit, call.draws('content', i)),
  );
  const outputTokens = answers.reduce((sum, answer) => sum + answer.pieces.length, 0);
  const frame = {
    id: `chatcmpl-${drawId(call.draws('id'), 29)}`,
    created: call.unixSeconds,
    model: request.model,
    service_tier: request.tier,
    system_fingerprint: 'fp_wartezeit',
  };
  return {
    endpoint: 'chat/completions',
    model: request.model,
    pace: 'generation',
    promptTokens: request.promptTokens,
    cachedTokens: 0,
    outputTokens,
    reservedTokens: request.promptTokens + request.n * (request.maxTokens ?? DEFAULT_RESERVE),
    tier: request.tier,
    answer: request.stream
      ? { kind: 'stream', parts: streamParts(frame, request, answers), error: () => encodeJson(null) }
      : {
          kind: 'whole',
          contentType: 'application/json',
          bytes: () => encodeJson(completion(frame, request, answers)),
        },
  };
}

function readChatRequest(body: JsonObject, call: Call): ChatRequest | ApiError {
  const { model, messages, n = 1, stream, stream_options: options } = body as ChatBody;
  if (typeof model !== 'string' || model === '') return badRequest('you must provide a model parameter');
  if (!Array.isArray(messages) || messages.length === 0) {
    return badRequest(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'empty_array',
    );
  }
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > 128) {
    return badRequest("Invalid 'n': expected an integer from 1 to 128.", 'n', 'invalid_value');
  }
  const { max_completion_tokens: maxCompletion, max_tokens: max } = body as ChatBody;
  const maxTokens = typeof maxCompletion === 'number' ? maxCompletion : typeof max === 'number' ? max : null;
  const texts = messages.map(messageText);
  return {
    model,
    prompt: texts.at(-1) ?? '',
    promptTokens: texts.reduce((sum, text) => sum + call.countTokens(text) + 4, 3),
    n,
    maxTokens,
    stream: stream === true,
    includeUsage: isObject(options) && (options as ChatBody).include_usage === true,
    tier: tierOf((body as ChatBody).service_tier),
  };
}

interface ChatBody {
  readonly model?: unknown;
  readonly messages?: unknown;
  readonly n?: unknown;
  readonly stream?: unknown;
  readonly stream_options?: unknown;
  readonly include_usage?: unknown;
  readonly max_tokens?: unknown;
  readonly max_completion_tokens?: unknown;
  readonly service_tier?: unknown;
}

function messageText(message: unknown): string {
  if (!isObject(message)) return '';
  const { content } = message as { readonly content?: unknown };
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => {
      const text = isObject(part) ? (part as { readonly text?: unknown }).text : undefined;
      return typeof text === 'string' ? text : '';
    })
    .join(' ');
}

function usageOf(request: ChatRequest, answers: readonly AnswerText[]): Usage {
  const completionTokens = answers.reduce((sum, answer) => sum + answer.pieces.length, 0);
  return {
    prompt_tokens: request.promptTokens,
    completion_tokens: completionTokens,
    total_tokens: request.promptTokens + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function completion(frame: object, request: ChatRequest, answers: readonly AnswerText[]): object {
  return {
    ...frame,
    object: 'chat.completion',
    choices: answers.map((answer, index) => ({
      index,
      message: { role: 'assistant', content: answer.pieces.join(''), refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: answer.finished ? 'stop' : 'length',
    })),
    usage: usageOf(request, answers),
  };
}

function streamParts(frame: object, request: ChatRequest, answers: readonly AnswerText[]): StreamPart[] {
  const total = answers.reduce((sum, answer) => sum + answer.pieces.length, 0);
  const usage = request.includeUsage ? { usage: null } : {};
  const chunk = (choices: readonly object[], rest: object): Uint8Array =>
    eventData({ ...frame, object: 'chat.completion.chunk', choices, ...rest });
  const delta = (index: number, content: object, reason: string | null): Uint8Array =>
    chunk([{ index, delta: content, logprobs: null, finish_reason: reason }], usage);
  const parts: StreamPart[] = answers.map((_, index) => ({
    after: 0,
    bytes: () => delta(index, { role: 'assistant', content: '', refusal: null }, null),
  }));
  let after = 0;
  for (const [index, answer] of answers.entries()) {
    for (const piece of answer.pieces) {
      after += 1;
      parts.push({ after, tokens: 1, text: () => piece, bytes: () => delta(index, { content: piece }, null) });
    }
  }
  for (const [index, answer] of answers.entries()) {
    parts.push({ after: total, bytes: () => delta(index, {}, answer.finished ? 'stop' : 'length') });
  }
  if (request.includeUsage) parts.push({ after: total, bytes: () => chunk([], { usage: usageOf(request, answers) }) });
  parts.push({ after: total, bytes: () => STREAM_END });
  return parts;
}
