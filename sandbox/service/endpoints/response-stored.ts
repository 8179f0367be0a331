import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import { isObject } from '../incoming.ts';
import { listPage } from '../list-page.ts';
import { placeholders } from '../placeholders.ts';
import { management, type Work } from '../work.ts';
import { responseErrorEvent, responseEvents } from './response-events.ts';
import { inputItems, readResponsePrompt } from './response-prompt.ts';
import { type ResponseAnswer, responseObject, type StoredResponse, statusAt } from './response-state.ts';
import { responseJob } from './responses.ts';

/** `GET /v1/responses/{id}`; with `stream=true` its events, those after `starting_after` only. */
export function getResponse(call: Call): Work | ApiError {
  const stored = find(call);
  if (isApiError(stored)) return stored;
  if (call.incoming.query.get('stream') === 'true') return resume(call, stored);
  return management('responses', () => encodeJson(shown(call, stored)));
}

/** `DELETE /v1/responses/{id}` */
export function deleteResponse(call: Call): Work | ApiError {
  const stored = find(call);
  if (isApiError(stored)) return stored;
  return {
    ...management('responses', () => encodeJson({ id: stored.id, object: 'response', deleted: true })),
    onAdmitted: () => call.stored.responses.delete(stored.id),
  };
}

/** `POST /v1/responses/{id}/cancel`: only what runs in the background can be cancelled; twice is as good as once. */
export function cancelResponse(call: Call): Work | ApiError {
  const stored = find(call);
  if (isApiError(stored)) return stored;
  if (!stored.answer.background) return badRequest('Cannot cancel a synchronous response.', null, null);
  const status = statusAt(stored, call.at);
  const isOpen = status === 'queued' || status === 'in_progress';
  const work = management('responses', () => encodeJson(shown(call, stored)));
  if (!isOpen) return work;
  return {
    ...work,
    onAdmitted: () => {
      stored.cancelledAt = call.at;
    },
    job: responseJob(stored, [{ at: call.at, status: 'cancelled' }]),
  };
}

/** `GET /v1/responses/{id}/input_items` */
export function listInputItems(call: Call): Work | ApiError {
  const stored = find(call);
  if (isApiError(stored)) return stored;
  const items = stored.input.map((item, index) => inputItem(item, `msg_${stored.id.replace(/^resp_/u, '')}_${index}`));
  const page = listPage(items.reverse(), call.incoming.query, (item) => item);
  return isApiError(page) ? page : management('responses', () => encodeJson(page));
}

/** `POST /v1/responses/input_tokens`: counts without answering. */
export function countInputTokens(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  inputItems(fields);
  const { tokens } = readResponsePrompt(fields, call);
  if (fields.error !== null) return fields.error;
  return management('responses/input_tokens', () =>
    encodeJson({ object: 'response.input_tokens', input_tokens: tokens }),
  );
}

function resume(call: Call, stored: StoredResponse): Work | ApiError {
  const after = Number(call.incoming.query.get('starting_after') ?? -1);
  if (!Number.isInteger(after) || after < -1) {
    return badRequest("Invalid 'starting_after': expected an integer.", 'starting_after', 'invalid_type');
  }
  const events = responseEvents(stored.answer, () => completedAt(call, stored)).slice(after + 1);
  const work = management('responses', () => new Uint8Array());
  const schedule = stored.schedule === null ? {} : { schedule: stored.schedule };
  return { ...work, answer: { kind: 'stream', parts: events, error: responseErrorEvent, ...schedule } };
}

function shown(call: Call, stored: StoredResponse): object {
  return responseObject(stored.answer, statusAt(stored, call.at), completedAt(call, stored));
}

function completedAt(call: Call, stored: StoredResponse): number {
  const { schedule } = stored;
  return schedule === null ? stored.answer.createdAt : call.unixAt(schedule.startedAt + schedule.timing.end);
}

function find(call: Call): StoredResponse | ApiError {
  const id = call.parameters[0] ?? '';
  const stored = call.stored.responses.get(id);
  if (stored !== undefined) return stored;
  if (placeholders.response.has(id)) return placeholderResponse(id, call.unixSeconds);
  const message = `Response with id '${id}' not found.`;
  return { status: 404, message, type: 'invalid_request_error', param: 'response_id', code: null };
}

function inputItem(item: unknown, id: string): { readonly id: string } {
  const { content, ...rest }: { readonly content?: unknown } = isObject(item) ? item : {};
  const parts = typeof content === 'string' ? [{ type: 'input_text', text: content }] : content;
  const shown = { type: 'message', status: 'completed', ...rest, id };
  return parts === undefined ? shown : Object.assign(shown, { content: parts });
}

function placeholderResponse(id: string, createdAt: number): StoredResponse {
  const answer: ResponseAnswer = {
    id,
    itemId: `msg_${id}`,
    createdAt,
    model: 'gpt-6-luna',
    tier: 'default',
    background: true,
    promptTokens: 1,
    cache: { text: '', tokens: 0 },
    output: { kind: 'text', text: 'Platzhalter', pieces: ['Platzhalter'], thinking: 0, finish: 'stop' },
    reasoningId: '',
    echo: {
      instructions: null,
      max_output_tokens: null,
      metadata: {},
      parallel_tool_calls: true,
      previous_response_id: null,
      reasoning: { effort: null, summary: null },
      store: true,
      temperature: 1,
      text: { format: { type: 'text' } },
      tool_choice: 'auto',
      tools: [],
      top_p: 1,
      truncation: 'disabled',
      user: null,
      prompt_cache_key: null,
      safety_identifier: null,
    },
  };
  const input = [{ type: 'message', role: 'user', content: 'Platzhalter' }];
  return { id, answer, input, schedule: null, cancelledAt: null };
}
