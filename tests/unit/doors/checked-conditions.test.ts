import { describe, expect, it } from 'vitest';
import { createMockServer } from '../../../sandbox/doors/http-server.ts';
import { openAiHandlers } from '../../../sandbox/doors/msw.ts';
import { createService, presets } from '../../../sandbox/doors/service.ts';

const { sofort } = presets;

/** What JavaScript may hand over, and what the message must name. */
const WRONG: readonly (readonly [unknown, RegExp])[] = [
  [undefined, /erwartet ist ein Objekt/],
  ['sofort', /erwartet ist ein Objekt/],
  [{ foo: 1 }, /„foo“/],
  [{ ...sofort, limits: { requestsPerMinute: 2 } }, /limits\.tokensPerMinute: fehlt/],
  [{ ...sofort, faults: [{ kind: 'staus', rate: 1 }] }, /faults\[0\]\.kind: erlaubt ist .*status/],
  [{ ...sofort, faults: [{ kind: 'status', status: 200, rate: 1 }] }, /faults\[0\]\.status: erlaubt ist ab 400/],
  [{ ...sofort, faults: [{ kind: 'status', rate: 1, retryAfter: 2 }] }, /„retryAfter“/],
  [{ ...sofort, faults: [{ kind: 'status' }] }, /faults\[0\]: rate oder requests fehlt/],
];

/** Calls as JavaScript does, with any value. */
function call(create: (given: never) => unknown, given: unknown): () => unknown {
  return () => Reflect.apply(create, undefined, [given]);
}

describe('conditions that a program hands over', () => {
  it.each(WRONG)('%j: the service says what is wrong and what to do', (given, message) => {
    expect(call(createService, given)).toThrow(message);
    expect(call(createService, given)).toThrow(/^createService: .*Abhilfe: .*presets/);
  });

  it.each(WRONG)('%j: so does the server', (conditions, message) => {
    expect(call(createMockServer, { conditions })).toThrow(message);
  });

  it('may be missing altogether', () => {
    expect(call(createMockServer, undefined)).toThrow(/^createMockServer: Die Bedingungen stimmen nicht/);
    expect(call(openAiHandlers, sofort)).toThrow(/^openAiHandlers: .*createService\(presets\.sofort\)/);
  });
});
