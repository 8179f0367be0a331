import { setTimeout as warte } from 'node:timers/promises';
import OpenAI, { toFile } from 'openai';

const TAKT = Number(process.env.TAKT ?? '60');

const client = new OpenAI();
const auftrag = Array.from({ length: 20 }, (_, i) => {
  const messages = [{ role: 'user', content: `Fasse Text ${i + 1} zusammen.` }];
  const body = { model: 'gpt-6-luna', messages };
  return JSON.stringify({ custom_id: `frage-${i + 1}`, method: 'POST', url: '/v1/chat/completions', body });
}).join('\n');

async function warteAufBatch(): Promise<number> {
  const file = await toFile(new TextEncoder().encode(auftrag), 'auftrag.jsonl');
  const datei = await client.files.create({ file, purpose: 'batch' });
  let batch = await client.batches.create({
    input_file_id: datei.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  });
  let abfragen = 0;
  while (!['completed', 'failed', 'expired', 'cancelled'].includes(batch.status)) {
    await warte(TAKT * 1000);
    batch = await client.batches.retrieve(batch.id);
    abfragen++;
  }
  return abfragen;
}

const start = performance.now();
let anderes = 0;
const arbeit = setInterval(() => anderes++, 1000); // das Programm arbeitet inzwischen weiter
const abfragen = await warteAufBatch();
clearInterval(arbeit);
const minuten = (performance.now() - start) / 60_000;
console.log(`fertig bemerkt nach ${minuten.toFixed(1)} min und ${abfragen} Abfragen, nebenher ${anderes} Schritte`);
