import OpenAI from 'openai';

const MODELL = process.env.MODELL ?? 'text-davinci-003';

const client = new OpenAI();
const start = performance.now();
const [ergebnis] = await Promise.allSettled([
  client.completions.create({ model: MODELL, prompt: 'Synchron bedeutet', max_tokens: 20 }),
]);
if (ergebnis.status === 'fulfilled') {
  console.log(ergebnis.value.choices[0]?.text);
} else if (ergebnis.reason instanceof OpenAI.NotFoundError) {
  console.log(`${ergebnis.reason.status} ${ergebnis.reason.code}: ${ergebnis.reason.message}`);
} else {
  throw ergebnis.reason;
}
console.log(`nach ${((performance.now() - start) / 1000).toFixed(2)} s`);
