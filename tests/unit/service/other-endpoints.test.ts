import { createHash, createHmac } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { hmacSha256, sha256 } from '../../../sandbox/service/hmac-sha256.ts';
import { signWebhook, type WebhookDelivery } from '../../../sandbox/service/webhooks.ts';
import { CHAT, chatBody, conditionsOf, Drive, type Json, LUNA, SECOND } from './drive.ts';

const EMBEDDINGS = '/v1/embeddings';
const SMALL = 'text-embedding-3-small';

function vectors(drive: Drive, input: unknown, more = {}): number[][] {
  const { data } = drive.ask(EMBEDDINGS, { body: { model: SMALL, input, ...more } }).json();
  return data.map((one: Json) => one.embedding);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe('embeddings', () => {
  it('are unit vectors of the asked dimensions', () => {
    const drive = new Drive();
    for (const dimensions of [undefined, 1, 256]) {
      const [vector = []] = vectors(drive, 'Ein Satz', dimensions === undefined ? {} : { dimensions });
      expect(vector).toHaveLength(dimensions ?? 1_536);
      expect(dot(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('are nearer for similar texts than for others', () => {
    const [one = [], similar = [], other = []] = vectors(new Drive(), [
      'Der Hund läuft im Park',
      'Ein Hund rennt durch den Park',
      'Quartalszahlen der Bank',
    ]);
    expect(dot(one, similar)).toBeGreaterThan(dot(one, other) + 0.2);
  });

  it('are the same as float and as base64 of little-endian float32', () => {
    const drive = new Drive();
    const [floats = []] = vectors(drive, 'Gleich');
    const { data } = drive
      .ask(EMBEDDINGS, { body: { model: SMALL, input: 'Gleich', encoding_format: 'base64' } })
      .json();
    const bytes = Buffer.from(data[0].embedding, 'base64');
    const decoded = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4));
    expect(decoded).toEqual(floats);
  });

  it('take texts, lists, tokens and lists of tokens', () => {
    const drive = new Drive();
    expect(vectors(drive, ['a', 'b'])).toHaveLength(2);
    expect(vectors(drive, [1, 2, 3])).toHaveLength(1);
    expect(vectors(drive, [[1, 2], [3]])).toHaveLength(2);
  });

  it.each([
    ['an empty text', ''],
    ['an empty text in a list', ['a', '']],
    ['an empty list', []],
    ['2,049 inputs', Array.from({ length: 2_049 }, () => 'a')],
    ['too long a text', Array.from({ length: 8_193 }, () => 1)],
    ['nothing', undefined],
  ])('refuse %s', (_name, input) => {
    expect(new Drive().ask(EMBEDDINGS, { body: { model: SMALL, input } }).status).toBe(400);
  });
});

/** Width, height and pixels of a PNG of palette type, with all checksums checked by zlib. */
function readPng(bytes: Buffer): { readonly width: number; readonly height: number; readonly data: Buffer } {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  const idat: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') idat.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), data: inflateSync(Buffer.concat(idat)) };
}

describe('images', () => {
  it.each(['1024x1024', '1536x1024', '256x256'])('are real PNGs of the asked size: %s', (size) => {
    const { data, usage } = new Drive().ask('/v1/images/generations', { body: { prompt: 'Ein Turm', size } }).json();
    const png = Buffer.from(data[0].b64_json, 'base64');
    const { width, height, data: lines } = readPng(png);
    expect(`${width}x${height}`).toBe(size);
    expect(lines).toHaveLength((width + 1) * height);
    expect(png.length).toBeLessThan(30_000);
    expect(usage.total_tokens).toBe(usage.input_tokens + usage.output_tokens);
  });

  it('stream partial pictures, then the finished one', () => {
    const body = { prompt: 'Ein Turm', stream: true, partial_images: 2 };
    const events = new Drive(presets.nacht).ask('/v1/images/generations', { body }).events();
    expect(events.map((event) => event.type)).toEqual([
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
    for (const event of events) readPng(Buffer.from(event.b64_json, 'base64'));
    expect(new Set(events.map((event) => event.b64_json)).size).toBe(3);
  });
});

describe('models', () => {
  it('list what is served on the lab’s date, with shutdown dates', () => {
    const drive = new Drive();
    const ids = drive
      .ask('/v1/models')
      .json()
      .data.map((model: Json) => model.id);
    expect(ids).toContain(LUNA);
    expect(ids).not.toContain('gpt-4');
    expect(drive.ask('/v1/models/gpt-4o-mini').json()).toMatchObject({ object: 'model', shutdown_date: '2027-01-14' });
    expect(drive.ask('/v1/models/gibt-es-nicht').status).toBe(404);
  });

  it('delete only fine-tuned ones', () => {
    const drive = new Drive();
    const remove = (id: string): number => drive.ask(`/v1/models/${id}`, { method: 'DELETE' }).status;
    expect(remove('ft:gpt-4o-mini:acemeco:suffix:abc123')).toBe(200);
    expect(remove('ft%3Agpt-4o-mini%3Aacemeco%3Asuffix%3Aabc123')).toBe(200);
    expect(remove('gpt-4o-mini')).toBe(403);
  });
});

describe('legacy completions', () => {
  const COMPLETIONS = '/v1/completions';

  it('answer with 16 tokens unless told otherwise, whole and streamed', () => {
    const drive = new Drive(conditionsOf({ labDate: '2026-09-01T00:00:00Z' }));
    const model = 'gpt-3.5-turbo-instruct';
    const body = drive.ask(COMPLETIONS, { body: { model, prompt: ['Asynchron', 'Synchron'] } }).json();
    expect(body.choices.map((choice: Json) => choice.index)).toEqual([0, 1]);
    expect(body).toMatchObject({ object: 'text_completion', choices: [{ finish_reason: 'length' }, {}] });
    expect(body.usage.completion_tokens).toBe(32);
    const stream = drive.ask(COMPLETIONS, { body: { model, prompt: 'Es war', stream: true, max_tokens: 5 } });
    expect(
      stream
        .events()
        .map((event) => event.choices[0].text)
        .join(''),
    ).not.toBe('');
    expect(stream.text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('know no chat models, and no models that were shut down', () => {
    const drive = new Drive();
    expect(drive.ask(COMPLETIONS, { body: { model: LUNA, prompt: 'x' } }).json().error.message).toContain('chat model');
    expect(drive.ask(COMPLETIONS, { body: { model: 'text-davinci-003', prompt: 'x' } }).status).toBe(404);
  });
});

describe('moderations', () => {
  it('flag what is violent and pass what is not', () => {
    const { results } = new Drive().ask('/v1/moderations', { body: { input: ['Ich will ihn töten', 'Hallo'] } }).json();
    expect(results.map((one: Json) => one.flagged)).toEqual([true, false]);
    expect(results[0].categories.violence).toBe(true);
  });
});

describe('Azure', () => {
  const DEPLOYMENT = '/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21';
  const messages = [{ role: 'user', content: 'Hallo' }];
  const azure = { host: 'meins.openai.azure.com', headers: { authorization: '', 'api-key': 'k' } };

  it('is recognised by its host, under any conditions', () => {
    const drive = new Drive();
    expect(drive.ask(DEPLOYMENT, { ...azure, body: { messages } }).json().model).toBe('gpt-4o');
    expect(drive.ask('/openai/v1/responses', { ...azure, body: { model: LUNA, input: 'x' } }).status).toBe(200);
    expect(drive.ask(DEPLOYMENT, { body: { messages } }).status).toBe(404);
  });

  it('is recognised by its paths where the host has no known name', () => {
    const drive = new Drive();
    const local = { host: '127.0.0.1:8787', headers: azure.headers };
    expect(drive.ask(DEPLOYMENT, { ...local, body: { messages } }).headers.has('apim-request-id')).toBe(true);
    expect(drive.ask('/openai/v1/models', local).headers.has('apim-request-id')).toBe(true);
    const plain = drive.ask('/v1/models', { host: '127.0.0.1:8787' });
    expect(plain.headers.get('openai-version')).toBe('2020-10-01');
  });

  it('needs the api-version, a deployment and a key', () => {
    const drive = new Drive();
    const body = { messages };
    const noVersion = drive.ask('/openai/deployments/gpt-4o/chat/completions', { ...azure, body });
    expect(noVersion.json()).toEqual({ error: { code: '404', message: 'Resource not found' } });
    const unknown = drive.ask(DEPLOYMENT.replace('gpt-4o', 'nix'), { ...azure, body });
    expect(unknown.json().error.code).toBe('DeploymentNotFound');
    const noKey = drive.ask(DEPLOYMENT, { ...azure, body, headers: { authorization: '' } });
    expect(noKey.status).toBe(401);
    expect(noKey.json().error.code).toBe('401');
  });

  it('checks requests over ten seconds and refuses in its own words', () => {
    const drive = new Drive(
      conditionsOf({ dialect: 'azure', limits: { requestsPerMinute: 60, tokensPerMinute: 100_000 } }),
    );
    const ask = () => drive.ask(DEPLOYMENT, { body: { messages }, host: '127.0.0.1:8080' });
    const statuses = Array.from({ length: 11 }, () => ask().status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    const refused = ask();
    expect(refused.json()).toEqual({
      error: { code: '429', message: 'Rate limit is exceeded. Try again in 1 seconds.' },
    });
    expect(refused.headers.get('retry-after')).toBe('1');
  });
});

describe('prompt caching', () => {
  const conditions = conditionsOf({}, presets.nacht);
  const long = Array.from({ length: 1_500 }, (_, i) => `Wort${i % 97}`).join(' ');
  const ask = (drive: Drive, content: string) => {
    const { usage } = drive.ask(CHAT, { body: chatBody(content) }).json();
    return { cached: usage.prompt_tokens_details.cached_tokens, prompt: usage.prompt_tokens };
  };

  it('starts at 1,024 tokens, in steps of 128, for an exact prefix', () => {
    const drive = new Drive(conditions);
    expect(ask(drive, `${long} eins`).cached).toBe(0);
    const { cached, prompt } = ask(drive, `${long} zwei`);
    expect(cached).toBeGreaterThanOrEqual(1_024);
    expect(cached % 128).toBe(0);
    expect(cached).toBeLessThan(prompt);
    expect(ask(drive, `anders ${long}`).cached).toBe(0);
    drive.skip(3_600 * SECOND);
    expect(ask(drive, `${long} drei`).cached).toBe(0);
  });

  it('is not for short prompts', () => {
    const drive = new Drive(conditions);
    ask(drive, 'Hallo');
    expect(ask(drive, 'Hallo').cached).toBe(0);
  });

  it('makes the first token come sooner and the prompt cheaper', () => {
    const drive = new Drive(
      conditionsOf({
        latency: {
          ...presets.nacht.latency,
          kind: 'tokens',
          overheadMs: 0,
          prefillMsPerToken: 1,
          tokensPerSecond: 50,
          spread: 0,
        },
      }),
    );
    const firstToken = (): number => {
      const start = drive.now;
      drive.ask(CHAT, { body: chatBody(long, { seed: 1 }) });
      return (drive.events.findLast(({ kind }) => kind === 'first-token')?.at ?? 0) - start;
    };
    const fresh = firstToken();
    expect(firstToken()).toBeLessThan(fresh / 2);
    const costs = drive.events.flatMap((event) => (event.kind === 'served' ? [event.costUsd ?? 0] : []));
    expect(costs[1]).toBeLessThan(costs[0] ?? 0);
  });
});

describe('webhooks', () => {
  it('are due when a background response or a batch has ended', () => {
    const deliveries: WebhookDelivery[] = [];
    const drive = new Drive(presets.artikel, { deliver: (delivery) => deliveries.push(delivery) });
    const { id } = drive.ask('/v1/responses', { body: { input: 'x', background: true } }).json();
    const next = drive.service.nextDecision();
    expect(next).toBeGreaterThan(0);
    drive.skip(60 * SECOND);
    expect(deliveries).toMatchObject([{ event: 'response.completed', job: id }]);
    expect(JSON.parse(deliveries[0]?.body ?? '')).toMatchObject({ object: 'event', data: { id } });
    expect(drive.kinds()).toContain('webhook');
    expect(drive.service.nextDecision()).toBeNull();
  });

  it('are signed as the standard says', () => {
    const delivery: WebhookDelivery = { at: 0, id: 'evt_1', event: 'batch.completed', job: 'batch_1', body: '{"ü":1}' };
    const secret = Buffer.from('ein Geheimnis').toString('base64');
    const headers = new Map(signWebhook(delivery, `whsec_${secret}`, 1_793_610_000));
    const expected = createHmac('sha256', 'ein Geheimnis').update('evt_1.1793610000.{"ü":1}').digest('base64');
    expect(headers.get('webhook-signature')).toBe(`v1,${expected}`);
    expect(headers.get('webhook-id')).toBe('evt_1');
    expect(headers.get('webhook-timestamp')).toBe('1793610000');
  });

  it('rest on a right SHA-256 and HMAC', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 200 }), (key, message) => {
        expect(Buffer.from(sha256(message)).toString('hex')).toBe(createHash('sha256').update(message).digest('hex'));
        expect(Buffer.from(hmacSha256(key, message)).toString('hex')).toBe(
          createHmac('sha256', key).update(message).digest('hex'),
        );
      }),
    );
  });
});
