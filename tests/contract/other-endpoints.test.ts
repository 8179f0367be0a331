import { toFile } from 'openai';
import { expect, it } from 'vitest';
import { presets } from '../../sandbox/conditions/conditions.ts';
import { collect, MODEL, throughBothDoors } from './doors.ts';

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

throughBothDoors('embeddings', (open) => {
  it('are unit vectors in which similar texts are similar', async () => {
    const input = [
      'Die Katze schläft auf dem Sofa.',
      'Auf dem Sofa schläft eine Katze.',
      'Der Zinssatz der Zentralbank steigt.',
    ];
    const { data } = await (await open()).client().embeddings.create({ model: 'text-embedding-3-small', input });
    const [cat = [], sofa = [], bank = []] = data.map((one) => one.embedding);
    expect(cat).toHaveLength(1536);
    expect(dot(cat, cat)).toBeCloseTo(1, 4);
    expect(dot(cat, sofa)).toBeGreaterThan(dot(cat, bank));
  });

  it('are the same as floats and may be shorter', async () => {
    const client = (await open()).client();
    const coded = await client.embeddings.create({ model: 'text-embedding-3-small', input: 'a', dimensions: 16 });
    const plain = await client.embeddings.create({
      model: 'text-embedding-3-small',
      input: 'a',
      dimensions: 16,
      encoding_format: 'float',
    });
    expect(coded.data[0]?.embedding).toHaveLength(16);
    plain.data[0]?.embedding.forEach((x, i) => {
      expect(coded.data[0]?.embedding[i]).toBeCloseTo(x, 5);
    });
  });

  it('of nothing are refused', async () => {
    await expect(
      (await open()).client().embeddings.create({ model: 'text-embedding-3-small', input: '' }),
    ).rejects.toMatchObject({ status: 400 });
  });
});

