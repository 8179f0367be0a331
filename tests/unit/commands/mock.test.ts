import { type ChildProcess, spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';

const command = new URL('../../../sandbox/commands/mock.ts', import.meta.url).pathname;
const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(...args: string[]) {
  const child = spawn('node', [command, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const seen = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    seen.out += part;
  });
  child.stderr.on('data', (part) => {
    seen.err += part;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const address = async (): Promise<string> => {
    await expect.poll(() => seen.out, { timeout: 20_000 }).toContain('/lab/log');
    return /http:\/\/[\d.:]+/.exec(seen.out)?.[0] ?? '';
  };
  return { child, seen, ended, address };
}

describe('npm run mock', () => {
  it('tells its options to whoever asks', async () => {
    const { seen, ended } = start('--help');
    expect(await ended).toBe(0);
    expect(seen.out).toContain('--port            eine ganze Zahl von 0 bis 65535; sonst 8787');
    expect(seen.out).toContain('--conditions      artikel, rate-limit, stoerung, azure, nacht, sofort; sonst artikel');
    expect(seen.out).toContain('--webhook-secret');
  });

  it('serves until Ctrl-C and then ends cleanly', async () => {
    const { child, seen, ended, address } = start(
      '--port',
      '0',
      '--conditions',
      'sofort',
      '--seed',
      '7',
      '--speed',
      '2',
    );
    const conditions = await (await fetch(`${await address()}/lab/conditions`)).json();
    expect(conditions).toMatchObject({ name: 'sofort', seed: 7 });
    expect(seen.out).toContain('Tempo 2');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(seen.err).toBe('');
  });

  it('names a busy port in one sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { seen, ended } = start('--port', String(port));
    expect(await ended).toBe(2);
    expect(seen.err).toBe(
      `Die Option --port hat den Wert „${port}“, aber dieser Port ist belegt. Erlaubt: ein freier Port, oder 0 für irgendeinen.\n`,
    );
    other.close();
  });

  it.each([
    [['--conditions', 'Artikel'], '--conditions', 'Artikel'],
    [['--speed', '-1'], '--speed', '-1'],
    [['--webhook', 'ftp://x', '--webhook-secret', 'x'], '--webhook', 'ftp://x'],
    [['--webhook', 'http://127.0.0.1:1/'], '--webhook-secret', 'http://127.0.0.1:1/'],
    [['bitte'], 'bitte', 'bitte'],
  ])('%j: one sentence, exit code 2, nothing else', async (args, option, value) => {
    const { seen, ended } = start(...args);
    expect(await ended).toBe(2);
    expect(seen.out).toBe('');
    expect(seen.err.trim().split('\n')).toHaveLength(1);
    expect(seen.err).toContain(option);
    expect(seen.err).toContain(value);
  });
});
