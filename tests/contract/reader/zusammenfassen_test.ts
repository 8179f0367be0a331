import { setupServer } from 'msw/node';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAiHandlers } from 'wartezeit/msw';
import { type Conditions, createService, presets } from 'wartezeit/service';
import { zusammenfassen } from './zusammenfassen.ts';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

const texte = ['Erster Text', 'Zweiter Text', 'Dritter Text'];

test('fasst alle Texte zusammen', async () => {
  server.resetHandlers(...openAiHandlers(createService(presets.sofort)));
  const ergebnis = await zusammenfassen(texte, new OpenAI({ apiKey: 'sk-test' }));
  expect(ergebnis.every((text) => text.length > 10)).toBe(true);
});

test('übersteht einen Ausfall', async () => {
  const stoerung: Conditions = { ...presets.sofort, faults: [{ kind: 'status', status: 503, requests: [1] }] };
  server.resetHandlers(...openAiHandlers(createService(stoerung)));
  expect(await zusammenfassen(texte, new OpenAI({ apiKey: 'sk-test' }))).toHaveLength(3);
});

test('kennt seine Typen', () => {
  // @ts-expect-error: ein Startwert ist eine Zahl
  const falsch: Conditions = { ...presets.sofort, seed: 'eins' };
  expect(falsch.seed).toBe('eins');
});
