import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { MODEL } from './doors.ts';
import { pythonWithClient } from './python-client.ts';
import { receiveWebhooks, webhookSecret } from './webhook-receiver.ts';

const suite = new URL('./python/test_openai.py', import.meta.url).pathname;
const client = await pythonWithClient();
if ('missing' in client) {
  const sentence = `The contract with openai-python was NOT checked: ${client.missing}`;
  if (process.env['CI']) throw new Error(sentence);
  console.warn(`\n!!! ${sentence}\n`);
}

/** One delivery of the mock, as a receiver gets it. */
async function webhookDelivery(): Promise<{ readonly body: string; readonly headers: Record<string, string> }> {
  const receiver = await receiveWebhooks();
  const webhook = { url: receiver.url, secret: webhookSecret };
  const mock = createMockServer({ conditions: presets.sofort, webhook });
  await fetch(`${await mock.listen()}/v1/responses`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: MODEL, input: 'Hallo', background: true }),
  });
  const { body, headers } = await receiver.delivery(1);
  receiver.close();
  await mock.close();
  return { body, headers: Object.fromEntries(headers) };
}

describe.skipIf('missing' in client)('openai-python over HTTP, strict about every answer', () => {
  const server = createMockServer({ conditions: presets.sofort });
  const fast = createMockServer({ conditions: presets.nacht, speed: 1_000_000 });
  let environment: Record<string, string> = {};

  beforeAll(async () => {
    environment = {
      MOCK_ADDRESS: await server.listen(),
      FAST_MOCK_ADDRESS: await fast.listen(),
      WEBHOOK: JSON.stringify({ ...(await webhookDelivery()), secret: webhookSecret }),
    };
  });
  afterAll(async () => {
    await server.close();
    await fast.close();
  });

  it.each(['ChatCompletions', 'Responses', 'OtherEndpoints', 'Webhooks', 'Errors'])('%s', async (tests) => {
    const python = 'python' in client ? client.python : '';
    const report = await new Promise<string>((resolve) => {
      const env = { PATH: process.env['PATH'] ?? '', PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1', ...environment };
      execFile(python, [suite, tests], { env, timeout: 50_000 }, (_error, _out, err) => resolve(err));
    });
    // unittest ends its report with this line if, and only if, all tests ran and passed.
    expect(report.trim().split('\n').at(-1), report).toBe('OK');
  });
});
