import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { latencyProfiles } from '../../../sandbox/conditions/latency.ts';
import { Draw } from '../../../sandbox/service/draw.ts';
import { askedTiming, type TimedWork, timingOf } from '../../../sandbox/service/latency.ts';
import { answerOf, CHAT, chatBody, conditionsOf, Drive, type Json, LUNA } from './drive.ts';

const RESPONSES = '/v1/responses';
const chat = (more: object, drive = new Drive()): Json => drive.ask(CHAT, { body: chatBody('Hallo', more) }).json();
const respond = (more: object, drive = new Drive()): Json =>
  drive.ask(RESPONSES, { body: { model: LUNA, input: 'Hallo', ...more } }).json();

describe('a model that is asked to think', () => {
  it('thinks as long as its effort says; what it thinks counts as tokens of the answer', () => {
    const thought = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'].map((reasoning_effort) => {
      const { usage, choices } = chat({ reasoning_effort });
      expect(choices[0].message.content).not.toBe('');
      expect(usage.completion_tokens).toBeGreaterThan(usage.completion_tokens_details.reasoning_tokens);
      expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
      return usage.completion_tokens_details.reasoning_tokens;
    });
    expect(thought.slice(0, 2)).toEqual([0, 0]);
    expect(thought.slice(2)).toEqual(thought.slice(2).sort((a, b) => a - b));
    for (const tokens of thought) expect(tokens % 64).toBe(0);
    expect(thought[2]).toBeGreaterThan(0);
  });

  it('thinks as much for the same request and seed, and answers what it would have answered without', () => {
    expect(chat({ reasoning_effort: 'high' })).toEqual(chat({ reasoning_effort: 'high' }));
    expect(chat({ reasoning_effort: 'high', seed: 5 }).usage).toEqual(
      chat({ reasoning_effort: 'high', seed: 5 }).usage,
    );
    const drive = new Drive();
    const seeded = [1, 2].map(() => chat({ reasoning_effort: 'high', seed: 5 }, drive).usage);
    expect(seeded[0]).toMatchObject({ completion_tokens: seeded[1].completion_tokens });
    expect(chat({}).usage.completion_tokens_details.reasoning_tokens).toBe(0);
  });

  it('may use up the bound with thinking alone', () => {
    const { choices, usage } = chat({ reasoning_effort: 'high', max_completion_tokens: 100 });
    expect(choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '' } });
    expect(usage).toMatchObject({ completion_tokens: 100, completion_tokens_details: { reasoning_tokens: 100 } });
    const response = respond({ reasoning: { effort: 'high' }, max_output_tokens: 100 });
    expect(response).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(response.output.map((item: Json) => item.type)).toEqual(['reasoning']);
  });

  it('says so in a response with an item of its own, in a stream before the answer', () => {
    const body = { model: LUNA, input: 'Hallo', reasoning: { effort: 'low' } };
    const whole = respond(body);
    expect(whole.output).toMatchObject(
      [{ id: /^rs_/u, type: 'reasoning', summary: [] }, { type: 'message' }].map((item) =>
        'id' in item ? { ...item, id: expect.stringMatching(/^rs_/u) } : item,
      ),
    );
    const details = whole.usage.output_tokens_details;
    expect(details.reasoning_tokens).toBeGreaterThan(0);
    const events = new Drive().ask(RESPONSES, { body: { ...body, stream: true } }).events();
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, i) => i));
    const items = events.filter(({ type }) => type.startsWith('response.output_item.'));
    expect(items.map(({ type, output_index, item }) => [type.slice(21), output_index, item.type])).toEqual([
      ['added', 0, 'reasoning'],
      ['done', 0, 'reasoning'],
      ['added', 1, 'message'],
      ['done', 1, 'message'],
    ]);
    for (const { type, output_index } of events) if (type.includes('output_text')) expect(output_index).toBe(1);
    expect(events.at(-1).response.usage.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });

  it('goes on in a conversation whose output comes back as input', () => {
    const drive = new Drive();
    const { output } = respond({ reasoning: { effort: 'low' } }, drive);
    const input = [{ role: 'user', content: 'Hallo' }, ...output, { role: 'user', content: 'Und weiter?' }];
    expect(respond({ input }, drive).status).toBe('completed');
  });

  it('lets choices think side by side', () => {
    const { usage } = chat({ reasoning_effort: 'medium', n: 3 });
    expect(usage.completion_tokens_details.reasoning_tokens).toBeGreaterThanOrEqual(3 * 256);
  });

  it('is billed for it, also when the client leaves while it thinks', () => {
    const drive = new Drive(conditionsOf({ latency: latencyProfiles.mittel }));
    const body = chatBody('Hallo', { reasoning_effort: 'high' });
    const { request } = drive.service.submit(
      {
        method: 'POST',
        path: CHAT,
        host: 'x',
        headers: [['authorization', 'Bearer x']],
        body: new TextEncoder().encode(JSON.stringify(body)),
      },
      0,
    );
    drive.service.abort(request, 11_000_000);
    const aborted = drive.events.find(({ kind }) => kind === 'aborted');
    // Ten seconds at about 50 tokens per second.
    expect(aborted).toMatchObject({
      completionTokens: expect.toSatisfy((tokens: number) => tokens > 200 && tokens < 1_000),
    });
    const usage = drive.ask(CHAT, { body }).json().usage;
    drive.skip(1);
    expect(drive.events.findLast(({ kind }) => kind === 'served')).toMatchObject({
      completionTokens: usage.completion_tokens,
    });
  });

  it('is counted in batches', () => {
    const drive = new Drive();
    const line = {
      custom_id: 'a',
      method: 'POST',
      url: RESPONSES,
      body: { model: LUNA, input: 'x', reasoning: { effort: 'low' } },
    };
    const form = ['purpose"\r\n\r\nbatch', `file"; filename="a.jsonl"\r\n\r\n${JSON.stringify(line)}`]
      .map((part) => `--x\r\nContent-Disposition: form-data; name="${part}\r\n`)
      .join('');
    const raw = new TextEncoder().encode(`${form}--x--\r\n`);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const { id } = drive.ask('/v1/files', { raw, headers }).json();
    const body = { input_file_id: id, endpoint: RESPONSES, completion_window: '24h' };
    const batch = drive.ask('/v1/batches', { body }).json();
    drive.skip(24 * 3_600_000_000);
    const { usage } = drive.ask(`/v1/batches/${batch.id}`).json();
    expect(usage.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });
});

