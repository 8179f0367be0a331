import { type ApiError, badRequest } from '../api-error.ts';
import type { Call } from '../endpoint.ts';
import type { Fields } from '../fields.ts';
import { fieldOf, isObject } from '../incoming.ts';
import { checkInputContent } from '../message-checks.ts';
import { placeholders } from '../placeholders.ts';
import {
  type Prompt,
  readContent,
  readFormat,
  readToolChoice,
  readTools,
  TOKENS_BEFORE_ANSWER,
  TOKENS_PER_MESSAGE,
} from '../prompt.ts';

/** The smallest upper bound the Responses endpoint takes. */
const SMALLEST_LIMIT = 16;
/** Kinds of tools that a response takes: openai 7.57 for Node, `Tool`. */
const TOOL_TYPES = [
  'function',
  'file_search',
  'computer',
  'computer_use_preview',
  'web_search',
  'web_search_2025_08_26',
  'web_search_preview',
  'web_search_preview_2025_03_11',
  'mcp',
  'code_interpreter',
  'programmatic_tool_calling',
  'image_generation',
  'local_shell',
  'shell',
  'custom',
  'namespace',
  'tool_search',
  'apply_patch',
];

interface Reading {
  question: string;
  whole: string;
  tokens: number;
  endsWithToolResult: boolean;
}

/** The items of a request: a plain text is one message of the user. */
export function inputItems(fields: Fields): readonly unknown[] {
  const input = fields.raw('input');
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return fields.list('input') ?? [];
}

/** Reads what the model is asked; what is wrong is kept in `fields`. */
export function readResponsePrompt(fields: Fields, call: Call): Prompt {
  const reading: Reading = { question: '', whole: '', tokens: TOKENS_BEFORE_ANSWER, endsWithToolResult: false };
  addPrevious(reading, fields, call);
  const instructions = fields.text('instructions');
  if (instructions !== undefined) addMessage(reading, 'developer', instructions, call);
  for (const [index, item] of inputItems(fields).entries()) addItem(reading, item, index, fields, call);
  const tools = readTools(fields, TOOL_TYPES);
  if (tools.length > 0) reading.tokens += call.tokenizer.count(JSON.stringify(tools));
  const format = readFormat(fieldOf(fields.object('text'), 'format') ?? undefined, 'text.format', fields);
  if (format.kind === 'json-object' && !/json/iu.test(reading.whole)) fields.fail(wordless());
  if (fields.raw('tool_choice') === 'required' && !fields.list('tools')?.length) fields.fail(choiceWithoutTools());
  return {
    ...reading,
    tools,
    toolChoice: readToolChoice(fields, tools),
    format,
    maxTokens: fields.integer('max_output_tokens', { min: SMALLEST_LIMIT }) ?? null,
    stop: [],
  };
}

function wordless(): ApiError {
  const message =
    "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.";
  return badRequest(message, 'input');
}

function choiceWithoutTools(): ApiError {
  return badRequest("Tool choice 'required' must be specified with 'tools' parameter.", 'tool_choice');
}

/** A conversation goes on: what was said before is part of the prompt. */
function addPrevious(reading: Reading, fields: Fields, call: Call): void {
  const id = fields.text('previous_response_id');
  if (id === undefined) return;
  const previous = call.stored.responses.get(id);
  if (previous === undefined) {
    if (!placeholders.response.has(id)) fields.fail(previousNotFound(id));
    return;
  }
  const { answer } = previous;
  reading.tokens += answer.promptTokens + answer.output.pieces.length + TOKENS_PER_MESSAGE;
  reading.whole += `${answer.cache.text}assistant\n${answer.output.text}\n`;
}

function previousNotFound(id: string): ApiError {
  const message = `Previous response with id '${id}' not found.`;
  return badRequest(message, 'previous_response_id', 'previous_response_not_found');
}

function addItem(reading: Reading, item: unknown, index: number, fields: Fields, call: Call): void {
  if (!isObject(item)) {
    fields.fail(
      badRequest(`Invalid type for 'input[${index}]': expected an object.`, `input[${index}]`, 'invalid_type'),
    );
    return;
  }
  const type = fieldOf(item, 'type') ?? 'message';
  const role = fieldOf(item, 'role');
  const given = fieldOf(item, 'arguments');
  if (type === 'message' && typeof role === 'string') {
    const content = fieldOf(item, 'content');
    checkInputContent(content, index, fields);
    addMessage(reading, role, content, call);
  } else if (type === 'message') missingRole(index, fields);
  else if (type === 'function_call_output') addMessage(reading, 'tool', fieldOf(item, 'output'), call);
  else if (typeof given === 'string') addMessage(reading, 'assistant', given, call);
}

function missingRole(index: number, fields: Fields): void {
  const at = `input[${index}].role`;
  fields.fail(badRequest(`Missing required parameter: '${at}'.`, at, 'missing_required_parameter'));
}

function addMessage(reading: Reading, role: string, content: unknown, call: Call): void {
  const { text, tokens } = readContent(content, call.tokenizer);
  if (role === 'user') reading.question = text;
  reading.whole += `${role}\n${text}\n`;
  reading.tokens += tokens + TOKENS_PER_MESSAGE;
  reading.endsWithToolResult = role === 'tool';
}
