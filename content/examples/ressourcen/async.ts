import OpenAI from 'openai';

const ANZAHL = Number(process.env.ANZAHL ?? '100');

const client = new OpenAI();
const start = performance.now();
await Promise.all(
  Array.from({ length: ANZAHL }, (_, i) =>
    client.chat.completions.create({ model: 'gpt-6-luna', messages: [{ role: 'user', content: `Frage ${i + 1}` }] }),
  ),
);
console.log(`1 Thread: ${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
