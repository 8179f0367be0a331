import { type ApiError, badRequest } from './api-error.ts';
import { type Fields, nameOfType } from './fields.ts';
import { fieldOf, isObject } from './incoming.ts';

/** Kinds of parts that a chat message may have. */
const CHAT_PARTS = ['text', 'image_url', 'input_audio', 'refusal', 'audio', 'file'];
/** Kinds of parts that a message of a response may have. */
const RESPONSE_PARTS = [
  'input_text',
  'input_image',
  'output_text',
  'refusal',
  'input_file',
  'input_audio',
  'computer_screenshot',
  'summary_text',
  'reasoning_text',
];

/** Checks that a chat message says something in a form the API takes; `index` is its place among the messages. */
export function checkChatContent(message: unknown, role: string, index: number, fields: Fields): void {
  const content = fieldOf(message, 'content');
  if (typeof content === 'string') return;
  if (content === undefined || content === null) {
    if (!maySayNothing(message, role)) fields.fail(nullContent(index));
    return;
  }
  checkParts(content, `messages[${index}].content`, CHAT_PARTS, fields);
}

/** Checks the content of a message among the input of a response. */
export function checkInputContent(content: unknown, index: number, fields: Fields): void {
  if (typeof content === 'string') return;
  const at = `input[${index}].content`;
  if (content === undefined || content === null) fields.missing(at);
  else checkParts(content, at, RESPONSE_PARTS, fields);
}

/** An assistant may have called, refused or spoken instead. */
function maySayNothing(message: unknown, role: string): boolean {
  if (role === 'function') return true;
  if (role !== 'assistant') return false;
  return ['tool_calls', 'function_call', 'refusal', 'audio'].some((name) => (fieldOf(message, name) ?? null) !== null);
}

function nullContent(index: number): ApiError {
  return badRequest("Invalid value for 'content': expected a string, got null.", `messages.[${index}].content`);
}

function checkParts(content: unknown, at: string, types: readonly string[], fields: Fields): void {
  if (!Array.isArray(content)) {
    const expected = 'expected one of a string or array of objects';
    const message = `Invalid type for '${at}': ${expected}, but got ${nameOfType(content)} instead.`;
    fields.fail(badRequest(message, at, 'invalid_type'));
    return;
  }
  for (const [index, part] of content.entries()) {
    const place = `${at}[${index}]`;
    if (isObject(part)) checkType(fieldOf(part, 'type'), place, types, fields);
    else {
      const message = `Invalid type for '${place}': expected an object, but got ${nameOfType(part)} instead.`;
      fields.fail(badRequest(message, place, 'invalid_type'));
    }
  }
}

/** Checks the `type` of what stands at `place`. */
export function checkType(type: unknown, place: string, types: readonly string[], fields: Fields): void {
  if (typeof type === 'string' && types.includes(type)) return;
  const at = `${place}.type`;
  if (type === undefined || type === null) {
    fields.missing(at);
    return;
  }
  const quoted = types.map((one) => `'${one}'`);
  const supported = `${quoted.slice(0, -1).join(', ')}${quoted.length > 2 ? ',' : ''} and ${quoted.at(-1)}`;
  const message = `Invalid value: '${String(type)}'. Supported values are: ${supported}.`;
  fields.fail(badRequest(message, at, 'invalid_value'));
}

/** Follows a conversation: every call of an assistant must be answered by a tool before anybody else speaks. */
export class OpenCalls {
  #open: Set<unknown> | null = null;

  /** The next message has this role and, if it is an assistant's, these calls. */
  next(message: unknown, role: string, calls: readonly unknown[], fields: Fields): void {
    if (role === 'tool') this.#open?.delete(fieldOf(message, 'tool_call_id'));
    else if (this.#open !== null) this.end(fields);
    if (calls.length > 0) this.#open = new Set(calls);
  }

  /** The conversation goes no further. */
  end(fields: Fields): void {
    if (this.#open === null) return;
    if (this.#open.size > 0) fields.fail(unanswered([...this.#open]));
    this.#open = null;
  }
}

function unanswered(ids: readonly unknown[]): ApiError {
  const message = `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.map(String).join(', ')}`;
  return badRequest(message, 'messages');
}
