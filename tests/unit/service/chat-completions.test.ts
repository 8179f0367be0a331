import { describe, expect, it } from 'vitest';
import { presets } from '../../../sandbox/conditions/conditions.ts';
import { CHAT, chatBody, conditionsOf, Drive, type Json, LUNA, SECOND } from './drive.ts';

const tool = {
  type: 'function',
  function: {
    name: 'wetter_abfragen',
    parameters: { type: 'object', properties: { ort: { type: 'string' } }, required: ['ort'] },
  },
};

describe('a chat completion', () => {
  it('answers in the shape of the API, in German, with usage that adds up', () => {
    const answer = new Drive().ask(CHAT, { body: chatBody() });
    const body = answer.json();
    expect(answer.status).toBe(200);
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: LUNA,
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', refusal: null } }],
    });
    expect(body.choices[0].message.content).toMatch(/\p{Lu}.+\./u);
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/u);
    expect(answer.headers.get('openai-version')).toBe('2020-10-01');
  });

  it('takes between two and five seconds under the conditions of the article', () => {
    const drive = new Drive(presets.artikel);
    for (let i = 0; i < 50; i++) {
      const { plan } = drive.ask(CHAT, { body: chatBody(`Frage ${i}`) });
      if (plan.kind !== 'answer') continue;
      const served = drive.events.at(-1);
      expect(served).toMatchObject({ kind: 'served' });
      const time = served?.kind === 'served' ? served.serviceTime : 0;
      expect(time).toBeGreaterThanOrEqual(2 * SECOND);
      expect(time).toBeLessThanOrEqual(5 * SECOND);
      expect(Number.isInteger(time)).toBe(true);
    }
  });

  it('streams the same shape in parts, ends with [DONE], and streams only when the body says so', () => {
    const drive = new Drive();
    const streamed = drive.ask(CHAT, { body: chatBody('Hallo', { stream: true }) });
    expect(streamed.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(streamed.text.endsWith('data: [DONE]\n\n')).toBe(true);
    const events = streamed.events();
    expect(events[0].choices[0].delta.role).toBe('assistant');
    expect(events.at(-1).choices[0]).toMatchObject({ delta: {}, finish_reason: 'stop' });
    expect(events.every((event) => !('usage' in event))).toBe(true);
    const accepting = drive.ask(CHAT, { body: chatBody('Hallo'), headers: { accept: 'text/event-stream' } });
    expect(accepting.json().object).toBe('chat.completion');
  });

  it('sends usage in one more chunk without choices when asked, and null in the others', () => {
    const body = chatBody('Hallo', { stream: true, stream_options: { include_usage: true } });
    const events = new Drive().ask(CHAT, { body }).events();
    const last = events.at(-1);
    expect(last.choices).toEqual([]);
    expect(last.usage.total_tokens).toBeGreaterThan(0);
    expect(events.slice(0, -1).every((event) => event.usage === null)).toBe(true);
  });

  it('sends parts in order, the first with the first token, the last at the end', () => {
    const drive = new Drive(presets.artikel);
    const plan = drive.plan(CHAT, { body: chatBody('Hallo', { stream: true }) });
    if (plan.kind !== 'answer') throw new Error('unexpected reset');
    const times = plan.chunks.map(({ at }) => at);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
    expect(plan.head.at).toBe(times[0]);
    expect(times.at(-1)).toBe(plan.end.at);
    expect(times.every(Number.isInteger)).toBe(true);
    expect(times[0]).toBeLessThan(plan.end.at / 2);
  });

  it('keeps to the token limit and to stop sequences', () => {
    const drive = new Drive();
    const short = drive.ask(CHAT, { body: chatBody('Hallo', { max_completion_tokens: 3 }) }).json();
    expect(short.choices[0].finish_reason).toBe('length');
    expect(short.usage.completion_tokens).toBe(3);
    const stopped = drive.ask(CHAT, { body: chatBody('Hallo', { stop: '.' }) }).json();
    expect(stopped.choices[0].message.content).not.toContain('.');
    expect(stopped.choices[0].finish_reason).toBe('stop');
  });

  it('gives n answers that differ', () => {
    const { choices } = new Drive().ask(CHAT, { body: chatBody('Hallo', { n: 5 }) }).json();
    expect(choices.map((choice: Json) => choice.index)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(choices.map((choice: Json) => choice.message.content)).size).toBeGreaterThan(1);
  });

  it('says the same for a seed, whole and as a stream', () => {
    const drive = new Drive();
    const body = chatBody('Was heißt asynchron?', { seed: 5 });
    const whole = drive.ask(CHAT, { body }).json().choices[0].message.content;
    const stream = drive.ask(CHAT, { body: { ...body, stream: true, stream_options: { include_usage: true } } });
    const deltas: string[] = stream.events().map((event: Json) => event.choices[0]?.delta.content ?? '');
    expect(deltas.join('')).toBe(whole);
  });

  it('cuts the arguments of a call at the bound as well', () => {
    const body = chatBody('Wetter in Bremen', { tools: [tool], max_completion_tokens: 2 });
    const answer = new Drive().ask(CHAT, { body }).json();
    expect(answer.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: null } });
    expect(answer.usage.completion_tokens).toBe(2);
    expect(answer.choices[0].message.tool_calls[0].function.arguments).toMatch(/^\{"/);
  });

  it('repeats itself for a seed, and varies without one', () => {
    const drive = new Drive();
    const contents = (more: object): string[] =>
      Array.from(
        { length: 8 },
        () => drive.ask(CHAT, { body: chatBody('Hallo', more) }).json().choices[0].message.content,
      );
    expect(new Set(contents({ seed: 7 })).size).toBe(1);
    expect(new Set(contents({})).size).toBeGreaterThan(1);
  });

  it('calls an offered function, then answers with its result', () => {
    const drive = new Drive();
    const question = { role: 'user', content: 'Wie ist das Wetter in Köln?' };
    const first = drive.ask(CHAT, { body: { model: LUNA, messages: [question], tools: [tool] } }).json();
    const [call] = first.choices[0].message.tool_calls;
    expect(first.choices[0].finish_reason).toBe('tool_calls');
    expect(call.function.name).toBe('wetter_abfragen');
    expect(JSON.parse(call.function.arguments)).toEqual({ ort: 'Köln' });
    const messages = [question, first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: 'sonnig' }];
    const second = drive.ask(CHAT, { body: { model: LUNA, messages, tools: [tool] } }).json();
    expect(second.choices[0].finish_reason).toBe('stop');
    const none = drive.ask(CHAT, { body: { model: LUNA, messages: [question], tools: [tool], tool_choice: 'none' } });
    expect(none.json().choices[0].message.tool_calls).toBeUndefined();
  });

  it('streams the arguments of a call piece by piece', () => {
    const events = new Drive()
      .ask(CHAT, { body: chatBody('Wetter in Bremen', { tools: [tool], stream: true }) })
      .events();
    const deltas = events.map((event) => event.choices[0].delta.tool_calls?.[0]).filter((call) => call !== undefined);
    expect(deltas[0]).toMatchObject({ index: 0, type: 'function', function: { name: 'wetter_abfragen' } });
    expect(JSON.parse(deltas.map((call) => call.function.arguments).join(''))).toEqual({ ort: 'Bremen' });
  });

  it('gives log probabilities in their shape, whole and streamed', () => {
    const drive = new Drive();
    const asked = { logprobs: true, top_logprobs: 2 };
    const { choices, usage } = drive.ask(CHAT, { body: chatBody('Hallo', asked) }).json();
    expect(choices[0].logprobs.content).toHaveLength(usage.completion_tokens);
    expect(choices[0].logprobs.content[0].top_logprobs).toHaveLength(2);
    const events = drive.ask(CHAT, { body: chatBody('Hallo', { ...asked, stream: true }) }).events();
    expect(events[1].choices[0].logprobs.content[0].token).toBe(events[1].choices[0].delta.content);
  });

  it('knows stored completions: found, listed by metadata, changed, deleted', () => {
    const drive = new Drive();
    const { id } = drive
      .ask(CHAT, { body: chatBody('Merk dir das', { store: true, metadata: { thema: 'a' } }) })
      .json();
    drive.ask(CHAT, { body: chatBody('Vergiss das') });
    expect(drive.ask(`${CHAT}/${id}`).json().id).toBe(id);
    expect(drive.ask(`${CHAT}?metadata[thema]=a`).json().data).toHaveLength(1);
    expect(drive.ask(`${CHAT}?metadata[thema]=b`).json().data).toHaveLength(0);
    expect(drive.ask(`${CHAT}/${id}/messages`).json().data[0].content).toBe('Merk dir das');
    expect(drive.ask(`${CHAT}/${id}`, { body: { metadata: { thema: 'b' } } }).json().metadata).toEqual({ thema: 'b' });
    expect(drive.ask(`${CHAT}/${id}`, { method: 'DELETE' }).json().deleted).toBe(true);
    expect(drive.ask(`${CHAT}/${id}`).status).toBe(404);
    expect(drive.ask(`${CHAT}/completion_id`).status).toBe(200);
  });

  it('answers a code question with code, a summary with a summary, a list with a list', () => {
    const drive = new Drive();
    const say = (prompt: string): string =>
      drive.ask(CHAT, { body: chatBody(prompt) }).json().choices[0].message.content;
    expect(say('Schreibe eine Funktion in TypeScript')).toContain('```ts');
    expect(say('Schreibe Python-Code')).toContain('```python');
    expect(say('Nenne drei Tipps')).toMatch(/^1\. .+\n2\. /u);
    expect(say('Fasse den Text zusammen')).toMatch(/Text|Programm|Fazit|Fassung|Komplexität/u);
  });
});

