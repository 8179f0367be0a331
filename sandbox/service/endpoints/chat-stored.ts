import { type ApiError, badRequest, isApiError, notFound } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { JsonObject } from '../incoming.ts';
import { listPage } from '../list-page.ts';
import { placeholders } from '../placeholders.ts';
import { management, type Work } from '../work.ts';

/** A chat completion created with `store: true`. */
export interface StoredChat {
  readonly id: string;
  readonly model: string;
  readonly metadata: JsonObject | null;
  /** The messages of the request, as they came. */
  readonly messages: readonly unknown[];
  completion(): object;
}

const ENDPOINT = 'chat/completions';

/** `GET /v1/chat/completions` with `model`, `metadata[key]`, `after`, `limit`, `order`. */
export function listStoredChats(call: Call): Work | ApiError {
  const { query } = call.incoming;
  const model = query.get('model');
  const wanted = [...query].flatMap(([name, value]) => {
    const key = /^metadata\[(.+)\]$/u.exec(name)?.[1];
    return key === undefined ? [] : [[key, value] as const];
  });
  const items = call.stored.chats
    .newest()
    .reverse()
    .filter((chat) => model === null || chat.model === model)
    .filter((chat) => wanted.every(([key, value]) => chat.metadata?.[key] === value));
  // Unlike other lists this one is oldest first unless asked otherwise.
  const page = listPage(query.get('order') === 'desc' ? items.reverse() : items, without(query, 'order'), show);
  return isApiError(page) ? page : management(ENDPOINT, () => encodeJson(page));
}

/** `GET /v1/chat/completions/{id}` */
export function getStoredChat(call: Call): Work | ApiError {
  const chat = find(call);
  return isApiError(chat) ? chat : management(ENDPOINT, () => encodeJson(show(chat)));
}

/** `POST /v1/chat/completions/{id}`: replaces the metadata. */
export function updateStoredChat(call: Call): Work | ApiError {
  const chat = find(call);
  if (isApiError(chat)) return chat;
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const metadata = fields.object('metadata');
  if (fields.error !== null) return fields.error;
  if (metadata === undefined)
    return badRequest("Missing required parameter: 'metadata'.", 'metadata', 'missing_required_parameter');
  const updated: StoredChat = { ...chat, metadata, completion: () => chat.completion() };
  return {
    ...management(ENDPOINT, () => encodeJson(show(updated))),
    onAdmitted: () => call.stored.chats.set(chat.id, updated),
  };
}

/** `DELETE /v1/chat/completions/{id}` */
export function deleteStoredChat(call: Call): Work | ApiError {
  const chat = find(call);
  if (isApiError(chat)) return chat;
  return {
    ...management(ENDPOINT, () => encodeJson({ object: 'chat.completion.deleted', id: chat.id, deleted: true })),
    onAdmitted: () => call.stored.chats.delete(chat.id),
  };
}

/** `GET /v1/chat/completions/{id}/messages` */
export function listStoredMessages(call: Call): Work | ApiError {
  const chat = find(call);
  if (isApiError(chat)) return chat;
  const messages = chat.messages.map((message, index) => ({ ...asObject(message), id: `${chat.id}-${index}` }));
  const descending = call.incoming.query.get('order') === 'desc';
  const page = listPage(
    descending ? messages.reverse() : messages,
    without(call.incoming.query, 'order'),
    (item) => item,
  );
  return isApiError(page) ? page : management(ENDPOINT, () => encodeJson(page));
}

function find(call: Call): StoredChat | ApiError {
  const id = call.parameters[0] ?? '';
  const chat = call.stored.chats.get(id);
  if (chat !== undefined) return chat;
  return placeholders.chat.has(id)
    ? placeholderChat(id, call.unixSeconds)
    : notFound(`Chat completion with id ${id} not found.`);
}

function placeholderChat(id: string, created: number): StoredChat {
  const message = { role: 'assistant', content: 'Platzhalter', refusal: null, annotations: [] };
  const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  return {
    id,
    model: 'gpt-6-luna',
    metadata: null,
    messages: [{ role: 'user', content: 'Platzhalter' }],
    completion: () => ({ id, object: 'chat.completion', created, model: 'gpt-6-luna', choices, usage }),
  };
}

function show(chat: StoredChat): object {
  return { ...chat.completion(), metadata: chat.metadata ?? {} };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

function without(query: URLSearchParams, name: string): URLSearchParams {
  const rest = new URLSearchParams(query);
  rest.delete(name);
  return rest;
}
