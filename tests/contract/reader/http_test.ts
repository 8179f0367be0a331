import OpenAI from 'openai';
import { expect, test } from 'vitest';
import { createMockServer } from 'wartezeit/server';
import { presets } from 'wartezeit/service';
import { zusammenfassen } from './zusammenfassen.ts';

test('geht auch über HTTP', async () => {
  const mock = createMockServer({ conditions: presets.sofort });
  const client = new OpenAI({ apiKey: 'sk-test', baseURL: `${await mock.listen()}/v1` });
  expect(await zusammenfassen(['Erster Text', 'Zweiter Text'], client)).toHaveLength(2);
  await mock.close();
});
