import OpenAI from 'openai';
import pLimit from 'p-limit';

const MODELL = 'text-embedding-3-small';
const ANZAHL = Number(process.env.ANZAHL ?? '1000');
const PARALLEL = Number(process.env.PARALLEL ?? '50');
const LISTE = Number(process.env.LISTE ?? '1');

const client = new OpenAI();
const platz = pLimit(PARALLEL);
const texte = Array.from({ length: ANZAHL }, (_, i) => `Text ${i + 1} über Wartezeiten`);

async function betteEin(teil: string[]): Promise<number[][]> {
  const antwort = await client.embeddings.create({ model: MODELL, input: teil, dimensions: 64 });
  return antwort.data.map((eintrag) => eintrag.embedding);
}

const start = performance.now();
const teile: Promise<number[][]>[] = [];
for (let i = 0; i < ANZAHL; i += LISTE) {
  const teil = texte.slice(i, i + LISTE);
  teile.push(platz(() => betteEin(teil)));
}
const vektoren = (await Promise.all(teile)).flat();
console.log(`${vektoren.length} Vektoren in ${((performance.now() - start) / 1000).toFixed(1)} s`);
