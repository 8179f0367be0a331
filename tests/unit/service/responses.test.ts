import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { answerOf, Drive, LUNA, SECOND } from './drive.ts';

const RESPONSES = '/v1/responses';

describe('a response', () => {
  it('answers in the shape of the API, also without a model', () => {
    const body = new Drive().ask(RESPONSES, { body: { input: 'Hallo' } }).json();
    expect(body).toMatchObject({ object: 'response', status: 'completed', model: LUNA, error: null });
    expect(body.output[0]).toMatchObject({ type: 'message', role: 'assistant', status: 'completed' });
    expect(body.usage.total_tokens).toBe(body.usage.input_tokens + body.usage.output_tokens);
  });

  it('streams typed events, numbered from 0, that add up to the whole', () => {
    const answer = new Drive().ask(RESPONSES, { body: { input: 'Hallo', stream: true } });
    const events = answer.events();
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i));
    const types = events.map((event) => event.type).filter((type) => !type.endsWith('.delta'));
    expect(types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    const names = [...answer.text.matchAll(/^event: (.*)$/gmu)].map(([, name]) => name);
    expect(names).toEqual(events.map((event) => event.type));
    const text = events.flatMap((event) => (event.type === 'response.output_text.delta' ? [event.delta] : [])).join('');
    expect(events.at(-1).response.output[0].content[0].text).toBe(text);
    expect(answer.text).not.toContain('[DONE]');
  });

  it('is incomplete when the token limit cuts it off', () => {
    const body = new Drive().ask(RESPONSES, { body: { input: 'Hallo', max_output_tokens: 16 } }).json();
    expect(body.status).toBe('incomplete');
    expect(body.incomplete_details).toEqual({ reason: 'max_output_tokens' });
    expect(body.usage.output_tokens).toBe(16);
  });

  it('is remembered, continued, listed by its input and deleted', () => {
    const drive = new Drive();
    const first = drive.ask(RESPONSES, { body: { input: 'Erste Frage' } }).json();
    expect(drive.ask(`${RESPONSES}/${first.id}`).json().output).toEqual(first.output);
    const next = drive.ask(RESPONSES, { body: { input: 'Und weiter?', previous_response_id: first.id } }).json();
    expect(next.usage.input_tokens).toBeGreaterThan(first.usage.total_tokens);
    const items = drive.ask(`${RESPONSES}/${first.id}/input_items`).json();
    expect(items.data[0].content).toEqual([{ type: 'input_text', text: 'Erste Frage' }]);
    expect(drive.ask(`${RESPONSES}/${first.id}`, { method: 'DELETE' }).json().deleted).toBe(true);
    expect(drive.ask(`${RESPONSES}/${first.id}`).status).toBe(404);
    const lost = drive.ask(RESPONSES, { body: { input: 'x', previous_response_id: first.id } });
    expect(lost.json().error.code).toBe('previous_response_not_found');
  });

  it('is not remembered when the request says so', () => {
    const drive = new Drive();
    const { id } = drive.ask(RESPONSES, { body: { input: 'x', store: false } }).json();
    expect(drive.ask(`${RESPONSES}/${id}`).status).toBe(404);
  });

  it('counts input tokens without answering, and as many as it bills', () => {
    const drive = new Drive();
    const body = { input: 'Wie viele Tokens sind das?', instructions: 'Zähle.' };
    const counted = drive.ask(`${RESPONSES}/input_tokens`, { body }).json();
    expect(counted.object).toBe('response.input_tokens');
    expect(counted.input_tokens).toBe(drive.ask(RESPONSES, { body }).json().usage.input_tokens);
  });

  it('calls functions and answers in JSON by schema', () => {
    const drive = new Drive();
    const tools = [{ type: 'function', name: 'suche', parameters: { type: 'object', properties: {} } }];
    const [call] = drive.ask(RESPONSES, { body: { input: 'Suche etwas', tools } }).json().output;
    expect(call).toMatchObject({ type: 'function_call', name: 'suche', arguments: '{}' });
    const input = [
      { role: 'user', content: 'Suche etwas' },
      call,
      { type: 'function_call_output', call_id: call.call_id, output: 'gefunden' },
    ];
    expect(drive.ask(RESPONSES, { body: { input, tools } }).json().output[0].type).toBe('message');
    const schema = {
      type: 'object',
      properties: { zahl: { type: 'integer', minimum: 3, maximum: 3 } },
      required: ['zahl'],
    };
    const text = { format: { type: 'json_schema', name: 'x', schema } };
    const [message] = drive.ask(RESPONSES, { body: { input: 'x', text } }).json().output;
    expect(JSON.parse(message.content[0].text)).toEqual({ zahl: 3 });
  });

  it('answers for the ids that the clients’ own suites use', () => {
    const drive = new Drive();
    for (const id of ['response_id', 'resp_677efb5139a88190b512bc3fef8e535d']) {
      expect(drive.ask(`${RESPONSES}/${id}`).json().id).toBe(id);
      expect(drive.ask(`${RESPONSES}/${id}/cancel`, { method: 'POST' }).status).toBe(200);
      expect(drive.ask(`${RESPONSES}/${id}`, { method: 'DELETE' }).status).toBe(200);
    }
  });
});

