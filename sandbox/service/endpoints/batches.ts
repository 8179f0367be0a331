import type { Micros } from '../../trace/event.ts';
import { type ApiError, badRequest, isApiError, notFound } from '../api-error.ts';
import { encodeJson, encodeText } from '../bytes.ts';
import { type Draw, drawId } from '../draw.ts';
import { type Call, jsonFields } from '../endpoint.ts';
import { batchDuration } from '../job-durations.ts';
import type { JobPlan } from '../jobs.ts';
import { askedJobDuration } from '../lab-headers.ts';
import { listPage } from '../list-page.ts';
import { placeholders } from '../placeholders.ts';
import { management, type Work } from '../work.ts';
import { BatchRun, readBatchInput } from './batch-run.ts';
import { type BatchTimeline, batchObject, batchStatusAt, doneAt, isFinal, type StoredBatch } from './batch-state.ts';
import { findFile } from './files.ts';

const ENDPOINTS = [
  '/v1/chat/completions',
  '/v1/responses',
  '/v1/embeddings',
  '/v1/completions',
  '/v1/moderations',
  '/v1/images/generations',
] as const;

/** `POST /v1/batches` */
export function createBatch(call: Call): Work | ApiError {
  const fields = jsonFields(call.incoming);
  if (isApiError(fields)) return fields;
  const inputFileId = fields.requiredText('input_file_id');
  const endpoint = fields.choice('endpoint', ENDPOINTS);
  if (endpoint === undefined) fields.missing('endpoint');
  if (fields.choice('completion_window', ['24h']) === undefined) fields.missing('completion_window');
  const metadata = fields.object('metadata') ?? null;
  if (fields.error !== null || endpoint === undefined)
    return fields.error ?? badRequest('Invalid endpoint.', 'endpoint');
  const file = findFile(call, inputFileId);
  if (isApiError(file)) return { ...file, status: 400, param: 'input_file_id' };
  if (file.purpose !== 'batch' && !placeholders.file.has(inputFileId)) {
    return badRequest(
      `The file ${inputFileId} has the purpose '${file.purpose}', not 'batch'.`,
      'input_file_id',
      'invalid_value',
    );
  }
  const { lines, errors } = readBatchInput(file.content(), endpoint);
  const batch: StoredBatch = {
    id: `batch_${drawId(call.draws('id'), 32, 'hex')}`,
    endpoint,
    inputFileId,
    metadata,
    timeline: drawTimeline(call),
    errors,
    run: new BatchRun(lines, endpoint, call),
    cancelled: null,
    files: null,
  };
  return {
    ...management('batches', () => encodeJson(created(batch, call))),
    onAdmitted: () => call.stored.batches.set(batch.id, batch),
    job: jobOf(batch, stepsOf(batch)),
  };
}

/** A batch just before its creation is validating, however fast it will be. */
function created(batch: StoredBatch, call: Call): object {
  return batchObject(batch, { at: batch.timeline.createdAt - 1, unixAt: (at) => call.unixAt(at) });
}

/** `GET /v1/batches` */
export function listBatches(call: Call): Work | ApiError {
  const page = listPage(call.stored.batches.newest(), call.incoming.query, (batch) => shown(call, batch));
  return isApiError(page) ? page : management('batches', () => encodeJson(page));
}

/** `GET /v1/batches/{id}` */
export function getBatch(call: Call): Work | ApiError {
  const batch = find(call);
  if (isApiError(batch)) return batch;
  const object = shown(call, batch);
  return management('batches', () => encodeJson(object));
}

/** `POST /v1/batches/{id}/cancel`: what is done by then is still delivered. */
export function cancelBatch(call: Call): Work | ApiError {
  const batch = find(call);
  if (isApiError(batch)) return batch;
  const status = batchStatusAt(batch, call.at);
  if (isFinal(status)) {
    const message = `Cannot cancel a batch with status '${status}'.`;
    return { status: 409, message, type: 'invalid_request_error', param: null, code: null };
  }
  const work = management('batches', () => encodeJson(batchObject(batch, call)));
  if (batch.cancelled !== null) return work;
  const isInstant = batch.timeline.completedAt === batch.timeline.createdAt;
  const doneAt = call.at + (isInstant ? 0 : call.draws('job').between(SECOND, 10 * SECOND));
  const steps = [
    { at: call.at, status: 'cancelling' },
    { at: doneAt, status: 'cancelled' },
  ];
  return {
    ...work,
    onAdmitted: () => {
      batch.cancelled = { at: call.at, doneAt };
    },
    job: jobOf(batch, steps),
  };
}

