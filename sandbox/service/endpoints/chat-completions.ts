import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeText } from '../bytes.ts';
import { drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { Fields } from '../fields.ts';
import { fieldOf } from '../incoming.ts';
import { onlyChatFields } from '../known-fields.ts';
import { checkModel } from '../known-model.ts';
import { checkChatContent, OpenCalls } from '../message-checks.ts';
import { composeOutput, type ModelOutput, tokensOf } from '../model-output.ts';
import {
  type Prompt,
  readContent,
  readFormat,
  readStop,
  readToolChoice,
  readTools,
  TOKENS_BEFORE_ANSWER,
  TOKENS_PER_MESSAGE,
} from '../prompt.ts';
import { drawThinking, type Effort, readChatEffort } from '../reasoning.ts';
import { tierOf, type Work } from '../work.ts';
import { type ChatAnswer, completionJson, completionOf } from './chat-answer.ts';
import { chatParts } from './chat-stream.ts';

/** Tokens that a request without an upper bound reserves for its answer. */
export const DEFAULT_RESERVE = 16;

/** Kinds of tools that a chat completion takes. */
const TOOL_TYPES = ['function', 'custom'];

const ROLES = new Set(['developer', 'system', 'user', 'assistant', 'tool', 'function']);

/** `POST /v1/chat/completions`, whole and streamed. */
export function createChatCompletion(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const model = call.deployment ?? fields.text('model') ?? '';
  if (model === '' && fields.error === null) return badRequest('you must provide a model parameter');
  onlyChatFields(fields);
  const prompt = readChatPrompt(fields, call);
  const n = fields.integer('n', { min: 1, max: 128 }) ?? 1;
  const stream = fields.flag('stream');
  const effort = readChatEffort(fields, model);
  checkOptions(fields);
  const error = fields.error ?? checkModel(model, 'chat', call.unixSeconds);
  if (error !== null) return error;
  // With a seed of its own a request always gets the same answer; otherwise repetitions differ, as with the real API.
  const answer = chatAnswer(call, fields, model, prompt, n, effort);
  const { billed, steps, thinking, thinkingSteps } = tokensOf(answer.outputs);
  return {
    endpoint: 'chat/completions',
    model,
    pace: 'generation',
    promptTokens: prompt.tokens,
    cache: answer.cache,
    outputTokens: billed,
    steps,
    ...(thinking > 0 ? { thinking: { tokens: thinking, steps: thinkingSteps } } : {}),
    reservedTokens: prompt.tokens + n * (prompt.maxTokens ?? DEFAULT_RESERVE),
    tier: answer.tier,
    ...(fields.flag('store') ? { onServed: () => storeChat(call, fields, answer) } : {}),
    answer: stream
      ? { kind: 'stream', parts: chatParts(answer) }
      : {
          kind: 'whole',
          contentType: 'application/json',
          bytes: () => encodeText(completionJson(answer)),
          json: () => completionJson(answer),
        },
  };
}

function storeChat(call: Call, fields: Fields, answer: ChatAnswer): void {
  call.stored.chats.set(answer.id, {
    id: answer.id,
    model: answer.model,
    metadata: fields.object('metadata') ?? null,
    messages: fields.list('messages') ?? [],
    completion: () => completionOf(answer),
  });
}

function chatAnswer(
  call: Call,
  fields: Fields,
  model: string,
  prompt: Prompt,
  n: number,
  effort: Effort | undefined,
): ChatAnswer {
  const includeUsage = fieldOf(fields.object('stream_options'), 'include_usage') === true;
  const label = fields.raw('seed') === undefined ? 'content' : 'seeded-content';
  const outputs: ModelOutput[] = [];
  for (let index = 0; index < n; index++) {
    const thinking = drawThinking(effort, call, label, index);
    outputs.push(composeOutput(prompt, call.draws(label, index), call.tokenizer, thinking));
  }
  return {
    id: `chatcmpl-${drawId(call.draws('id'), 29)}`,
    created: call.unixSeconds,
    model,
    tier: tierOf(fields.raw('service_tier')),
    promptTokens: prompt.tokens,
    cache: { text: prompt.whole, tokens: 0 },
    outputs,
    includeUsage,
    topLogprobs: fields.flag('logprobs') ? (fields.integer('top_logprobs', { min: 0, max: 20 }) ?? 0) : null,
    filtered: call.dialect === 'azure',
  };
}

function readChatPrompt(fields: Fields, call: Call): Prompt {
  const messages = fields.list('messages');
  if (messages === undefined) fields.missing('messages');
  if (messages?.length === 0) {
    const message =
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.";
    fields.fail(badRequest(message, 'messages', 'empty_array'));
  }
  const read = { question: '', whole: '', tokens: TOKENS_BEFORE_ANSWER, endsWithToolResult: false };
  const called = new Set<unknown>();
  const open = new OpenCalls();
  for (const [index, message] of (messages ?? []).entries()) {
    const role = fieldOf(message, 'role');
    if (typeof role !== 'string' || !ROLES.has(role)) {
      fields.fail(invalidRole(role, index));
      continue;
    }
    const calls = role === 'assistant' ? toolCallIds(message) : NO_CALLS;
    for (const id of calls) called.add(id);
    open.next(message, role, calls, fields);
    if (role === 'tool' && !called.has(fieldOf(message, 'tool_call_id'))) fields.fail(unaskedTool(index));
    checkChatContent(message, role, index, fields);
    const { text, tokens } = readContent(fieldOf(message, 'content'), call.tokenizer);
    if (role === 'user') read.question = text;
    read.whole += `${role}\n${text}\n`;
    read.tokens += tokens + TOKENS_PER_MESSAGE;
    read.endsWithToolResult = role === 'tool' || role === 'function';
  }
  open.end(fields);
  const tools = readTools(fields, TOOL_TYPES);
  if (tools.length > 0) read.tokens += call.tokenizer.count(JSON.stringify(tools));
  const limit = { min: 1 };
  const format = readFormat(fields.object('response_format'), 'response_format', fields);
  if (format.kind === 'json-object' && !/json/iu.test(read.whole)) fields.fail(wordless());
  if (fields.raw('tool_choice') !== undefined && !fields.list('tools')?.length) fields.fail(choiceWithoutTools());
  return {
    ...read,
    tools,
    toolChoice: readToolChoice(fields, tools),
    format,
    maxTokens: fields.integer('max_completion_tokens', limit) ?? fields.integer('max_tokens', limit) ?? null,
    stop: readStop(fields.raw('stop')),
  };
}

function wordless(): ApiError {
  const message =
    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
  return badRequest(message, 'messages');
}

function choiceWithoutTools(): ApiError {
  const message = "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.";
  return badRequest(message, 'tool_choice');
}

const NO_CALLS: readonly unknown[] = [];

function toolCallIds(message: unknown): readonly unknown[] {
  const calls = fieldOf(message, 'tool_calls');
  return Array.isArray(calls) ? calls.map((one) => fieldOf(one, 'id')) : NO_CALLS;
}

/** A tool's result answers a call; the API's own sentence, spelling included. */
function unaskedTool(index: number): ApiError {
  const message =
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.";
  return badRequest(message, `messages.[${index}].role`);
}

function invalidRole(role: unknown, index: number): ApiError {
  const at = `messages[${index}].role`;
  if (role === undefined) return badRequest(`Missing required parameter: '${at}'.`, at, 'missing_required_parameter');
  const supported = "'system', 'assistant', 'user', 'function', 'tool', and 'developer'";
  return badRequest(`Invalid value: '${String(role)}'. Supported values are: ${supported}.`, at, 'invalid_value');
}

/** Reads what matters later, so that all that is wrong is known before the request is admitted. */
function checkOptions(fields: Fields): void {
  for (const name of ['logprobs', 'store']) fields.flag(name);
  for (const name of ['stream_options', 'metadata']) fields.object(name);
  fields.integer('top_logprobs', { min: 0, max: 20 });
  fields.number('temperature', { min: 0, max: 2 });
  fields.number('top_p', { min: 0, max: 1 });
  fields.number('presence_penalty', { min: -2, max: 2 });
  fields.number('frequency_penalty', { min: -2, max: 2 });
}
