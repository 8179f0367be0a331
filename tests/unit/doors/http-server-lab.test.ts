import OpenAI, { AzureOpenAI } from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { type Conditions, presets } from '../../../sandbox/conditions/conditions.ts';
import { createMockServer, type MockServer } from '../../../sandbox/doors/http-server.ts';
import { readConditions } from '../../../sandbox/doors/http-server-lab.ts';

const servers: MockServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(conditions: Conditions = presets.sofort): Promise<string> {
  const server = createMockServer({ conditions });
  servers.push(server);
  return server.listen();
}

describe('the root of the HTTP door', () => {
  it('says without a key what the server is and where things are', async () => {
    const address = await start();
    const response = await fetch(address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await response.text();
    for (const place of [`${address}/v1`, `AZURE_OPENAI_ENDPOINT=${address}`, '/lab/log', '/lab/conditions'])
      expect(text).toContain(place);
  });

  it('is a German page for browsers, and can be asked for its head alone', async () => {
    const address = await start();
    const headers = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    const page = await (await fetch(`${address}/?a=b`, { headers })).text();
    expect(page).toMatch(/^<!doctype html>\n<html lang="de">/u);
    expect(page).toContain('<a href="/lab/log">');
    const head = await fetch(address, { method: 'HEAD', headers });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(page)));
  });

  it('leaves no trace in the log, nor does the icon that browsers ask for', async () => {
    const address = await start();
    await fetch(address);
    expect((await fetch(`${address}/favicon.ico`)).status).toBe(404);
    expect(await (await fetch(`${address}/lab/log`)).json()).toEqual({ events: [] });
    expect((await fetch(address, { method: 'POST' })).status).toBe(401);
  });
});

describe('the addresses of the lab', () => {
  it('forget the log when they are told to', async () => {
    const address = await start();
    await fetch(`${address}/v1/models`, { headers: { authorization: 'Bearer sk-test' } });
    const events = async () => (await (await fetch(`${address}/lab/log`)).json()).events;
    expect(await events()).not.toEqual([]);
    expect((await fetch(`${address}/lab/log`, { method: 'DELETE' })).status).toBe(204);
    expect(await events()).toEqual([]);
  });

  it('can be used by a page of another origin', async () => {
    const response = await fetch(`${await start()}/lab/conditions`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:4321', 'access-control-request-method': 'PUT' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('PUT');
  });

  it('name the methods they take', async () => {
    const address = await start();
    const wrong = await fetch(`${address}/lab/conditions`, { method: 'POST', body: '{}' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, PUT']);
    expect((await fetch(`${address}/lab/nix`)).status).toBe(404);
    expect((await fetch(`${address}/lab/log`, { method: 'HEAD' })).status).toBe(200);
  });
});

describe('changed conditions', () => {
  const read = (change: unknown, present: Conditions = presets.sofort): Conditions | string =>
    readConditions(new TextEncoder().encode(JSON.stringify(change)), present);
  const seven = { ...presets.sofort, seed: 7 };

  it('keep the seed unless they name one', () => {
    expect(read('rate-limit', seven)).toEqual({ ...presets['rate-limit'], seed: 7 });
    expect(read({ preset: 'stoerung' }, seven)).toEqual({ ...presets.stoerung, seed: 7 });
    expect(read({ preset: 'stoerung', seed: 3 }, seven)).toMatchObject({ name: 'eigene', seed: 3 });
    expect(read({ quotaExhausted: true }, seven)).toMatchObject({ seed: 7, quotaExhausted: true });
  });

  it.each([
    [{ seed: -1 }, 'seed: erlaubt ist ab 0'],
    [{ seed: 'x' }, 'seed: erwartet ist eine Zahl'],
    [{ seed: 1.5 }, 'seed: erwartet ist eine ganze Zahl'],
    [{ seed: 5_000_000_000 }, 'seed: erlaubt ist bis 4294967295'],
    [{ farbe: 1, form: 2 }, 'unbekannt ist „farbe“, „form“'],
    [{ name: '' }, 'name: erwartet ist ein Text, der nicht leer ist'],
    [{ dialect: 'x' }, 'dialect: erlaubt ist openai, azure'],
    [{ labDate: 'gestern' }, 'labDate: erwartet ist ein Zeitpunkt in UTC wie 2026-11-02T09:00:00Z'],
    [{ load: { slots: 1 } }, 'load.slowdown: fehlt, erwartet ist eine Zahl'],
    [{ latency: { kind: 'x' } }, 'latency.kind: erlaubt ist total, tokens'],
    [{ latency: { kind: 'total', minMs: 2, maxMs: 1 } }, 'latency.minMs: minMs darf nicht größer als maxMs sein'],
    [{ latency: { kind: 'total', minMs: 0, maxMs: 1e300 } }, 'latency.maxMs: erlaubt ist bis 86400000'],
    [
      { faults: [{ kind: 'cut', rate: 2 }], quotaExhausted: 1 },
      'quotaExhausted: erwartet ist true oder false; faults[0].rate: erlaubt ist bis 1',
    ],
  ])('that are wrong are told in German: %j', (change, told) => {
    expect(read(change)).toBe(`Die Bedingungen stimmen nicht: ${told}.`);
  });

  it('with a thousand errors name a few', () => {
    const told = read({ faults: new Array(1_000).fill({ kind: 'nix' }) });
    expect(told).toMatch(/^.{200,1500}und 992 weitere Fehler\.$/u);
  });
});

describe('clients of Azure', () => {
  const ask = { model: 'gpt-6-luna', messages: [{ role: 'user' as const, content: 'Hallo' }] };

  it('need no more than the address, under any conditions', async () => {
    const endpoint = await start();
    const classic = new AzureOpenAI({ endpoint, apiKey: 'x', apiVersion: '2024-10-21', maxRetries: 0 });
    expect((await classic.chat.completions.create(ask)).choices[0]).toHaveProperty('content_filter_results');
    await expect(classic.chat.completions.create({ ...ask, model: 'nix' })).rejects.toMatchObject({
      status: 404,
      code: 'DeploymentNotFound',
    });
    const plain = new OpenAI({ baseURL: `${endpoint}/v1`, apiKey: 'x' });
    expect((await plain.chat.completions.create(ask)).choices[0]).not.toHaveProperty('content_filter_results');
  });

  it('have rate limits of their own', async () => {
    const endpoint = await start({ ...presets.sofort, limits: { requestsPerMinute: 1, tokensPerMinute: 100_000 } });
    const azure = new OpenAI({ baseURL: `${endpoint}/openai/v1`, apiKey: 'x', maxRetries: 0 });
    const plain = new OpenAI({ baseURL: `${endpoint}/v1`, apiKey: 'x', maxRetries: 0 });
    for (const client of [azure, plain]) {
      await client.chat.completions.create(ask);
      await expect(client.chat.completions.create(ask)).rejects.toMatchObject({ status: 429 });
    }
  });
});
