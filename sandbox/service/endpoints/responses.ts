import { DEFAULT_MODEL } from '../../conditions/models.ts';
import type { Micros } from '../../trace/event.ts';
import { type ApiError, badRequest, isApiError } from '../api-error.ts';
import { encodeJson } from '../bytes.ts';
import { drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import type { Fields } from '../fields.ts';
import { backgroundQueue } from '../job-durations.ts';
import type { JobPlan } from '../jobs.ts';
import { onlyResponseFields } from '../known-fields.ts';
import { checkModel } from '../known-model.ts';
import { askedLatency } from '../lab-headers.ts';
import { stepsOf } from '../latency.ts';
import { composeOutput, tokensOf } from '../model-output.ts';
import type { Prompt } from '../prompt.ts';
import { drawThinking, readResponseEffort } from '../reasoning.ts';
import { tierOf, type Work } from '../work.ts';
import { DEFAULT_RESERVE } from './chat-completions.ts';
import { responseErrorEvent, responseEvents } from './response-events.ts';
import { inputItems, readResponsePrompt } from './response-prompt.ts';
import {
  finalStatus,
  type ResponseAnswer,
  type ResponseEcho,
  type ResponseSchedule,
  responseObject,
  type StoredResponse,
  statusAt,
} from './response-state.ts';

/** `POST /v1/responses`: whole, streamed, in the background. */
export function createResponse(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  onlyResponseFields(fields);
  // Without a model the stored prompt decides; the mock has one model for that.
  const model = call.deployment ?? fields.text('model') ?? DEFAULT_MODEL;
  const prompt = readResponsePrompt(fields, call);
  if (fields.raw('model') !== undefined && ASKING.every((name) => fields.raw(name) === undefined)) {
    fields.fail(nothingAsked());
  }
  const answer = responseAnswer(call, fields, model, prompt);
  fields.flag('stream');
  const error = fields.error ?? checkModel(model, 'chat', call.unixSeconds);
  if (error !== null) return error;
  if (!answer.background) return foreground(call, fields, answer, prompt);
  if (!answer.echo.store)
    return badRequest("Background mode requires 'store' to be true.", 'background', 'invalid_value');
  return background(call, fields, answer, prompt);
}

/** Fields of which one at least says what is asked. */
const ASKING = ['input', 'previous_response_id', 'prompt', 'conversation'] as const;

function nothingAsked(): ApiError {
  const message = `One of "input" or "previous_response_id" or 'prompt' or 'conversation_id' must be provided.`;
  return badRequest(message, 'input', 'missing_required_parameter');
}

function foreground(call: Call, fields: Fields, answer: ResponseAnswer, prompt: Prompt): Work {
  const work = baseWork(answer, prompt);
  const ended = { at: call.at };
  const completedAt = (): number => call.unixAt(ended.at);
  const store: StoredResponse = { id: answer.id, answer, input: inputItems(fields), schedule: null, cancelledAt: null };
  return {
    ...work,
    onPlanned: (end) => {
      ended.at = end;
    },
    ...(answer.echo.store ? { onServed: () => call.stored.responses.set(answer.id, store) } : {}),
    answer: fields.flag('stream')
      ? { kind: 'stream', parts: responseEvents(answer, completedAt), error: responseErrorEvent }
      : {
          kind: 'whole',
          contentType: 'application/json',
          bytes: () => encodeJson(responseObject(answer, finalStatus(answer.output), completedAt())),
        },
  };
}

function background(call: Call, fields: Fields, answer: ResponseAnswer, prompt: Prompt): Work {
  const work = baseWork(answer, prompt);
  const draw = call.draws('job');
  const timing = call.timing(work, draw);
  const queue = askedLatency(call.incoming) === null ? backgroundQueue(timing.end, draw) : 0;
  const schedule: ResponseSchedule = { startedAt: call.at + queue, timing, steps: stepsOf(work) };
  const stored: StoredResponse = { id: answer.id, answer, input: inputItems(fields), schedule, cancelledAt: null };
  const completedAt = (): number => call.unixAt(schedule.startedAt + timing.end);
  return {
    ...work,
    pace: 'management',
    onAdmitted: () => call.stored.responses.set(answer.id, stored),
    job: backgroundJob(stored, schedule, call.at),
    answer: fields.flag('stream')
      ? { kind: 'stream', parts: responseEvents(answer, completedAt), schedule, error: responseErrorEvent }
      : {
          kind: 'whole',
          contentType: 'application/json',
          bytes: () => encodeJson(responseObject(answer, 'queued', null)),
        },
  };
}

function backgroundJob(stored: StoredResponse, { startedAt, timing }: ResponseSchedule, createdAt: Micros): JobPlan {
  const steps = [
    { at: createdAt, status: 'queued' },
    { at: startedAt, status: 'in_progress' },
    { at: startedAt + timing.end, status: finalStatus(stored.answer.output) },
  ];
  return responseJob(stored, steps);
}

/** Only an end is told by a webhook. */
const ENDED = new Set(['completed', 'incomplete', 'cancelled']);

/** A background response as a job with the given steps. */
export function responseJob(stored: StoredResponse, steps: JobPlan['steps']): JobPlan {
  return {
    id: stored.id,
    type: 'background',
    steps,
    statusAt: (at) => statusAt(stored, at),
    // Billed as the request that created it.
    billedAt: () => null,
    webhookOf: (status) => (ENDED.has(status) ? `response.${status}` : null),
  };
}

function baseWork(answer: ResponseAnswer, prompt: Prompt): Omit<Work, 'answer'> {
  const { billed, steps, thinking } = tokensOf([answer.output]);
  return {
    endpoint: 'responses',
    model: answer.model,
    pace: 'generation',
    promptTokens: prompt.tokens,
    cache: answer.cache,
    outputTokens: billed,
    steps,
    ...(thinking > 0 ? { thinking: { tokens: thinking, steps: thinking } } : {}),
    reservedTokens: prompt.tokens + (prompt.maxTokens ?? DEFAULT_RESERVE),
    tier: answer.tier,
  };
}

function responseAnswer(call: Call, fields: Fields, model: string, prompt: Prompt): ResponseAnswer {
  const ids = call.draws('id');
  const thinking = drawThinking(readResponseEffort(fields, model), call, 'content');
  const output = composeOutput(prompt, call.draws('content'), call.tokenizer, thinking);
  return {
    id: `resp_${drawId(ids, 50, 'hex')}`,
    itemId: `${output.kind === 'text' ? 'msg' : 'fc'}_${drawId(ids, 48, 'hex')}`,
    createdAt: call.unixSeconds,
    model,
    tier: tierOf(fields.raw('service_tier')),
    background: fields.flag('background'),
    promptTokens: prompt.tokens,
    cache: { text: prompt.whole, tokens: 0 },
    output,
    reasoningId: thinking > 0 ? `rs_${drawId(ids, 48, 'hex')}` : '',
    echo: echoOf(fields, prompt),
  };
}

function echoOf(fields: Fields, prompt: Prompt): ResponseEcho {
  const text = fields.object('text');
  const reasoning = fields.object('reasoning');
  return {
    instructions: fields.text('instructions') ?? null,
    max_output_tokens: prompt.maxTokens,
    metadata: fields.object('metadata') ?? {},
    parallel_tool_calls: fields.raw('parallel_tool_calls') !== false,
    previous_response_id: fields.text('previous_response_id') ?? null,
    reasoning: { effort: null, summary: null, ...reasoning },
    store: fields.raw('store') !== false,
    temperature: fields.number('temperature', { min: 0, max: 2 }) ?? 1,
    text: { format: { type: 'text' }, verbosity: 'medium', ...text },
    tool_choice: fields.raw('tool_choice') ?? 'auto',
    tools: fields.list('tools') ?? [],
    top_p: fields.number('top_p', { min: 0, max: 1 }) ?? 1,
    truncation: fields.choice('truncation', ['auto', 'disabled']) ?? 'disabled',
    user: fields.text('user') ?? null,
    prompt_cache_key: fields.text('prompt_cache_key') ?? null,
    safety_identifier: fields.text('safety_identifier') ?? null,
  };
}
