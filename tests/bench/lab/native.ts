import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createMockServer } from '../../../sandbox/doors/http-server.ts';
import { clientOf, conditionsFor, type Load, parametersFor } from './loads.ts';

const run = promisify(execFile);

/** Path of the program that a load's client runs. */
export const programOf = (load: Load): string =>
  fileURLToPath(new URL(clientOf(load).runtime === 'python' ? './load.py' : './load.ts', import.meta.url));

/** Milliseconds that a load takes in a process of CPython (`python`) or Node, against the HTTP door on this machine. */
export async function nativeMs(load: Load, python: string): Promise<number> {
  const server = createMockServer({ conditions: conditionsFor(load) });
  try {
    const env = {
      PATH: process.env['PATH'],
      OPENAI_API_KEY: 'sk-x',
      OPENAI_BASE_URL: `${await server.listen()}/v1`,
      ...parametersFor(load),
    };
    const interpreter = clientOf(load).runtime === 'python' ? python : process.execPath;
    return Number((await run(interpreter, [programOf(load)], { env })).stdout);
  } finally {
    await server.close();
  }
}
