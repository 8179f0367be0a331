import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/conditions/conditions.ts';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { type Answer, answerOf, CHAT, chatBody, conditionsOf, Drive } from './drive.ts';

function faulty(fault: Fault): Drive {
  return new Drive(conditionsOf({ faults: [fault] }, presets.artikel));
}

const streaming = chatBody('Hallo', { stream: true });

describe('faults', () => {
  it('answer with a status, by number of the request: a retry passes', () => {
    const drive = faulty({ kind: 'status', status: 503, requests: [1] });
    const first = drive.ask(CHAT, { body: chatBody() });
    expect(first.status).toBe(503);
    expect(first.json().error.code).toBe('server_is_overloaded');
    const retry = drive.ask(CHAT, { body: chatBody(), headers: { 'x-stainless-retry-count': '1' } });
    expect(retry.status).toBe(200);
    expect(drive.kinds().slice(0, 2)).toEqual(['fault', 'refused']);
  });

  it('hit about as many requests as their rate says', () => {
    const drive = faulty({ kind: 'status', rate: 0.2 });
    let hits = 0;
    for (let i = 0; i < 1_000; i++) if (drive.ask(CHAT, { body: chatBody(`Frage ${i}`) }).status === 503) hits += 1;
    expect(hits).toBeGreaterThan(150);
    expect(hits).toBeLessThan(250);
  });

  it('reset the connection before any byte', () => {
    const drive = faulty({ kind: 'reset', requests: [1] });
    const plan = drive.plan(CHAT, { body: chatBody() });
    expect(plan.kind).toBe('reset');
    drive.skip(10_000_000);
    expect(drive.kinds()).toEqual(['admitted', 'fault']);
  });

  it.each(['cut', 'stalled'] as const)('end a stream in the middle: %s', (kind) => {
    const drive = faulty({ kind, requests: [1] });
    const plan = drive.plan(CHAT, { body: streaming });
    if (plan.kind !== 'answer') throw new Error('unexpected reset');
    expect(plan.end.kind).toBe(kind);
    expect(plan.framing).toBe('chunked');
    expect(plan.end.at).toBe(plan.chunks.at(-1)?.at);
    const answer = answerOf(plan);
    expect(answer.text).not.toContain('[DONE]');
    expect(answer.events().length).toBeGreaterThan(1);
    drive.skip(10_000_000);
    expect(drive.kinds()).toContain('fault');
    expect(drive.kinds()).not.toContain('served');
  });

  it('cut a whole answer off', () => {
    const plan = faulty({ kind: 'cut', requests: [1] }).plan(CHAT, { body: chatBody() });
    if (plan.kind !== 'answer') throw new Error('unexpected reset');
    expect(plan).toMatchObject({ framing: 'chunked', end: { kind: 'cut' } });
    expect(() => answerOf(plan).json()).toThrow();
  });

  it('break JSON, whole and streamed, in a complete answer', () => {
    for (const body of [chatBody(), streaming]) {
      const plan = faulty({ kind: 'malformed', requests: [1] }).plan(CHAT, { body });
      if (plan.kind !== 'answer') throw new Error('unexpected reset');
      expect(plan.end.kind).toBe('done');
      expect(plan.head.status).toBe(200);
      const answer = answerOf(plan);
      expect(() => (answer.text.startsWith('data:') ? answer.events() : answer.json())).toThrow();
    }
  });

  it('tell of an error in mid-stream, and do nothing to a whole answer', () => {
    const drive = faulty({ kind: 'in-stream-error', requests: [1] });
    const events = answerOf(drive.plan(CHAT, { body: streaming })).events();
    expect(events.at(-1).error.type).toBe('server_error');
    expect(drive.ask(CHAT, { body: chatBody() }).status).toBe(200);
    const response = faulty({ kind: 'in-stream-error', requests: [1] });
    const typed = answerOf(response.plan('/v1/responses', { body: { input: 'Hallo', stream: true } })).events();
    expect(typed.at(-1)).toMatchObject({ type: 'error', sequence_number: typed.length - 1 });
  });

  it('start slowly', () => {
    const usual = new Drive(presets.artikel).plan(CHAT, { body: chatBody() });
    const slow = faulty({ kind: 'slow-start', delayMs: 4_000, requests: [1] }).plan(CHAT, { body: chatBody() });
    if (usual.kind !== 'answer' || slow.kind !== 'answer') throw new Error('unexpected reset');
    expect(slow.end.at - usual.end.at).toBe(4_000_000);
  });

  it('start slowly too where the request says how long it takes', () => {
    const headers = { 'x-lab-latency-ms': '0', 'x-lab-fault': 'slow-start 2000' };
    const slow = answerOf(new Drive().plan(CHAT, { body: chatBody(), headers }));
    expect(slow.plan.end.at).toBe(2_000_000);
  });

  it('take as long as the request says', () => {
    const plan = (fault: string) =>
      new Drive(presets.artikel).plan(CHAT, {
        body: chatBody(),
        headers: { 'x-lab-latency-ms': '1500', 'x-lab-fault': fault },
      });
    expect(answerOf(plan('status 503')).plan.head.at).toBe(1_500_000);
    expect(plan('reset')).toMatchObject({ kind: 'reset', at: 1_500_000 });
  });

  it('refuse connections by number', () => {
    const { service } = faulty({ kind: 'refused', requests: [2] });
    expect([0, 1, 2].map((nth) => service.accept(nth, 0))).toEqual(['accepted', 'refused', 'accepted']);
  });

  it('can be asked for by the request itself', () => {
    const drive = new Drive();
    const ask = (fault: string): number =>
      drive.ask(CHAT, { body: chatBody(), headers: { 'x-lab-fault': fault } }).status;
    expect(ask('status 500')).toBe(500);
    expect(ask('status')).toBe(503);
    expect(ask('unbekannt')).toBe(400);
    const slow = drive.plan(CHAT, { body: chatBody(), headers: { 'x-lab-latency-ms': '1234' } });
    expect(slow.kind === 'answer' && slow.end.at - drive.now).toBe(1_234_000);
  });
});

