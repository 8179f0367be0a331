import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEEPEST } from '../../../sandbox/service/json.ts';
import { answerOf, Drive, requestOf } from './drive.ts';

const PATHS = [
  'chat/completions',
  'responses',
  'responses/input_tokens',
  'completions',
  'embeddings',
  'images/generations',
  'moderations',
  'batches',
  'files',
  'uploads',
  'uploads/upload_abc123/complete',
  'uploads/upload_abc123/parts',
  'models/x',
  'chat/completions/completion_id',
  'batches/batch_id/cancel',
];
const KEYS = [
  'model',
  'messages',
  'input',
  'prompt',
  'stream',
  'tools',
  'tool_choice',
  'response_format',
  'text',
  'n',
  'stop',
  'max_tokens',
  'stream_options',
  'metadata',
  'dimensions',
  'encoding_format',
  'part_ids',
  'background',
  'reasoning',
  'reasoning_effort',
  'endpoint',
  'input_file_id',
];

const values = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('gpt-6-luna', 'text-embedding-3-small', 'gpt-image-2.6-flare', 'json_schema', 'ft:gpt-4o-mini:a:b:c'),
  fc.array(fc.record({ role: fc.constantFrom('user', 'tool', 'nix'), content: fc.jsonValue({ maxDepth: 2 }) })),
);
const bodies = fc.oneof(fc.dictionary(fc.constantFrom(...KEYS), values), fc.jsonValue({ maxDepth: 3 }));

const user = [{ role: 'user', content: 'Hallo' }];
const VALID: readonly (readonly [string, object])[] = [
  ['chat/completions', { model: 'gpt-6-luna', messages: user }],
  ['chat/completions', { model: 'gpt-6-luna', messages: user, stream: true }],
  ['responses', { input: 'Hallo' }],
  ['responses', { input: 'Hallo', stream: true }],
  ['responses', { input: 'Hallo', background: true }],
  ['completions', { model: 'ft:gpt-4o-mini:acemeco:suffix:abc123', prompt: 'Hallo' }],
  ['embeddings', { model: 'text-embedding-3-small', input: 'Hallo' }],
  ['moderations', { input: 'Hallo' }],
];

describe('any request', () => {
  it('is answered well when one thing about it is odd', () => {
    let answered = 0;
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.constantFrom(...KEYS), values, ([path, body], key, value) => {
        const answer = answerOf(new Drive().plan(`/v1/${path}`, { body: { ...body, [key]: value } }));
        if (answer.status !== 200) {
          expect(answer.json().error.message).not.toBe('');
          return;
        }
        answered += 1;
        if (answer.headers.get('content-type')?.startsWith('text/event-stream') === true) {
          expect(answer.events().length).toBeGreaterThan(1);
        } else expect(typeof answer.json()).toBe('object');
      }),
      { numRuns: 1_500 },
    );
    expect(answered).toBeGreaterThan(300);
  });

  it('gets a well-formed answer, and its parts can all be read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), bodies, fc.constantFrom('POST', 'GET', 'DELETE'), (path, body, method) => {
        const drive = new Drive();
        const plan = drive.plan(`/v1/${path}`, { body, method });
        const answer = answerOf(plan);
        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(500);
        if (answer.status === 200) {
          expect(answer.bytes.length).toBeGreaterThan(0);
          return;
        }
        const { error } = answer.json();
        expect(Object.keys(error).sort()).toEqual(['code', 'message', 'param', 'type']);
        expect(typeof error.message).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });

  it('may be nested as deeply as it likes: the service answers, deep requests with 400', () => {
    const shells = fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"role":"user","content":', '}]']);
    const depths = fc.constantFrom(1, 100, 255, 257, 5_000, 100_000);
    const bodyKeys = fc.constantFrom(...KEYS);
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), bodyKeys, shells, depths, (path, key, [open = '', close = ''], depth) => {
        const text = `{"model":"gpt-6-luna","${key}":${open.repeat(depth)}1${close.repeat(depth)}}`;
        const answer = answerOf(new Drive().plan(`/v1/${path}`, { raw: new TextEncoder().encode(text) }));
        expect(answer.status).toBeLessThan(500);
        expect(typeof answer.json()).toBe('object');
        if (depth >= DEEPEST && VALID.some(([valid]) => valid === path))
          expect(answer.status).toBeGreaterThanOrEqual(400);
      }),
      { numRuns: 300 },
    );
  });

  it('counts brackets in texts for nothing', () => {
    const content = '[{"'.repeat(10_000);
    const body = { model: 'gpt-6-luna', messages: [{ role: 'user', content }] };
    expect(answerOf(new Drive().plan('/v1/chat/completions', { body })).status).toBe(200);
  });

  it('may be a file of deeply nested lines', () => {
    const line = `{"custom_id":"a","method":"POST","url":"/v1/responses","body":{"input":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    const form = ['purpose"\r\n\r\nbatch', `file"; filename="a.jsonl"\r\n\r\n${line}`]
      .map((part) => `--x\r\nContent-Disposition: form-data; name="${part}\r\n`)
      .join('');
    const drive = new Drive();
    const raw = new TextEncoder().encode(`${form}--x--\r\n`);
    const { id } = drive
      .ask('/v1/files', { raw, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
      .json();
    const body = { input_file_id: id, endpoint: '/v1/responses', completion_window: '24h' };
    const batch = drive.ask('/v1/batches', { body }).json();
    expect(drive.ask(`/v1/batches/${batch.id}`).json().errors.data[0].code).toBe('invalid_json_line');
  });

  it('may be any bytes at any path with any headers', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('application/json', 'multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain', ''),
        fc.constantFrom('api.openai.com', 'a.openai.azure.com', 'localhost:8080', ''),
        (path, raw, contentType, host) => {
          const drive = new Drive();
          const { plans } = drive.service.submit(
            requestOf(`/v1/${path}`, { raw, host, method: 'POST', headers: { 'content-type': contentType } }),
            0,
          );
          for (const plan of plans) expect(() => answerOf(plan).json()).not.toThrow();
          expect(plans).toHaveLength(1);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
