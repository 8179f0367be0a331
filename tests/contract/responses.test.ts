import { zodTextFormat } from 'openai/helpers/zod';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { collect, MODEL, throughBothDoors } from './doors.ts';

const input = 'Was heißt asynchron?';

throughBothDoors('responses', (open) => {
  it('answer with text and usage, without a model too', async () => {
    const client = (await open()).client();
    const response = await client.responses.create({ model: MODEL, input });
    expect(response).toMatchObject({ object: 'response', status: 'completed', model: MODEL });
    expect(response.output_text.length).toBeGreaterThan(10);
    expect(response.usage?.total_tokens).toBeGreaterThan(0);
    expect((await client.responses.create({ input })).status).toBe('completed');
  });

  it('stream typed events, numbered from 0', async () => {
    const events = await collect(await (await open()).client().responses.create({ model: MODEL, input, stream: true }));
    const types = events.map((event) => event.type);
    expect(types.slice(0, 4)).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
    ]);
    expect(types.slice(-4)).toEqual([
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, i) => i));
  });

  it('work with the helper .stream()', async () => {
    const stream = (await open()).client().responses.stream({ model: MODEL, input });
    let text = '';
    stream.on('response.output_text.delta', (event) => {
      text += event.delta;
    });
    expect((await stream.finalResponse()).output_text).toBe(text);
  });

  it('keep to a JSON schema, read by .parse()', async () => {
    const schema = z.object({ titel: z.string(), seiten: z.number() });
    const parsed = await (await open())
      .client()
      .responses.parse({ model: MODEL, input, text: { format: zodTextFormat(schema, 'buch') } });
    expect(schema.parse(parsed.output_parsed)).toEqual(parsed.output_parsed);
  });

  it('call a function', async () => {
    const response = await (await open()).client().responses.create({
      model: MODEL,
      input,
      tool_choice: 'required',
      tools: [
        {
          type: 'function',
          name: 'wetter',
          strict: true,
          parameters: {
            type: 'object',
            properties: { ort: { type: 'string' } },
            required: ['ort'],
            additionalProperties: false,
          },
        },
      ],
    });
    const call = response.output.find((item) => item.type === 'function_call');
    expect(JSON.parse(call?.arguments ?? '')).toMatchObject({ ort: expect.any(String) });
  });

  it('are kept, with their input, until they are deleted', async () => {
    const client = (await open()).client();
    const made = await client.responses.create({ model: MODEL, input });
    expect((await client.responses.retrieve(made.id)).output_text).toBe(made.output_text);
    expect((await collect(client.responses.inputItems.list(made.id))).length).toBe(1);
    const next = await client.responses.create({ model: MODEL, input: 'Und synchron?', previous_response_id: made.id });
    expect(next.previous_response_id).toBe(made.id);
    await client.responses.delete(made.id);
    await expect(client.responses.retrieve(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('count their input', async () => {
    const counted = await (await open()).client().responses.inputTokens.count({ model: MODEL, input });
    expect(counted).toMatchObject({ object: 'response.input_tokens', input_tokens: expect.any(Number) });
  });

  it('run in the background and are asked for until they are done', async () => {
    const client = (await open(presets.artikel, 20)).client();
    const begun = await client.responses.create({ model: MODEL, input, background: true });
    expect(['queued', 'in_progress']).toContain(begun.status);
    await expect
      .poll(async () => (await client.responses.retrieve(begun.id)).status, { timeout: 10_000 })
      .toBe('completed');
  });

  it('may be cancelled in the background', async () => {
    const client = (await open(presets.artikel, 20)).client();
    const begun = await client.responses.create({ model: MODEL, input, background: true });
    expect((await client.responses.cancel(begun.id)).status).toBe('cancelled');
  });

  it('are resumed where a stream broke off', async () => {
    const client = (await open()).client();
    const begun = await collect(await client.responses.create({ model: MODEL, input, background: true, stream: true }));
    const id = begun[0]?.type === 'response.created' ? begun[0].response.id : '';
    const rest = await collect(await client.responses.retrieve(id, { stream: true, starting_after: 5 }));
    expect(rest[0]?.sequence_number).toBe(6);
    expect(rest.at(-1)?.type).toBe('response.completed');
  });
});
