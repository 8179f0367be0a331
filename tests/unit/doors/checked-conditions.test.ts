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

describe('other options of a server', () => {
  it.each([
    [{ speed: Number.NaN }, /speed: erwartet ist eine Zahl/],
    [{ speed: 0 }, /speed: erlaubt ist mehr als 0/],
    [{ exposedHeaders: 'x' }, /exposedHeaders: erlaubt ist alle, echt/],
    [{ maxBodyBytes: -1 }, /maxBodyBytes: erlaubt ist mehr als 0/],
    [{ webhook: {} }, /webhook\.url: fehlt/],
    [{ webhook: { url: 'nix', secret: 's' } }, /webhook\.url: erwartet ist eine Adresse/],
    [{ webhook: { url: 'http://u:p@127.0.0.1/', secret: 's' } }, /webhook\.url: .*ohne Benutzer und Kennwort/],
    [{ tokenizer: {} }, /tokenizer: .*loadO200k/],
    [{ onEvent: 'x' }, /onEvent: erwartet ist eine Funktion/],
    [{ tempo: 2 }, /„tempo“.*Abhilfe: .*speed/],
  ])('%j is told', (option, message) => {
    expect(call(createMockServer, { conditions: sofort, ...option })).toThrow(message);
  });

  it('may be left out or undefined', () => {
    expect(call(createMockServer, { conditions: sofort, speed: undefined })).not.toThrow();
  });
});
