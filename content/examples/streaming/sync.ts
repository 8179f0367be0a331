import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';

const client = new OpenAI();
const start = performance.now();
const sekunden = () => (performance.now() - start) / 1000;
let erstes = 0;

const strom = await client.chat.completions.create({
  model: MODELL,
  messages: [{ role: 'user', content: 'Erkläre in drei Sätzen, was asynchron heißt.' }],
  max_tokens: 80,
  stream: true,
});
for await (const ereignis of strom) {
  const text = ereignis.choices[0]?.delta.content;
  if (text) {
    erstes ||= sekunden();
    process.stdout.write(text);
  }
}
console.log(`\nerstes Wort nach ${erstes.toFixed(2)} s, fertig nach ${sekunden().toFixed(2)} s`);
