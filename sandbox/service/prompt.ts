import { badRequest } from './api-error.ts';
import type { Fields } from './fields.ts';
import { fieldOf, isObject } from './incoming.ts';
import { checkType } from './message-checks.ts';
import { strictSchemaError } from './strict-schema.ts';
import type { Tokenizer } from './tokens/tokenizer.ts';

/** A function the model may call. */
export interface ToolOffer {
  readonly name: string;
  readonly parameters: unknown;
}

export type ToolChoice =
  | { readonly kind: 'auto' | 'none' | 'required' }
  | { readonly kind: 'named'; readonly name: string };

export type OutputFormat =
  | { readonly kind: 'text' | 'continuation' | 'json-object' }
  | { readonly kind: 'json-schema'; readonly schema: unknown };

/** What the model is asked, whatever the endpoint. */
export interface Prompt {
  /** What the answer is about: the last message of the user. */
  readonly question: string;
  /** All of it, in order, as the prompt cache compares it. */
  readonly whole: string;
  readonly tokens: number;
  readonly tools: readonly ToolOffer[];
  readonly toolChoice: ToolChoice;
  /** The last message is a tool's result: now an answer is due, not another call. */
  readonly endsWithToolResult: boolean;
  readonly format: OutputFormat;
  /** Upper bound of the answer; null: none given. */
  readonly maxTokens: number | null;
  readonly stop: readonly string[];
}

/** Tokens around each message and before the answer: cookbook.openai.com, "How to count tokens with tiktoken". */
export const TOKENS_PER_MESSAGE = 4;
export const TOKENS_BEFORE_ANSWER = 3;
/** An image of 1024 × 1024 in high and in low detail: developers.openai.com/api/docs/guides/images-vision. */
const IMAGE_TOKENS = { high: 765, low: 85 } as const;

/** Text and tokens of a message's content: a string, or parts of text, images, files. */
export function readContent(
  content: unknown,
  tokenizer: Tokenizer,
): { readonly text: string; readonly tokens: number } {
  if (typeof content === 'string') return { text: content, tokens: tokenizer.count(content) };
  let text = '';
  let tokens = 0;
  for (const part of Array.isArray(content) ? content : []) {
    const words = fieldOf(part, 'text') ?? fieldOf(part, 'refusal');
    const type = fieldOf(part, 'type');
    if (typeof words === 'string') {
      text += text === '' ? words : `\n${words}`;
      tokens += tokenizer.count(words);
    } else if (type === 'image_url' || type === 'input_image') {
      const detail = fieldOf(fieldOf(part, 'image_url'), 'detail') ?? fieldOf(part, 'detail');
      tokens += IMAGE_TOKENS[detail === 'low' ? 'low' : 'high'];
    }
  }
  return { text, tokens };
}

/** What the API allows in names of functions and schemas. */
const NAME = /^[a-zA-Z0-9_-]+$/u;

function checkName(name: string, at: string, fields: Fields): void {
  if (NAME.test(name)) return;
  const message = `Invalid '${at}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
  fields.fail(badRequest(message, at, 'invalid_value'));
}

/**
 * Functions offered, in the shape of both endpoints: `{type, function: {name}}` and `{type, name}`. `types` are the kinds of
 * tools that the endpoint takes.
 */
export function readTools(fields: Fields, types: readonly string[]): readonly ToolOffer[] {
  const tools: ToolOffer[] = [];
  for (const [index, tool] of (fields.list('tools') ?? []).entries()) {
    if (!isObject(tool)) {
      fields.fail(
        badRequest(`Invalid type for 'tools[${index}]': expected an object.`, `tools[${index}]`, 'invalid_type'),
      );
      continue;
    }
    const type = fieldOf(tool, 'type');
    checkType(type, `tools[${index}]`, types, fields);
    if (type !== 'function') continue;
    const inner = fieldOf(tool, 'function');
    const shape = isObject(inner) ? inner : tool;
    const name = fieldOf(shape, 'name');
    const at = `tools[${index}].${isObject(inner) ? 'function.' : ''}name`;
    if (typeof name !== 'string') fields.missing(at);
    else {
      checkName(name, at, fields);
      tools.push({ name, parameters: fieldOf(shape, 'parameters') });
    }
  }
  return tools;
}

/** Which function must be called; one that is not on offer is an error. */
export function readToolChoice(fields: Fields, tools: readonly ToolOffer[]): ToolChoice {
  const choice = fields.raw('tool_choice');
  if (choice === 'none' || choice === 'required') return { kind: choice };
  const name = fieldOf(fieldOf(choice, 'function') ?? choice, 'name');
  if (typeof name !== 'string') return { kind: 'auto' };
  if (!tools.some((tool) => tool.name === name)) {
    fields.fail(badRequest(`Tool choice '${name}' not found in 'tools' parameter.`, 'tool_choice'));
  }
  return { kind: 'named', name };
}

/** The form of the answer: chat's `response_format`, or `text.format` of responses; `at` is where it stands. */
export function readFormat(format: unknown, at: string, fields: Fields): OutputFormat {
  const type = fieldOf(format, 'type');
  if (type === 'json_object') return { kind: 'json-object' };
  if (type === 'json_schema') {
    const nested = fieldOf(format, 'json_schema');
    const shape = at === 'response_format' ? nested : format;
    const place = at === 'response_format' ? `${at}.json_schema` : at;
    if (isObject(shape)) checkJsonSchema(shape, place, fields);
    else fields.missing(place);
    return { kind: 'json-schema', schema: fieldOf(shape, 'schema') ?? { type: 'object' } };
  }
  if (format !== undefined && type !== 'text') {
    const message = `Invalid value: '${String(type)}'. Supported values are: 'json_object', 'json_schema', and 'text'.`;
    fields.fail(badRequest(message, `${at}.type`, 'invalid_value'));
  }
  return { kind: 'text' };
}

function checkJsonSchema(shape: object, place: string, fields: Fields): void {
  const name = fieldOf(shape, 'name');
  if (typeof name !== 'string') {
    fields.missing(`${place}.name`);
    return;
  }
  checkName(name, `${place}.name`, fields);
  if (fieldOf(shape, 'strict') !== true) return;
  const lack = strictSchemaError(fieldOf(shape, 'schema'));
  if (lack === null) return;
  const message = `Invalid schema for response_format '${name}': ${lack}`;
  const [param, code] =
    place === 'text.format' ? ['text.format.schema', 'invalid_json_schema'] : ['response_format', null];
  fields.fail(badRequest(message, param, code));
}

/** Stop sequences: one, or up to four. */
export function readStop(stop: unknown): readonly string[] {
  const list: unknown[] = typeof stop === 'string' ? [stop] : Array.isArray(stop) ? stop : [];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}
