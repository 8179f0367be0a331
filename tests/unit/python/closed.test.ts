import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonAssets, runPython } from './support/run-python.ts';
import { waysOut } from './support/ways-out.ts';

let server: Server;
let contacts = 0;

beforeAll(async () => {
  await pythonAssets();
  server = createServer((socket) => {
    contacts += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
}, 300_000);

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('no program leaves the laboratory', () => {
  test.each(Object.entries(waysOut))('by way of %s', async (_name, source) => {
    const { port } = server.address() as AddressInfo;
    const run = await runPython(`PORT = ${port}\n${source}\n`);
    expect(run.stdout).not.toContain('offen');
    if (run.outcome.kind === 'completed') expect(run.stdout).toBe('zu\n');
    else expect(run.outcome.kind).toBe('threw');
    expect(contacts).toBe(0);
  });
});

describe('what a program tries fails as in a closed network', () => {
  test.each([
    ['import js', 'ModuleNotFoundError', "No module named 'js'"],
    ['import socket\nsocket.gethostbyname("example.com")', 'socket.gaierror', '[Errno -2] Name or service not known'],
    ['import socket\nsocket.create_connection(("127.0.0.1", 9))', 'ConnectionRefusedError', 'Connection refused'],
    ['import socket\nsocket.create_connection(("93.184.216.34", 80))', 'OSError', 'Network is unreachable'],
  ])('%j raises %s', async (source, type, message) => {
    const run = await runPython(source);
    expect(run.outcome).toMatchObject({ kind: 'threw', error: { type, message: expect.stringContaining(message) } });
  });
});
