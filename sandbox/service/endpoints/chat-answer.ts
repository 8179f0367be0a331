import { type ModelOutput, type ToolOutput, tokensOf } from '../model-output.ts';
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

/**
 * The answer as JSON. Put together from texts, as the chunks of a stream are: to make objects of it first and JSON of those
 * takes almost three times as long, and that is much of what an answer costs in all.
 */
export function completionJson(answer: ChatAnswer): string {
  const { id, created, model, outputs, tier, filtered } = answer;
  const names = `"id":"${id}","object":"chat.completion","created":${created},"model":${JSON.stringify(model)}`;
  const choices = outputs.map((output, index) => choiceJson(answer, output, index)).join(',');
  const backend = `"service_tier":"${tier}","system_fingerprint":"${FINGERPRINT}"`;
  const filter = filtered ? `,"prompt_filter_results":${JSON.stringify(PROMPT_FILTER)}` : '';
  return `{${names},"choices":[${choices}],"usage":${usageJson(answer)},${backend}${filter}}`;
}

/** The same as an object. */
export function completionOf(answer: ChatAnswer): object {
  return JSON.parse(completionJson(answer));
}

function choiceJson({ topLogprobs, filtered }: ChatAnswer, output: ModelOutput, index: number): string {
  const logprobs = JSON.stringify(logprobsOf(output.pieces, topLogprobs));
  const filter = filtered ? `,"content_filter_results":${JSON.stringify(ANSWER_FILTER)}` : '';
  const end = `"logprobs":${logprobs},"finish_reason":"${finishOf(output)}"${filter}`;
  return `{"index":${index},"message":${messageJson(output)},${end}}`;
}

function messageJson(output: ModelOutput): string {
  const said = output.kind === 'text' ? JSON.stringify(output.text) : 'null';
  const calls = output.kind === 'text' ? '' : `,"tool_calls":[${JSON.stringify(callOf(output))}]`;
  return `{"role":"assistant","content":${said},"refusal":null,"annotations":[]${calls}}`;
}

function callOf({ callId, name, text }: ToolOutput): object {
  return { id: callId, type: 'function', function: { name, arguments: text } };
}

/** Tokens of the request, as JSON. */
export function usageJson({ outputs, promptTokens, cache }: ChatAnswer): string {
  const { billed, thinking } = tokensOf(outputs);
  const sums = `"prompt_tokens":${promptTokens},"completion_tokens":${billed},"total_tokens":${promptTokens + billed}`;
  const prompt = `{"cached_tokens":${cache.tokens},"audio_tokens":0}`;
  const prediction = '"accepted_prediction_tokens":0,"rejected_prediction_tokens":0';
  const completion = `{"reasoning_tokens":${thinking},"audio_tokens":0,${prediction}}`;
  return `{${sums},"prompt_tokens_details":${prompt},"completion_tokens_details":${completion}}`;
}

/** Why the answer ends. */
export function finishOf(output: ModelOutput): string {
  return output.kind === 'tool' && output.finish === 'stop' ? 'tool_calls' : output.finish;
}

/** Log probabilities of some tokens; null where nobody asked. */
export function logprobsOf(tokens: readonly string[], top: number | null): object | null {
  return top === null ? null : { content: tokens.map((token) => tokenLogprob(token, top)), refusal: null };
}
