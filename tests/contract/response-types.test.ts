import { mkdir, writeFile } from 'node:fs/promises';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { createMockServer } from '../../sandbox/doors/http-server.ts';
import { MODEL } from './doors.ts';

const folder = new URL('../../.cache/contract-types/', import.meta.url).pathname;
const messages = [{ role: 'user', content: 'Hallo' }];
const tool = {
  name: 'wetter',
  parameters: {
    type: 'object',
    properties: { ort: { type: 'string' } },
    required: ['ort'],
    additionalProperties: false,
  },
};

/** A request and the client's type that its answer must have, every property named in it and none besides. */
interface Sample {
  readonly type: string;
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  /** Each `data:` line of a stream is a sample. */
  readonly stream?: true;
}

const samples: readonly Sample[] = [
  { type: 'OpenAI.ChatCompletion', path: 'chat/completions', body: { model: MODEL, messages, store: true } },
  { type: 'OpenAI.ChatCompletion', path: 'chat/completions', body: { model: MODEL, messages, logprobs: true, n: 2 } },
  {
    type: 'OpenAI.ChatCompletion',
    path: 'chat/completions',
    body: { model: MODEL, messages, tools: [{ type: 'function', function: tool }], tool_choice: 'required' },
  },
  {
    type: 'OpenAI.ChatCompletionChunk',
    path: 'chat/completions',
    body: { model: MODEL, messages, stream: true, stream_options: { include_usage: true } },
    stream: true,
  },
  { type: 'OpenAI.Responses.Response', path: 'responses', body: { model: MODEL, input: 'Hallo' } },
  { type: 'OpenAI.Responses.Response', path: 'responses', body: { model: MODEL, input: 'Hallo', background: true } },
  {
    type: 'OpenAI.Responses.Response',
    path: 'responses',
    body: {
      model: MODEL,
      input: 'Hallo',
      tools: [{ type: 'function', strict: true, ...tool }],
      tool_choice: 'required',
    },
  },
  {
    type: 'OpenAI.Responses.ResponseStreamEvent',
    path: 'responses',
    body: { model: MODEL, input: 'Hallo', stream: true },
    stream: true,
  },
  {
    type: 'OpenAI.Responses.InputTokenCountResponse',
    path: 'responses/input_tokens',
    body: { model: MODEL, input: 'Hallo' },
  },
  {
    type: 'OpenAI.CreateEmbeddingResponse',
    path: 'embeddings',
    body: { model: 'text-embedding-3-small', input: ['a'], dimensions: 4, encoding_format: 'float' },
  },
  { type: 'OpenAI.ModerationCreateResponse', path: 'moderations', body: { input: 'Hallo' } },
  {
    type: 'OpenAI.ImagesResponse',
    path: 'images/generations',
    body: { model: 'gpt-image-2.6-flare', prompt: 'Eine Uhr' },
  },
  {
    type: 'OpenAI.ImageGenStreamEvent',
    path: 'images/generations',
    body: { model: 'gpt-image-2.6-flare', prompt: 'Eine Uhr', stream: true, partial_images: 1 },
    stream: true,
  },
  { type: 'OpenAI.Model', method: 'GET', path: `models/${MODEL}` },
  { type: 'OpenAI.FileObject', method: 'GET', path: 'files/file_id' },
  { type: 'OpenAI.Batch', method: 'GET', path: 'batches/batch_id' },
  {
    type: 'OpenAI.Upload',
    path: 'uploads',
    body: { bytes: 3, filename: 'a.txt', mime_type: 'text/plain', purpose: 'assistants' },
  },
];

/** Where the types say that a property may be absent, the API sends null for many (`usage`, `user`, a batch's times). */
const NULL_FOR_ABSENT = /^Type 'null' is not assignable to type '.* \| undefined'\.$/;

describe('the answers', () => {
  const server = createMockServer({ conditions: presets.sofort });
  let address = '';
  beforeAll(async () => {
    address = await server.listen();
  });
  afterAll(() => server.close());

  async function answersTo(sample: Sample): Promise<readonly string[]> {
    const response = await fetch(`${address}/v1/${sample.path}`, {
      method: sample.method ?? 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      ...(sample.body === undefined ? {} : { body: JSON.stringify(sample.body) }),
    });
    const text = await response.text();
    expect(response.status, text).toBe(200);
    if (!sample.stream) return [text];
    const lines = [...text.matchAll(/^data: (\{.*)$/gm)].map((match) => match[1] ?? '');
    return lines.filter((_, i) => i < 8 || i >= lines.length - 8);
  }

  it('satisfy the client’s types, with no property missing and none invented', { timeout: 120_000 }, async () => {
    const lines = ["import type OpenAI from 'openai';"];
    for (const [i, sample] of samples.entries()) {
      for (const [k, answer] of (await answersTo(sample)).entries()) {
        lines.push(`export const answer${i}_${k} = (${answer}) satisfies ${sample.type};`);
      }
    }
    await mkdir(folder, { recursive: true });
    const file = `${folder}answers.ts`;
    await writeFile(file, lines.join('\n'));
    const program = ts.createProgram([file], {
      strict: true,
      exactOptionalPropertyTypes: false,
      skipLibCheck: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.esnext.d.ts'],
      types: ['node'],
    });
    const errors = ts.getPreEmitDiagnostics(program).map((one) => ({
      line:
        one.file && one.start !== undefined
          ? (lines[one.file.getLineAndCharacterOfPosition(one.start).line] ?? '')
          : '',
      message: ts.flattenDiagnosticMessageText(one.messageText, '\n'),
    }));
    const told = errors
      .filter(({ message }) => !NULL_FOR_ABSENT.test(message))
      .map(({ line, message }) => `${line.slice(line.lastIndexOf(' satisfies '))} ${line.slice(0, 60)}: ${message}`);
    expect(told.join('\n\n')).toBe('');
  });
});
