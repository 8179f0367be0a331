import OpenAI, { AzureOpenAI } from 'openai';
import { expect, it } from 'vitest';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { collect, MODEL, throughBothRawDoors } from './doors.ts';

const conditions: Conditions = { ...presets.sofort, dialect: 'azure' };
const ask = { model: MODEL, messages: [{ role: 'user' as const, content: 'Hallo' }] };
throughBothRawDoors('the Azure dialect', (openRaw) => {
  const open = (given: Conditions): Promise<string> => openRaw(given, 1, true);

  it('answers classic deployments', async () => {
    const client = new AzureOpenAI({
      baseURL: `${await open(conditions)}/openai`,
      apiKey: 'x',
      apiVersion: '2024-10-21',
      deployment: MODEL,
    });
    expect((await client.chat.completions.create(ask)).choices).toHaveLength(1);
    expect((await collect(await client.chat.completions.create({ ...ask, stream: true }))).length).toBeGreaterThan(2);
  });

  it('tells what the content filter found, in a stream before the first choice', async () => {
    const client = new OpenAI({ baseURL: `${await open(conditions)}/openai/v1/`, apiKey: 'x' });
    const safe = { filtered: false, severity: 'safe' };
    const found = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
    const prompt = [{ prompt_index: 0, content_filter_results: expect.objectContaining(found) }];
    const whole = await client.chat.completions.create(ask);
    expect(whole).toMatchObject({ prompt_filter_results: prompt, choices: [{ content_filter_results: found }] });
    const [first, opening, piece, ...rest] = await collect(
      await client.chat.completions.create({ ...ask, stream: true }),
    );
    expect(first).toMatchObject({ id: '', choices: [], prompt_filter_results: prompt });
    expect(opening?.choices[0]).toMatchObject({ delta: { role: 'assistant' }, content_filter_results: {} });
    expect(piece?.choices[0]).toMatchObject({ content_filter_results: found });
    expect(rest.at(-1)?.choices[0]?.finish_reason).toBe('stop');
  });

  it('answers the new surface to the plain client', async () => {
    const client = new OpenAI({ baseURL: `${await open(conditions)}/openai/v1/`, apiKey: 'x' });
    expect((await client.responses.create({ model: MODEL, input: 'Hallo' })).status).toBe('completed');
  });

  it('refuses in Azure’s words', async () => {
    const limited = { ...conditions, limits: { requestsPerMinute: 1, tokensPerMinute: 100_000 } };
    const client = new AzureOpenAI({
      baseURL: `${await open(limited)}/openai`,
      apiKey: 'x',
      apiVersion: '2024-10-21',
      deployment: MODEL,
      maxRetries: 0,
    });
    await client.chat.completions.create(ask);
    await expect(client.chat.completions.create(ask)).rejects.toMatchObject({ status: 429, code: '429' });
  });

  it('needs a key', async () => {
    const response = await fetch(`${await open(conditions)}/openai/v1/models`);
    expect(response.status).toBe(401);
  });
});
