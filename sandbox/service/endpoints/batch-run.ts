import { costOf } from '../../conditions/prices.ts';
import { type ApiError, isApiError } from '../api-error.ts';
import { decodeText } from '../bytes.ts';
import { drawId } from '../draw.ts';
import type { Call } from '../endpoint.ts';
import { fieldOf, isObject, type JsonObject } from '../incoming.ts';
import type { JobBill } from '../jobs.ts';
import { parseJson } from '../json.ts';
import type { Work } from '../work.ts';
import type { BatchError } from './batch-state.ts';

// Bounds: developers.openai.com/api/docs/guides/batch.
const MAX_REQUESTS = 50_000;
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_EMBEDDING_INPUTS = 50_000;
const MAX_ERRORS = 100;

/** One request of a batch. */
interface BatchLine {
  readonly customId: string;
  readonly body: JsonObject;
}

/** The input file, read. */
export interface BatchInput {
  readonly lines: readonly BatchLine[];
  readonly errors: readonly BatchError[];
}

/** Reads a JSONL input file; what is wrong with it fails the batch. */
export function readBatchInput(bytes: Uint8Array, endpoint: string): BatchInput {
  if (bytes.length > MAX_BYTES) return failed('file_too_large', 'The input file is larger than 200 MB.');
  const texts = decodeText(bytes)
    .split('\n')
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== '');
  if (texts.length === 0)
    return failed('empty_file', 'The input file is empty. Please ensure that the batch contains at least one request.');
  if (texts.length > MAX_REQUESTS) {
    return failed('task_limit_exceeded', `The batch contains too many requests. The limit is ${MAX_REQUESTS}.`);
  }
  const lines: BatchLine[] = [];
  const errors: BatchError[] = [];
  const seen = new Set<string>();
  for (const { text, line } of texts) {
    const read = readLine(text, line, endpoint, seen);
    if ('code' in read) errors.push(read);
    else lines.push(read);
  }
  if (
    endpoint === '/v1/embeddings' &&
    lines.reduce((sum, { body }) => sum + inputsOf(body), 0) > MAX_EMBEDDING_INPUTS
  ) {
    return failed('too_many_inputs', `The batch contains more than ${MAX_EMBEDDING_INPUTS} embedding inputs.`);
  }
  return { lines, errors: errors.slice(0, MAX_ERRORS) };
}

/** Texts that one request for embeddings asks for. */
function inputsOf(body: JsonObject): number {
  const input = fieldOf(body, 'input');
  return Array.isArray(input) && !input.every((one) => typeof one === 'number') ? input.length : 1;
}

function failed(code: string, message: string): BatchInput {
  return { lines: [], errors: [{ code, line: null, message, param: null }] };
}

function readLine(text: string, line: number, endpoint: string, seen: Set<string>): BatchLine | BatchError {
  const error = (code: string, message: string, param: string | null): BatchError => ({ code, line, message, param });
  const parsed = parseJson(text);
  if (parsed.kind !== 'json') return error('invalid_json_line', 'This line is not parseable as valid JSON.', null);
  const { value } = parsed;
  const customId = fieldOf(value, 'custom_id');
  const body = fieldOf(value, 'body');
  if (typeof customId !== 'string') {
    return error('missing_required_parameter', "Missing required parameter: 'custom_id'.", 'custom_id');
  }
  if (seen.has(customId)) {
    return error(
      'duplicate_custom_id',
      'The custom_id of this request is a duplicate of another request in the file.',
      'custom_id',
    );
  }
  seen.add(customId);
  if (fieldOf(value, 'method') !== 'POST')
    return error('invalid_method', "The method of a request in a batch must be 'POST'.", 'method');
  if (fieldOf(value, 'url') !== endpoint) {
    return error(
      'mismatched_endpoint',
      `The url of this request does not match the endpoint of the batch (${endpoint}).`,
      'url',
    );
  }
  if (!isObject(body)) return error('missing_required_parameter', "Missing required parameter: 'body'.", 'body');
  return { customId, body };
}

interface Outcome {
  readonly ok: boolean;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly thinkingTokens: number;
  /** Null where no price is known. */
  readonly costUsd: number | null;
}

