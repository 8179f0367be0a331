import { setupServer } from 'msw/node';
import OpenAI, { AzureOpenAI } from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { openAiHandlers } from '../../sandbox/doors/msw.ts';
import { createService } from '../../sandbox/service/service.ts';
import { collect, MODEL } from './doors.ts';

const conditions: Conditions = { ...presets.sofort, dialect: 'azure' };
const ask = { model: MODEL, messages: [{ role: 'user' as const, content: 'Hallo' }] };
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function overHttp(given: Conditions): Promise<string> {
  const server = createMockServer({ conditions: given });
  closing.push(() => server.close());
  return server.listen();
}

async function throughMsw(given: Conditions): Promise<string> {
  const server = setupServer(...openAiHandlers(createService(given)));
  server.listen({ onUnhandledFrame: 'error' });
  closing.push(() => server.close());
  return 'https://mein-dienst.openai.azure.com';
}

describe.each([
  ['over HTTP', overHttp],
  ['through MSW', throughMsw],
])('the Azure dialect %s', (_door, open) => {
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
