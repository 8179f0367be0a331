import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { Fields } from '../fields.ts';
import { fieldOf } from '../incoming.ts';
import { checkModel } from '../known-model.ts';
import { composeOutput, type ModelOutput } from '../model-output.ts';
import { type Prompt, readStop } from '../prompt.ts';
import { eventData, STREAM_END } from '../sse.ts';
import { type StreamPart, tierOf, type Work } from '../work.ts';

/** This endpoint answers with at most 16 tokens unless told otherwise. */
const DEFAULT_MAX_TOKENS = 16;

interface CompletionAnswer {
  readonly frame: {
    readonly id: string;
    readonly object: 'text_completion';
    readonly created: number;
    readonly model: string;
  };
  readonly outputs: readonly ModelOutput[];
  readonly usage: object;
  readonly includeUsage: boolean;
}

/** `POST /v1/completions`, the legacy endpoint. */
export function createCompletion(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const model = call.deployment ?? fields.text('model') ?? '';
  if (model === '' && fields.error === null) return badRequest('you must provide a model parameter');
  const prompts = readPrompts(fields, call);
  const n = fields.integer('n', { min: 1, max: 128 }) ?? 1;
  const maxTokens = fields.integer('max_tokens', { min: 0 }) ?? DEFAULT_MAX_TOKENS;
  const stop = readStop(fields.raw('stop'));
  const stream = fields.flag('stream');
  const includeUsage = fieldOf(fields.object('stream_options'), 'include_usage') === true;
  const error = fields.error ?? checkModel(model, 'completion', call.unixSeconds);
  if (error !== null) return error;
  const outputs = prompts.flatMap((prompt, p) =>
    Array.from({ length: n }, (_, i) =>
      composeOutput(plainPrompt(prompt, maxTokens, stop), call.draws('content', p * n + i), call.tokenizer),
    ),
  );
  const promptTokens = prompts.reduce((sum, prompt) => sum + prompt.tokens, 0);
  const outputTokens = outputs.reduce((sum, output) => sum + output.pieces.length, 0);
  const answer: CompletionAnswer = {
    frame: { id: `cmpl-${drawId(call.draws('id'), 29)}`, object: 'text_completion', created: call.unixSeconds, model },
    outputs,
    usage: { prompt_tokens: promptTokens, completion_tokens: outputTokens, total_tokens: promptTokens + outputTokens },
    includeUsage,
  };
  return {
    endpoint: 'completions',
    model,
    pace: 'generation',
    promptTokens,
    outputTokens,
    steps: Math.max(...outputs.map((output) => output.pieces.length)),
    reservedTokens: promptTokens + n * prompts.length * maxTokens,
    tier: tierOf(fields.raw('service_tier')),
    answer: stream
      ? { kind: 'stream', parts: parts(answer) }
      : { kind: 'whole', contentType: 'application/json', bytes: () => encodeJson(whole(answer)) },
  };
}

interface PlainPrompt {
  readonly text: string;
  readonly tokens: number;
}

/** A text, several, or the same as token numbers. */
function readPrompts(fields: Fields, call: Call): readonly PlainPrompt[] {
  const prompt = fields.raw('prompt') ?? '';
  const ofText = (text: string): PlainPrompt => ({ text, tokens: call.tokenizer.count(text) });
  if (typeof prompt === 'string') return [ofText(prompt)];
  if (!Array.isArray(prompt) || prompt.length === 0 || prompt.length > 2_048) {
    fields.fail(
      badRequest(
        "Invalid type for 'prompt': expected a string or an array of strings or tokens.",
        'prompt',
        'invalid_type',
      ),
    );
    return [ofText('')];
  }
  if (prompt.every((one) => typeof one === 'number')) return [{ text: '', tokens: prompt.length }];
  return prompt.map((one) => {
    if (typeof one === 'string') return ofText(one);
    return { text: '', tokens: Array.isArray(one) ? one.length : 0 };
  });
}

function plainPrompt({ text, tokens }: PlainPrompt, maxTokens: number, stop: readonly string[]): Prompt {
  return {
    question: text,
    whole: text,
    tokens,
    tools: [],
    toolChoice: { kind: 'none' },
    endsWithToolResult: false,
    format: { kind: 'continuation' },
    maxTokens,
    stop,
  };
}

function finishOf(output: ModelOutput): string {
  return output.kind === 'text' ? output.finish : 'stop';
}

function whole({ frame, outputs, usage }: CompletionAnswer): object {
  const choices = outputs.map((output, index) => ({
    text: output.text,
    index,
    logprobs: null,
    finish_reason: finishOf(output),
  }));
  return { ...frame, choices, usage };
}

function parts({ frame, outputs, usage, includeUsage }: CompletionAnswer): StreamPart[] {
  const rest = includeUsage ? { usage: null } : {};
  const chunk = (text: string, index: number, reason: string | null): Uint8Array =>
    eventData({ ...frame, choices: [{ text, index, logprobs: null, finish_reason: reason }], ...rest });
  const list: StreamPart[] = [];
  let longest = 0;
  for (const [index, output] of outputs.entries()) {
    for (const [i, piece] of output.pieces.entries()) {
      list.push({ after: i + 1, tokens: 1, text: () => piece, bytes: () => chunk(piece, index, null) });
    }
    list.push({ after: output.pieces.length, bytes: () => chunk('', index, finishOf(output)) });
    longest = Math.max(longest, output.pieces.length);
  }
  list.sort((one, other) => one.after - other.after);
  if (includeUsage) list.push({ after: longest, bytes: () => eventData({ ...frame, choices: [], usage }) });
  list.push({ after: longest, bytes: () => STREAM_END });
  return list;
}
