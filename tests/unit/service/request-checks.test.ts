import { describe, expect, it } from 'vitest';
import { strictSchemaError } from '../../../sandbox/service/strict-schema.ts';
import { CHAT, chatBody, Drive, LUNA } from './drive.ts';

const RESPONSES = '/v1/responses';

function errorOf(path: string, body: unknown): { readonly message: string; readonly param: string | null } {
  const answer = new Drive().ask(path, { body });
  expect(answer.status).toBe(400);
  return answer.json().error;
}

describe('fields that an endpoint does not take', () => {
  it('are named by a chat completion', () => {
    expect(errorOf(CHAT, chatBody('x', { foo: 1 })).message).toBe('Unrecognized request argument supplied: foo');
    const two = errorOf(CHAT, chatBody('x', { foo: 1, bar: null })).message;
    expect(two).toBe('Unrecognized request arguments supplied: bar, foo');
  });

  it('are named by a response, and where chat calls them otherwise, also what they are called now', () => {
    const body = { model: LUNA, input: 'x' };
    expect(errorOf(RESPONSES, { ...body, foo: 1 })).toMatchObject({
      message: "Unknown parameter: 'foo'.",
      param: 'foo',
      code: 'unknown_parameter',
    });
    expect(errorOf(RESPONSES, { ...body, response_format: {} }).message).toContain("has moved to 'text.format'");
  });
});

describe('a response', () => {
  const input = [{ role: 'user', content: 'Hallo' }];
  it.each<readonly [string, object, string]>([
    ['nothing asked', {}, 'input'],
    ['a message without content', { input: [{ role: 'user' }] }, 'input[0].content'],
    [
      'a part of chat',
      { input: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] },
      'input[0].content[0].type',
    ],
    ['a tool of no known kind', { input, tools: [{ type: 'quatsch' }] }, 'tools[0].type'],
    ['a call that is required without tools', { input, tool_choice: 'required' }, 'tool_choice'],
    ['JSON that is not asked for', { input, text: { format: { type: 'json_object' } } }, 'input'],
    [
      'a strict schema that allows more properties',
      { input, text: { format: { type: 'json_schema', name: 'x', strict: true, schema: { type: 'object' } } } },
      'text.format.schema',
    ],
  ])('with %s is a 400 that names the parameter', (_name, body, param) => {
    expect(errorOf(RESPONSES, { model: LUNA, ...body })).toMatchObject({ param });
  });

  it('is made of what the API takes', () => {
    const text = { format: { type: 'json_object' } };
    const body = { model: LUNA, input: 'Antworte in JSON', text, tools: [{ type: 'web_search' }], tool_choice: 'auto' };
    expect(new Drive().ask(RESPONSES, { body }).status).toBe(200);
  });
});

describe('a strict schema', () => {
  const leaf = { type: 'object', properties: { x: { type: 'string' } }, required: ['x'], additionalProperties: false };

  it('that is complete is right', () => {
    const list = { type: 'array', items: leaf };
    const schema = { ...leaf, properties: { x: { anyOf: [leaf, { type: 'null' }] }, y: list }, required: ['x', 'y'] };
    expect(strictSchemaError(schema)).toBeNull();
  });

  it('must be complete at every depth', () => {
    const open = { ...leaf, additionalProperties: undefined };
    expect(strictSchemaError(open)).toBe(
      "In context=(), 'additionalProperties' is required to be supplied and to be false.",
    );
    expect(strictSchemaError({ ...leaf, properties: { x: { type: 'array', items: open } } })).toMatch(
      /^In context=\('properties', 'x', 'items'\), 'additionalProperties'/u,
    );
    expect(strictSchemaError({ ...leaf, required: [] })).toMatch(/Missing 'x'\.$/u);
    expect(strictSchemaError({ type: 'array', items: leaf })).toMatch(/'type: "object"'/u);
  });
});
