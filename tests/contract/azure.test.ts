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
