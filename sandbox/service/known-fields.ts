import { badRequest } from './api-error.ts';
import type { Fields } from './fields.ts';

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/u));
}

/** Fields of a chat completion: openai 7.57 for Node, `ChatCompletionCreateParamsBase`, and Azure's own two. */
const CHAT = words(
  `messages model audio frequency_penalty function_call functions logit_bias logprobs max_completion_tokens max_tokens metadata
  modalities moderation n parallel_tool_calls prediction presence_penalty prompt_cache_key prompt_cache_options
  prompt_cache_retention reasoning_effort response_format safety_identifier seed service_tier stop store stream stream_options
  temperature tool_choice tools top_logprobs top_p user verbosity web_search_options data_sources user_security_context`,
);

/** Fields of a response: `ResponseCreateParamsBase`. */
const RESPONSE = words(
  `access_programs background context_management conversation image include input instructions max_output_tokens
  max_tool_calls metadata model moderation parallel_tool_calls previous_response_id prompt prompt_cache_key
  prompt_cache_options prompt_cache_retention reasoning safety_identifier service_tier store stream stream_options temperature
  text tool_choice tools top_logprobs top_p truncation user`,
);

/** Fields of chat that are called otherwise in responses; the API says how. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ['messages', 'input'],
  ['response_format', 'text.format'],
  ['reasoning_effort', 'reasoning.effort'],
  ['max_tokens', 'max_output_tokens'],
  ['max_completion_tokens', 'max_output_tokens'],
]);

/** Refuses what a chat completion does not take: a typo would else be without effect, and without a word. */
export function onlyChatFields(fields: Fields): void {
  const unknown = fields.otherThan(CHAT);
  if (unknown.length === 0) return;
  const supplied = unknown.length === 1 ? 'argument supplied' : 'arguments supplied';
  fields.fail(badRequest(`Unrecognized request ${supplied}: ${unknown.join(', ')}`));
}

/** Refuses what a response does not take. */
export function onlyResponseFields(fields: Fields): void {
  const [name] = fields.otherThan(RESPONSE);
  if (name === undefined) return;
  const moved = MOVED.get(name);
  if (moved === undefined) {
    fields.fail(badRequest(`Unknown parameter: '${name}'.`, name, 'unknown_parameter'));
    return;
  }
  const message = `Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${moved}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`;
  fields.fail(badRequest(message, name, 'unsupported_parameter'));
}
