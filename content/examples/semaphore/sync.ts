import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';
const ANZAHL = Number(process.env.ANZAHL ?? '60');

const client = new OpenAI({ maxRetries: 5 });
const start = performance.now();
for (let nummer = 1; nummer <= ANZAHL; nummer++) {
  await client.chat.completions.create({
    model: MODELL,
    messages: [{ role: 'user', content: `Stichwort ${nummer}` }],
    max_tokens: 40,
  });
}
console.log(`${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s, eine nach der anderen`);
