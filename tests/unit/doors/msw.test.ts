import { setupServer } from 'msw/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { openAiHandlers } from '../../../sandbox/doors/msw.ts';
import { createService } from '../../../sandbox/service/service.ts';
import type { ServiceEvent } from '../../../sandbox/trace/event.ts';

const running: ReturnType<typeof setupServer>[] = [];

afterEach(() => {
  for (const server of running.splice(0)) server.close();
  vi.useRealTimers();
});

function listen(conditions: Conditions, emit: (event: ServiceEvent) => void = () => {}): void {
  const server = setupServer(...openAiHandlers(createService(conditions, { emit })));
  server.listen({ onUnhandledFrame: 'error' });
  running.push(server);
}

function ask(extra: object = {}, init: RequestInit = {}, headers: Record<string, string> = {}): Promise<Response> {
  return fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'gpt-6-luna', messages: [{ role: 'user', content: 'Hallo' }], ...extra }),
    ...init,
  });
}

describe('the MSW door', () => {
  it('answers whole and streamed', async () => {
    listen(presets.sofort);
    expect(await (await ask()).json()).toMatchObject({ object: 'chat.completion' });
    expect(await (await ask({ stream: true })).text()).toMatch(/data: \[DONE\]\n\n$/);
  });

  it.each(['openai.azure.com', 'services.ai.azure.com', 'cognitiveservices.azure.com'])(
    'answers for Azure resources under %s too',
    async (domain) => {
      listen(presets.sofort);
      const response = await fetch(`https://mein-dienst.${domain}/openai/v1/gibt-es-nicht`, {
        headers: { 'api-key': 'x' },
      });
      expect(response.status).toBe(404);
    },
  );

  it('takes the time of the test', async () => {
    vi.useFakeTimers();
    listen(presets.artikel);
    const start = performance.now();
    const asked = ask().then((response) => response.json());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await asked).toMatchObject({ object: 'chat.completion' });
    expect(performance.now() - start).toBe(10_000);
  });

  it('shows faults as the network shows them', async () => {
    listen(presets.sofort);
    await expect(ask({}, {}, { 'x-lab-fault': 'reset' })).rejects.toThrow();
    const cut = await ask({ stream: true }, {}, { 'x-lab-fault': 'cut' });
    await expect(cut.text()).rejects.toThrow('terminated');
    expect((await ask({}, {}, { 'x-lab-fault': 'status 500' })).status).toBe(500);
  });

  it('tells the service of an abort', async () => {
    const events: ServiceEvent[] = [];
    listen(presets.artikel, (event) => events.push(event));
    const stop = new AbortController();
    const asked = ask({}, { signal: stop.signal });
    await expect.poll(() => events.map((event) => event.kind)).toContain('admitted');
    stop.abort();
    await expect(asked).rejects.toThrow();
    expect(events.map((event) => event.kind)).toContain('aborted');
  });
});