describe('a background response', () => {
  const start = (drive: Drive, more = {}) =>
    drive.ask(RESPONSES, { body: { input: 'Hallo', background: true, ...more } });

  it('is queued, in progress, completed: a function of its creation and now', () => {
    const drive = new Drive(presets.artikel);
    const { id, status } = start(drive).json();
    const now = (): string => drive.ask(`${RESPONSES}/${id}`).json().status;
    expect(status).toBe('queued');
    const seen = new Set<string>();
    for (let i = 0; i < 100; i++) {
      seen.add(now());
      drive.skip(SECOND / 10);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['in_progress', 'completed']));
    expect(drive.ask(`${RESPONSES}/${id}`).json().output[0].content[0].text).not.toBe('');
    expect(drive.events.filter(({ kind }) => kind === 'job')).toMatchObject([
      { status: 'queued', type: 'background' },
      { status: 'in_progress' },
      { status: 'completed' },
    ]);
  });

  it('takes the time that its request asks for, and its creation takes none of it', () => {
    const drive = new Drive(presets.artikel);
    const headers = { 'x-lab-latency-ms': '4000' };
    const plan = drive.plan(RESPONSES, { body: { input: 'Hallo', background: true }, headers });
    const { id } = answerOf(plan).json();
    const statusAt = (at: number): string => {
      drive.skip(at - drive.now);
      return answerOf(drive.plan(`${RESPONSES}/${id}`)).json().status;
    };
    expect(plan.kind === 'answer' && plan.end.at).toBeLessThan(SECOND / 10);
    expect(statusAt(4 * SECOND - 1)).toBe('in_progress');
    expect(statusAt(4 * SECOND)).toBe('completed');
  });

  it('can be cancelled, twice too, and then has no answer', () => {
    const drive = new Drive(presets.artikel);
    const { id } = start(drive).json();
    expect(drive.ask(`${RESPONSES}/${id}/cancel`, { method: 'POST' }).json().status).toBe('cancelled');
    expect(drive.ask(`${RESPONSES}/${id}/cancel`, { method: 'POST' }).json().status).toBe('cancelled');
    drive.skip(60 * SECOND);
    expect(drive.ask(`${RESPONSES}/${id}`).json()).toMatchObject({ status: 'cancelled', output: [] });
    const statuses = drive.events.flatMap((event) => (event.kind === 'job' ? [event.status] : []));
    expect(statuses).toEqual(['queued', 'cancelled']);
  });

  it('only what runs in the background can be cancelled', () => {
    const drive = new Drive();
    const { id } = drive.ask(RESPONSES, { body: { input: 'x' } }).json();
    expect(drive.ask(`${RESPONSES}/${id}/cancel`, { method: 'POST' }).status).toBe(400);
  });

  it('streams, and a broken stream is resumed after any event without loss', () => {
    const drive = new Drive(presets.artikel);
    const plan = drive.plan(RESPONSES, { body: { input: 'Hallo', background: true, stream: true } });
    const all = answerOf(plan).events();
    expect(all.slice(0, 3).map((event) => event.type)).toEqual([
      'response.created',
      'response.queued',
      'response.in_progress',
    ]);
    const { id } = all[0].response;
    drive.skip(3 * SECOND);
    const resumed = drive.plan(`${RESPONSES}/${id}?stream=true&starting_after=5`);
    expect(answerOf(resumed).events()).toEqual(all.slice(6));
    if (plan.kind !== 'answer' || resumed.kind !== 'answer') throw new Error('unexpected reset');
    expect(resumed.end.at).toBe(plan.end.at);
    drive.skip(60 * SECOND);
    const late = drive.plan(`${RESPONSES}/${id}?stream=true&starting_after=5`);
    expect(late.kind === 'answer' && late.end.at - drive.now).toBeLessThan(SECOND / 10);
  });
});
