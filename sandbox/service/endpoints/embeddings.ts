import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeBase64 } from '../base64.ts';
import { encodeJson } from '../bytes.ts';
import { embed, textFeatures, tokenFeatures } from '../content/embedding.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { Fields } from '../fields.ts';
import { checkModel } from '../known-model.ts';
import type { Tokenizer } from '../tokens/tokenizer.ts';
import type { Work } from '../work.ts';

// Bounds: developers.openai.com/api/reference, embeddings.
const MAX_INPUTS = 2_048;
const MAX_TOKENS_PER_INPUT = 8_192;
const MAX_TOKENS = 300_000;

interface Input {
  readonly tokens: number;
  features(): Iterable<string>;
}

/** `POST /v1/embeddings`: a text, several, or the same as token numbers; float or base64. */
export function createEmbeddings(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const model = call.deployment ?? fields.text('model') ?? '';
  if (model === '' && fields.error === null) return badRequest('you must provide a model parameter');
  const inputs = readInputs(fields, call.tokenizer);
  const full = model.includes('large') ? 3_072 : 1_536;
  const dimensions = readDimensions(fields, model, full);
  const format = fields.choice('encoding_format', ['float', 'base64']) ?? 'float';
  const error = fields.error ?? checkModel(model, 'embedding', call.unixSeconds);
  if (error !== null) return error;
  const tokens = inputs.reduce((sum, input) => sum + input.tokens, 0);
  const vector = (input: Input): number[] | string => {
    const values = embed(input.features(), full, dimensions);
    return format === 'float' ? [...values] : encodeBase64(littleEndian(values));
  };
  const body = (): object => ({
    object: 'list',
    data: inputs.map((input, index) => ({ object: 'embedding', index, embedding: vector(input) })),
    model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
  return {
    endpoint: 'embeddings',
    model,
    pace: 'embedding',
    promptTokens: tokens,
    outputTokens: 0,
    reservedTokens: tokens,
    tier: 'default',
    answer: { kind: 'whole', contentType: 'application/json', bytes: () => encodeJson(body()) },
  };
}

function readDimensions(fields: Fields, model: string, full: number): number {
  const dimensions = fields.integer('dimensions', { min: 1, max: full });
  if (dimensions !== undefined && model === 'text-embedding-ada-002') {
    fields.fail(badRequest('This model does not support specifying dimensions.', 'dimensions'));
  }
  return dimensions ?? full;
}

function littleEndian(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setFloat32(i * 4, value, true);
  return bytes;
}

function readInputs(fields: Fields, tokenizer: Tokenizer): readonly Input[] {
  const input = fields.raw('input');
  if (input === undefined) fields.missing('input');
  const raw: readonly unknown[] = isTokens(input) || !Array.isArray(input) ? [input] : input;
  if (Array.isArray(input) && (input.length === 0 || raw.length > MAX_INPUTS)) {
    fields.fail(
      badRequest(
        `Invalid 'input': expected 1 to ${MAX_INPUTS} inputs, but got ${input.length}.`,
        'input',
        'invalid_value',
      ),
    );
  }
  const inputs = raw.slice(0, MAX_INPUTS).map((one, index) => readInput(one, index, fields, tokenizer));
  if (inputs.reduce((sum, one) => sum + one.tokens, 0) > MAX_TOKENS) {
    fields.fail(
      badRequest(
        `Requested more than the maximum of ${MAX_TOKENS} tokens per request.`,
        null,
        'max_tokens_per_request',
      ),
    );
  }
  return inputs;
}

function readInput(input: unknown, index: number, fields: Fields, tokenizer: Tokenizer): Input {
  if (typeof input === 'string' && input !== '') {
    const tokens = tokenizer.count(input);
    checkLength(tokens, fields);
    return { tokens, features: () => textFeatures(input) };
  }
  if (isTokens(input)) {
    checkLength(input.length, fields);
    return { tokens: input.length, features: () => tokenFeatures(input) };
  }
  const what = input === '' ? 'input cannot be an empty string' : 'expected a string or an array of tokens';
  fields.fail(badRequest(`Invalid 'input[${index}]': ${what}.`, 'input', 'invalid_value'));
  return { tokens: 0, features: () => [] };
}

function isTokens(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => Number.isInteger(one) && one >= 0);
}

function checkLength(tokens: number, fields: Fields): void {
  if (tokens <= MAX_TOKENS_PER_INPUT) return;
  const message = `This model's maximum context length is ${MAX_TOKENS_PER_INPUT} tokens, however you requested ${tokens} tokens (${tokens} in your prompt; 0 for the completion). Please reduce your prompt; or completion length.`;
  fields.fail(badRequest(message));
}
