import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { CHAT, chatBody, conditionsOf, Drive, type Json, SECOND } from './drive.ts';

const HOUR = 3_600 * SECOND;

function form(fields: Readonly<Record<string, string>>, file?: { readonly name: string; readonly text: string }) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--x1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file !== undefined) {
    const head = `--x1\r\nContent-Disposition: form-data; name="${file.name}"; filename="in.jsonl"\r\nContent-Type: application/jsonl\r\n\r\n`;
    parts.push(`${head}${file.text}\r\n`);
  }
  const raw = new TextEncoder().encode(`${parts.join('')}--x1--\r\n`);
  return { raw, headers: { 'content-type': 'multipart/form-data; boundary=x1' } };
}

function line(id: string, body: object = chatBody(id), url = CHAT): string {
  return JSON.stringify({ custom_id: id, method: 'POST', url, body });
}

function upload(drive: Drive, lines: readonly string[]): string {
  return drive.ask('/v1/files', form({ purpose: 'batch' }, { name: 'file', text: lines.join('\n') })).json().id;
}

function startBatch(drive: Drive, lines: readonly string[], endpoint = CHAT): Json {
  const body = { input_file_id: upload(drive, lines), endpoint, completion_window: '24h' };
  return drive.ask('/v1/batches', { body }).json();
}

function results(drive: Drive, fileId: string): Json[] {
  const { text } = drive.ask(`/v1/files/${fileId}/content`);
  return text
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));
}

describe('files', () => {
  it('are uploaded as a form, listed, read and deleted', () => {
    const drive = new Drive();
    const id = upload(drive, ['{"a": 1}', '{"b": "ü"}']);
    expect(drive.ask(`/v1/files/${id}`).json()).toMatchObject({
      object: 'file',
      filename: 'in.jsonl',
      bytes: 20,
      purpose: 'batch',
    });
    expect(drive.ask(`/v1/files/${id}/content`).text).toBe('{"a": 1}\n{"b": "ü"}');
    expect(drive.ask('/v1/files?purpose=batch').json().data).toHaveLength(1);
    expect(drive.ask('/v1/files?purpose=vision').json().data).toHaveLength(0);
    expect(drive.ask(`/v1/files/${id}`, { method: 'DELETE' }).json().deleted).toBe(true);
    expect(drive.ask(`/v1/files/${id}`).status).toBe(404);
    expect(drive.ask('/v1/files/file_id').status).toBe(200);
  });

  it('need a file and a purpose', () => {
    const drive = new Drive();
    expect(drive.ask('/v1/files', form({ purpose: 'batch' })).json().error.param).toBe('file');
    expect(drive.ask('/v1/files', form({}, { name: 'file', text: 'x' })).json().error.param).toBe('purpose');
    expect(drive.ask('/v1/files', { body: {} }).status).toBe(400);
  });

  it('have the same id whatever boundary the client draws', () => {
    const raw = (boundary: string): Uint8Array =>
      new TextEncoder().encode(
        `--${boundary}\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nbatch\r\n--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nx\r\n--${boundary}--\r\n`,
      );
    const idOf = (boundary: string): string =>
      new Drive()
        .ask('/v1/files', {
          raw: raw(boundary),
          headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
        })
        .json().id;
    expect(idOf('eins')).toBe(idOf('zwei'));
  });

  it('can be uploaded in parts', () => {
    const drive = new Drive();
    const body = { bytes: 6, filename: 'a.txt', mime_type: 'text/plain', purpose: 'assistants' };
    const { id } = drive.ask('/v1/uploads', { body }).json();
    const part = (text: string): string => drive.ask(`/v1/uploads/${id}/parts`, form({ data: text })).json().id;
    const ids = [part('abc'), part('def')].reverse();
    const done = drive.ask(`/v1/uploads/${id}/complete`, { body: { part_ids: ids } }).json();
    expect(done).toMatchObject({ status: 'completed', file: { bytes: 6 } });
    expect(drive.ask(`/v1/files/${done.file.id}/content`).text).toBe('defabc');
    expect(drive.ask(`/v1/uploads/${id}/cancel`, { method: 'POST' }).status).toBe(400);
  });
});

