import OpenAI from 'openai';
import pLimit from 'p-limit';

const MODELL = 'gpt-6-luna';
const ANZAHL = Number(process.env.ANZAHL ?? '60');
const PARALLEL = Number(process.env.PARALLEL ?? '10');

const client = new OpenAI({ maxRetries: 5 });
const platz = pLimit(PARALLEL);

async function stelle(nummer: number): Promise<boolean> {
  try {
    await client.chat.completions.create({
      model: MODELL,
      messages: [{ role: 'user', content: `Stichwort ${nummer}` }],
      max_tokens: 40,
    });
    return true;
  } catch (fehler) {
    if (fehler instanceof OpenAI.RateLimitError) return false;
    throw fehler;
  }
}

const start = performance.now();
const ergebnisse = await Promise.all(Array.from({ length: ANZAHL }, (_, i) => platz(() => stelle(i + 1))));
const dauer = ((performance.now() - start) / 1000).toFixed(1);
console.log(
  `${ergebnisse.filter(Boolean).length} von ${ANZAHL} Antworten in ${dauer} s, höchstens ${PARALLEL} zugleich`,
);