describe('a fault that tells to wait', () => {
  const told = (answer: Answer): (string | undefined)[] => [
    answer.headers.get('retry-after-ms'),
    answer.headers.get('retry-after'),
  ];
  const ask = (fault: string, options = {}): Answer =>
    new Drive(presets.sofort, options).ask(CHAT, { body: chatBody(), headers: { 'x-lab-fault': fault } });

  it('is every 429, in headers and message, and no other status', () => {
    const answer = ask('status 429');
    expect(told(answer)).toEqual(['1000', '1']);
    expect(answer.json().error).toEqual({
      message: 'Rate limit reached for requests. Please try again in 1s.',
      type: 'requests',
      param: null,
      code: 'rate_limit_exceeded',
    });
    expect(told(faulty({ kind: 'status', status: 429, rate: 1 }).ask(CHAT, { body: chatBody() }))).toEqual([
      '1000',
      '1',
    ]);
    for (const fault of ['status', 'status 500', 'status 409'])
      expect(told(ask(fault))).toEqual([undefined, undefined]);
  });

  it('tells the wait it was asked to tell, with any status', () => {
    expect(told(ask('status 429; retry-after=2.5'))).toEqual(['2500', '3']);
    expect(told(ask('status 503;retry-after=20'))).toEqual(['20000', '20']);
    expect(told(ask('status; retry-after = 0'))).toEqual(['0', '1']);
    const fault: Fault = { kind: 'status', status: 503, requests: [1], retryAfterMs: 4_200 };
    const drive = faulty(fault);
    expect(told(drive.ask(CHAT, { body: chatBody() }))).toEqual(['4200', '5']);
    expect(drive.events.find(({ kind }) => kind === 'refused')).toMatchObject({ retryAfter: 4_200_000 });
  });

  it('tells it as clients count whose time is shorter, and in the words of Azure', () => {
    expect(told(ask('status 429; retry-after=30', { clientSpeed: 10 }))).toEqual(['3000', '3']);
    const azure = new Drive(presets.azure).ask('/openai/v1/chat/completions', {
      host: 'localhost',
      body: chatBody(),
      headers: { 'x-lab-fault': 'status 429; retry-after=7' },
    });
    expect(azure.json()).toEqual({
      error: { code: '429', message: 'Rate limit is exceeded. Try again in 7 seconds.' },
    });
  });

  it.each([
    'status 429; retry-after',
    'status 429; retry-after=-1',
    'status 429; wait=2',
    'status 429;',
    'reset; retry-after=2',
    'status 429; retry-after=1; retry-after=2',
    'status 429; retry-after=86401',
  ])('must be spelled well: %s', (fault) => {
    expect(ask(fault).json().error.code).toBe('invalid_lab_header');
  });
});

describe('a typo in a header of the lab', () => {
  const refused = (headers: Record<string, string>, more: object = {}) => {
    const answer = new Drive().ask(CHAT, { body: chatBody('Hallo', more), headers });
    expect(answer.status).toBe(400);
    return answer.json().error;
  };

  it.each(['quatsch', 'refused', '', 'status 9999', 'status abc', 'status 500 x', 'reset 5', 'slow-start -1', 'CUT'])(
    'x-lab-fault: %j is a 400 that says what is allowed',
    (fault) => {
      const error = refused({ 'x-lab-fault': fault === '' ? ' ' : fault });
      expect(error).toMatchObject({ type: 'invalid_request_error', param: 'x-lab-fault', code: 'invalid_lab_header' });
      expect(error.message).toContain(
        'Erlaubt: status (503) oder status 400 bis status 599, beide auch mit „; retry-after=SEKUNDEN“, slow-start',
      );
    },
  );

  it.each(['abc', '-5', 'NaN', '1e3', '3600001', 'Infinity'])('so is x-lab-latency-ms or x-lab-job-ms: %s', (value) => {
    expect(refused({ 'x-lab-latency-ms': value }).message).toBe(
      `Der Header x-lab-latency-ms hat den Wert „${value}“. Erlaubt: Millisekunden von 0 bis 3600000.`,
    );
    if (value !== '3600001') expect(refused({ 'x-lab-job-ms': value }).param).toBe('x-lab-job-ms');
  });

  it('so is a header that does not exist', () => {
    expect(refused({ 'x-lab-latency': '5' }).message).toBe(
      'Den Header x-lab-latency gibt es nicht. Erlaubt: x-lab-latency-ms, x-lab-job-ms, x-lab-fault.',
    );
  });

  it('so is an error in mid-stream without a stream', () => {
    expect(refused({ 'x-lab-fault': 'in-stream-error' }).message).toContain('"stream": true');
    const stream = { body: chatBody('Hallo', { stream: true }), headers: { 'x-lab-fault': 'in-stream-error' } };
    expect(new Drive().ask(CHAT, stream).status).toBe(200);
  });

  it('hides no fault that is spelled well', () => {
    const fault = (text: string) => new Drive().plan(CHAT, { body: chatBody(), headers: { 'x-lab-fault': text } });
    for (const text of ['cut', 'stalled', 'malformed', 'slow-start', 'slow-start 20'])
      expect(fault(text).kind).toBe('answer');
    expect(fault('reset').kind).toBe('reset');
    expect(answerOf(fault('status 429')).status).toBe(429);
  });
});
