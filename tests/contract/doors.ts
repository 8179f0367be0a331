import { setupServer } from 'msw/node';
import OpenAI, { type ClientOptions } from 'openai';
import { afterEach, describe } from 'vitest';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { openAiHandlers } from '../../sandbox/doors/msw.ts';
import { createService } from '../../sandbox/service/service.ts';

/** A way into the service that a test has opened; it is closed after the test. */
export interface OpenDoor {
  /** Address that the official clients take as `baseURL`. */
  readonly baseURL: string;
  client(options?: ClientOptions): OpenAI;
}

/** Opens the service under conditions; `speed`: how much faster than planned answers come. */
export type Open = (conditions?: Conditions, speed?: number) => Promise<OpenDoor>;

/** The same tests through MSW and over HTTP. */
export function throughBothDoors(what: string, tests: (open: Open) => void): void {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  describe(`${what}, openai-node through MSW`, () => {
    tests(async (conditions = presets.sofort, speed = 1) => {
      const server = setupServer(...openAiHandlers(createService(conditions), { speed }));
      server.listen({ onUnhandledFrame: 'error' });
      closing.push(() => server.close());
      return door('https://api.openai.com/v1');
    });
  });

  describe(`${what}, openai-node over HTTP`, () => {
    tests(async (conditions = presets.sofort, speed = 1) => {
      const server = createMockServer({ conditions, speed });
      closing.push(() => server.close());
      return door(`${await server.listen()}/v1`);
    });
  });
}

function door(baseURL: string): OpenDoor {
  return { baseURL, client: (options) => new OpenAI({ apiKey: 'sk-test', baseURL, maxRetries: 0, ...options }) };
}

/** The model of the examples. */
export const MODEL = 'gpt-6-luna';

/** Everything that an asynchronous iterable yields. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
