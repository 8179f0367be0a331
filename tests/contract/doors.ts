import { setupServer } from 'msw/node';
import OpenAI, { type ClientOptions } from 'openai';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type Conditions, presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer, type MockServer } from '../../sandbox/doors/http-server.ts';
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

/** Opens a service's door of one kind; returns its address without path. All doors are closed after the test. */
export type OpenRaw = (conditions: Conditions, speed?: number, azure?: boolean) => Promise<string>;

const AZURE_ADDRESS = 'https://mein-dienst.openai.azure.com';

/** The same tests through MSW and over HTTP, with addresses. */
export function throughBothRawDoors(what: string, tests: (open: OpenRaw) => void): void {
  describe(`${what} through MSW`, () => {
    const server = setupServer();
    beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
    afterAll(() => server.close());
    tests(async (conditions, speed = 1, azure = false) => {
      server.resetHandlers(...openAiHandlers(createService(conditions), { speed }));
      return azure ? AZURE_ADDRESS : 'https://api.openai.com';
    });
  });

  describe(`${what} over HTTP`, () => {
    const closing: MockServer[] = [];
    afterEach(async () => {
      for (const server of closing.splice(0)) await server.close();
    });
    tests((conditions, speed = 1) => {
      const server = createMockServer({ conditions, speed });
      closing.push(server);
      return server.listen();
    });
  });
}

/** The same tests with openai-node through MSW and over HTTP. */
export function throughBothDoors(what: string, tests: (open: Open) => void): void {
  throughBothRawDoors(`${what}, openai-node`, (open) => {
    tests(async (conditions = presets.sofort, speed = 1) => door(`${await open(conditions, speed)}/v1`));
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
