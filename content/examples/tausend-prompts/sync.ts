import OpenAI from 'openai';

const MODELL = 'text-embedding-3-small';
const ANZAHL = Number(process.env.ANZAHL ?? '1000');
const LISTE = Number(process.env.LISTE ?? '1');

const client = new OpenAI();
const texte = Array.from({ length: ANZAHL }, (_, i) => `Text ${i + 1} über Wartezeiten`);

const start = performance.now();
const vektoren: number[][] = [];
for (let i = 0; i < ANZAHL; i += LISTE) {
  const antwort = await client.embeddings.create({ model: MODELL, input: texte.slice(i, i + LISTE), dimensions: 64 });
  vektoren.push(...antwort.data.map((eintrag) => eintrag.embedding));
}
console.log(`${vektoren.length} Vektoren in ${((performance.now() - start) / 1000).toFixed(1)} s`);