throughBothDoors('images', (open) => {
  it('are real PNGs', async () => {
    const answer = await (await open()).client().images.generate({ model: 'gpt-image-2.6-flare', prompt: 'Eine Uhr' });
    expect(
      Buffer.from(answer.data?.[0]?.b64_json ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    expect(answer.usage?.total_tokens).toBeGreaterThan(0);
  });

  it('stream previews', async () => {
    const events = await collect(
      await (await open())
        .client()
        .images.generate({ model: 'gpt-image-2.6-flare', prompt: 'Eine Uhr', stream: true, partial_images: 2 }),
    );
    expect(events.map((event) => event.type)).toEqual([
      'image_generation.partial_image',
      'image_generation.partial_image',
      'image_generation.completed',
    ]);
  });
});

throughBothDoors('moderations and models', (open) => {
  it('judge texts', async () => {
    const { results } = await (await open()).client().moderations.create({ input: ['Hallo', 'Guten Tag'] });
    expect(results).toHaveLength(2);
    expect(results[0]?.flagged).toBe(false);
  });

  it('list models, find one, refuse the unknown', async () => {
    const client = (await open()).client();
    expect((await collect(client.models.list())).map((model) => model.id)).toContain(MODEL);
    expect((await client.models.retrieve(MODEL)).object).toBe('model');
    expect((await client.models.delete('ft:gpt-4o-mini:acemeco:suffix:abc123')).deleted).toBe(true);
    await expect(client.models.retrieve('gibt-es-nicht')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });
});

throughBothDoors('files', (open) => {
  it('are kept byte for byte', async () => {
    const client = (await open()).client();
    const text = '{"frage":"Größe"}\n';
    const made = await client.files.create({
      file: await toFile(Buffer.from(text), 'fragen.jsonl'),
      purpose: 'fine-tune',
    });
    expect(made).toMatchObject({
      object: 'file',
      filename: 'fragen.jsonl',
      bytes: Buffer.byteLength(text),
      purpose: 'fine-tune',
    });
    expect(await (await client.files.content(made.id)).text()).toBe(text);
    expect((await collect(client.files.list())).map((file) => file.id)).toContain(made.id);
    expect((await client.files.delete(made.id)).deleted).toBe(true);
    await expect(client.files.retrieve(made.id)).rejects.toMatchObject({ status: 404 });
  });

  it('come in parts too', async () => {
    const client = (await open()).client();
    const bytes = Buffer.from('x'.repeat(1_000));
    const upload = await client.uploads.create({
      bytes: bytes.length,
      filename: 'groß.txt',
      mime_type: 'text/plain',
      purpose: 'assistants',
    });
    const part = await client.uploads.parts.create(upload.id, { data: await toFile(bytes, 'teil') });
    const done = await client.uploads.complete(upload.id, { part_ids: [part.id] });
    expect(done).toMatchObject({ status: 'completed', file: { bytes: 1_000 } });
  });
});

throughBothDoors('batches', (open) => {
  it('are worked off over time, each line found again by its custom_id', async () => {
    const client = (await open(presets.nacht, 1_000_000)).client();
    const lines = ['a', 'b', 'c'].map((id) =>
      JSON.stringify({
        custom_id: id,
        method: 'POST',
        url: '/v1/chat/completions',
        body: { model: MODEL, messages: [{ role: 'user', content: id }] },
      }),
    );
    const file = await client.files.create({
      file: await toFile(Buffer.from(lines.join('\n')), 'auftrag.jsonl'),
      purpose: 'batch',
    });
    const batch = await client.batches.create({
      input_file_id: file.id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    });
    expect(batch.status).toBe('validating');
    await expect
      .poll(async () => (await client.batches.retrieve(batch.id)).status, { timeout: 20_000 })
      .toBe('completed');
    const done = await client.batches.retrieve(batch.id);
    expect(done.request_counts).toEqual({ total: 3, completed: 3, failed: 0 });
    const output = await (await client.files.content(done.output_file_id ?? '')).text();
    const answers = output
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { custom_id: string; response: { status_code: number; body: { object: string } } },
      );
    expect(answers.map((answer) => answer.custom_id).sort()).toEqual(['a', 'b', 'c']);
    expect(
      answers.every(
        (answer) => answer.response.status_code === 200 && answer.response.body.object === 'chat.completion',
      ),
    ).toBe(true);
    expect((await collect(client.batches.list())).map((one) => one.id)).toContain(batch.id);
  });

  it('may be cancelled', async () => {
    const client = (await open(presets.nacht)).client();
    const file = await client.files.create({
      file: await toFile(
        Buffer.from(
          '{"custom_id":"a","method":"POST","url":"/v1/embeddings","body":{"model":"text-embedding-3-small","input":"a"}}',
        ),
        'a.jsonl',
      ),
      purpose: 'batch',
    });
    const batch = await client.batches.create({
      input_file_id: file.id,
      endpoint: '/v1/embeddings',
      completion_window: '24h',
    });
    expect(['cancelling', 'cancelled']).toContain((await client.batches.cancel(batch.id)).status);
  });
});

throughBothDoors('the ids of the clients’ own test suites', (open) => {
  it('are answered, other unknown ids are not', async () => {
    const client = (await open()).client({ apiKey: 'My API Key' });
    await client.chat.completions.retrieve('completion_id');
    await client.responses.retrieve('resp_677efb5139a88190b512bc3fef8e535d');
    await client.responses.delete('resp_677efb5139a88190b512bc3fef8e535d');
    await client.files.retrieve('file_id');
    await client.batches.retrieve('batch_id');
    await client.uploads.cancel('upload_abc123');
    await client.models.retrieve('gpt-4o-mini');
    await client.models.delete('ft:gpt-4o-mini:acemeco:suffix:abc123');
    await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'string' }] });
    await expect(client.files.retrieve('file-gibt-es-nicht')).rejects.toMatchObject({ status: 404 });
    await expect(client.batches.retrieve('batch_gibt_es_nicht')).rejects.toMatchObject({ status: 404 });
    await expect(client.responses.retrieve('resp_gibt_es_nicht')).rejects.toMatchObject({ status: 404 });
  });
});
