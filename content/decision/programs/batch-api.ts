/** Batch API: alle Anfragen als Datei, die Antworten als Datei zurück, zum halben Preis. */
import { setTimeout as warte } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';
import type { Batch } from 'openai/resources/batches';
import type { ChatCompletion } from 'openai/resources/chat/completions';

// Werte aus dem Rechner
const MODELL = 'gpt-6-luna';
const ANZAHL = 1_000;
const MAX_TOKENS = 300;
const BATCH_GROESSE = 50_000;
const ABFRAGE_ALLE_MS = 60_000;
const WIEDERHOLUNGEN = 5;
const ZEITLIMIT_MS = 120_000;
// Ende der Werte

/** Eine Zeile der Ergebnisdatei. */
interface Ergebnis {
  readonly custom_id: string;
  readonly response: { readonly status_code: number; readonly body: ChatCompletion };
}

const fragen = Array.from({ length: ANZAHL }, (_, i) => `Frage ${i + 1}: Was heißt synchron?`);
const fertig: readonly Batch['status'][] = ['completed', 'failed', 'expired', 'cancelled'];

const client = new OpenAI({ maxRetries: WIEDERHOLUNGEN, timeout: ZEITLIMIT_MS });

function zeile(frage: string, nummer: number): string {
  return JSON.stringify({
    custom_id: `frage-${nummer}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model: MODELL, messages: [{ role: 'user', content: frage }], max_completion_tokens: MAX_TOKENS },
  });
}

async function gibAuf(ab: number): Promise<Batch> {
  const zeilen = fragen.slice(ab, ab + BATCH_GROESSE).map((frage, i) => zeile(frage, ab + i + 1));
  const inhalt = new TextEncoder().encode(zeilen.join('\n'));
  const datei = await client.files.create({ file: await toFile(inhalt, 'anfragen.jsonl'), purpose: 'batch' });
  return client.batches.create({
    input_file_id: datei.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  });
}

async function warteAuf(batch: Batch): Promise<Batch> {
  let stand = batch;
  while (!fertig.includes(stand.status)) {
    await warte(ABFRAGE_ALLE_MS);
    stand = await client.batches.retrieve(batch.id);
  }
  return stand;
}

async function ergebnisse(batch: Batch): Promise<Map<string, string>> {
  if (!batch.output_file_id) return new Map();
  const text = await (await client.files.content(batch.output_file_id)).text();
  const zeilen = text.split('\n').filter((eine) => eine !== '');
  // Die Reihenfolge der Zeilen ist nicht zugesagt: die Kennung ordnet sie zu.
  const gelungen = zeilen
    .map((eine) => JSON.parse(eine) as Ergebnis)
    .filter(({ response }) => response.status_code === 200);
  return new Map(gelungen.map((eine) => [eine.custom_id, eine.response.body.choices[0]?.message.content ?? '']));
}

const start = performance.now();
const batches: Batch[] = [];
for (let ab = 0; ab < ANZAHL; ab += BATCH_GROESSE) batches.push(await gibAuf(ab));
const antworten = new Map<string, string>();
for (const batch of batches) {
  for (const [kennung, antwort] of await ergebnisse(await warteAuf(batch))) antworten.set(kennung, antwort);
}
console.log(`${antworten.size} von ${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
