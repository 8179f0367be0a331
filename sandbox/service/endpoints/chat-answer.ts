import { type ModelOutput, tokensOf } from '../model-output.ts';
import type { CacheUse, ServiceTier } from '../work.ts';
import { ANSWER_FILTER, PROMPT_FILTER } from './content-filter.ts';
import { tokenLogprob } from './token-logprob.ts';

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
  /** How many likely tokens are named for each token; null: no log probabilities asked for. */
  readonly topLogprobs: number | null;
  /** Whether the answer tells what a content filter found: Azure's do. */
  readonly filtered: boolean;
}

/** Names the mock as the backend. */
export const FINGERPRINT = 'fp_wartezeit';

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
      logprobs: logprobsOf(output.pieces, answer.topLogprobs),
      finish_reason: finishOf(output),
      ...(answer.filtered ? { content_filter_results: ANSWER_FILTER } : {}),
    })),
    usage: usageOf(answer),
    service_tier: answer.tier,
    system_fingerprint: FINGERPRINT,
    ...(answer.filtered ? { prompt_filter_results: PROMPT_FILTER } : {}),
  };
}

/** Tokens of the request. */
export function usageOf(answer: ChatAnswer): object {
  const { billed, thinking } = tokensOf(answer.outputs);
  return {
    prompt_tokens: answer.promptTokens,
    completion_tokens: billed,
    total_tokens: answer.promptTokens + billed,
    prompt_tokens_details: { cached_tokens: answer.cache.tokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: thinking,
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

/** Why the answer ends. */
export function finishOf(output: ModelOutput): string {
  return output.kind === 'text' ? output.finish : 'tool_calls';
}

/** Log probabilities of some tokens; null where nobody asked. */
export function logprobsOf(tokens: readonly string[], top: number | null): object | null {
  return top === null ? null : { content: tokens.map((token) => tokenLogprob(token, top)), refusal: null };
}
