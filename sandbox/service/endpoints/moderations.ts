import { type ApiError, isApiError } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import { isObject } from '../incoming.ts';
import { checkModel } from '../known-model.ts';
import { readContent } from '../prompt.ts';
import { management, type Work } from '../work.ts';

/** Categories and the words by which the mock tells them: enough to show both outcomes. */
const CATEGORIES: { readonly [category: string]: RegExp | null } = {
  harassment: /\b(idiot|dummkopf|trottel)/iu,
  'harassment/threatening': null,
  hate: /\b(hasse alle|hate all)/iu,
  'hate/threatening': null,
  illicit: /\b(drogen kochen|einbrechen|buy drugs)/iu,
  'illicit/violent': null,
  'self-harm': null,
  'self-harm/intent': null,
  'self-harm/instructions': null,
  sexual: null,
  'sexual/minors': null,
  violence: /\b(töten|umbringen|erschlagen|kill|murder)/iu,
  'violence/graphic': null,
};

/** `POST /v1/moderations`: a text, several, or parts of text and images. Free of charge and not limited by tokens. */
export function createModeration(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const model = fields.text('model') ?? 'omni-moderation-latest';
  const input = fields.raw('input');
  if (input === undefined) fields.missing('input');
  const error = fields.error ?? checkModel(model, 'moderation', call.unixSeconds);
  if (error !== null) return error;
  const id = `modr-${drawId(call.draws('id'), 32, 'hex')}`;
  const texts = textsOf(input, call);
  return management('moderations', () => encodeJson({ id, model, results: texts.map(judge) }));
}

function textsOf(input: unknown, call: Call): readonly string[] {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) return [''];
  if (input.some(isObject)) return [readContent(input, call.tokenizer).text];
  return input.map(String);
}

function judge(text: string): object {
  const hits = Object.entries(CATEGORIES).map(([name, words]) => [name, words?.test(text) === true] as const);
  return {
    flagged: hits.some(([, hit]) => hit),
    categories: Object.fromEntries(hits),
    category_scores: Object.fromEntries(hits.map(([name, hit]) => [name, hit ? 0.97 : 0.00001])),
    category_applied_input_types: Object.fromEntries(hits.map(([name]) => [name, ['text']])),
  };
}