function stepsOf({ errors, timeline }: StoredBatch): JobPlan['steps'] {
  const created = { at: timeline.createdAt, status: 'validating' };
  if (errors.length > 0) return [created, { at: timeline.validatedAt, status: 'failed' }];
  return [
    created,
    { at: timeline.validatedAt, status: 'in_progress' },
    { at: timeline.processedAt, status: 'finalizing' },
    { at: timeline.completedAt, status: 'completed' },
  ];
}

function jobOf(batch: StoredBatch, steps: JobPlan['steps']): JobPlan {
  return {
    id: batch.id,
    type: 'batch',
    steps,
    statusAt: (at) => batchStatusAt(batch, at),
    billedAt: (status) =>
      isFinal(status) && batch.errors.length === 0 ? batch.run.bill(doneAt(batch, endOf(batch))) : null,
    webhookOf: (status) => (isFinal(status) ? `batch.${status}` : null),
  };
}

const SECOND: Micros = 1_000_000;
const MINUTE = 60 * SECOND;

/**
 * How long batches take: median 7 minutes, nine of ten within an hour, all within the guaranteed 24 hours (third-party
 * figures; the guarantee is documented). Without latency they are done at once. `x-lab-job-ms` asks for a duration.
 */
function drawTimeline(call: Call): BatchTimeline {
  const draw = call.draws('job');
  const createdAt = call.at;
  const asked = askedJobDuration(call.incoming);
  const { latency } = call.conditions;
  if (asked !== null) return timelineOf(createdAt, asked, draw);
  return timelineOf(createdAt, batchDuration(latency, draw), draw);
}

function timelineOf(createdAt: Micros, duration: Micros, draw: Draw): BatchTimeline {
  const validation = Math.floor(duration * (0.02 + draw.unit() * 0.03));
  const finalizing = Math.floor(duration * (0.02 + draw.unit() * 0.03));
  return {
    createdAt,
    validatedAt: createdAt + validation,
    processedAt: createdAt + duration - finalizing,
    completedAt: createdAt + duration,
  };
}

/** The batch as it is now; its result files exist from the moment it has ended. */
function shown(call: Call, batch: StoredBatch): object {
  if (batch.files === null && isFinal(batchStatusAt(batch, call.at)) && batch.errors.length === 0)
    storeResults(call, batch);
  return batchObject(batch, call);
}

/** When nothing changes any more. */
function endOf({ cancelled, timeline }: StoredBatch): Micros {
  return cancelled?.doneAt ?? timeline.completedAt;
}

function storeResults(call: Call, batch: StoredBatch): void {
  const ended = endOf(batch);
  const { output, error } = batch.run.results(doneAt(batch, call.at));
  const store = (text: string, kind: string): string | null => {
    if (text === '') return null;
    const bytes = encodeText(text);
    const id = `file-${batch.id.slice(6, 26)}${kind}`;
    const filename = `${batch.id}_${kind}.jsonl`;
    const createdAt = call.unixAt(ended);
    call.stored.files.set({
      id,
      filename,
      purpose: 'batch_output',
      createdAt,
      expiresAt: null,
      size: bytes.length,
      content: () => bytes,
    });
    return id;
  };
  batch.files = { output: store(output, 'output'), error: store(error, 'error') };
}

function find(call: Call): StoredBatch | ApiError {
  const id = call.parameters[0] ?? '';
  const batch = call.stored.batches.get(id);
  if (batch !== undefined) return batch;
  return placeholders.batch.has(id) ? placeholderBatch(id, call) : notFound(`No batch found with id '${id}'.`);
}

function placeholderBatch(id: string, call: Call): StoredBatch {
  const endpoint = '/v1/chat/completions';
  return {
    id,
    endpoint,
    inputFileId: 'file_id',
    metadata: null,
    timeline: {
      createdAt: call.at,
      validatedAt: call.at,
      processedAt: call.at + MINUTE,
      completedAt: call.at + MINUTE,
    },
    errors: [],
    run: new BatchRun([], endpoint, call),
    cancelled: null,
    files: null,
  };
}
