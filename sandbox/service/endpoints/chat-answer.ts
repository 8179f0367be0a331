import { encodeText } from '../bytes.ts';
import type { ModelOutput } from '../model-output.ts';
import type { CacheUse, ServiceTier } from '../work.ts';

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

/** Why the answer ends. */
export function finishOf(output: ModelOutput): string {
  return output.kind === 'text' ? output.finish : 'tool_calls';
}

/** A token with a made-up but steady log probability. */
export function logprobOf(token: string): object {
  const logprob = -((token.length * 37) % 100) / 100;
  return { token, logprob, bytes: [...encodeText(token)], top_logprobs: [] };
}