/** The work of a batch. Each request's answer is decided as if it had come alone; nothing is computed before it is asked for. */
export class BatchRun {
  readonly #lines: readonly BatchLine[];
  readonly #endpoint: string;
  readonly #call: Call;
  #outcomes: readonly Outcome[] | null = null;

  constructor(lines: readonly BatchLine[], endpoint: string, call: Call) {
    this.#lines = lines;
    this.#endpoint = endpoint;
    this.#call = call;
  }

  get total(): number {
    return this.#lines.length;
  }

  /** `request_counts` when the first `done` requests are done. */
  counts(done: number): { readonly total: number; readonly completed: number; readonly failed: number } {
    const completed = done === 0 ? 0 : this.#firstOutcomes(done).filter(({ ok }) => ok).length;
    return { total: this.total, completed, failed: done - completed };
  }

  /** Tokens of the first `done` requests. */
  usage(done: number): object {
    const { promptTokens, completionTokens } = this.bill(done);
    const thinking = done === 0 ? 0 : this.#firstOutcomes(done).reduce((sum, one) => sum + one.thinkingTokens, 0);
    return {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: completionTokens,
      output_tokens_details: { reasoning_tokens: thinking },
      total_tokens: promptTokens + completionTokens,
    };
  }

  /** What the first `done` requests are billed for: half the usual price. */
  bill(done: number): JobBill {
    let promptTokens = 0;
    let completionTokens = 0;
    let costUsd: number | null = 0;
    for (const outcome of done === 0 ? [] : this.#firstOutcomes(done)) {
      promptTokens += outcome.promptTokens;
      completionTokens += outcome.outputTokens;
      costUsd = costUsd === null || outcome.costUsd === null ? null : costUsd + outcome.costUsd;
    }
    return { promptTokens, completionTokens, ...(costUsd === null ? {} : { costUsd }) };
  }

  /** The result files of the first `done` requests, as JSONL: answers, and refusals. */
  results(done: number): { readonly output: string; readonly error: string } {
    let output = '';
    let error = '';
    for (const [index, line] of this.#lines.slice(0, done).entries()) {
      const decided = this.#decide(line);
      const result = `${JSON.stringify(this.#resultOf(line, decided, index))}\n`;
      if (isApiError(decided)) error += result;
      else output += result;
    }
    return { output, error };
  }

  #firstOutcomes(done: number): readonly Outcome[] {
    this.#outcomes ??= this.#lines.map((line) => {
      const decided = this.#decide(line);
      if (isApiError(decided)) return { ok: false, promptTokens: 0, outputTokens: 0, thinkingTokens: 0, costUsd: 0 };
      const { model, promptTokens, outputTokens } = decided;
      const costUsd = costOf({ model, promptTokens, cachedTokens: 0, completionTokens: outputTokens, tier: 'batch' });
      const thinkingTokens = decided.thinking?.tokens ?? 0;
      return { ok: true, promptTokens, outputTokens, thinkingTokens, costUsd: model === '' ? 0 : (costUsd ?? null) };
    });
    return this.#outcomes.slice(0, done);
  }

  #decide(line: BatchLine): Work | ApiError {
    // Streams and work in the background make no sense in a file: the API ignores the wish.
    const background = line.body['background'] === undefined ? {} : { background: false };
    return this.#call.decideAnother(this.#endpoint, { ...line.body, stream: false, ...background });
  }

  #resultOf(line: BatchLine, decided: Work | ApiError, index: number): object {
    const ids = this.#call.draws('id', index + 1);
    const shared = { id: `batch_req_${drawId(ids, 32, 'hex')}`, custom_id: line.customId };
    const requestId = drawId(ids, 32, 'hex');
    const { status, body } = isApiError(decided) ? errorAnswer(decided) : { status: 200, body: bodyOf(decided) };
    return { ...shared, response: { status_code: status, request_id: requestId, body }, error: null };
  }
}

function errorAnswer({ status, message, type, param, code }: ApiError): {
  readonly status: number;
  readonly body: object;
} {
  return { status, body: { error: { message, type, param, code } } };
}

function bodyOf(work: Work): unknown {
  return work.answer.kind === 'whole' ? JSON.parse(decodeText(work.answer.bytes())) : null;
}
