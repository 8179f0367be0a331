import OpenAI from 'openai';

const MODELL = 'text-embedding-3-small';
const DOKUMENTE = Number(process.env.DOKUMENTE ?? '10000');
const LISTE = Number(process.env.LISTE ?? '100');

const client = new OpenAI();
const dokumente = Array.from({ length: DOKUMENTE }, (_, i) => `Dokument ${i + 1}: Protokoll der Sitzung`);

const start = performance.now();
let fertig = 0;
for (let i = 0; i < DOKUMENTE; i += LISTE) {
  const antwort = await client.embeddings.create({
    model: MODELL,
    input: dokumente.slice(i, i + LISTE),
    dimensions: 16,
  });
  fertig += antwort.data.length;
}
console.log(`${fertig} Embeddings in ${((performance.now() - start) / 1000).toFixed(1)} s`);
