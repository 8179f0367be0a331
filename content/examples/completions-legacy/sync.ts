import OpenAI from 'openai';

const MODELL = process.env.MODELL ?? 'text-davinci-003';

const client = new OpenAI();
const start = performance.now();
try {
  const antwort = await client.completions.create({ model: MODELL, prompt: 'Synchron bedeutet', max_tokens: 20 });
  console.log(antwort.choices[0]?.text);
} catch (fehler) {
  if (!(fehler instanceof OpenAI.NotFoundError)) throw fehler;
  console.log(`${fehler.status} ${fehler.code}: ${fehler.message}`);
}
console.log(`nach ${((performance.now() - start) / 1000).toFixed(2)} s`);
