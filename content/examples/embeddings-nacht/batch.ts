import { setTimeout as warte } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

const MODELL = 'text-embedding-3-small';
const DOKUMENTE = Number(process.env.DOKUMENTE ?? '10000');
const LISTE = Number(process.env.LISTE ?? '100');

const client = new OpenAI();
const dokumente = Array.from({ length: DOKUMENTE }, (_, i) => `Dokument ${i + 1}: Protokoll der Sitzung`);
const zeilen: string[] = [];
for (let i = 0; i < DOKUMENTE; i += LISTE) {
  const body = { model: MODELL, input: dokumente.slice(i, i + LISTE), dimensions: 16 };
  zeilen.push(JSON.stringify({ custom_id: `teil-${i / LISTE}`, method: 'POST', url: '/v1/embeddings', body }));
}

const start = performance.now();
const datei = await client.files.create({
  file: await toFile(new TextEncoder().encode(zeilen.join('\n')), 'auftrag.jsonl'),
  purpose: 'batch',
});
let batch = await client.batches.create({
  input_file_id: datei.id,
  endpoint: '/v1/embeddings',
  completion_window: '24h',
});
while (['validating', 'in_progress', 'finalizing'].includes(batch.status)) {
  await warte(60_000); // einmal in der Minute nachsehen genügt
  batch = await client.batches.retrieve(batch.id);
}
const minuten = (performance.now() - start) / 60_000;
console.log(
  `${batch.status}: ${batch.request_counts?.completed ?? 0} von ${zeilen.length} Anfragen nach ${minuten.toFixed(0)} min`,
);
