import OpenAI from 'openai';

const MODELL = 'gpt-6-luna';
const ANZAHL = Number(process.env.ANZAHL ?? '10');

const client = new OpenAI();

async function stelle(nummer: number): Promise<string> {
  const antwort = await client.chat.completions.create({
    model: MODELL,
    messages: [{ role: 'user', content: `Frage ${nummer}: Was heißt synchron?` }],
  });
  return antwort.choices[0]?.message.content ?? '';
}

const start = performance.now();
for (let nummer = 1; nummer <= ANZAHL; nummer++) {
  await stelle(nummer);
}
console.log(`${ANZAHL} Antworten in ${((performance.now() - start) / 1000).toFixed(1)} s`);