describe('an effort', () => {
  it('that does not exist is refused', () => {
    expect(chat({ reasoning_effort: 'viel' }).error).toMatchObject({
      param: 'reasoning_effort',
      code: 'invalid_value',
    });
    expect(respond({ reasoning: { effort: 'viel' } }).error).toMatchObject({
      param: 'reasoning.effort',
      code: 'invalid_value',
    });
    expect(respond({ reasoning: { effort: 5 } }).error.code).toBe('invalid_type');
    for (const effort of [null, undefined]) expect(respond({ reasoning: { effort } }).status).toBe('completed');
  });

  it('is refused by models that do not think', () => {
    expect(chat({ model: 'gpt-4o', reasoning_effort: 'low' }).error).toMatchObject({
      message: 'Unrecognized request argument supplied: reasoning_effort',
      param: null,
    });
    expect(respond({ model: 'gpt-4.1', reasoning: { effort: 'low' } }).error).toMatchObject({
      param: 'reasoning.effort',
      code: 'unsupported_parameter',
    });
    for (const model of ['o3', 'gpt-5-mini', 'gpt-5.2-pro']) {
      expect(chat({ model, reasoning_effort: 'low' }).usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(
        0,
      );
    }
  });
});

describe('the time of thinking', () => {
  const work: TimedWork = { pace: 'generation', promptTokens: 100, outputTokens: 50, steps: 50, tier: 'default' };
  const thoughtful: TimedWork = { ...work, outputTokens: 550, thinking: { tokens: 500, steps: 500 } };
  const draw = (): Draw => new Draw(1, 2, 3);

  it('lies before the first token, as long as its tokens take', () => {
    const usual = timingOf(latencyProfiles.mittel, work, 1, draw());
    const longer = timingOf(latencyProfiles.mittel, thoughtful, 1, draw());
    const perToken = (usual.end - usual.firstToken) / 49;
    expect(longer.thinking).toBeCloseTo(500 * perToken, -2);
    expect(longer.accepted).toBe(usual.accepted);
    expect(longer.firstToken).toBe(usual.firstToken + (longer.thinking ?? 0));
    expect(longer.end - longer.firstToken).toBe(usual.end - usual.firstToken);
  });

  it('is a share of a duration that is known beforehand', () => {
    for (const timing of [
      timingOf(presets.artikel.latency, thoughtful, 1, draw()),
      askedTiming(3_000_000, thoughtful),
    ]) {
      const begin = timing.firstToken - (timing.thinking ?? 0);
      expect((timing.thinking ?? 0) / (timing.end - begin)).toBeCloseTo(500 / 550, 4);
    }
    const { end } = timingOf(presets.artikel.latency, work, 1, draw());
    expect(timingOf(presets.artikel.latency, thoughtful, 1, draw()).end).toBe(end);
  });

  it('shows in a stream: the first word comes late', () => {
    const drive = new Drive(conditionsOf({ latency: latencyProfiles.schnell }));
    const firstAt = (more: object): number => {
      const plan = drive.plan(CHAT, { body: chatBody('Hallo', { stream: true, ...more }) });
      if (plan.kind !== 'answer') throw new Error('unexpected reset');
      answerOf(plan);
      return (plan.chunks.find((chunk) => chunk.text?.() !== '')?.at ?? 0) - drive.now;
    };
    expect(firstAt({ reasoning_effort: 'high' })).toBeGreaterThan(firstAt({}) + 5_000_000);
  });
});
