import { type ApiError, badRequest } from './api-error.ts';
import type { Call } from './endpoint.ts';
import { Fields } from './fields.ts';

/** Efforts that a request may name (openai 7.57 for Node, `ReasoningEffort`). */
const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Effort = (typeof EFFORTS)[number];

/**
 * How many tokens a model thinks, in steps of 64, as the API reports them. Chosen ranges: no figures are published, and
 * they depend on the question.
 */
const STEPS: { readonly [effort in Effort]: readonly [min: number, max: number] } = {
  none: [0, 0],
  minimal: [0, 0],
  low: [1, 5],
  medium: [4, 16],
  high: [16, 64],
  xhigh: [32, 128],
  max: [64, 256],
};
const TOKENS_PER_STEP = 64;
/** Sets the draws about thinking apart from those of the answer itself, which has the numbers of its choices. */
const THINKING_DRAWS = 1_000;

/** Models that think: the o series, and from GPT-5 on all but those made for chat alone. */
function thinks(model: string): boolean {
  return /^(?:ft:)?(?:o\d|gpt-[5-9]|codex-)/u.test(model) && !model.includes('-chat-latest');
}

/** The effort of chat's `reasoning_effort`; undefined where the request names none. */
export function readChatEffort(fields: Fields, model: string): Effort | undefined {
  if (fields.raw('reasoning_effort') !== undefined && !thinks(model)) {
    fields.fail(badRequest('Unrecognized request argument supplied: reasoning_effort'));
  }
  return fields.choice('reasoning_effort', EFFORTS);
}

/** The effort of a response's `reasoning.effort`; undefined where the request names none. */
export function readResponseEffort(fields: Fields, model: string): Effort | undefined {
  const reasoning = new Fields(fields.object('reasoning') ?? {}, 'reasoning.');
  if (reasoning.raw('effort') !== undefined && !thinks(model)) fields.fail(unsupported());
  const effort = reasoning.choice('effort', EFFORTS);
  if (reasoning.error !== null) fields.fail(reasoning.error);
  return effort;
}

function unsupported(): ApiError {
  const at = 'reasoning.effort';
  return badRequest(`Unsupported parameter: '${at}' is not supported with this model.`, at, 'unsupported_parameter');
}

/**
 * Tokens that the model thinks before it answers choice `index`. Without an effort none: what models do by themselves
 * differs from one to the next and is known of few.
 */
export function drawThinking(
  effort: Effort | undefined,
  call: Call,
  label: 'content' | 'seeded-content',
  index = 0,
): number {
  const [min, max] = STEPS[effort ?? 'none'];
  return max === 0 ? 0 : call.draws(label, THINKING_DRAWS + index).between(min, max) * TOKENS_PER_STEP;
}
