import type { Micros } from '../../trace/event.ts';
import type { JsonObject } from '../incoming.ts';
import type { Timing } from '../latency.ts';
import { type ModelOutput, tokensOf } from '../model-output.ts';
import type { CacheUse, ServiceTier } from '../work.ts';

export type ResponseStatus = 'queued' | 'in_progress' | 'completed' | 'incomplete' | 'cancelled';

/** Fields of the request that the response repeats. */
export interface ResponseEcho {
  readonly instructions: string | null;
  readonly max_output_tokens: number | null;
  readonly metadata: JsonObject;
  readonly parallel_tool_calls: boolean;
  readonly previous_response_id: string | null;
  readonly reasoning: JsonObject;
  readonly store: boolean;
  readonly temperature: number;
  readonly text: JsonObject;
  readonly tool_choice: unknown;
  readonly tools: readonly unknown[];
  readonly top_p: number;
  readonly truncation: string;
  readonly user: string | null;
  readonly prompt_cache_key: string | null;
  readonly safety_identifier: string | null;
}

/** All that the wire forms of one response are made of. */
export interface ResponseAnswer {
  readonly id: string;
  readonly itemId: string;
  readonly createdAt: number;
  readonly model: string;
  readonly tier: ServiceTier;
  readonly background: boolean;
  readonly promptTokens: number;
  readonly cache: CacheUse;
  readonly output: ModelOutput;
  /** Id of the item that stands for what was thought, where anything was. */
  readonly reasoningId: string;
  readonly echo: ResponseEcho;
}

/** When a background response is worked on. */
export interface ResponseSchedule {
  /** When it leaves the queue. */
  readonly startedAt: Micros;
  readonly timing: Timing;
  readonly steps: number;
}

/** A response that can be asked for again. */
export interface StoredResponse {
  readonly id: string;
  readonly answer: ResponseAnswer;
  /** The items of the request, as they came. */
  readonly input: readonly unknown[];
  /** Null: it was complete when it was stored. */
  readonly schedule: ResponseSchedule | null;
  /** When a background response was cancelled. */
  cancelledAt: Micros | null;
}

/** The status at a moment. */
export function statusAt(stored: StoredResponse, at: Micros): ResponseStatus {
  const { schedule, cancelledAt } = stored;
  if (cancelledAt !== null && at >= cancelledAt) return 'cancelled';
  if (schedule === null) return finalStatus(stored.answer.output);
  if (at < schedule.startedAt) return 'queued';
  return at < schedule.startedAt + schedule.timing.end ? 'in_progress' : finalStatus(stored.answer.output);
}

/** The status a response ends with. */
export function finalStatus(output: ModelOutput): 'completed' | 'incomplete' {
  return output.finish === 'length' ? 'incomplete' : 'completed';
}

/** The response as the API shows it in a status. */
export function responseObject(answer: ResponseAnswer, status: ResponseStatus, completedAt: number | null): object {
  const isFinal = status === 'completed' || status === 'incomplete';
  return {
    id: answer.id,
    object: 'response',
    created_at: answer.createdAt,
    status,
    background: answer.background,
    completed_at: status === 'completed' ? completedAt : null,
    error: null,
    incomplete_details: status === 'incomplete' ? { reason: 'max_output_tokens' } : null,
    model: answer.model,
    output: isFinal ? outputItems(answer, status) : [],
    service_tier: answer.tier,
    usage: isFinal ? responseUsage(answer) : null,
    access_programs: null,
    max_tool_calls: null,
    top_logprobs: 0,
    ...answer.echo,
  };
}

function outputItems(answer: ResponseAnswer, status: 'completed' | 'incomplete'): readonly object[] {
  return [
    ...(hasThought(answer) ? [reasoningItem(answer)] : []),
    ...(hasAnswered(answer) ? [outputItem(answer, status)] : []),
  ];
}

/** Whether the output begins with an item about thinking. */
export function hasThought({ output }: ResponseAnswer): boolean {
  return output.thinking > 0;
}

/** Whether thinking left any tokens for a message or a call. */
export function hasAnswered({ output }: ResponseAnswer): boolean {
  return output.thinking === 0 || output.pieces.length > 0;
}

/** The item that stands for what was thought: the API keeps the thoughts to itself. */
export function reasoningItem({ reasoningId }: ResponseAnswer): object {
  return { id: reasoningId, type: 'reasoning', summary: [] };
}

/** The item of the answer: a message or a call of a function. */
export function outputItem(answer: ResponseAnswer, status: 'in_progress' | 'completed' | 'incomplete'): object {
  const { output, itemId } = answer;
  const text = status === 'in_progress' ? '' : output.text;
  if (output.kind === 'tool') {
    return { id: itemId, type: 'function_call', status, arguments: text, call_id: output.callId, name: output.name };
  }
  const content = status === 'in_progress' ? [] : [textPart(text)];
  return { id: itemId, type: 'message', status, content, role: 'assistant' };
}

/** A part of a message. */
export function textPart(text: string): object {
  return { type: 'output_text', annotations: [], logprobs: [], text };
}

function responseUsage(answer: ResponseAnswer): object {
  const { billed, thinking } = tokensOf([answer.output]);
  return {
    input_tokens: answer.promptTokens,
    input_tokens_details: { cached_tokens: answer.cache.tokens, cache_write_tokens: 0 },
    output_tokens: billed,
    output_tokens_details: { reasoning_tokens: thinking },
    total_tokens: answer.promptTokens + billed,
  };
}
