import { setTimeout as warte } from 'node:timers/promises';
import OpenAI from 'openai';

const TAKT = Number(process.env.TAKT ?? '180');
const RUHE = 250; // so lange muss Ruhe sein, bevor gefragt wird
const TEXT = 'Sehr gee';

const client = new OpenAI();
const start = performance.now();

async function schlageVor(anfang: string, signal: AbortSignal): Promise<void> {
  try {
    await warte(RUHE, undefined, { signal });
    const antwort = await client.chat.completions.create(
      { model: 'gpt-6-luna', messages: [{ role: 'user', content: `Ergänze: ${anfang}` }], max_tokens: 8 },
      { signal },
    );
    const vorschlag = antwort.choices[0]?.message.content?.slice(0, 24);
    console.log(`${((performance.now() - start) / 1000).toFixed(2)} s  ${anfang}|  ${vorschlag}`);
  } catch (fehler) {
    if (!signal.aborted) throw fehler;
  }
}

let abbruch = new AbortController();
let laufend: Promise<void> = Promise.resolve();
for (let ende = 1; ende <= TEXT.length; ende++) {
  await warte(TAKT); // die nächste Taste
  abbruch.abort(); // der alte Vorschlag ist überholt
  abbruch = new AbortController();
  laufend = schlageVor(TEXT.slice(0, ende), abbruch.signal);
}
await laufend;