function called(name: string): object {
  return { type: 'function', function: { name } };
}

describe('what is wrong with a request', () => {
  const cases: readonly (readonly [string, unknown, string | null])[] = [
    ['no model', { messages: [{ role: 'user', content: 'x' }] }, null],
    ['no messages', { model: LUNA }, 'messages'],
    ['empty messages', { model: LUNA, messages: [] }, 'messages'],
    ['a message without role', { model: LUNA, messages: [{ content: 'x' }] }, 'messages[0].role'],
    ['an unknown role', { model: LUNA, messages: [{ role: 'chef', content: 'x' }] }, 'messages[0].role'],
    ['a text as temperature', chatBody('x', { temperature: 'heiß' }), 'temperature'],
    ['a temperature of 3', chatBody('x', { temperature: 3 }), 'temperature'],
    ['a word as stream', chatBody('x', { stream: 'ja' }), 'stream'],
    ['n of 0', chatBody('x', { n: 0 }), 'n'],
    ['half an n', chatBody('x', { n: 1.5 }), 'n'],
    ['a list as body', [1, 2], null],
    ['a format that does not exist', chatBody('x', { response_format: { type: 'xml' } }), 'response_format.type'],
    [
      'a schema without name',
      chatBody('x', { response_format: { type: 'json_schema', json_schema: {} } }),
      'response_format.json_schema.name',
    ],
    [
      'a choice of a tool that is not offered',
      chatBody('x', { tool_choice: { type: 'function', function: { name: 'x' } } }),
      'tool_choice',
    ],
    [
      'a result of a tool nobody called',
      { model: LUNA, messages: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] },
      'messages.[0].role',
    ],
    ['a tool without name', chatBody('x', { tools: [{ type: 'function', function: {} }] }), 'tools[0].function.name'],
    ['a tool of no known kind', chatBody('x', { tools: [{ type: 'quatsch' }] }), 'tools[0].type'],
    ['a tool with a blank in its name', chatBody('x', { tools: [called('x y')] }), 'tools[0].function.name'],
    ['a choice of tools without tools', chatBody('x', { tool_choice: 'required' }), 'tool_choice'],
    ['a field that does not exist', chatBody('x', { foo: 1 }), null],
    ['a message without content', { model: LUNA, messages: [{ role: 'user' }] }, 'messages.[0].content'],
    ['a number as content', { model: LUNA, messages: [{ role: 'user', content: 5 }] }, 'messages[0].content'],
    [
      'a part of no known kind',
      { model: LUNA, messages: [{ role: 'user', content: [{ type: 'quatsch' }] }] },
      'messages[0].content[0].type',
    ],
    [
      'calls that are left unanswered',
      {
        model: LUNA,
        messages: [
          { role: 'assistant', content: null, tool_calls: [{ id: 'a' }, { id: 'b' }] },
          { role: 'tool', tool_call_id: 'a', content: 'x' },
          { role: 'user', content: 'x' },
        ],
      },
      'messages',
    ],
    ['calls at the end', { model: LUNA, messages: [{ role: 'assistant', tool_calls: [{ id: 'a' }] }] }, 'messages'],
    ['JSON that is not asked for', chatBody('x', { response_format: { type: 'json_object' } }), 'messages'],
    [
      'a schema with a blank in its name',
      chatBody('x', { response_format: { type: 'json_schema', json_schema: { name: 'x y' } } }),
      'response_format.json_schema.name',
    ],
    [
      'a strict schema that allows more properties',
      chatBody('x', {
        response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema: { type: 'object' } } },
      }),
      'response_format',
    ],
  ];
  it.each(cases)('%s is a 400 that names the parameter', (_name, body, param) => {
    const answer = new Drive().ask(CHAT, { body });
    expect(answer.status).toBe(400);
    const { error } = answer.json();
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'param', 'type']);
    expect(error).toMatchObject({ type: 'invalid_request_error', param });
  });

  it('broken JSON is a 400, not a crash', () => {
    const answer = new Drive().ask(CHAT, { raw: new TextEncoder().encode('{"model": ') });
    expect(answer.status).toBe(400);
    expect(answer.json().error.message).toContain('could not parse the JSON body');
  });

  it('an unknown model and one that was shut down are 404 model_not_found', () => {
    const drive = new Drive();
    for (const model of ['gibt-es-nicht', 'gpt-4']) {
      const answer = drive.ask(CHAT, { body: { ...chatBody(), model } });
      expect(answer.status).toBe(404);
      expect(answer.json().error.code).toBe('model_not_found');
    }
    const earlier = new Drive(conditionsOf({ labDate: '2026-10-01T00:00:00Z' }));
    expect(earlier.ask(CHAT, { body: { ...chatBody(), model: 'gpt-4' } }).status).toBe(200);
  });

  it('no key and sk-falsch are 401, any other key is right, spaces included', () => {
    const drive = new Drive();
    const withKey = (authorization: string): number =>
      drive.ask(CHAT, { body: chatBody(), headers: { authorization } }).status;
    expect(withKey('')).toBe(401);
    expect(withKey('Bearer ')).toBe(401);
    expect(withKey('Bearer sk-falsch')).toBe(401);
    expect(withKey('Bearer My API Key')).toBe(200);
    expect(withKey('bearer sk-klein')).toBe(200);
  });

  it('another way than Bearer is no key, but for the password of Basic with a blank user name', () => {
    const drive = new Drive();
    const ask = (headers: Record<string, string>) => drive.ask(CHAT, { body: chatBody(), headers });
    const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;
    for (const authorization of ['sk-test', 'Token sk-test', 'Basic sk-test', basic('user:pass'), basic(':'), 'Basic '])
      expect(ask({ authorization }).json().error).toMatchObject({
        code: null,
        message: expect.stringMatching(/^You didn't provide an API key/u),
      });
    expect(ask({ authorization: '', 'api-key': 'x' }).status).toBe(401);
    expect(ask({ authorization: basic(':sk-test') }).status).toBe(200);
    expect(ask({ authorization: basic(':sk-falsch') }).json().error.code).toBe('invalid_api_key');
  });

  it('an unknown path is the 404 of the API, a wrong method a 405', () => {
    const drive = new Drive();
    expect(drive.ask('/v1/nix').json().error.message).toBe('Invalid URL (GET /v1/nix)');
    expect(drive.ask('/chat/completions', { body: chatBody() }).status).toBe(404);
    const wrong = drive.ask(CHAT, { method: 'PUT', body: chatBody() });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('POST, GET');
    expect(wrong.json().error.message).toBe(
      'Not allowed to PUT on /v1/chat/completions. (HINT: Perhaps you meant to use a different HTTP method?)',
    );
    expect(drive.ask('/v1/models/gpt-6-luna', { method: 'PUT' }).headers.get('allow')).toBe('GET, DELETE');
  });
});
