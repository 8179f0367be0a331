import { zodResponseFormat } from 'openai/helpers/zod';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { collect, MODEL, throughBothDoors } from './doors.ts';

const messages = [{ role: 'user' as const, content: 'Was heißt asynchron?' }];
const weather = {
  type: 'function' as const,
  function: {
    name: 'wetter',
    description: 'Das Wetter an einem Ort',
    parameters: {
      type: 'object',
      properties: { ort: { type: 'string' } },
      required: ['ort'],
      additionalProperties: false,
    },
  },
};

throughBothDoors('chat completions', (open) => {
  it('answer with text, usage and ids', async () => {
    const { data, request_id } = await (await open())
      .client()
      .chat.completions.create({ model: MODEL, messages })
      .withResponse();
    expect(request_id).toMatch(/^req_/);
    expect(data).toMatchObject({
      object: 'chat.completion',
      model: MODEL,
      choices: [{ index: 0, finish_reason: 'stop' }],
    });
    expect(data.choices[0]?.message.content?.length).toBeGreaterThan(10);
    expect(data.usage?.total_tokens).toBe((data.usage?.prompt_tokens ?? 0) + (data.usage?.completion_tokens ?? 0));
  });

  it('give n choices, and stop at the limit of tokens', async () => {
    const client = (await open()).client();
    const several = await client.chat.completions.create({ model: MODEL, messages, n: 3 });
    expect(several.choices.map((choice) => choice.index)).toEqual([0, 1, 2]);
    const short = await client.chat.completions.create({ model: MODEL, messages, max_completion_tokens: 5 });
    expect(short.choices[0]?.finish_reason).toBe('length');
    expect(short.usage?.completion_tokens).toBe(5);
  });

  it('stream deltas that make up a whole answer', async () => {
    const stream = await (await open())
      .client()
      .chat.completions.create({ model: MODEL, messages, stream: true, stream_options: { include_usage: true } });
    const chunks = await collect(stream);
    expect(chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('').length).toBeGreaterThan(10);
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  it('work with the helper .stream()', async () => {
    const runner = (await open()).client().chat.completions.stream({ model: MODEL, messages });
    let text = '';
    runner.on('content', (delta) => {
      text += delta;
    });
    expect(await runner.finalContent()).toBe(text);
    expect((await runner.finalChatCompletion()).choices[0]?.finish_reason).toBe('stop');
  });

  it('keep to a JSON schema, read by .parse()', async () => {
    const schema = z.object({
      titel: z.string(),
      punkte: z.array(z.string()),
      stufe: z.enum(['leicht', 'schwer']),
      jahr: z.number().int(),
    });
    const parsed = await (await open())
      .client()
      .chat.completions.parse({ model: MODEL, messages, response_format: zodResponseFormat(schema, 'karte') });
    expect(schema.parse(parsed.choices[0]?.message.parsed)).toEqual(parsed.choices[0]?.message.parsed);
  });

  it('call a tool, and take its result', async () => {
    const client = (await open()).client();
    const first = await client.chat.completions.create({
      model: MODEL,
      messages,
      tools: [weather],
      tool_choice: 'required',
    });
    const call = first.choices[0]?.message.tool_calls?.[0];
    expect(first.choices[0]?.finish_reason).toBe('tool_calls');
    if (call?.type !== 'function') throw new Error('no function call');
    expect(JSON.parse(call.function.arguments)).toMatchObject({ ort: expect.any(String) });
  });

  it('run tools to the end with runTools', async () => {
    const asked: unknown[] = [];
    const runner = (await open()).client().chat.completions.runTools({
      model: MODEL,
      messages,
      tools: [
        {
          type: 'function',
          function: {
            ...weather.function,
            parse: JSON.parse,
            function: (given: unknown) => {
              asked.push(given);
              return 'Sonne';
            },
          },
        },
      ],
    });
    expect((await runner.finalContent())?.length).toBeGreaterThan(0);
    expect(asked).toHaveLength(1);
  });

  it('may be stored, found again, changed and deleted', async () => {
    const client = (await open()).client();
    const made = await client.chat.completions.create({
      model: MODEL,
      messages,
      store: true,
      metadata: { art: 'probe' },
    });
    expect((await client.chat.completions.retrieve(made.id)).id).toBe(made.id);
    expect((await client.chat.completions.update(made.id, { metadata: { art: 'neu' } })).metadata).toEqual({
      art: 'neu',
    });
    expect((await collect(client.chat.completions.messages.list(made.id)))[0]?.content).toContain('asynchron');
    expect((await collect(client.chat.completions.list())).map((one) => one.id)).toContain(made.id);
    expect((await client.chat.completions.delete(made.id)).deleted).toBe(true);
    await expect(client.chat.completions.retrieve(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('page through what is stored', async () => {
    const client = (await open()).client();
    for (let i = 0; i < 5; i++)
      await client.chat.completions.create({
        model: MODEL,
        messages: [{ role: 'user', content: `Frage ${i}` }],
        store: true,
      });
    expect(await collect(client.chat.completions.list({ limit: 2 }))).toHaveLength(5);
  });

  it('existed in their old form until its last models were shut down', async () => {
    const client = (await open({ ...presets.sofort, labDate: '2026-06-01T09:00:00Z' })).client();
    const whole = await client.completions.create({
      model: 'gpt-3.5-turbo-instruct',
      prompt: 'Es war einmal',
      max_tokens: 8,
    });
    expect(whole).toMatchObject({
      object: 'text_completion',
      choices: [{ text: expect.any(String), finish_reason: 'length' }],
    });
    const chunks = await collect(
      await client.completions.create({ model: 'gpt-3.5-turbo-instruct', prompt: 'Es war einmal', stream: true }),
    );
    expect(chunks.map((chunk) => chunk.choices[0]?.text ?? '').join('').length).toBeGreaterThan(0);
  });
});
