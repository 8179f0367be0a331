import OpenAI from 'openai';
import pLimit from 'p-limit';

const MODELL = 'text-embedding-3-small';
const DOKUMENTE = Number(process.env.DOKUMENTE ?? '10000');
const LISTE = Number(process.env.LISTE ?? '100');
const PARALLEL = Number(process.env.PARALLEL ?? '20');

const client = new OpenAI({ maxRetries: 5 });
const platz = pLimit(PARALLEL);
const dokumente = Array.from({ length: DOKUMENTE }, (_, i) => `Dokument ${i + 1}: Protokoll der Sitzung`);

async function betteEin(teil: string[]): Promise<number> {
  const antwort = await client.embeddings.create({ model: MODELL, input: teil, dimensions: 16 });
  return antwort.data.length;
}

const start = performance.now();
const teile: Promise<number>[] = [];
for (let i = 0; i < DOKUMENTE; i += LISTE) {
  const teil = dokumente.slice(i, i + LISTE);
  teile.push(platz(() => betteEin(teil)));
}
const zahlen = await Promise.all(teile);
const summe = zahlen.reduce((a, b) => a + b, 0);
console.log(`${summe} Embeddings in ${((performance.now() - start) / 1000).toFixed(1)} s`);
