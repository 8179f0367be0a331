import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeBase64 } from '../base64.ts';
import { encodeJson } from '../bytes.ts';
import { drawPicture } from '../content/picture.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import { checkModel } from '../known-model.ts';
import { namedEvent } from '../sse.ts';
import type { StreamPart, Work } from '../work.ts';

const SIZES = ['auto', '1024x1024', '1536x1024', '1024x1536', '512x512', '256x256', '1792x1024', '1024x1792'] as const;
const QUALITIES = ['auto', 'low', 'medium', 'high', 'standard', 'hd'] as const;
const DEFAULT_MODEL = 'gpt-image-2.6-flare';
/** Output tokens of a picture of 1024 × 1024, by quality: developers.openai.com/api/docs/guides/image-generation. */
const TOKENS_BY_QUALITY: { readonly [quality: string]: number } = { low: 272, medium: 1_056, high: 4_160 };

interface ImageAnswer {
  readonly created: number;
  readonly size: string;
  readonly quality: string;
  readonly usage: object;
  readonly outputTokens: number;
  base64(index: number, detail: number): string;
}

/** `POST /v1/images/generations`: pictures as base64 PNG, with streamed partial ones. */
export function generateImages(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const prompt = fields.requiredText('prompt');
  const model = call.deployment ?? fields.text('model') ?? DEFAULT_MODEL;
  const n = fields.integer('n', { min: 1, max: 10 }) ?? 1;
  const asked = fields.choice('size', SIZES) ?? 'auto';
  const wanted = fields.choice('quality', QUALITIES) ?? 'auto';
  const partials = fields.integer('partial_images', { min: 0, max: 3 }) ?? 0;
  const stream = fields.flag('stream');
  if (stream && n > 1) fields.fail(badRequest('Streaming is only supported with n=1.', 'n', 'invalid_value'));
  const error = fields.error ?? checkModel(model, 'image', call.unixSeconds);
  if (error !== null) return error;
  const size = asked === 'auto' ? '1024x1024' : asked;
  const quality = TOKENS_BY_QUALITY[wanted] === undefined ? 'medium' : wanted;
  const [width = 1_024, height = 1_024] = size.split('x').map(Number);
  const perImage = Math.ceil(((TOKENS_BY_QUALITY[quality] ?? 0) * width * height) / (1_024 * 1_024));
  const promptTokens = call.tokenizer.count(prompt);
  const answer: ImageAnswer = {
    created: call.unixSeconds,
    size,
    quality,
    usage: usageOf(promptTokens, n * perImage),
    outputTokens: n * perImage,
    base64: (index, detail) => encodeBase64(drawPicture(width, height, call.draws('content', index), detail)),
  };
  return {
    endpoint: 'images/generations',
    model,
    pace: 'image',
    promptTokens,
    outputTokens: n * perImage,
    reservedTokens: promptTokens,
    tier: 'default',
    answer: stream
      ? { kind: 'stream', parts: imageParts(answer, partials, n * perImage) }
      : { kind: 'whole', contentType: 'application/json', bytes: () => encodeJson(wholeOf(answer, n)) },
  };
}

function usageOf(promptTokens: number, outputTokens: number): object {
  return {
    input_tokens: promptTokens,
    input_tokens_details: { text_tokens: promptTokens, image_tokens: 0 },
    output_tokens: outputTokens,
    total_tokens: promptTokens + outputTokens,
  };
}

function wholeOf(answer: ImageAnswer, n: number): object {
  return {
    created: answer.created,
    background: 'opaque',
    data: Array.from({ length: n }, (_, index) => ({ b64_json: answer.base64(index, 1) })),
    output_format: 'png',
    quality: answer.quality,
    size: answer.size,
    // A stream's last event has no such details.
    usage: { ...answer.usage, output_tokens_details: { text_tokens: 0, image_tokens: answer.outputTokens } },
  };
}

/** Partial pictures at even steps, then the finished one. */
function imageParts(answer: ImageAnswer, partials: number, steps: number): StreamPart[] {
  const { created, quality, size, usage } = answer;
  const shared = { created_at: created, background: 'opaque', output_format: 'png', quality, size };
  const event = (type: string, detail: number, rest: object): Uint8Array =>
    namedEvent(type, { type, b64_json: answer.base64(0, detail), ...shared, ...rest });
  const parts: StreamPart[] = Array.from({ length: partials }, (_, i) => ({
    after: Math.floor((steps * (i + 1)) / (partials + 1)),
    bytes: () => event('image_generation.partial_image', (i + 1) / (partials + 1), { partial_image_index: i }),
  }));
  parts.push({ after: steps, bytes: () => event('image_generation.completed', 1, { usage }) });
  return parts;
}