describe('a batch', () => {
  it('passes through its states within a day and delivers answers and errors by custom_id', () => {
    const drive = new Drive(presets.nacht);
    const batch = startBatch(drive, [line('a'), line('b', { ...chatBody('b'), model: 'gibt-es-nicht' }), line('c')]);
    expect(batch).toMatchObject({ object: 'batch', status: 'validating', completion_window: '24h' });
    const seen = new Set<string>();
    for (let i = 0; i < 2_000 && !seen.has('completed'); i++) {
      const now = drive.ask(`/v1/batches/${batch.id}`).json();
      seen.add(now.status);
      expect(now.request_counts.completed + now.request_counts.failed).toBeLessThanOrEqual(3);
      drive.skip(10 * SECOND);
    }
    drive.skip(24 * HOUR);
    const done = drive.ask(`/v1/batches/${batch.id}`).json();
    expect(seen).toContain('in_progress');
    expect(done).toMatchObject({ status: 'completed', request_counts: { total: 3, completed: 2, failed: 1 } });
    const answers = results(drive, done.output_file_id);
    expect(answers.map((one) => one.custom_id)).toEqual(['a', 'c']);
    expect(answers[0].response).toMatchObject({ status_code: 200, body: { object: 'chat.completion' } });
    const [error] = results(drive, done.error_file_id);
    expect(error).toMatchObject({
      custom_id: 'b',
      response: { status_code: 404, body: { error: { code: 'model_not_found' } } },
    });
    const tokens = answers.reduce((sum, one) => sum + one.response.body.usage.total_tokens, 0);
    expect(done.usage.total_tokens).toBe(tokens);
    const bill = drive.events.findLast((event) => event.kind === 'job');
    const { input_tokens: input, output_tokens: output } = done.usage;
    expect(bill).toMatchObject({ status: 'completed', promptTokens: input, completionTokens: output });
    expect(bill?.kind === 'job' && bill.costUsd).toBeCloseTo((input * 0.1 + output * 0.5) / 2_000_000, 12);
  });

  it('fails when its file is wrong, and says in which line', () => {
    const drive = new Drive();
    const batch = startBatch(drive, [line('a'), 'kein JSON', line('a'), line('d', chatBody(), '/v1/responses')]);
    const failed = drive.ask(`/v1/batches/${batch.id}`).json();
    expect(failed.status).toBe('failed');
    expect(failed.errors.data).toMatchObject([
      { code: 'invalid_json_line', line: 2 },
      { code: 'duplicate_custom_id', line: 3 },
      { code: 'mismatched_endpoint', line: 4 },
    ]);
  });

  it('takes at most 50,000 texts for embeddings', () => {
    const drive = new Drive();
    const texts = Array.from({ length: 2_000 }, () => 'a');
    const body = { model: 'text-embedding-3-small', input: texts };
    const lines = Array.from({ length: 26 }, (_, i) => line(`${i}`, body, '/v1/embeddings'));
    const { id } = startBatch(drive, lines, '/v1/embeddings');
    const failed = drive.ask(`/v1/batches/${id}`).json();
    expect(failed).toMatchObject({ status: 'failed', errors: { data: [{ code: 'too_many_inputs' }] } });
  });

  it('delivers what was done when it is cancelled', () => {
    const drive = new Drive(conditionsOf({}, presets.nacht));
    const { id } = startBatch(
      drive,
      Array.from({ length: 100 }, (_, i) => line(`n${i}`)),
    );
    while (drive.ask(`/v1/batches/${id}`).json().request_counts.completed < 10) drive.skip(SECOND);
    const cancelling = drive.ask(`/v1/batches/${id}/cancel`, { method: 'POST' }).json();
    expect(cancelling.status).toBe('cancelling');
    drive.skip(60 * SECOND);
    const cancelled = drive.ask(`/v1/batches/${id}`).json();
    expect(cancelled.status).toBe('cancelled');
    expect(results(drive, cancelled.output_file_id)).toHaveLength(cancelled.request_counts.completed);
    expect(cancelled.request_counts.completed).toBeLessThan(100);
    expect(drive.ask(`/v1/batches/${id}/cancel`, { method: 'POST' }).status).toBe(409);
  });

  it('takes about seven minutes in the median and an hour at nine of ten', () => {
    const durations = Array.from({ length: 400 }, (_, seed) => {
      const drive = new Drive(conditionsOf({ seed }, presets.nacht));
      const { id, created_at: created } = startBatch(drive, [line('a')]);
      drive.skip(24 * HOUR);
      return drive.ask(`/v1/batches/${id}`).json().completed_at - created;
    }).sort((a, b) => a - b);
    expect(durations[200]).toBeGreaterThan(5 * 60);
    expect(durations[200]).toBeLessThan(12 * 60);
    expect(durations[340]).toBeLessThan(3_600);
    expect(durations.at(-1)).toBeLessThan(24 * 3_600);
  });

  it('is done at once where there is no latency, and as asked by x-lab-job-ms', () => {
    const drive = new Drive();
    const { id } = startBatch(drive, [line('a')]);
    expect(drive.ask(`/v1/batches/${id}`).json().status).toBe('completed');
    const body = { input_file_id: upload(drive, [line('b')]), endpoint: CHAT, completion_window: '24h' };
    const slow = drive.ask('/v1/batches', { body, headers: { 'x-lab-job-ms': '2000' } }).json();
    expect(drive.ask(`/v1/batches/${slow.id}`).json().status).toBe('validating');
    drive.skip(2 * SECOND);
    expect(drive.ask(`/v1/batches/${slow.id}`).json().status).toBe('completed');
  });

  it('is validating when it is created, however fast it is, and has its files when it is completed', () => {
    const drive = new Drive();
    const created = startBatch(drive, [line('a')]);
    expect(created).toMatchObject({
      status: 'validating',
      output_file_id: null,
      in_progress_at: null,
      completed_at: null,
      request_counts: { total: 0, completed: 0, failed: 0 },
    });
    const completed = drive.ask(`/v1/batches/${created.id}`).json();
    expect(completed.status).toBe('completed');
    expect(results(drive, completed.output_file_id)).toHaveLength(1);
  });

  it('runs embeddings and responses too, and lists newest first', () => {
    const drive = new Drive();
    const embedding = { model: 'text-embedding-3-small', input: 'x', dimensions: 4 };
    const one = startBatch(drive, [line('e', embedding, '/v1/embeddings')], '/v1/embeddings');
    const other = startBatch(drive, [line('r', { input: 'x', stream: true }, '/v1/responses')], '/v1/responses');
    const list = drive.ask('/v1/batches').json();
    expect(list.data.map((batch: Json) => batch.id)).toEqual([other.id, one.id]);
    for (const batch of list.data) expect(results(drive, batch.output_file_id)[0].response.status_code).toBe(200);
    const page = drive.ask('/v1/batches?limit=1').json();
    expect(page).toMatchObject({ has_more: true, last_id: other.id });
    expect(drive.ask(`/v1/batches?limit=1&after=${page.last_id}`).json().data[0].id).toBe(one.id);
  });
});
