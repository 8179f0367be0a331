import OpenAI, {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIUserAbortError,
  AuthenticationError,
  NotFoundError,
  RateLimitError,
} from 'openai';
import { expect, it } from 'vitest';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { collect, MODEL, throughBothDoors } from './doors.ts';

const ask = { model: MODEL, messages: [{ role: 'user' as const, content: 'Hallo' }] };
const failing = (...faults: Conditions['faults']): Conditions => ({ ...presets.sofort, faults });

throughBothDoors('errors', (open) => {
  it('name what is wrong with a request', async () => {
    const door = await open();
    const client = door.client();
    await expect(client.chat.completions.create({ ...ask, model: 'gibt-es-nicht' })).rejects.toThrow(NotFoundError);
    await expect(client.chat.completions.create({ model: MODEL, messages: [] })).rejects.toMatchObject({
      status: 400,
      type: 'invalid_request_error',
    });
    await expect(door.client({ apiKey: 'sk-falsch' }).chat.completions.create(ask)).rejects.toThrow(
      AuthenticationError,
    );
    await expect(client.post('/gibt/es/nicht', { body: {} })).rejects.toMatchObject({ status: 404 });
  });

  it('that pass are retried, and the retry is counted', async () => {
    const door = await open(failing({ kind: 'status', status: 503, requests: [1, 2] }));
    const answer = await door.client({ maxRetries: 2 }).chat.completions.create(ask);
    expect(answer.choices).toHaveLength(1);
    const other = await open(failing({ kind: 'status', status: 503, requests: [1, 2] }));
    await expect(other.client({ maxRetries: 1 }).chat.completions.create(ask)).rejects.toMatchObject({ status: 503 });
  });

  it('of the connection are retried too, and otherwise told as such', async () => {
    const door = await open(failing({ kind: 'reset', requests: [1] }));
    expect((await door.client({ maxRetries: 1 }).chat.completions.create(ask)).object).toBe('chat.completion');
    const other = await open(failing({ kind: 'reset', rate: 1 }));
    await expect(other.client().chat.completions.create(ask)).rejects.toThrow(APIConnectionError);
  });

  it('break off a stream', async () => {
    const door = await open(failing({ kind: 'cut', rate: 1 }));
    await expect(
      door
        .client()
        .chat.completions.create({ ...ask, stream: true })
        .then(collect),
    ).rejects.toThrow();
    const inside = await open(failing({ kind: 'in-stream-error', rate: 1 }));
    await expect(
      inside
        .client()
        .chat.completions.create({ ...ask, stream: true })
        .then(collect),
    ).rejects.toThrow(OpenAI.APIError);
  });

  it('may be broken JSON', async () => {
    const door = await open(failing({ kind: 'malformed', rate: 1 }));
    await expect(door.client().chat.completions.create(ask)).rejects.toThrow();
  });

  it('of the limits say how long to wait', async () => {
    const limited = { ...presets.sofort, limits: { requestsPerMinute: 1, tokensPerMinute: 100_000 } };
    const client = (await open(limited)).client();
    await client.chat.completions.create(ask);
    const error = await client.chat.completions.create(ask).catch((reason: unknown) => reason);
    if (!(error instanceof RateLimitError)) throw error;
    expect(error).toMatchObject({ code: 'rate_limit_exceeded', type: 'requests' });
    const ms = Number(error.headers?.get('retry-after-ms'));
    const seconds = Number(error.headers?.get('retry-after'));
    expect(seconds).toBe(Math.max(1, Math.ceil(ms / 1_000)));
    expect(error.message).toContain('Please try again in');
    expect(error.headers?.get('x-ratelimit-limit-requests')).toBe('1');
  });

  it('of the quota help themselves to no retry', async () => {
    const client = (await open({ ...presets.sofort, quotaExhausted: true })).client();
    await expect(client.chat.completions.create(ask)).rejects.toMatchObject({
      status: 429,
      code: 'insufficient_quota',
    });
  });

  it('by time: the client gives up', async () => {
    const client = (await open(presets.artikel)).client({ timeout: 50 });
    await expect(client.chat.completions.create(ask)).rejects.toThrow(APIConnectionTimeoutError);
  });

  it('by the program: it aborts, whole and in a stream', async () => {
    const client = (await open(presets.artikel)).client();
    const stop = new AbortController();
    const asked = client.chat.completions.create(ask, { signal: stop.signal });
    stop.abort();
    await expect(asked).rejects.toThrow(APIUserAbortError);
    const quick = (
      await open({
        ...presets.artikel,
        latency: { kind: 'tokens', overheadMs: 1, prefillMsPerToken: 0, tokensPerSecond: 20, spread: 0 },
      })
    ).client();
    const stream = await quick.chat.completions.create({ ...ask, stream: true });
    let seen = 0;
    for await (const _ of stream) {
      seen += 1;
      if (seen === 2) stream.controller.abort();
    }
    expect(seen).toBe(2);
  });
});
