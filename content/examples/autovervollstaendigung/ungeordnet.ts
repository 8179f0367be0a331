import { setTimeout as warte } from 'node:timers/promises';
import OpenAI from 'openai';

const TAKT = Number(process.env.TAKT ?? '180');
const TEXT = 'Sehr gee';

const client = new OpenAI();
const start = performance.now();

async function schlageVor(anfang: string): Promise<void> {
  const antwort = await client.chat.completions.create({
    model: 'gpt-6-luna',
    messages: [{ role: 'user', content: `Ergänze: ${anfang}` }],
    max_tokens: 8,
  });
  // Wer zuletzt antwortet, steht im Feld, auch wenn seine Frage längst überholt ist
  const vorschlag = antwort.choices[0]?.message.content?.slice(0, 24);
  console.log(`${((performance.now() - start) / 1000).toFixed(2)} s  ${anfang}|  ${vorschlag}`);
}

const alle: Promise<void>[] = [];
for (let ende = 1; ende <= TEXT.length; ende++) {
  await warte(TAKT); // die nächste Taste
  alle.push(schlageVor(TEXT.slice(0, ende)));
}
await Promise.all(alle);
